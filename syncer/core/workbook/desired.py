"""One row as it should be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from syncer.core.workbook.state import Value


@dataclass(frozen=True, slots=True)
class Desired:
    """Cells of one row. Columns that are left out stay as they are.

    ``cells``: the service's. ``seed``: people's cells, for a row that is new. ``links``: column -> https address behind
    its text. ``found``: facts as the sources alone say, where a person typed over them. ``only_existing``: never
    append this row.
    """

    cells: Mapping[str, Value]
    seed: Mapping[str, Value] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    found: Mapping[str, Value] = field(default_factory=dict)
    only_existing: bool = False
