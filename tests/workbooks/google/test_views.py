"""Somebody shows the list in a spreadsheet of their own (IMPORTRANGE), and names that one in the settings."""

from copy import deepcopy
from dataclasses import replace

import pytest

from syncer.core.workbook.layout import MEMORY_TAB
from syncer.errors import SafetyStop
from syncer.workbooks.sheets import views
from syncer.workbooks.sheets.committing import Commit
from syncer.workbooks.xlsx.cells import letters
from tests.contract.workbook_suite import CARDS
from tests.core.workbook.service import TODAY, Service
from tests.emulator.person import Person
from tests.workbooks.google.cloud import account, again, calls, new, sheets
from tests.workbooks.google.test_moments import persist


def showing(cell, index: int, number: int):
    """The same cell as a formula shows it; a blank one stays blank."""
    formula = {"formulaValue": f"=Elsewhere!{letters(index + 1)}{number}"}
    return {**cell, "userEnteredValue": formula} if "userEnteredValue" in cell else cell


def shown_elsewhere(google, spreadsheet: str, tab: str) -> Person:
    """A spreadsheet with the cells of the workbook and nothing syncer keeps beside them; ``tab`` only shows another."""
    person = Person(google, Person(google, spreadsheet).make_copy())
    person.delete_tab(MEMORY_TAB)
    person.rename_tab(tab, "Elsewhere")
    person.add_tab(tab)

    def show(book) -> None:
        book.metadata.clear()
        book.named.clear()
        view, source = book.titled(tab), book.titled("Elsewhere")
        view.grow(source.height, source.width)
        for number, row in enumerate(source.rows, 1):
            view.put(number - 1, {index: showing(cell, index, number) for index, cell in enumerate(row) if cell})

    person._edit(show)
    return person


@pytest.fixture
def begun():
    google = account()
    service = Service(new(google), list(CARDS))
    service.run()
    return google, service


@pytest.mark.parametrize("tab", ["Outreach", "People"])
def test_a_tab_that_only_shows_another_sheet_is_not_written(begun, tab):
    google, service = begun
    person = shown_elsewhere(google, service.book.spreadsheet, tab)
    assert person.see(tab) == person.see("Elsewhere")
    before = person.book
    service.book = again(google, person.id)
    service.cards = [replace(card, title="Director", as_of=TODAY) for card in service.cards]
    with pytest.raises(SafetyStop, match=f"{tab} only shows the cells of another sheet") as stopped:
        service.run()
    assert (stopped.value.code, stopped.value.exit_code) == ("E-SHEET-VIEW", 4)
    assert person.book is before


def test_headers_that_somebody_typed_or_pasted_are_taken_as_they_are(begun):
    google, service = begun
    hand = Person(google, service.book.spreadsheet)
    hand._edit(lambda book: book.metadata.clear())
    service.book = again(google, service.book.spreadsheet)
    persist(service)
    service.cards = [replace(card, title="Director", as_of=TODAY) for card in service.cards]
    service.run()
    assert {row.cells["position"] for row in service.book.read().tabs["people"].rows} == {"Director"}
    since = len(google.log)
    service.cards = [replace(card, title="Chair", as_of=TODAY) for card in service.cards]
    service.book = again(google, service.book.spreadsheet)
    service.run()
    assert calls(google, since) == ["get", "get", "batchUpdate"], "what is remembered is not looked at again"


def spilled(read, row: int):
    """The answer as it is where a formula in the first cell of a row brings all that stands from there on."""

    def shown(cells):
        return [{**cells[0], "userEnteredValue": {"formulaValue": "=IMPORTRANGE(A1)"}}, *map(only_shown, cells[1:])]

    def only_shown(cell):
        return cell.get("effectiveValue", cell)

    fresh = deepcopy(read)
    for sheet in fresh["sheets"]:
        for data in sheet["data"][row:]:
            for each in data.get("rowData", ()):
                each["values"] = shown(each["values"])
    return fresh


@pytest.mark.parametrize("row", [0, 1], ids=["from the corner", "from below the headers"])
def test_a_formula_that_spills_is_known_by_cells_that_nobody_typed(begun, row):
    google, service = begun
    hand = Person(google, service.book.spreadsheet)
    hand._edit(lambda book: book.metadata.clear())
    seen = Commit(hand.id, sheets(google), "run-2").look()
    places = views.unfamiliar(seen)
    read = sheets(google).read(hand.id, views.FIELDS, views.ranges(places))
    with pytest.raises(SafetyStop, match="only shows the cells of another sheet"):
        views.expect_none(places, spilled(read, row))
    views.expect_none(places, read)


def test_a_tab_cut_off_below_its_headers_is_looked_at_all_the_same(begun):
    google, service = begun
    google.switches = replace(google.switches, unknown_formula="error value")
    hand = Person(google, service.book.spreadsheet)
    hand._edit(lambda book: book.metadata.clear())
    sheet = hand.book.titled("Targets")
    hand.delete_rows("Targets", *range(1, sheet.height))
    service.book = again(google, hand.id)
    persist(service)
    assert service.book.read().tabs["targets"].rows == ()
