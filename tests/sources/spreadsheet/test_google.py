"""A list that somebody keeps in Google is read as the same list in a file."""

from dataclasses import replace
from typing import Any

import pytest
import python_calamine as calamine

from syncer.core.model import Place, Snapshot
from syncer.errors import CredentialError, SourceError
from syncer.google.retry import ATTEMPTS
from syncer.sources.reading.limits import Limits
from syncer.sources.spreadsheet import GoogleSheet, Spreadsheet
from tests.architecture.tree import ROOT
from tests.emulator.client import Client
from tests.emulator.errors import ApiError
from tests.emulator.faults import Fault
from tests.emulator.service import Google
from tests.emulator.tokens import SCOPE
from tests.google.handmade import TODAY, put, source

SAMPLE = ROOT / "config" / "samples" / "people-i-know.xlsx"
PEOPLE = [["Name", "Company"], ["Ilse Vandermeer", "Brightwater Energy"]]
MORE = [["Name", "Company"], ["Ming Hoshi", "Meridian Labs"]]


def told(*tabs: dict[str, Any]) -> dict[str, Any]:
    return {"title": "My list", "tabs": list(tabs)}


def names(snapshot: Snapshot) -> list[str]:
    return [record.full_name for record in snapshot.records]


@pytest.fixture
def google() -> Google:
    return Google()


@pytest.fixture
def two(google: Google) -> str:
    return put(google, told({"title": "Mine", "rows": PEOPLE}, {"title": "Theirs", "rows": MORE}))


def test_the_same_list_says_the_same_in_google_and_in_a_file(google: Google) -> None:
    with calamine.load_workbook(SAMPLE) as book:
        tabs = [
            {
                "title": name,
                "rows": [[_plain(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()],
            }
            for name in book.sheet_names
        ]
    here = Spreadsheet("mine", SAMPLE).fetch()
    there = source(google, put(google, told(*tabs)), name="mine").fetch()
    assert len(there.records) > 5
    assert [replace(one, place=Place("")) for one in there.records] == [
        replace(one, place=Place("")) for one in here.records
    ]
    assert (there.suggested_targets, there.skipped, there.as_of) == (here.suggested_targets, here.skipped, TODAY)


def _plain(cell: Any) -> Any:
    return cell if isinstance(cell, str | int | float | bool) else cell.isoformat()


def test_every_tab_with_a_known_header_is_read_with_two_calls(google: Google, two: str) -> None:
    google.log.clear()
    assert names(source(google, two).fetch()) == ["Ilse Vandermeer", "Ming Hoshi"]
    assert [call.method for call in google.log] == ["sheets.spreadsheets.get"] * 2


@pytest.mark.parametrize("tab", ["Theirs", 11])
def test_one_tab_is_named_by_its_title_or_by_the_number_in_its_address(
    google: Google, two: str, tab: str | int
) -> None:
    assert names(source(google, two, tab).fetch()) == ["Ming Hoshi"]


def test_a_tab_that_is_not_there_is_said_with_those_that_are(google: Google, two: str) -> None:
    with pytest.raises(SourceError, match=r"E-SHEET-TAB My list: there is no tab Ours. Tabs are: Mine, Theirs"):
        source(google, two, "Ours").fetch()


def test_a_hidden_tab_is_read_only_when_it_is_named(google: Google) -> None:
    number = put(google, told({"title": "Mine", "rows": PEOPLE}, {"title": "Old", "rows": MORE, "hidden": True}))
    whole = source(google, number).fetch()
    assert (names(whole), whole.notes) == (
        ["Ilse Vandermeer"],
        ("My list: sheet Old is hidden or a chart: left out",),
    )
    assert names(source(google, number, "Old").fetch()) == ["Ming Hoshi"]


def test_days_are_days_whatever_the_cell_looks_like(google: Google) -> None:
    rows = [["Name", "Company", "Last contact", "Met"], ["Ilse", "Tidewater", {"date": 46310}, {"moment": 46310.75}]]
    [record] = source(google, put(google, told({"title": "Mine", "rows": rows}))).fetch().records
    assert (str(record.said.last_contact), record.said.notes) == ("2026-10-15", "Met: 2026-10-15 18:00")


@pytest.mark.parametrize("number", [-1e12, 1e300, 10_000_000])
def test_a_number_that_no_calendar_has_stays_a_number(google: Google, number: float) -> None:
    rows = [["Name", "Company", "Code"], ["Ilse", "Tidewater", {"date": number}]]
    [record] = source(google, put(google, told({"title": "Mine", "rows": rows}))).fetch().records
    assert record.said.notes.startswith("Code: ")


def test_the_workbook_that_syncer_writes_is_no_source(google: Google) -> None:
    number = put(google, told({"title": "People", "rows": PEOPLE}, {"title": "_syncer", "rows": [["header", "{}"]]}))
    with pytest.raises(SourceError, match="E-XLSX-OURS"):
        source(google, number).fetch()


def test_a_sheet_without_a_known_table_names_columns_to_use(google: Google) -> None:
    with pytest.raises(SourceError, match=r"E-CSV-HEADER My list: .*Name, Company"):
        source(google, put(google, told({"title": "Mine", "rows": [["call the dentist"]]}))).fetch()


def test_an_empty_sheet_is_refused_and_not_read_as_nobody(google: Google) -> None:
    with pytest.raises(SourceError, match="E-CSV-HEADER"):
        source(google, put(google, told({"title": "Mine", "rows": []}))).fetch()


def test_more_rows_than_the_limit_are_refused(google: Google, two: str) -> None:
    with pytest.raises(SourceError, match=r"E-CSV-ROWS .*\[limits\]"):
        source(google, two, limits=Limits(rows=1)).fetch()


def test_a_grid_of_millions_of_cells_is_refused_before_it_is_fetched(google: Google, two: str) -> None:
    desk = Client(google)
    desk.id = two
    grown = {"properties": {"sheetId": 0, "gridProperties": {"rowCount": 300_000, "columnCount": 26}}}
    desk.batch({"updateSheetProperties": {**grown, "fields": "gridProperties(rowCount,columnCount)"}})
    google.log.clear()
    with pytest.raises(SourceError, match="E-XLSX-SIZE"):
        source(google, two).fetch()
    assert len(google.log) == 1


OFFICE = ApiError(400, "This operation is not supported for this document", status="FAILED_PRECONDITION")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (ApiError(404), "There is no spreadsheet at [[sources]] mine"),
        (ApiError(403), "not shared with syncer"),
        (OFFICE, "Save as Google Sheets"),
        (ApiError(400, "canary"), "request refused"),
    ],
)
def test_a_sheet_that_cannot_be_opened_is_left_out_with_what_to_do(
    google: Google, two: str, fault: ApiError, words: str
) -> None:
    google.faults.add(Fault("refuse", code=fault.code, error=fault))
    with pytest.raises(SourceError) as stopped:
        source(google, two, name="mine").fetch()
    assert words in str(stopped.value)
    assert "nobody of it counts as gone" in str(stopped.value)
    assert "canary" not in str(stopped.value)


def test_a_login_without_the_right_to_sheets_stops_the_run(google: Google, two: str) -> None:
    token = google.tokens.issue(frozenset({f"{SCOPE}contacts.readonly"}))
    with pytest.raises(CredentialError, match="syncer auth login"):
        source(google, two, token=token).fetch()


def test_a_tab_renamed_between_the_two_calls_is_not_half_a_list(google: Google, two: str) -> None:
    made = source(google, two)
    outline = made.sheet.outline()
    Client(google).ok(
        "POST",
        f"/v4/spreadsheets/{two}:batchUpdate",
        {"requests": [{"updateSheetProperties": {"properties": {"sheetId": 0, "title": "New"}, "fields": "title"}}]},
    )

    class Then:
        def outline(self) -> Any:
            return outline

        def grids(self, titles: Any) -> Any:
            return made.sheet.grids(titles)

    with pytest.raises(SourceError, match="E-GOOGLE-READ"):
        GoogleSheet("mine", Then(), None, lambda: TODAY).fetch()


FAULTS = [
    Fault("refuse", code=503),
    Fault("refuse", code=429),
    Fault("lose"),
    Fault("truncate"),
    Fault("html", code=200),
    Fault("reset"),
]


@pytest.mark.parametrize("call", [0, 1])
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.kind} {fault.code}")
def test_one_fault_at_any_call_changes_nothing_of_what_is_read(
    google: Google, two: str, fault: Fault, call: int
) -> None:
    google.faults.add(replace(fault, skip=call))
    assert names(source(google, two).fetch()) == ["Ilse Vandermeer", "Ming Hoshi"]


def test_a_service_that_stays_away_leaves_the_source_out(google: Google, two: str) -> None:
    google.faults.add(*[Fault("refuse", code=503)] * ATTEMPTS)
    with pytest.raises(SourceError, match="E-GOOGLE-READ"):
        source(google, two).fetch()
