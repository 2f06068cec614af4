"""The export LinkedIn gives its members on request."""

from syncer.sources.linkedin.members import claims
from syncer.sources.linkedin.source import LinkedIn

__all__ = ["LinkedIn", "claims"]
