"""Structured logging to stderr: an event name and an allow-list of fields. Counts and ids, never people.

``event("source.read", source="linkedin", records=412)`` prints ``source.read source=linkedin records=412``. A field
that is not on the list is a programming error and raises, so that nobody's name slips into a log.
"""

import logging
import sys

FIELDS = frozenset(
    {"source", "kind", "records", "merged", "rejected", "skipped", "code", "stage", "seconds", "plan", "revision"}
    | {"attempt", "edits", "new", "changed", "kept", "warnings", "people", "pairs", "clusters", "targets", "exit"}
    | {"today", "version", "error", "calls", "status"}
)
_LOGGER = logging.getLogger("syncer")


def event(name: str, level: int = logging.INFO, **fields: str | int | float) -> None:
    """Log one event. ``ValueError`` for a field that is not on the allow-list."""
    unknown = set(fields) - FIELDS
    if unknown:
        raise ValueError(f"log fields not on the allow-list: {', '.join(sorted(unknown))}")
    _LOGGER.log(level, "%s %s", name, " ".join(f"{key}={value}" for key, value in fields.items()))


def set_up(verbose: bool) -> None:
    """Send events to stderr; without ``verbose`` only warnings and worse."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S"))
    _LOGGER.handlers[:] = [handler]
    _LOGGER.setLevel(logging.INFO if verbose else logging.WARNING)
    _LOGGER.propagate = False
