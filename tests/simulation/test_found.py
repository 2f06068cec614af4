"""What the simulation found once, each as a story of its own."""

import errno
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from syncer.errors import Conflict, WorkbookError
from syncer.workbooks.excel import ExcelWorkbook
from syncer.workbooks.memory import MemoryWorkbook
from syncer.workbooks.xlsx import swapping
from tests.contract.hand import Hand
from tests.core.workbook.service import Card, Service
from tests.simulation.driver import play
from tests.simulation.moves import read
from tests.workbooks.hand import ExcelHand


@pytest.mark.parametrize("by_number", [False, True])
def test_a_name_changes_on_the_day_after_the_hidden_tab_was_deleted(by_number: bool) -> None:
    """Rows written by number get their names in a commit of its own: nothing was remembered of them then."""
    book = MemoryWorkbook(by_number=by_number)
    service, hand = Service(book, [Card("ana", "Ana Ruiz"), Card("ben", "Ben Okafor", "Globex")]), Hand(book)
    service.run()
    hand.type("people", hand.find("people", name="Ben Okafor"), "employer", "Initech")
    service.run()
    hand.delete_memory()
    hand.type("outreach", hand.find("outreach", name="Ana Ruiz"), "name", "")
    service.run()
    service.run()
    assert not service.plan()
    assert hand.see("outreach", hand.find("outreach", name="Ana Ruiz"), "position") == "Engineer"
    assert hand.see("people", hand.find("people", name="Ben Okafor"), "employer") == "Initech"


def test_a_tab_that_somebody_deletes_between_reading_and_writing_is_a_conflict() -> None:
    book = MemoryWorkbook()
    service, hand = Service(book, [Card("ana", "Ana Ruiz")]), Hand(book)
    service.run()
    service.cards = [replace(service.cards[0], title="Director")]
    service.between = lambda: hand.delete_tab("today")
    with pytest.raises(Conflict):
        service.run()


def _two_plans(folder: Path) -> tuple[ExcelWorkbook, ExcelWorkbook]:
    """Two runs that read the same file and mean to write the same."""
    service = Service(ExcelWorkbook(folder / "outreach.xlsx"), [Card("ana", "Ana Ruiz")])
    service.run()
    return service.book, ExcelWorkbook(folder / "outreach.xlsx")  # type: ignore[return-value]


@pytest.mark.parametrize("step", ["link", "replace", "unlink"])
def test_another_run_makes_its_backup_while_this_one_saves(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have the same backup to make; before one step of the first, the second saves from beginning to end."""
    one, other = _two_plans(tmp_path)
    cards = [Card("ana", "Ana Ruiz", title="Chief")]
    first, second = Service(one, cards), Service(other, cards)
    plans = first.plan(), second.plan()
    real = getattr(os, step)

    def once(*words: object, **options: object) -> object:
        monkeypatch.setattr(os, step, real)
        other.commit(plans[1])
        return real(*words, **options)

    monkeypatch.setattr(os, step, once)
    try:
        one.commit(plans[0])
    except Conflict:
        first.run()
    assert not first.plan()
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"outreach.xlsx", ".syncer-backup"}


@pytest.mark.parametrize("first", ["the one whose file was swapped out", "the other"])
def test_somebody_saves_in_the_moment_in_which_two_runs_change_the_file(
    tmp_path: Path, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One run swaps out what somebody saved, another that run's file: whichever looks first, what they saved stands."""
    one, other = _two_plans(tmp_path)
    service, hand = Service(one, [Card("ana", "Ana Ruiz", title="Chief")]), ExcelHand(one.path)
    later = Service(other, [Card("ana", "Ana Ruiz", title="Founder")])
    plans = service.plan(), later.plan()
    real = swapping.exchange
    held: list[tuple[Path, Path]] = []

    def exchange(spare: Path, path: Path) -> bool:
        held.append((spare, path))
        if len(held) == 1:  # the first run is about to swap: the second has looked at the file, too
            with pytest.raises(Conflict):
                other.commit(plans[1])
        elif len(held) == 2:
            hand.type("people", 0, "notes", "canary")
            both = held if first == "the other" else held[::-1]
            return all(real(*words) for words in both)
        else:
            return real(spare, path)
        return True

    monkeypatch.setattr(swapping, "exchange", exchange)
    with pytest.raises(Conflict):
        one.commit(plans[0])
    assert hand.see("people", 0, "notes") == "canary"
    assert {path.name for path in tmp_path.iterdir()} == {"outreach.xlsx", ".syncer-backup"}
    service.run()
    assert hand.see("people", 0, "notes") == "canary"


def test_a_disk_that_fails_while_the_backup_is_made_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = _two_plans(tmp_path)
    service = Service(one, [Card("ana", "Ana Ruiz", title="Chief")])
    plan, before = service.plan(), one.path.read_bytes()

    def full(*words: object, **options: object) -> object:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "link", full)
    monkeypatch.setattr(shutil, "copy2", full)
    with pytest.raises(WorkbookError, match="No space left"):
        one.commit(plan)
    assert one.path.read_bytes() == before


def test_two_tabs_that_were_deleted_are_made_again_in_one_go(tmp_path: Path) -> None:
    book = ExcelWorkbook(tmp_path / "outreach.xlsx")
    service, hand = Service(book, [Card("ana", "Ana Ruiz")]), ExcelHand(book.path)
    service.run()
    hand.delete_tab("people")
    hand.delete_tab("paths")
    hand.delete_memory()
    service.run(accepted=["recreate"])
    assert not service.plan()
    tabs = book.read().tabs
    assert [row.cells["name"] for row in tabs["people"].rows] == ["Ana Ruiz"]
    assert tabs["paths"].has_header


STORIES = {
    "somebody saves in the moment their file is replaced": (
        "excel",
        "people=0 variant=1; run appear@-1/0/0/0 type_a_value@12/0/0/104",
    ),
    "and the process dies before it can put their file back": (
        "excel",
        "people=0 variant=1; run appear@-1/0/0/0 type_a_value@12/0/0/104 kill_after@12/0/0/0",
    ),
    "one run's file takes the place of another's for a moment, and is taken back": (
        "excel",
        "people=4 variant=5545; 3runs:2.2.1.1.1.0.0 days_pass@-1/0/0/0 appear@2/0/446/0 kill_after@21/0/0/0",
    ),
    "ranks stand in a column that has the look of dates": (
        "excel",
        "people=0 variant=24943; run move_a_column@-1/481/0/693 appear@-1/0/0/0",
    ),
    "a full disk does not even let go of the file it would not take": (
        "excel",
        "people=0 variant=50582; run type_over@0/0/0/0 disk_full@4/0/0/0 disk_full@5/0/0/0",
    ),
    "a run that cannot read a source judges nobody": (
        "memory",
        "people=5 variant=1; run source_fails@-1/0/0/0 appear@-1/0/1/0 change@-1/4/1/0 leave@-1/0/0/0",
    ),
    "a row that a sort kept from its own values is hit by another's": (
        "memory",
        "people=8 variant=47363; run source_shrinks@-1/0/0/0 sort@1/817/603/343",
    ),
    "words in a tab that is rewritten, after the memory was lost and made again": (
        "memory",
        "people=1 variant=38302; run delete_the_memory@-1/0/0/0; run scribble@-1/0/0/0",
    ),
    "keys left behind by a sort, and then the memory deleted": (
        "memory",
        "people=11 variant=1330; run sort_without_ids@0/0/0/0; run; run delete_the_memory@-1/0/0/0",
    ),
    "the hidden tab is deleted in the moment of writing": (
        "memory",
        "people=13 variant=37083; run type_a_value@-1/0/0/639 delete_the_memory@1/0/0/0; run delete_a_row@-1/0/966/0",
    ),
    "a tab is deleted in the moment of writing": (
        "memory",
        "people=1 variant=17345; run paste_a_block@-1/0/0/0 delete_a_tab@1/145/0/0",
    ),
    "and the same where an earlier answer was lost": (
        "memory",
        "people=0 variant=15309; run add_a_row@-1/481/0/0 answer_lost@0/0/0/0; run delete_a_tab@1/373/0/0",
    ),
    "a tab of the shared sheet is deleted in the moment of writing": (
        "google",
        "people=1 variant=1; run paste_a_block@-1/0/0/0 delete_a_tab@2/1/0/0",
    ),
    "a sort while a row added by hand gets its id: another's row bears it for a moment": (
        "memory",
        "people=5 variant=4907; run add_a_row@-1/0/992/0 sort@1/0/0/0",
    ),
    "and where that row had no id either": (
        "memory",
        "people=0 variant=3911; run add_a_row@-1/968/0/0 sort@1/0/0/963",
    ),
    "the id that came loose goes to its own row in the batch that puts the other's right": (
        "google",
        "people=5 variant=0; run add_a_row@-1/0/992/0 sort@2/0/0/0",
    ),
    "and the next run does it where this one is killed": (
        "google",
        "people=5 variant=4; run add_a_row@-1/0/992/0 sort@2/0/0/0 kill_after@2/0/0/0",
    ),
    "somebody types into the row that was meant before its id is put right": (
        "memory",
        "people=1 variant=1; run add_a_row@-1/0/599/0 sort@1/0/0/0 type_a_word@2/0/0/0",
    ),
    "the id lands on one of two copies of a row": (
        "memory",
        "people=1 variant=1; run copy_a_row@-1/718/0/0 add_a_row@-1/388/0/0 sort@1/793/0/705",
    ),
    "and two ids have to change places": (
        "memory",
        "people=1 variant=1; run copy_a_row@-1/0/0/0 add_a_row@-1/0/481/0 sort@1/0/0/0",
    ),
    "a second sort while the ids are put right": (
        "memory",
        "people=1 variant=1; run add_a_row@-1/179/0/0 sort@3/59/0/0 sort@1/110/833/249",
    ),
    "the id lands on a row in which somebody had typed over a cell": (
        "memory",
        "people=0 variant=1; run type_over@-1/0/0/0 add_a_row@-1/545/0/0 sort@1/0/0/687",
    ),
    "or on a row that was added a run before and has nothing but its id": (
        "memory",
        "people=0 variant=1; run add_a_row@-1/335/0/0 answer_lost@2/0/0/0; run add_a_row@-1/527/714/0 sort@1/0/47/0",
    ),
    "an undo that leaves the marks of columns behind, where no guard refuses a batch": (
        "google",
        "people=1 variant=12832; run delete_a_column@-1/568/0/0 undo@-1/0/0/0",
    ),
    "a column is gone and its mark is not": (
        "google",
        "people=0 variant=38279; run delete_a_column@-1/164/0/0 undo@-1/0/0/0 delete_a_column@-1/431/905/0",
    ),
    "two rows of one person say different things, and their name is another after the merge": (
        "excel",
        "people=13 variant=3779; run say_same_person@-1/0/772/0 kill_before@4/0/0/0;"
        " run delete_the_memory@-1/0/0/0 kill_before@2/0/0/0",
    ),
    "memory lost while a source fails, then a row deleted of somebody whom only that source knows": (
        "excel",
        "people=3 variant=51484; run delete_the_memory@-1/0/0/0 source_fails@-1/0/0/0; run delete_a_row@-1/0/0/0",
    ),
    "memory lost while a source fails, then a word over a derived cell of such a row": (
        "google",
        "people=1 variant=20773; run source_fails@-1/0/0/0 delete_the_memory@-1/0/0/0;"
        " run type_a_word@-1/0/0/0 type_over@-1/0/0/656",
    ),
    "and over a cell of a company that was added in that very run": (
        "memory",
        "people=0 variant=29299; run delete_the_memory@-1/0/0/0 source_fails@-1/0/0/0 add_a_row@-1/485/0/0;"
        " run paste_a_block@-1/0/0/791",
    ),
    "a word where a day stood, and then the memory deleted": (
        "memory",
        "people=0 variant=47603; run add_a_row@-1/679/0/0 source_fails@-1/0/0/0; run type_over@-1/0/0/34;"
        " run delete_the_memory@-1/0/0/0",
    ),
    "two rows with one id while a source is left out": (
        "memory",
        "people=1 variant=63366; run copy_a_row@-1/637/0/0; run source_fails@-1/0/0/0 type_over@-1/253/0/0",
    ),
    "the reading after the hidden tab was made again still shows the file without it": (
        "google",
        "people=0 variant=64616; run delete_the_memory@-1/0/0/0 stale@3/0/0/0",
    ),
}


@pytest.mark.parametrize("story", STORIES)
def test_what_a_seed_found_holds_now(story: str) -> None:
    place, script = STORIES[story]
    assert play(place, read(script)).wrong == ""


@pytest.mark.parametrize("kind", ["yyyy-mm-dd", "hh:mm", "[h]:mm"])
def test_a_number_of_syncers_that_somebody_gives_the_look_of_a_date_is_nothing_they_typed(
    tmp_path: Path, kind: str
) -> None:
    service = Service(ExcelWorkbook(tmp_path / "outreach.xlsx"), [Card("ana", "Ana Ruiz"), Card("ben", "Ben Okafor")])
    service.run()
    hand = ExcelHand(service.book.path)  # type: ignore[attr-defined]
    column = hand.columns("outreach")["rank"]
    with hand.open("outreach") as sheet:
        for row in range(2, 4):
            sheet.cell(row, column).number_format = kind
    assert not service.plan()


def test_what_a_killed_run_left_and_nobody_can_read_is_a_message(tmp_path: Path) -> None:
    """The disk fails just where somebody's save may lie: no traceback, nothing written, and how to go on."""
    service = Service(ExcelWorkbook(tmp_path / "outreach.xlsx"), [Card("ana", "Ana Ruiz")])
    service.run()
    left = tmp_path / ".outreach.xlsx.00000000-11111111.1-abcd.swap"
    left.mkdir()  # whatever cannot be read as a file
    with pytest.raises(WorkbookError, match="cannot be looked at") as stopped:
        service.plan()
    assert stopped.value.code == "E-DISK-BACKUP"
    left.rmdir()
    assert not service.plan()


def test_a_row_that_somebody_added_is_not_taken_for_one_that_they_deleted_the_same_morning() -> None:
    """Most of its cells are empty, and say nothing of whose row it was; a word typed as it got its id is no proof."""
    book = MemoryWorkbook(by_number=True)
    cards = [Card("ana", "Ana Ruiz"), Card("gil", "Gil Benn", "Globex", email="gil@globex.example")]
    service, hand = Service(book, cards), Hand(book)
    service.run()
    deleted = hand.see("people", hand.find("people", name="Gil Benn"), "_id")
    hand.delete_rows("people", [hand.find("people", name="Gil Benn")])
    hand.add_row("people", {"name": "Uma Reyes", "notes": "met at the fair"}, 0)
    service.between = lambda: hand.type("people", hand.find("people", name="Uma Reyes"), "notes", "met in June")
    service.run()
    service.between = None
    service.run()
    assert deleted not in [row.get("_id") for row in hand.tab("people").rows]
    assert hand.see("people", hand.find("people", name="Uma Reyes"), "notes") == "met in June"
