"""Two runs at once, in every order of their calls: nobody is on the sheet twice, and nothing is forgotten."""

import os
from itertools import product

import pytest

from syncer.core.workbook.plan import AppendRow, Plan, SetCell
from syncer.errors import Conflict, TemporaryError
from syncer.workbooks.google import GoogleWorkbook
from tests.emulator.faults import Fault
from tests.emulator.service import Google
from tests.simulation.overlap import Overlap
from tests.workbooks.google.cloud import IN_FULL, account, again, cloned, new, switched
from tests.workbooks.google.test_moments import begun

ZED = "p_zzzzzzzzzz"
EACH = int(os.environ.get("SYNCER_ORDERS", "4" if IN_FULL else "3"))
TURNS = [turns for turns in product((0, 1), repeat=2 * EACH) if sum(turns) == EACH and turns[0] == 0]
"""Every order of so many calls of one run and as many of the other: two readings and a write each, and where stories
are told in full (or ``SYNCER_ORDERS`` says 5) those that follow a refusal. Both want the same, so an order that begins
with the other run is the mirror of one that is here."""


def plan_of(book: GoogleWorkbook) -> Plan:
    """What both runs want: a new person, and everybody's source; empty when it is so."""
    state = book.read()
    rows = {row.row_id: row for row in state.tabs["people"].rows}
    sets = [
        SetCell("people", mark, "sources", row.cells.get("sources", ""), "both")
        for mark, row in rows.items()
        if mark and row.cells.get("sources", "") != "both"
    ]
    new_row = [] if ZED in rows else [AppendRow("people", ZED, {"name": "Zed Zebra", "sources": "both"})]
    memory = {} if ZED in rows else {ZED: '{"written":{"people":{"name":"Zed Zebra","sources":"both"}}}'}
    return Plan(state.revision, edits=(*sets, *new_row), memory=memory, digest="zed")


def run(book: GoogleWorkbook) -> None:
    for _ in range(5):
        try:
            plan = plan_of(book)
            if not plan:
                return
            book.commit(plan)
        except (Conflict, TemporaryError):
            continue
    raise AssertionError("it never comes to rest")


def side_by_side(google: Google, books: list[GoogleWorkbook], turns: tuple[int, ...], act=run) -> None:
    overlap = Overlap(turns)
    for book in books:
        inner = book._sheets._connect

        def connect(inner=inner):
            http = inner()
            send = http.session.request
            http.session.request = lambda *args, **more: (overlap.turn(), send(*args, **more))[1]
            return http

        book._sheets._connect = connect
    overlap.play([lambda book=book: act(book) for book in books])


def settled(google: Google, number: str) -> None:
    book = again(google, number, "run-9")
    assert not plan_of(book)
    ids = [row.row_id for row in book.read().tabs["people"].rows]
    assert len(ids) == len(set(ids)) == 7
    assert not book.read().memory_stale
    assert all(
        row.cells.get("notes", "").endswith(str(row.cells["name"])) for row in book.read().tabs["people"].rows[:6]
    )


@pytest.mark.parametrize("position", [{}, {"create_sees_delete_of_same_batch": False}], ids=["metadata", "names"])
def test_every_order_of_the_calls_of_two_runs(position):
    made, number = begun(tuple(position.items()))
    for turns in TURNS[:: 1 if IN_FULL or not position else 3]:
        google = cloned(made)
        side_by_side(google, [again(google, number, "run-a"), again(google, number, "run-b")], turns)
        settled(google, number)


@pytest.mark.parametrize("fault", [Fault("lose", "after"), Fault("late", calls=2), Fault("refuse", "after", 503)])
def test_every_order_with_an_answer_lost_on_the_first_write(fault):
    made, number = begun(())
    for turns in TURNS[:: 1 if IN_FULL else 3]:
        google = cloned(made)
        google.faults.add(Fault(fault.kind, fault.when, fault.code, calls=fault.calls, on="batchUpdate$"))
        side_by_side(google, [again(google, number, "run-a"), again(google, number, "run-b")], turns)
        google.apply_late()
        settled(google, number)


@pytest.mark.parametrize("turns", [(0, 1) * 5, (0, 0, 1, 1, 0, 1), (1, 0, 1, 1, 0, 0, 0, 1), (0, 1, 1, 1, 0, 0)])
@pytest.mark.parametrize("refused", [True, False])
def test_two_first_runs_make_one_workbook(turns, refused):
    google = account(switched(duplicate_metadata_id_refused=refused))
    number = new(google).spreadsheet
    ended = []

    def first(book: GoogleWorkbook) -> None:
        row = AppendRow("people", ZED, {"name": "Zed Zebra"})
        try:
            book.read()
            book.commit(Plan("", edits=(row,), memory={"header": "{}"}, create=True, digest="first"))
            ended.append("made")
        except Conflict:
            ended.append("conflict")

    side_by_side(google, [again(google, number, "run-a"), again(google, number, "run-b")], turns, first)
    assert sorted(ended) == ["conflict", "made"]
    titles = [sheet.title for sheet in google.files.by_id[number].book.sheets]
    assert len(titles) == len(set(titles)) == 12
    assert [row.row_id for row in again(google, number).read().tabs["people"].rows] == [ZED]
