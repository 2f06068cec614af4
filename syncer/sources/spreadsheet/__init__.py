"""Sheets people made by hand: contacts they keep, and lists of employers they want."""

from syncer.sources.spreadsheet.source import Spreadsheet, claims

__all__ = ["Spreadsheet", "claims"]
