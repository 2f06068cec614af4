"""What people do in a Google Sheet only, besides what ``person`` has."""

from collections.abc import Mapping

from tests.simulation.moves import Move
from tests.simulation.person import SERVICE, Edit, Person


def _title(person: Person, tab: str) -> str:
    return str(person.hand.place(tab).title)


def filter_rows(person: Person, move: Move) -> bool:
    if place := person.place(move):
        value = str(person.look()[place[0]][place[1]].get("employer", "nobody"))
        person.hand.person.filter(_title(person, place[0]), move.c % 8, value)
    return bool(place)


def hide_rows(person: Person, move: Move) -> bool:
    if place := person.place(move):
        row = person.hand.place(place[0]).header + place[1]
        person.hand.person.hide_rows(_title(person, place[0]), row, row + 1)
    return bool(place)


def change_the_locale(person: Person, move: Move) -> bool:
    person.hand.person.set_locale(("de_DE", "fr_FR", "en_US")[move.a % 3])
    return True


def duplicate_a_tab(person: Person, move: Move) -> bool:
    """Ids and all: the copy is a tab of the person's own."""
    if place := person.place(move):
        person.hand.person.duplicate_tab(_title(person, place[0]))
    return bool(place)


def cut_a_row(person: Person, move: Move) -> bool:
    """Cut the cells of a row and paste them over another: what stood there is gone by the person's own hand."""
    if place := person.place(move):
        tab, row = place
        other, header = move.c % len(person.look()[tab]), person.hand.place(tab).header
        if other == row:
            return False
        person.hand.person.cut_row(_title(person, tab), header + row, header + other)
    return bool(place)


def type_an_error(person: Person, move: Move) -> bool:
    """A formula in a cell of the service that cannot be worked out."""
    if place := person.place(move):
        tab, row = place
        columns = [key for key in person.columns(tab) if key in SERVICE[tab]]
        where, column = person.hand.place(tab), columns[move.c % len(columns)]
        name = f"'{where.title}'!{_letters(where.columns[column])}{where.header + row + 1}"
        person.hand.person.type(name, "=1/0")
    return bool(place)


def merge_cells(person: Person, move: Move) -> bool:
    """Two notes, one below the other; the lower one is gone by the person's own hand."""
    if place := person.place(move):
        tab, row = place
        where = person.hand.place(tab)
        if "notes" not in where.columns or row + 1 >= len(person.look()[tab]):
            return False
        column, top = where.columns["notes"], where.header + row
        span = {"sheetId": where.sheet, "startRowIndex": top, "endRowIndex": top + 2}
        span |= {"startColumnIndex": column, "endColumnIndex": column + 1}
        person.hand.person.request("mergeCells", {"range": span, "mergeType": "MERGE_ALL"})
    return bool(place)


def _letters(index: int) -> str:
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


EXTRA: Mapping[str, Edit] = {
    edit.__name__: edit
    for edit in (
        filter_rows,
        hide_rows,
        change_the_locale,
        duplicate_a_tab,
        cut_a_row,
        type_an_error,
        merge_cells,
    )
}
