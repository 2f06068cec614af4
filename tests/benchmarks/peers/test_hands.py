"""The benchmark of peers sees harm where there is harm, and none in a world with syncer."""

from tests.benchmarks.peers.hands import TAB, Hands, Harm, harm
from tests.benchmarks.peers.schedule import Move, schedule
from tests.benchmarks.peers.worlds import SYNCER, play
from tests.emulator.client import Client
from tests.emulator.person import Person
from tests.emulator.service import Google

PEOPLE = [
    ["Name", "E-mail", "Notes", "Employer"],
    ["Ana", "ana@example.com", "", "Acme"],
    ["Ben", "ben@example.com", "", "Globex"],
]
A_NOTE = Move("note", 0, 0)


def sheet() -> Hands:
    google = Google(quotas=False)
    person = Person(google, Client(google).new(TAB))
    person.paste(f"{TAB}!A1", [list(row) for row in PEOPLE])
    return Hands(person)


def after(*changes: tuple[str, str]) -> Harm:
    """A note about Ana is typed, then cells are changed by some tool."""
    hands = sheet()
    hands.do(A_NOTE)
    assert hands.notes == {"note-0": "ana@example.com"}
    for cell, text in changes:
        hands.person.type(f"{TAB}!{cell}", text)
    hands.read({"ana@example.com": {"Ana", "Acme"}, "ben@example.com": {"Ben", "Globex"}})
    return harm(hands)


def test_a_note_that_stays_is_no_harm() -> None:
    assert after() == Harm(1, 0, 0, 0, 0, 0)


def test_a_note_that_is_gone_is_lost() -> None:
    assert after(("C2", "")) == Harm(1, 1, 0, 0, 0, 0)


def test_a_note_in_somebody_elses_row_is_on_the_wrong_person() -> None:
    assert after(("C2", ""), ("C3", "note-0")) == Harm(1, 0, 1, 0, 0, 0)


def test_a_person_who_stands_there_twice_is_counted() -> None:
    assert after(("B3", "ana@example.com")).doubles == 1


def test_a_name_or_employer_of_somebody_else_in_a_row_is_counted() -> None:
    assert after(("A3", "Ana")).mixed == after(("D3", "Acme")).mixed == 1


def test_a_note_whose_row_the_person_deleted_is_nobodys_loss() -> None:
    hands = sheet()
    for number in range(3, 7):
        hands.person.paste(f"{TAB}!A{number + 1}", [[f"P{number}", f"p{number}@example.com", ""]])
    hands.do(A_NOTE)
    hands.do(Move("delete row", 0, 0))
    assert (hands.notes, hands.deleted) == ({}, {"ana@example.com"})


def test_a_seed_is_one_world() -> None:
    assert schedule(7) == schedule(7) != schedule(8)


def test_syncer_keeps_what_was_typed() -> None:
    found = [play(SYNCER, seed) for seed in range(3)]
    assert sum(one.notes for one in found) > 3
    assert [(one.lost, one.wrong, one.doubles, one.returned, one.mixed) for one in found] == [(0, 0, 0, 0, 0)] * 3
