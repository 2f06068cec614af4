"""Large plans go in pieces, each under two megabytes and whole in itself."""

import json
from datetime import date

import pytest

from syncer.core.workbook.plan import AppendRow, Plan, ReplaceTab, SetCell
from syncer.errors import WorkbookError
from syncer.workbooks.sheets.batches import MOST_REQUESTS, pieces
from tests.emulator.faults import Fault
from tests.workbooks.google.cloud import account, again, calls, new, swaps_marks

TODAY = date(2026, 11, 23)
LINK = "https://www.linkedin.com/in/somebody-{:05}"


def person(number: int) -> AppendRow:
    cells = {
        "name": f"Zoë Example {number:05}",
        "employer": "Société Générale des Exemples",
        "position": 'Head of "Quotation" and Ümläuts',
        "email": f"zoe.example.{number:05}@example.com",
        "linkedin": LINK.format(number),
        "sources": "linkedin, google",
        "connected_on": date(2020, 2, 29),
        "last_seen": TODAY,
    }
    return AppendRow("people", f"p_{number:010}", cells, {"linkedin": LINK.format(number)})


def remembered(row: AppendRow) -> str:
    written = {key: str(value) for key, value in row.cells.items()}
    return json.dumps({"refs": [["linkedin", row.row_id]], "written": {"people": written}})


def filling(many: int) -> Plan:
    rows = [person(number) for number in range(many)]
    listed = [
        AppendRow("outreach", row.row_id, {"rank": at, "name": row.cells["name"]})
        for at, row in enumerate(rows[:200], 1)
    ]
    memory = {"header": "{}", **{row.row_id: remembered(row) for row in rows}}
    today = ReplaceTab("today", ({"order": 1, "what": "Write to"},))
    return Plan("", edits=(*listed, *rows, today), memory=memory, create=True, digest="fill")


def test_a_large_first_fill_takes_few_calls_of_less_than_two_megabytes_each():
    google = account()
    book = new(google)
    state = book.commit(filling(2_000))
    sizes = [len(call.sent) for call in google.log]
    assert max(sizes) < 2_000_000
    tests = 1 if swaps_marks(google.switches) else 2
    assert calls(google) == ["create", "get", *["batchUpdate"] * (tests + 1 + 2)]
    assert [row.row_id for row in state.tabs["people"].rows] == [f"p_{number:010}" for number in range(2_000)]
    assert len(state.memory) == 2_001
    assert again(google, book.spreadsheet).read() == state


def test_the_calls_of_a_fill_in_many_batches_are_known_before_the_first():
    google = account()
    book = new(google)
    book.read()
    plan = filling(2_000)
    said = book.calls_with(plan)
    assert said > book.calls
    book.commit(plan)
    tests = 0 if swaps_marks(google.switches) else 1  # its set-up found more to find out
    assert len(google.log) == said + tests


def test_ten_thousand_people_are_filled_in_with_at_most_fifteen_calls():
    """Known before the first is made; ``tests.benchmarks.google`` makes them all, and holds each to two megabytes."""
    book = new(account())
    book.read()
    assert book.calls_with(filling(10_000)) <= 15


def test_the_last_piece_ends_the_account_of_the_run_and_new_rows_come_first():
    plan = filling(4_000)
    edits = (SetCell("people", "p_old", "sources", "", "google"), *plan.edits)
    found = pieces(Plan("", edits=edits, memory={**plan.memory, "p_old": "{}"}))
    assert [("header" in piece.memory, any(isinstance(e, ReplaceTab) for e in piece.edits)) for piece in found] == [
        *[(False, False)] * (len(found) - 1),
        (True, True),
    ]
    assert "p_old" in found[-1].memory
    for piece in found:
        ids = {edit.row_id for edit in piece.edits if isinstance(edit, AppendRow | SetCell)}
        assert ids == set(piece.memory) - {"header"}
    assert sum(len(piece.edits) for piece in found) == len(edits)


def test_thousands_of_scattered_cells_are_no_more_requests_than_a_batch_may_have():
    edits = tuple(SetCell("people", f"p_{n:010}", "sources", "", "google") for n in range(9_000))
    found = pieces(Plan("1", edits=edits))
    assert len(found) == 3
    assert max(len(piece.edits) for piece in found) <= MOST_REQUESTS


def test_a_run_that_dies_between_two_pieces_leaves_a_workbook_that_the_next_one_completes():
    google = account()
    book = new(google)
    google.faults.add(Fault("refuse", on="batchUpdate$", skip=3 if swaps_marks(google.switches) else 4, code=403))
    with pytest.raises(Exception, match="E-GOOGLE"):
        book.commit(filling(2_000))
    state = again(google, book.spreadsheet).read()
    assert state.exists
    assert not state.memory_stale
    ids = {row.row_id for row in state.tabs["people"].rows}
    assert ids == {key for key in state.memory if key.startswith("p_")}
    assert 0 < len(ids) < 2_000


def test_a_spreadsheet_that_would_be_too_large_is_refused_before_anything_is_written():
    google = account()
    book = new(google)
    rows = tuple(AppendRow("people", f"p_{n:010}", {"name": "A"}) for n in range(3))
    state = book.commit(Plan("", edits=rows, create=True, digest="one"))
    file = google.files.by_id[book.spreadsheet]
    file.book.sheet(file.book.sheets[0].id).grow(380_000, 26)
    state = book.read()
    longer = tuple({"order": n, "what": "x"} for n in range(9_000))
    with pytest.raises(WorkbookError, match="ten million"):
        book.commit(
            Plan(state.revision, edits=(ReplaceTab("today", longer), ReplaceTab("paths", longer)), digest="two")
        )
    assert book.read() == state
