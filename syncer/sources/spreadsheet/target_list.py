"""The seed of the Targets tab: a list of companies, ``name,domain,aliases,motivation`` (aliases separated by ``;``).

``posting`` may follow, in the words of the Targets tab. CSV, or the sheets of an .xlsx that have such a header.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from syncer.core.model import Place, SuggestedTarget
from syncer.core.workbook.layout import POSTINGS
from syncer.sources.reading.columns import Column, Header, header_key
from syncer.sources.reading.delimited import open_table
from syncer.sources.reading.limits import DEFAULT
from syncer.sources.reading.opening import expect, other_than_text, refusing, start_of
from syncer.sources.reading.refusal import listing, refuse
from syncer.sources.spreadsheet.fields import LAMP, is_people

_FIRM = ("company", "company name", "target", "employer", "organisation", "organization", "firm", *sorted(LAMP))
_COLUMNS = (
    Column("name", (*_FIRM, "name"), required=True),
    Column("domain", ("domain", "website", "web site", "url")),
    Column("aliases", ("aliases", "also known as", "other names")),
    Column("motivation", ("motivation",)),
    Column("posting", ("posting",)),
)
_EXPECTED = ("name", "domain", "aliases", "motivation")
_OWN = frozenset(header_key(name) for column in _COLUMNS[1:] for name in column.names)
"""Columns of which one alone shows that a list is one of companies."""
_A_LIST = f"Give a list of companies: a CSV or .xlsx with columns such as {', '.join(_EXPECTED)}."


def _is_header(keys: Sequence[str]) -> bool:
    return not {"name", *_FIRM}.isdisjoint(keys)


def read_targets(path: Path) -> tuple[SuggestedTarget, ...]:
    """The companies of the list, in its order; rows without a name are passed over.

    ``SourceError`` as any CSV or .xlsx, and E-TARGETS-PEOPLE for a list of people, whose names would become companies.
    """
    expect(path)
    found = [_target(row) for header, rows in _tables(path) for row in _named(header, rows, path.name)]
    return tuple(found)


def _tables(path: Path) -> Iterator[tuple[Header, Iterator[Sequence[str]]]]:
    start = start_of(path)
    if start.startswith(b"PK"):
        from syncer.sources.spreadsheet.xlsx import read_workbook

        pages, _ = read_workbook(path, _is_header, DEFAULT)
        if not pages:
            raise refuse("E-CSV-HEADER", Place(path.name), "no sheet has a header that is known", _A_LIST)
        yield from ((page.header, (row.cells for row in page.rows)) for page in pages)
        return
    if looks := other_than_text(start):
        raise refuse("E-TARGETS-TYPE", Place(path.name), f"it looks like {looks}", _A_LIST)
    with refusing(path.name):
        table = open_table(path, path.name, _is_header, _EXPECTED)
        yield table.header, (row.cells for row in table.rows())


def _named(header: Header, rows: Iterator[Sequence[str]], file: str) -> Iterator[dict[str, str]]:
    _expect_companies(header, file)
    binding = header.bind(_COLUMNS, file)
    return (found for cells in rows if (found := binding.row(cells))["name"])


def _expect_companies(header: Header, file: str) -> None:
    """Refuses a list of people, in whose place their employers, or even they themselves, would be looked for."""
    if is_people(header.keys) and _OWN.isdisjoint(header.keys):
        found = f"this is a list of people ({listing(list(header.cells), 4)})"
        remedy = f"{_A_LIST} People belong under [[sources]]."
        raise refuse("E-TARGETS-PEOPLE", Place(file, header.line), found, remedy)


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
