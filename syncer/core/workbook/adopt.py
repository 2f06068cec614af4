"""Rows that people added by hand: each gets an id, the same until it is written; its cells stay as they are."""

from collections.abc import Callable
from dataclasses import dataclass

from syncer.core.model import Place, Position, Record, Ref
from syncer.core.workbook.cells import fold, plain, read_date, several, text_of
from syncer.core.workbook.layout import BY_KEY
from syncer.core.workbook.memory import RowMemory
from syncer.core.workbook.names import Directory
from syncer.core.workbook.rows import Rows, new_mark
from syncer.core.workbook.state import CellError, Row, Value

_NAMED = ("name", "company", "person")
WORKBOOK = "workbook"
"""The source name of people who were added by hand in the workbook; no source in the settings may have it."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """A row without id and the id it gets; ``new`` is False where it is the id of somebody known already."""

    tab: str
    row: Row
    row_id: str
    new: bool = True


def name_of(row: Row) -> str:
    """What a row calls its subject: the name or the company."""
    cells = row.cells
    for column in _NAMED:
        if column in cells:
            return text_of(cells[column]).strip()
    return ""


def adoptions(tab: str, rows: Rows, taken: dict[str, object]) -> tuple[Adoption, ...]:
    """New ids for the rows of a tab that have none; Log lines need no name. ``taken`` grows by the new ids."""
    return tuple(
        Adoption(tab, row, _mark(tab, row, taken))
        for row in rows.loose
        if _is_name(name_of(row)) or (tab == "log" and _filled(row))
    )


def person_adoptions(
    tab: str, rows: Rows, taken: dict[str, object], names: Directory, elsewhere: Rows
) -> tuple[Adoption, ...]:
    """Ids for rows about people. A row with exactly the name of one known person who has no row in this tab is theirs.

    ``elsewhere``: the rows of the other tab about people.
    """
    found: dict[str, Adoption] = {}
    for row in rows.loose:
        if not _is_name(name_of(row)):
            continue
        known = names.person(name_of(row))
        if known and known not in rows and known not in found and _fits(row, elsewhere.by_id.get(known)):
            found[known] = Adoption(tab, row, known, new=known not in taken)
        else:
            mark = _mark(tab, row, taken)
            found[mark] = Adoption(tab, row, mark)
    return tuple(found.values())


def unnamed(rows: Rows) -> list[Row]:
    """Rows with something in them but no name."""
    return [row for row in rows.loose if _filled(row) and not _is_name(name_of(row))]


def record(person_id: str, people: Row | None, outreach: Row | None, before: RowMemory) -> Record | None:
    """Somebody who was added by hand, as a source record of what was typed; None where no name is left.

    What syncer wrote into the row does not count: it would feed on its own words.
    """

    def cell(column: str) -> Value:
        for tab, row in (("people", people), ("outreach", outreach)):
            value = row.cells.get(column, "") if row else ""
            ours = before.written.get(tab, {}).get(column, "")
            if value != "" and not isinstance(value, CellError) and plain(value) != ours:
                return value
        return ""

    row, name = people or outreach, text_of(cell("name")).strip()
    if row is None or not name:
        return None
    emails, phones, links = (several(cell(column)) for column in ("email", "phone", "linkedin"))
    return Record(
        ref=Ref(WORKBOOK, person_id),
        kind="sheet",
        place=Place(BY_KEY["people" if people else "outreach"].title, row.number),
        full_name=name,
        emails=emails,
        phones=phones,
        urls=links,
        positions=_positions(cell),
        connected_on=read_date(cell("connected_on")),
        weak_key=not (emails or phones or links),
    )


def _positions(cell: Callable[[str], Value]) -> tuple[Position, ...]:
    employer, title = text_of(cell("employer")).strip(), text_of(cell("position")).strip()
    current = (Position(employer, title),) if employer or title else ()
    return current + tuple(Position(name, current=False) for name in several(cell("former_employers")))


def _mark(tab: str, row: Row, taken: dict[str, object]) -> str:
    # The same row gets the same id however often it is planned; the row's number would change with a sort.
    mark = new_mark(
        BY_KEY[tab].id_prefix, taken, tab, *(f"{key}={text_of(row.cells[key])}" for key in sorted(row.cells))
    )
    taken[mark] = None
    return mark


def _fits(row: Row, other: Row | None) -> bool:
    typed = text_of(row.cells.get("employer", ""))
    known = text_of(other.cells.get("employer", "")) if other else ""
    return not typed.strip() or not known or fold(typed) == fold(known)


def _is_name(text: str) -> bool:
    # A link that a sort or a deleted row left behind shows its address as if it were typed.
    return any(character.isalnum() for character in text) and "://" not in text


def _filled(row: Row) -> bool:
    return any(value != "" for value in row.cells.values())
