"""Sheets people made by hand: contacts they keep, and lists of employers they want; in files and in Google."""

from syncer.sources.spreadsheet.google import GoogleSheet
from syncer.sources.spreadsheet.source import Spreadsheet, claims

__all__ = ["GoogleSheet", "Spreadsheet", "claims"]
