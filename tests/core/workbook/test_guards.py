"""Accidents: what stops a run, what lets it through, and what comes back by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from syncer.core.workbook.layout import LAYOUT_VERSION
from syncer.core.workbook.state import CellError
from syncer.errors import SafetyStop, WorkbookError
from tests.contract.hand import Hand
from tests.core.workbook.service import TODAY, Card, Service
from tests.core.workbook.test_runs import ANA, started

NAMES = ("Ada", "Bea", "Cyd", "Dov", "Eve", "Fay", "Gus", "Hal", "Ivo", "Jan")
NAMES += ("Kai", "Leo", "Mia", "Ned", "Ola", "Pam", "Quy", "Roy", "Sue", "Tom")
MANY = [Card(name.lower(), f"{name} Stone{name}", email=f"{name.lower()}@example.com") for name in NAMES]


def stops(service: Service, code: str, *words: str, accepted: tuple[str, ...] = ()) -> None:
    with pytest.raises(SafetyStop) as stop:
        service.plan(accepted=accepted)
    assert stop.value.code == code
    for word in words:
        assert word in str(stop.value)


def test_a_sort_that_leaves_the_ids_behind_stops_the_run():
    service, hand = started(*MANY)
    everything_but_the_id = [column for column in hand.tab("people").columns if column != "_id"]
    hand.sort("people", "name", reverse=True, only=everything_but_the_id)
    stops(service, "E-SHEET-SORTED", "column B", "Undo the sort")


def test_it_stops_the_run_too_when_the_hidden_tab_is_gone_and_nobody_remembers_what_was_written():
    service, hand = started(*MANY)
    hand.sort("people", "name", reverse=True, only=[key for key in hand.tab("people").columns if key != "_id"])
    hand.delete_memory()
    stops(service, "E-SHEET-SORTED", "column B", "Undo the sort")


def test_a_sort_of_whole_rows_or_of_any_block_with_the_ids_is_fine():
    service, hand = started(*MANY)
    hand.type("outreach", 3, "notes", "canary")
    mark = hand.see("outreach", 3, "_id")
    hand.sort("outreach", "name", reverse=True)
    hand.sort("people", "name", reverse=True)
    assert not service.plan() or not service.plan().edits
    service.run()
    assert hand.see("outreach", hand.find("outreach", _id=mark), "notes") == "canary"


def test_many_rows_gone_at_once_stop_the_run_and_shrink_accepts_it():
    service, hand = started(*MANY)
    hand.delete_rows("people", range(10))
    stops(service, "E-SHEET-SHRUNK", "10 of 20", "syncer accept shrink", "syncer accept restore")
    service.run(accepted=["shrink"])
    assert not service.plan()
    assert len(hand.tab("people").rows) == 10


def test_restore_brings_rows_back_that_vanished():
    service, hand = started(*MANY)
    hand.delete_rows("people", range(10))
    hand.delete_rows("outreach", range(10))
    service.run(accepted=["restore"])
    assert len(hand.tab("people").rows) == len(hand.tab("outreach").rows) == 20
    assert not service.plan()


def test_restore_also_brings_back_what_was_missed_at_the_last_run():
    service, hand = started(*MANY)
    hand.delete_rows("outreach", [0])
    service.run()
    service.run(accepted=["restore"])
    assert len(hand.tab("outreach").rows) == 20
    assert not service.plan()


def test_more_than_fifty_rows_of_a_long_list_stop_the_run_too():
    service, hand = started(*[Card(f"k{n:03}", f"Kim{n} Lee", "Initech") for n in range(400)])
    hand.delete_rows("people", range(50))
    service.plan()
    hand.delete_rows("people", [0])
    stops(service, "E-SHEET-SHRUNK", "51 of 400")


def test_nine_rows_of_a_small_list_may_go_without_a_word():
    service, hand = started(*MANY)
    hand.delete_rows("people", range(9))
    service.run()
    assert not service.plan()


def test_a_tab_that_is_gone_stops_the_run_and_recreate_makes_it_again():
    service, hand = started(*MANY)
    hand.delete_tab("outreach")
    stops(service, "E-SHEET-TAB", "Outreach", "syncer accept recreate")
    service.run(accepted=["recreate"])
    assert len(hand.tab("outreach").rows) == 20
    assert not service.plan()


def test_a_lost_header_row_or_id_column_stops_the_run():
    service, hand = started(*MANY)
    hand.delete_column("people", "_id")
    stops(service, "E-SHEET-KEY", "People", "_id", "syncer accept recreate")
    service, hand = started(*MANY)
    hand.delete_header("people")
    stops(service, "E-SHEET-HEADER", "People", "syncer accept recreate", accepted=("shrink", "recreate"))


def test_a_copy_of_the_file_is_not_written_until_it_is_accepted():
    service, hand = started(ANA)
    service.cards[0] = replace(ANA, title="Director")
    service.run()
    copy = hand.copy_file()
    service.book = copy
    service.cards[0] = replace(ANA, title="Chief")
    stops(service, "E-SHEET-COPY", "syncer accept copy")
    service.run(accepted=["copy"])
    assert Hand(copy).see("people", 0, "position") == "Chief"
    assert not service.plan()


def test_a_copy_in_which_nothing_is_new_is_accepted_once_and_for_all():
    service, hand = started(ANA)
    service.cards[0] = replace(ANA, title="Director")
    service.run()
    service.book = hand.copy_file()
    stops(service, "E-SHEET-COPY", "syncer accept copy")
    service.run(accepted=["copy"])
    assert not service.plan()


def test_a_newer_layout_is_left_alone():
    service, _ = started(ANA)
    service.book.layout = LAYOUT_VERSION + 1
    stops(service, "E-SHEET-NEWER", "Upgrade")


def test_a_service_column_that_was_deleted_comes_back_and_a_persons_own_does_not():
    service, hand = started(ANA)
    hand.delete_column("outreach", "score")
    hand.delete_column("outreach", "owner")
    assert service.plan().again
    service.run()
    assert hand.tab("outreach").columns[-1] == "score"
    assert hand.see("outreach", 0, "score") == 10
    assert "owner" not in hand.tab("outreach").columns
    assert not service.plan()


def test_lost_memory_duplicates_nothing_and_keeps_what_differs():
    service, hand = started(*MANY[:3])
    hand.type("people", 0, "position", "Chief")
    hand.type("outreach", 0, "notes", "canary")
    hand.type("outreach", 0, "grade", "B")
    service.run()
    hand.delete_memory()
    service.run()
    assert hand.see("people", 0, "position") == "Chief"
    assert len(hand.tab("people").rows) == len(hand.tab("outreach").rows) == 3
    service.run()
    assert hand.see("outreach", hand.find("outreach", _id=hand.see("people", 0, "_id")), "position") == "Chief"
    assert hand.see("outreach", 0, "notes") == "canary"
    assert not service.plan()


def test_rows_added_by_hand_survive_lost_memory():
    service, hand = started(*MANY[:3])
    hand.add_row("people", {"name": "Zed Zorn", "employer": "Globex"})
    service.run()
    hand.delete_memory()
    service.run()
    service.run()
    assert len(hand.tab("people").rows) == 4
    hand.type("people", hand.find("people", name="Zed Zorn"), "employer", "Acme")
    service.run()
    assert hand.see("outreach", hand.find("outreach", name="Zed Zorn"), "target") == "Acme"
    assert not service.plan()


def test_an_edited_memory_is_refused_in_plain_words():
    service, _ = started(ANA)
    service.book.memory["header"] = "{"
    with pytest.raises(WorkbookError, match="hidden tab _syncer"):
        service.plan()


def test_words_typed_into_a_rewritten_tab_are_quoted_in_review_first():
    service, hand = started(*MANY[:3])
    hand.type("today", 0, "channel", "call her mother")
    hand.add_row("sync_log", {"when": "remember the milk"})
    service.run()
    about = [row["question"] for row in hand.tab("review").rows]
    assert sorted(about) == ["You typed in Sync log: 'remember the milk'", "You typed in Today: 'call her mother'"]
    assert hand.see("today", 0, "channel") == "E-mail"
    assert not service.plan()


def test_sorting_a_rewritten_tab_is_no_reason_to_write():
    service, hand = started(*MANY[:3])
    hand.sort("today", "name", reverse=True)
    assert not service.plan()


def test_a_cell_in_error_counts_as_last_known_and_is_left_alone():
    service, hand = started(*MANY[:3])
    hand.type("outreach", 0, "grade", "B")
    hand.type("outreach", 0, "employer", "Globex")
    service.run()
    hand.type("outreach", 0, "grade", CellError("#REF!"))
    hand.type("outreach", 0, "employer", CellError("#N/A"))
    hand.type("outreach", 0, "position", CellError("Loading..."))
    service.cards = [replace(card, title="Director", as_of=TODAY) for card in service.cards]
    service.run()
    row = hand.tab("outreach").rows[0]
    assert (row["grade"], row["employer"], row["position"]) == ("#REF!", "#N/A", "Loading...")
    assert (row["grade_used"], row["target"]) == ("B", "Globex")
    assert not any("#" in str(question["question"]) or "Loading" in question["question"] for question in review(hand))
    assert not service.plan()


def review(hand: Hand) -> list[dict[str, object]]:
    return hand.tab("review").rows


def test_settings_keep_their_values_and_a_deleted_line_stays_away():
    service, hand = started(ANA)
    hand.type("settings", 0, "value", 9)
    hand.delete_rows("settings", [1])
    service.run()
    assert dict(service.entered.settings) == {"New people a day": 9}
    service.run(TODAY + timedelta(days=1))
    assert len(hand.tab("settings").rows) == 1
    assert hand.see("settings", 0, "value") == 9
    assert not service.plan(TODAY + timedelta(days=1))


def test_memory_of_another_revision_is_asked_for_ids_and_deletions_only():
    service, hand = started(*MANY[:3])
    hand.delete_rows("outreach", [0])
    gone = service.run().memory
    assert gone
    hand.type("people", 0, "position", "Chief")
    hand.type("outreach", 0, "why", "from an older version")
    service.book.remembered -= 1
    service.run()
    assert hand.see("outreach", 0, "why") == "Works at Acme now (Engineer)."
    assert hand.see("people", 0, "position") == "Chief"
    assert (len(hand.tab("people").rows), len(hand.tab("outreach").rows)) == (3, 2)
    service.run()
    assert not service.plan()
