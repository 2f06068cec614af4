"""The seed of the Targets tab: a CSV of companies, ``name,domain,aliases,motivation`` (aliases separated by ``;``).

``posting`` may follow, in the words of the Targets tab.
"""

from collections.abc import Sequence
from pathlib import Path

from syncer.core.model import SuggestedTarget
from syncer.core.workbook.layout import POSTINGS
from syncer.sources.reading.columns import Column
from syncer.sources.reading.delimited import open_table
from syncer.sources.reading.opening import expect, refusing

_COLUMNS = (
    Column("name", ("name", "company", "target", "employer"), required=True),
    Column("domain", ("domain", "website")),
    Column("aliases", ("aliases", "also known as")),
    Column("motivation", ("motivation",)),
    Column("posting", ("posting",)),
)


def _is_header(keys: Sequence[str]) -> bool:
    return not {"name", "company", "target", "employer"}.isdisjoint(keys)


def read_targets(path: Path) -> tuple[SuggestedTarget, ...]:
    """The companies of the list, in its order; rows without a name are passed over. ``SourceError`` as any CSV."""
    expect(path)
    with refusing(path.name):
        table = open_table(path, path.name, _is_header, ("name", "domain", "aliases", "motivation"))
        binding = table.header.bind(_COLUMNS, path.name)
        rows = (binding.row(row.cells) for row in table.rows())
        return tuple(_target(row) for row in rows if row["name"])


def _target(row: dict[str, str]) -> SuggestedTarget:
    motivation = row.get("motivation", "").strip()
    posting = row.get("posting", "").strip()
    aliases = tuple(alias.strip() for alias in row.get("aliases", "").split(";") if alias.strip())
    return SuggestedTarget(
        name=row["name"],
        basis="target list",
        domain=row.get("domain", "").strip().casefold(),
        aliases=aliases,
        motivation=int(motivation) if motivation in {"1", "2", "3", "4", "5"} else None,
        posting=posting if posting in POSTINGS else "",
    )
