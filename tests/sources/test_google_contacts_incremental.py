"""Run after run over one account: only what changed is asked for, and every run knows as much as a full read."""

from pathlib import Path
from random import Random

import pytest

from syncer.core.model import Snapshot
from syncer.errors import SourceError
from syncer.google.retry import ATTEMPTS
from syncer.kept import kept_file
from syncer.sources.google_contacts import IncrementalContacts
from syncer.sources.google_contacts.incremental import Shelf
from tests.emulator.faults import Fault
from tests.sources.test_google_contacts_over_time import DAY, World, named

LISTS = "connections.list"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    for name in ("Ilse Vandermeer", "Ming Hoshi", "Ava Brand", "Rui Castanho"):
        made.contacts.add(named(name, f"{name.split()[0].lower()}@example.com"))
    return made


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return kept_file(tmp_path / "state", "google", "me@example.com")


def read(world: World, shelf: Shelf, *, succeeds: bool = True) -> Snapshot:
    """One run: what it read. A run that fails later keeps nothing."""
    source = IncrementalContacts(world.source(), shelf)
    snapshot = source.fetch()
    if succeeds:
        source.remember()
    return snapshot


def names(snapshot: Snapshot) -> list[str]:
    return sorted(record.full_name for record in snapshot.records)


def asked(world: World) -> list[bool]:
    """For each call for contacts since the last look, whether it went on from a token."""
    found = ["syncToken" in query for query in world.calls(LISTS)]
    world.google.log.clear()
    return found


def test_the_second_run_asks_only_for_what_changed_and_still_knows_everybody(world: World, shelf: Shelf) -> None:
    first = read(world, shelf)
    assert asked(world) == [False]
    world.contacts.change("people/c2", names=named("Ming Tanaka")["names"])
    second = read(world, shelf)
    assert asked(world) == [True]
    assert names(second) == ["Ava Brand", "Ilse Vandermeer", "Ming Tanaka", "Rui Castanho"]
    assert [record.ref for record in second.records] == [record.ref for record in first.records]


def test_a_run_that_did_not_succeed_keeps_no_token_and_the_next_one_misses_nothing(world: World, shelf: Shelf) -> None:
    read(world, shelf)
    world.contacts.delete("people/c1")
    read(world, shelf, succeeds=False)
    world.contacts.add(named("Zoe Lund"))
    assert names(read(world, shelf)) == ["Ava Brand", "Ming Hoshi", "Rui Castanho", "Zoe Lund"]


def test_a_first_run_that_fails_leaves_nothing_behind(world: World, shelf: Shelf) -> None:
    read(world, shelf, succeeds=False)
    asked(world)
    read(world, shelf)
    assert asked(world) == [False]


def test_after_a_week_everything_is_read_once_more(world: World, shelf: Shelf) -> None:
    read(world, shelf)
    world.contacts.delete("people/c3")
    world.google.clock.advance(8 * DAY)
    asked(world)
    assert names(read(world, shelf)) == ["Ilse Vandermeer", "Ming Hoshi", "Rui Castanho"]
    assert asked(world) == [True, False]


def test_a_list_that_cannot_be_read_to_its_end_makes_nobody_gone_and_is_not_kept(world: World, shelf: Shelf) -> None:
    read(world, shelf)
    world.google.faults.add(*[Fault("refuse", code=503, on=LISTS)] * ATTEMPTS)
    with pytest.raises(SourceError, match="nobody of it counts as gone"):
        read(world, shelf)
    assert len(names(read(world, shelf))) == 4


def test_a_contact_that_was_never_named_in_an_answer_is_never_gone(world: World, shelf: Shelf) -> None:
    read(world, shelf)
    for _ in range(5):
        world.google.clock.advance(DAY)
        assert len(names(read(world, shelf))) == 4


def test_labels_are_read_every_time_for_they_have_no_token(world: World, shelf: Shelf) -> None:
    read(world, shelf)
    label = world.contacts.label("Rowing club", ["people/c1"])
    first = read(world, shelf)
    world.contacts.groups[label] = {**world.contacts.groups[label], "name": "Regatta"}
    second = read(world, shelf)
    said = [[record.said.labels for record in found.records if record.said.labels] for found in (first, second)]
    assert said == [[("Rowing club",)], [("Regatta",)]]


@pytest.mark.parametrize("seed", range(10))
def test_any_weeks_of_changes_give_what_a_full_read_gives(world: World, shelf: Shelf, seed: int) -> None:
    luck = Random(seed)
    contacts = world.contacts
    for number in range(3):
        contacts.add({"emailAddresses": [{"value": f"other{number}@example.com"}]}, other=True)
    for _ in range(12):
        for _ in range(luck.randrange(4)):
            _happens(world, luck)
        world.google.clock.advance(luck.random() * 4 * DAY)
        if luck.random() < 0.2:
            world.google.faults.add(Fault("refuse", code=luck.choice((429, 500, 503)), skip=luck.randrange(3)))
        found = read(world, shelf, succeeds=luck.random() < 0.7)
        whole = world.source().fetch()
        assert (names(found), [one.ref for one in found.records]) == (names(whole), [one.ref for one in whole.records])
        assert found.records == whole.records


def _happens(world: World, luck: Random) -> None:
    contacts = world.contacts
    alive = [states[-1] for states in contacts.history.values() if not states[-1].deleted]
    saved = [str(one.person["resourceName"]) for one in alive if not one.other]
    others = [str(one.person["resourceName"]) for one in alive if one.other]
    what = luck.choice(("add", "change", "delete", "merge", "promote"))
    if what == "add" or len(saved) < 2:
        contacts.add(named(f"Person {contacts.order}", f"p{contacts.order}@example.com"))
    elif what == "change":
        contacts.change(luck.choice(saved), names=named(f"Renamed {contacts.order}")["names"])
    elif what == "delete":
        contacts.delete(luck.choice(saved))
    elif what == "merge":
        contacts.merge(*luck.sample(saved, 2))
    elif others:
        contacts.promote(luck.choice(others))
