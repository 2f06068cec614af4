"""Scores of the last run are looked up for exactly the same contacts, and for nobody else; a spoilt file is no file."""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from syncer.core.identity.resolve import identify
from syncer.core.model import Contact, Name, PartialDate, Position, Ref
from syncer.linkage import remembered
from syncer.linkage.remembered import RememberedLinker
from syncer.linkage.splink_linker import SplinkLinker, nicknames
from tests.core.identity.people import contact, strangers

PHONE = "+12125550143"
BOOK = [
    *strangers(30),
    contact("google", "bob", "Bob Tanner", phones=[PHONE]),
    contact("vcard", "robert", "Robert Tanner", phones=[PHONE], emails=["rt@example.com"]),
    contact("outlook", "rtanner", "R Tanner", emails=["rt@example.com"], company="Corvale"),
    contact("google", "yuki", "Юки Танака", emails=["yt@example.org"]),
    contact("vcard", "yuki", "Yuki Tanaka", emails=["yt@example.org"]),
]


@dataclass
class Desk:
    """Where the file lies, and how often pairs were scored."""

    text: str = ""
    scored: list[int] = field(default_factory=list)

    def linker(self) -> RememberedLinker:
        return RememberedLinker(self.score, lambda: self.text, self.put)

    def score(self, contacts: Sequence[Contact]):
        self.scored.append(len(contacts))
        return SplinkLinker().score(contacts)

    def put(self, text: str) -> None:
        self.text = text


@pytest.fixture(scope="module")
def kept() -> str:
    desk = Desk()
    desk.linker().score(BOOK)
    return desk.text


def identified(contacts, pairs):
    found = identify(contacts, pairs, (), (), nicknames())
    return [(one.id, [each.ref for each in one.contacts]) for one in found.clusters], found.suggestions


def test_the_same_contacts_are_scored_once_and_are_the_same_people_with_the_same_questions(kept):
    desk = Desk(kept)
    assert identified(BOOK, desk.linker().score(BOOK)) == identified(BOOK, SplinkLinker().score(BOOK))
    assert desk.scored == []


def test_the_order_of_the_sources_changes_nothing(kept):
    desk = Desk(kept)
    shuffled = BOOK[:]
    random.Random(7).shuffle(shuffled)
    assert identified(shuffled, desk.linker().score(shuffled)) == identified(BOOK, SplinkLinker().score(BOOK))
    assert desk.scored == []


def test_weights_and_phrases_are_the_same_to_the_last_digit(kept):
    told = [(p.left, p.right, p.weight, p.probability, p.namesakes) for p in Desk(kept).linker().score(BOOK)]
    anew = SplinkLinker().score(BOOK)
    assert told == [(p.left, p.right, p.weight, p.probability, p.namesakes) for p in anew]
    clues = [[(c.what, c.about, c.weight) for c in pair.clues] for pair in Desk(kept).linker().score(BOOK)]
    assert clues == [[(c.what, c.about, c.weight) for c in pair.clues] for pair in anew]


CHANGES: dict[str, Callable[[Contact], Contact]] = {
    "ref": lambda one: replace(one, ref=Ref("google", "other")),
    "kind": lambda one: replace(one, kind="sheet"),
    "owner": lambda one: replace(one, owner="somebody"),
    "name": lambda one: replace(one, name=replace(one.name, family="Tanner-Roe")),
    "suffix": lambda one: replace(one, name=replace(one.name, suffix="jr")),
    "emails": lambda one: replace(one, emails=("new@example.com",)),
    "phones": lambda one: replace(one, phones=()),
    "profile": lambda one: replace(one, profile="bob-tanner"),
    "employer": lambda one: replace(one, positions=(Position("Corvale"),)),
    "city": lambda one: replace(one, city="Leeds"),
    "birthday": lambda one: replace(one, birthday=PartialDate(1980, 2, 29)),
    "weak key": lambda one: replace(one, weak_key=True),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_else_is_known_of_somebody_everybody_is_scored_again(kept, what, monkeypatch):
    desk = Desk(kept)
    monkeypatch.setattr(desk, "score", lambda contacts: desk.scored.append(len(contacts)) or [])
    place = next(at for at, one in enumerate(BOOK) if one.ref.key == "bob")
    desk.linker().score([*BOOK[:place], CHANGES[what](BOOK[place]), *BOOK[place + 1 :]])
    assert desk.scored == [len(BOOK)]


def test_one_contact_more_or_less_is_another_book(kept):
    desk = Desk(kept)
    desk.linker().score(BOOK[1:])
    desk.linker().score(BOOK)
    assert desk.scored == [len(BOOK) - 1, len(BOOK)]


def test_another_version_of_the_code_or_the_weights_scores_again(kept, monkeypatch):
    monkeypatch.setattr(remembered, "made_by", lambda: "another")
    desk = Desk(kept)
    desk.linker().score(BOOK)
    assert len(desk.scored) == 1


def spoilt(text: str) -> list[str]:
    head, body = text.split("\n", 1)
    places = range(0, len(text), max(1, len(text) // 40))
    return [
        *(text[:place] for place in places),
        *(text[:place] + "7" + text[place + 1 :] for place in places if text[place] != "7"),
        "[]",
        "null\n" + body,
        head,
        head + "\n{}",
        '{"key": 1}\n' + body,
        json.dumps(json.loads(head)) + "\n" + json.dumps({"words": [], "pairs": [[0, 1]]}),
    ]


def test_a_file_that_was_cut_or_changed_anywhere_is_as_if_it_was_not_there(kept):
    asked = []
    for text in spoilt(kept):
        RememberedLinker(lambda contacts: asked.append(1) or [], lambda text=text: text, lambda _: None).score(BOOK)
    assert len(asked) == len(spoilt(kept))


def test_nothing_of_anybody_stands_in_the_file(kept):
    words = [text for one in BOOK for text in (one.name.given, one.name.family, *one.emails, *one.phones)]
    words += [job.employer for one in BOOK for job in one.positions] + [one.ref.key for one in BOOK]
    assert len(words) > 100
    assert not [word for word in words if len(word) > 3 and word in kept]


def test_more_pairs_than_a_file_should_hold_are_not_kept(monkeypatch):
    monkeypatch.setattr(remembered, "MOST_PAIRS", 1)
    desk = Desk()
    pairs = desk.linker().score(BOOK)
    assert len(pairs) > 1
    assert desk.text == ""


def test_a_name_in_other_letters_is_told_so_from_what_was_kept(kept):
    book = [replace(one, name=Name(one.name.display)) if one.ref.key == "yuki" else one for one in BOOK]
    desk = Desk()
    anew = identified(book, desk.linker().score(book))[1]
    assert identified(book, desk.linker().score(book))[1] == anew
    assert len(desk.scored) == 1
