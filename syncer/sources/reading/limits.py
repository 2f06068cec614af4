"""How much of a file is taken in before it is refused. One small value, the same for every file source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one source may hold. Sizes are bytes (for text: characters)."""

    rows: int = 100_000
    """Records of one file. ``rows`` under ``[limits]`` of the settings raises it."""
    row: int = 1_000_000
    columns: int = 256
    header_lines: int = 50
    """How far down the header is looked for."""
    text: int = 50_000_000
    """One file that has to be held in memory as a whole."""
    total: int = 200_000_000
    """All members of one archive together."""
    ratio: int = 200
    """Unpacked to packed, once a member is larger than ``ratio_from``."""
    ratio_from: int = 1_000_000
    members: int = 10_000


DEFAULT = Limits()
