"""What every workbook must do, on disk, in memory or in the cloud. An adapter subclasses this and gives two fixtures.

``book``: a workbook that does not exist yet. ``hand``: a person at its keyboard (``tests.contract.hand.Hand``).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from syncer.core.model import Said
from syncer.core.workbook.byhand import cell_typed, line_typed
from syncer.core.workbook.layout import TABS
from syncer.core.workbook.plan import (
    AddColumns,
    AddTab,
    AdoptRow,
    AppendRow,
    Edit,
    Plan,
    ReplaceTab,
    SetCell,
    TypeCell,
)
from syncer.core.workbook.state import Value, WorkbookState
from syncer.errors import Conflict, SafetyStop, WorkbookError
from syncer.ports import Workbook
from tests.core.workbook.service import TODAY, Card, Service

ANA, BEN = "p_aaaaaaaaaa", "p_bbbbbbbbbb"
STRANGE = {
    "formula": "=1+1",
    "plus": "+44 20 7946 0000",
    "minus": "-Ana",
    "at": "@ana",
    "apostrophe": "'quoted",
    "number": "007",
    "date-like": "1-2",
    "exponent": "1E5",
    "true-like": "TRUE",
    "unicode": "Zoë 王小明 محمد 👩🏽‍💻 ﬁ",
    "lines": "one\ntwo\tthree",
    "spaces": "two  spaces",
    "markup": "<b>&amp;</b> _x0041_ ]]>",
    "long": "x" * 9_999,
}
CARDS = [
    Card("ana", "Ana Ruiz", email="ana@example.com"),
    Card("ben", "Ben Okafor", "Globex", "Analyst"),
    Card("cai", "Cai Lund", "Initech"),
    Card("dee", "Dee Moss", said=Said(grade="B", last_contact=date(2026, 3, 1))),
]
NAMES = ["Ada", "Bea", "Cyd", "Dov", "Eve", "Fay", "Gus", "Hal", "Ivo", "Jan", "Kai", "Leo"]
MANY = [Card(name.lower(), f"{name} Stone{name}", email=f"{name.lower()}@example.com") for name in NAMES]


def created(book: Workbook) -> WorkbookState:
    """A workbook of two people, one company and a few lines."""
    edits: tuple[Edit, ...] = (
        AppendRow("targets", "t_aaaaaaaaaa", {"company": "Acme", "motivation": 4, "insiders": 2}),
        AppendRow("people", ANA, {"name": "Ana Ruiz", "employer": "Acme", "connected_on": date(2020, 2, 29)}),
        AppendRow("people", BEN, {"name": "Ben Okafor", "email": "ben@example.com", "grade": "B"}),
        AppendRow("outreach", ANA, {"rank": 1, "name": "Ana Ruiz", "score": 61.5, "since": TODAY}),
        ReplaceTab("today", ({"order": 1, "what": "Write to", "due": TODAY}, {"order": 2, "what": "Thank"})),
    )
    return book.commit(Plan("", edits=edits, memory={"header": "{}", ANA: '{"a":1}'}, create=True, digest="one"))


def cells(state: WorkbookState, tab: str, mark: str) -> dict[str, Value]:
    return dict(next(row.cells for row in state.tabs[tab].rows if row.row_id == mark))


def rows(state: WorkbookState, tab: str) -> list[dict[str, Value]]:
    return [dict(row.cells) for row in state.tabs[tab].rows]


class WorkbookSuite:
    """Promises of the port, then the protocol played through with a person at the keyboard."""

    @pytest.fixture
    def book(self) -> Workbook:
        pytest.fail("each adapter's suite makes its own workbook")

    @pytest.fixture
    def hand(self, book: Workbook) -> Any:
        pytest.fail("each adapter's suite brings its own hand")

    @pytest.fixture
    def service(self, book: Workbook) -> Service:
        service = Service(book, list(CARDS))
        service.run()
        return service

    # --- the port --------------------------------------------------------------------------------------------------

    def test_a_workbook_that_was_never_made_says_so(self, book):
        state = book.read()
        assert not state.exists
        assert not state.tabs

    def test_what_was_written_is_read_back(self, book):
        state = created(book)
        assert set(state.tabs) >= {tab.key for tab in TABS if tab.columns}
        assert cells(state, "people", ANA) == {
            "name": "Ana Ruiz",
            "employer": "Acme",
            "connected_on": date(2020, 2, 29),
        }
        assert cells(state, "outreach", ANA) == {"rank": 1, "name": "Ana Ruiz", "score": 61.5, "since": TODAY}
        assert cells(state, "targets", "t_aaaaaaaaaa") == {"company": "Acme", "motivation": 4, "insiders": 2}
        assert rows(state, "today")[0] == {"order": 1, "what": "Write to", "due": TODAY}
        assert state.memory == {"header": "{}", ANA: '{"a":1}'}
        assert not state.memory_lost
        assert book.read() == state

    def test_text_stays_the_text_it_is(self, book):
        created(book)
        edits = [AppendRow("people", f"p_x{kind:-<10}", {"name": text}) for kind, text in STRANGE.items()]
        book.commit(Plan(book.read().revision, edits=tuple(edits), digest="two"))
        changed = [
            SetCell("people", edit.row_id, column, "", edit.cells["name"])
            for edit in edits
            for column in ("employer", "phone")
        ]
        state = book.commit(Plan(book.read().revision, edits=tuple(changed), digest="three"))
        for found in (state, book.read()):
            for edit in edits:
                text = edit.cells["name"]
                assert cells(found, "people", edit.row_id) == {"name": text, "employer": text, "phone": text}

    def test_a_plan_with_nothing_in_it_changes_nothing(self, book):
        state = created(book)
        assert book.commit(Plan(state.revision)) == state
        assert book.read().revision == state.revision

    def test_every_commit_makes_a_new_revision_and_an_old_one_is_refused(self, book):
        first = created(book)
        edit = SetCell("people", ANA, "employer", "Acme", "Globex")
        second = book.commit(Plan(first.revision, edits=(edit,), digest="two"))
        assert second.revision != first.revision
        late = SetCell("people", ANA, "employer", "Globex", "Initech")
        with pytest.raises(Conflict):
            book.commit(Plan(first.revision, edits=(late,), digest="three"))
        assert book.read() == second

    def test_making_it_twice_is_a_conflict(self, book):
        created(book)
        with pytest.raises(Conflict):
            book.commit(Plan("", edits=(AppendRow("people", BEN, {"name": "Ben"}),), create=True, digest="again"))

    @pytest.mark.parametrize(
        ("bad", "error"),
        [
            (SetCell("people", ANA, "employer", "Globex", "Initech"), Conflict),
            (SetCell("people", "p_zzzzzzzzzz", "employer", "", "Initech"), Conflict),
            (SetCell("people", BEN, "grade", "B", "A"), WorkbookError),
            (SetCell("people", BEN, "notes", "", "A"), WorkbookError),
            (AppendRow("people", ANA, {"name": "Ana again"}), Conflict),
            (AdoptRow("people", 2, "p_zzzzzzzzzz", {"name": "Somebody"}), Conflict),
            (ReplaceTab("people", ({"name": "All of them"},)), WorkbookError),
            (AddTab("people"), Conflict),
        ],
    )
    def test_one_edit_that_cannot_be_made_refuses_the_whole_plan(self, book, bad, error):
        state = created(book)
        good = SetCell("outreach", ANA, "why", "", "Works at Acme now.")
        with pytest.raises(error):
            book.commit(Plan(state.revision, edits=(good, bad), memory={"header": '{"x":1}'}, digest="two"))
        assert book.read() == state

    def test_a_row_may_be_given_an_id_and_written_in_one_plan(self, book, hand):
        created(book)
        hand.add_row("people", {"name": "Cai Lund", "notes": "canary"})
        state = book.read()
        row = next(row for row in state.tabs["people"].rows if not row.row_id)
        edits = (
            AdoptRow("people", row.number, "p_cccccccccc", row.cells),
            SetCell("people", "p_cccccccccc", "sources", "", "workbook"),
        )
        after = book.commit(Plan(state.revision, edits=edits, digest="two"))
        assert cells(after, "people", "p_cccccccccc") == {
            "name": "Cai Lund",
            "notes": "canary",
            "sources": "workbook",
        }

    def test_a_row_that_changed_since_it_was_read_gets_no_id(self, book, hand):
        created(book)
        hand.add_row("people", {"name": "Cai Lund", "notes": "canary"})
        state = book.read()
        row = next(row for row in state.tabs["people"].rows if not row.row_id)
        adopt = AdoptRow("people", row.number, "p_cccccccccc", {**row.cells, "notes": "what stood there before"})
        with pytest.raises(Conflict):
            book.commit(Plan(state.revision, edits=(adopt,), digest="two"))
        assert book.read() == state

    def test_cells_can_be_cleared(self, book):
        state = created(book)
        edits = (SetCell("people", ANA, "employer", "Acme", ""), SetCell("outreach", ANA, "rank", 1, ""))
        after = book.commit(Plan(state.revision, edits=edits, digest="two"))
        assert "employer" not in cells(after, "people", ANA)
        assert "rank" not in cells(after, "outreach", ANA)

    def test_a_rewritten_tab_may_grow_and_shrink(self, book):
        state = created(book)
        longer = tuple({"order": number, "what": f"Line {number}"} for number in range(1, 40))
        state = book.commit(Plan(state.revision, edits=(ReplaceTab("today", longer),), digest="two"))
        assert rows(state, "today") == list(longer)
        state = book.commit(Plan(state.revision, edits=(ReplaceTab("today", longer[:1]),), digest="three"))
        assert rows(state, "today") == [dict(longer[0])]
        state = book.commit(Plan(state.revision, edits=(ReplaceTab("today", ()),), digest="four"))
        assert rows(book.read(), "today") == []

    def test_memory_is_changed_key_by_key(self, book):
        state = created(book)
        long = '"' + "z" * 40_000 + '"'
        state = book.commit(Plan(state.revision, memory={ANA: None, BEN: long}, digest="two"))
        assert state.memory == {"header": "{}", BEN: long}
        assert book.read().memory == state.memory

    def test_a_tab_and_columns_that_are_gone_are_made_again(self, book, hand):
        created(book)
        hand.delete_tab("paths")
        hand.delete_column("outreach", "why")
        state = book.read()
        assert "paths" not in state.tabs
        assert "why" not in state.tabs["outreach"].columns
        edits = (AddTab("paths"), AddColumns("outreach", ("why",)))
        after = book.commit(Plan(state.revision, edits=edits, digest="two"))
        assert after.tabs["paths"].has_header
        assert after.tabs["outreach"].columns[-1] == "why"
        again = SetCell("outreach", ANA, "why", "", "Works at Acme now.")
        after = book.commit(Plan(after.revision, edits=(again,), digest="three"))
        assert cells(after, "outreach", ANA)["why"] == "Works at Acme now."

    # --- what a person types by way of a command -------------------------------------------------------------------

    def test_a_cell_typed_by_way_of_a_command_is_the_only_thing_that_changes(self, book):
        before = created(book)
        after = book.commit(cell_typed(before, "outreach", ANA, "grade", "", "B"))
        assert cells(after, "outreach", ANA) == {**cells(before, "outreach", ANA), "grade": "B"}
        assert {tab: rows(after, tab) for tab in after.tabs if tab != "outreach"} == {
            tab: rows(before, tab) for tab in before.tabs if tab != "outreach"
        }
        assert (after.memory, after.memory_lost, after.memory_stale) == (before.memory, False, False)
        assert book.read() == after

    def test_what_was_typed_can_be_taken_back(self, book):
        state = book.commit(cell_typed(created(book), "people", BEN, "grade", "B", "C"))
        assert cells(state, "people", BEN)["grade"] == "C"
        state = book.commit(cell_typed(state, "people", BEN, "grade", "C", ""))
        assert "grade" not in cells(state, "people", BEN)

    def test_a_cell_that_changed_since_it_was_shown_is_left_as_it_is(self, book, hand):
        created(book)
        hand.type("people", hand.find("people", name="Ben Okafor"), "grade", "A")
        before = book.read()
        with pytest.raises(Conflict):
            book.commit(cell_typed(before, "people", BEN, "grade", "B", "C"))
        assert book.read() == before

    def test_other_words_typed_meanwhile_stay_beside_it(self, book, hand):
        created(book)
        hand.type("people", hand.find("people", name="Ben Okafor"), "notes", "canary")
        hand.sort("people", "name", reverse=True)
        after = book.commit(cell_typed(book.read(), "people", BEN, "grade", "B", "A"))
        ben = cells(after, "people", BEN)
        assert (ben["grade"], ben["notes"]) == ("A", "canary")

    @pytest.mark.parametrize(
        ("edit", "error"),
        [
            (TypeCell("people", ANA, "employer", "Acme", "Globex"), WorkbookError),
            (TypeCell("outreach", ANA, "target", "", "Globex"), WorkbookError),
            (TypeCell("people", ANA, "_id", ANA, BEN), WorkbookError),
            (TypeCell("people", "p_zzzzzzzzzz", "grade", "", "A"), Conflict),
        ],
    )
    def test_a_command_types_into_peoples_own_columns_of_one_row_only(self, book, edit, error):
        state = created(book)
        with pytest.raises(error):
            book.commit(Plan(state.revision, edits=(edit,), digest="two"))
        assert book.read() == state

    def test_a_row_that_stands_there_twice_is_not_typed_into(self, book, hand):
        created(book)
        hand.copy_row("people", hand.find("people", name="Ben Okafor"))
        before = book.read()
        with pytest.raises(Conflict):
            book.commit(cell_typed(before, "people", BEN, "grade", "B", "A"))
        assert book.read() == before

    def test_a_line_of_the_log_stands_below_the_last(self, book, hand):
        created(book)
        hand.add_row("log", {"date": TODAY, "person": "Ana Ruiz", "what": "Call"})
        line = {"date": TODAY, "person": "Ben Okafor", "what": "=1+1", "outcome": "Met", "target": ""}
        book.commit(line_typed(book.read(), line))
        after = book.commit(line_typed(book.read(), line))
        first, *others = after.tabs["log"].rows
        assert (first.row_id, dict(first.cells)["person"]) == ("", "Ana Ruiz")
        said = {"date": TODAY, "person": "Ben Okafor", "what": "=1+1", "outcome": "Met"}
        assert [dict(row.cells) for row in others] == [said, said]
        assert len({row.row_id for row in others}) == 2

    def test_a_typed_grade_and_line_count_in_the_next_run_and_stay(self, service, hand, book):
        state = book.read()
        cai = next(row.row_id for row in state.tabs["people"].rows if row.cells["name"] == "Cai Lund")
        state = book.commit(cell_typed(state, "people", cai, "grade", "", "A"))
        book.commit(line_typed(state, {"date": TODAY, "person": "Cai Lund", "what": "Coffee", "outcome": "Met"}))
        service.run()
        assert hand.see("people", hand.find("people", name="Cai Lund"), "grade_used") == "A"
        assert [(line.person_id, line.outcome) for line in service.entered.log] == [(cai, "Met")]
        assert hand.see("log", 0, "what") == "Coffee"
        assert not service.plan()

    # --- the protocol ----------------------------------------------------------------------------------------------

    def test_a_second_run_has_nothing_to_do(self, service):
        assert not service.plan()

    @pytest.mark.parametrize("tab", ["people", "outreach", "targets"])
    def test_sorting_whole_rows_takes_every_word_along(self, service, hand, tab):
        key = "company" if tab == "targets" else "name"
        name = hand.see(tab, 0, key)
        hand.type(tab, 0, "notes", "canary")
        hand.sort(tab, key, reverse=True)
        service.cards = [replace(card, title="Director", as_of=TODAY) for card in service.cards]
        service.run()
        assert hand.see(tab, hand.find(tab, notes="canary"), key) == name
        assert not service.plan()

    def test_sorting_without_the_ids_writes_nothing(self, book, hand):
        service = Service(book, list(MANY))
        service.run()
        columns = [column for column in book.read().tabs["people"].columns if column != "_id"]
        hand.sort("people", "name", reverse=True, only=columns)
        before = book.read()
        with pytest.raises(SafetyStop, match="sort"):
            service.run()
        assert book.read() == before

    def test_rows_inserted_and_moved_are_found_again(self, service, hand):
        place = hand.find("outreach", name="Ana Ruiz")
        hand.type("outreach", place, "notes", "canary")
        hand.add_row("outreach", {}, place=0)
        hand.move_row("outreach", hand.find("outreach", name="Ana Ruiz"), 0)
        service.cards[0] = replace(CARDS[0], title="Director", as_of=TODAY)
        service.run()
        place = hand.find("outreach", notes="canary")
        assert (hand.see("outreach", place, "name"), hand.see("outreach", place, "position")) == (
            "Ana Ruiz",
            "Director",
        )
        assert not service.plan()

    @pytest.mark.parametrize(
        "upset",
        [
            lambda hand: hand.rename_header("outreach", "status", "State"),
            lambda hand: hand.rename_header("people", "employer", "Works at"),
            lambda hand: hand.rename_tab("outreach", "My list"),
            lambda hand: hand.move_column("outreach", "notes", 0),
            lambda hand: hand.move_column("people", "employer", 9),
            lambda hand: hand.insert_column("outreach", 3, "My own", ["mine"]),
        ],
    )
    def test_renamed_moved_and_inserted_columns_and_tabs_change_nothing(
        self, service, hand, upset: Callable[[Any], None]
    ):
        hand.type("outreach", hand.find("outreach", name="Ana Ruiz"), "notes", "canary")
        service.run()
        upset(hand)
        service.cards[0] = replace(CARDS[0], title="Director", as_of=TODAY)
        service.run()
        place = hand.find("outreach", notes="canary")
        assert (hand.see("outreach", place, "name"), hand.see("outreach", place, "position")) == (
            "Ana Ruiz",
            "Director",
        )
        assert not service.plan()

    def test_typing_over_a_fact_holds_until_it_is_cleared(self, service, hand):
        place = hand.find("people", name="Cai Lund")
        hand.type("people", place, "employer", "Globex")
        service.run()
        assert hand.see("people", place, "employer") == "Globex"
        assert hand.see("outreach", hand.find("outreach", name="Cai Lund"), "target") == "Globex"
        assert not service.plan()
        hand.type("people", place, "employer", "")
        service.run()
        assert hand.see("people", place, "employer") == "Initech"
        assert not service.plan()

    def test_a_row_added_by_hand_is_taken_on_and_filled(self, service, hand):
        hand.add_row("people", {"name": "Eli Roe", "employer": "Acme", "notes": "canary"})
        service.run()
        place = hand.find("people", notes="canary")
        assert str(hand.see("people", place, "_id")).startswith("p_")
        assert hand.see("people", place, "sources") == "workbook"
        assert hand.see("outreach", hand.find("outreach", name="Eli Roe"), "target") == "Acme"
        assert not service.plan()

    def test_a_deleted_row_stays_deleted(self, service, hand):
        hand.delete_rows("outreach", [hand.find("outreach", name="Ana Ruiz")])
        service.run()
        service.cards[0] = replace(CARDS[0], title="Director", as_of=TODAY)
        service.run(TODAY + timedelta(days=1))
        with pytest.raises(LookupError):
            hand.find("outreach", name="Ana Ruiz")
        assert not service.plan(TODAY + timedelta(days=1))

    def test_many_rows_gone_at_once_stop_the_run(self, book, hand):
        service = Service(book, list(MANY))
        service.run()
        hand.delete_rows("people", range(10))
        before = book.read()
        with pytest.raises(SafetyStop, match="accept shrink"):
            service.run()
        assert book.read() == before
        service.run(accepted=["shrink"])
        assert len(book.read().tabs["people"].rows) == 2

    def test_a_copied_row_is_left_alone_and_asked_about(self, service, hand, book):
        hand.copy_row("outreach", hand.find("outreach", name="Ana Ruiz"))
        service.cards[0] = replace(CARDS[0], title="Director", as_of=TODAY)
        service.run()
        twins = [row for row in rows(book.read(), "outreach") if row["name"] == "Ana Ruiz"]
        assert [row["position"] for row in twins] == ["Engineer", "Engineer"]
        assert "2 rows with the same mark" in str(hand.see("review", 0, "question"))
        assert not service.plan()

    def test_lost_memory_costs_no_word_and_duplicates_nothing(self, service, hand, book):
        hand.type("people", hand.find("people", name="Cai Lund"), "position", "Chief")
        hand.type("outreach", 0, "notes", "canary")
        service.run()
        before = {tab: len(book.read().tabs[tab].rows) for tab in ("people", "outreach", "targets")}
        hand.delete_memory()
        assert book.read().memory_lost
        service.run()
        service.run()
        assert {tab: len(book.read().tabs[tab].rows) for tab in before} == before
        assert hand.see("people", hand.find("people", name="Cai Lund"), "position") == "Chief"
        assert hand.see("outreach", 0, "notes") == "canary"
        assert not service.plan()

    def test_a_tab_or_header_that_is_gone_stops_the_run(self, service, hand):
        hand.delete_header("people")
        with pytest.raises(SafetyStop, match="header"):
            service.run()

    def test_a_deleted_tab_stops_the_run_until_it_may_be_made_again(self, service, hand, book):
        hand.delete_tab("outreach")
        with pytest.raises(SafetyStop, match="accept recreate"):
            service.run()
        service.run(accepted=["recreate"])
        assert len(book.read().tabs["outreach"].rows) == 3
        assert not service.plan()

    def test_words_in_a_rewritten_tab_are_quoted_in_review(self, service, hand):
        hand.type("today", 0, "channel", "call her mother")
        service.run()
        assert hand.see("review", 0, "question") == "You typed in Today: 'call her mother'"
        assert hand.see("today", 0, "channel") == "E-mail"
        assert not service.plan()

    def test_names_like_formulas_and_of_every_script_come_through_a_whole_run(self, book, hand):
        service = Service(
            book, [Card(f"k{n}", text) for n, text in enumerate(sorted(STRANGE.values())) if len(text) < 99]
        )
        service.run()
        assert not service.plan()
        hand.type("people", hand.find("people", name="=1+1"), "grade", "A")
        service.run()
        assert hand.see("outreach", hand.find("outreach", name="=1+1"), "grade_used") == "A"
        assert not service.plan()

    def test_every_kind_of_word_in_peoples_cells_stays(self, service, hand, book):
        columns = ("notes", "next_action", "owner", "status", "grade")
        typed = [(n % 3, columns[n // 3], text) for n, text in enumerate(STRANGE.values())]
        for place, column, text in typed:
            hand.type("outreach", place, column, text)
        service.cards = [replace(card, title="Director", as_of=TODAY) for card in service.cards]
        service.run()
        found = book.read().tabs["outreach"].rows
        assert [found[place].cells[column] for place, column, _ in typed] == [text for _, _, text in typed]
        assert not service.plan()

    def test_a_restored_version_brings_its_words_back_and_duplicates_nothing(self, service, hand, book):
        hand.type("outreach", 0, "notes", "canary")
        hand.type("people", hand.find("people", name="Cai Lund"), "position", "Chief")
        service.run()
        version = hand.keep_version()
        hand.type("outreach", 0, "notes", "typed by mistake")
        service.cards = [*service.cards[1:], Card("eli", "Eli Roe")]
        service.cards[0] = replace(service.cards[0], title="Director", as_of=TODAY)
        service.run()
        hand.restore_version(version)
        for _ in range(2):
            service.run()
            assert hand.see("outreach", 0, "notes") == "canary"
            assert hand.see("people", hand.find("people", name="Cai Lund"), "position") == "Chief"
        names = [row["name"] for row in rows(book.read(), "people")]
        assert sorted(names) == ["Ana Ruiz", "Ben Okafor", "Cai Lund", "Dee Moss", "Eli Roe"]
        assert not service.plan()

    def test_a_version_restored_after_a_deletion_keeps_who_was_deleted_by_then(self, service, hand, book):
        hand.delete_rows("outreach", [hand.find("outreach", name="Ana Ruiz")])
        service.run()
        version = hand.keep_version()
        service.cards[1] = replace(service.cards[1], title="Director", as_of=TODAY)
        service.run()
        hand.restore_version(version)
        service.run()
        with pytest.raises(LookupError):
            hand.find("outreach", name="Ana Ruiz")

    def test_a_copy_of_the_file_is_refused_until_accepted_or_is_a_workbook_of_its_own(self, service, hand, book):
        hand.type("outreach", 0, "notes", "canary")
        service.run()
        original = book.read()
        copy = hand.copy_file()
        service.book = copy
        service.cards[0] = replace(CARDS[0], title="Director", as_of=TODAY)
        before = copy.read()
        try:
            service.run()
        except SafetyStop as stop:
            assert stop.code == "E-SHEET-COPY"
            assert copy.read() == before
            service.run(accepted=["copy"])
        assert not service.plan()
        written = {row["name"]: row.get("position") for row in rows(copy.read(), "people")}
        assert written["Ana Ruiz"] == "Director"
        assert rows(copy.read(), "outreach")[0]["notes"] == "canary"
        assert book.read() == original

    def test_protected_cells_are_written_or_refused_with_their_tab_and_nothing_is_written(self, service, hand, book):
        hand.protect("people")
        before = book.read()
        service.cards[0] = replace(CARDS[0], title="Director", as_of=TODAY)
        try:
            service.run()
        except WorkbookError as refused:
            assert "People is protected" in str(refused)
            assert book.read() == before
        else:
            assert hand.see("people", hand.find("people", name="Ana Ruiz"), "position") == "Director"
            assert not service.plan()

    def test_a_tab_of_the_persons_own_stays_and_a_row_moved_there_counts_as_deleted(self, service, hand, book):
        state = book.read()
        row = next(row for row in state.tabs["outreach"].rows if row.cells["name"] == "Ana Ruiz")
        hand.own_tab("Done", [["my list", 7], [row.row_id, "Ana Ruiz"]])
        hand.delete_rows("outreach", [hand.find("outreach", name="Ana Ruiz")])
        plan = service.run()
        assert any("a row moved to your tab 'Done' counts as deleted here" in note for note in plan.warnings)
        service.run(TODAY + timedelta(days=1))
        assert hand.see_own("Done") == [["my list", 7], [row.row_id, "Ana Ruiz"]]
        with pytest.raises(LookupError):
            hand.find("outreach", name="Ana Ruiz")
        assert not service.plan(TODAY + timedelta(days=1))
