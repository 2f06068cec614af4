"""Files that break off within a character: UTF-16 and UTF-32 announced by a mark, and then damaged."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from syncer.core.model import Place
from syncer.sources.reading.refusal import refuse


@contextmanager
def decoding(path: Path) -> Iterator[None]:
    """Turns a failure to decode into ``SourceError`` E-FILE-BYTES."""
    try:
        yield
    except UnicodeError:
        found = "bytes that are no text in the encoding that its first bytes announce"
        raise refuse("E-FILE-BYTES", Place(path.name), found, "Export it again, or save it as UTF-8.") from None
