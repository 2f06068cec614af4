"""The samples through reading, normalising and identity: the people of the cast come out whole and apart."""

import json
from itertools import combinations

import pytest

from syncer.adapters.files import SOURCES
from syncer.core.identity.model import Identified
from syncer.core.identity.resolve import identify
from syncer.core.model import Contact, Ref
from syncer.core.normalise.contacts import normalise
from syncer.linkage.splink_linker import SplinkLinker, nicknames
from syncer.sources.reading.limits import Limits
from tests.samples import make
from tests.samples.handles import REGION, find

FILES = {"linkedin": make.ARCHIVE, "google_csv": make.GOOGLE, "vcard": make.PHONE, "spreadsheet": make.SHEET}
EXPECTED = json.loads(make.EXPECTED.read_text(encoding="utf-8"))
REVIEW_AT_MOST = 20
"""Questions about who is who that 540 records may raise; more than an evening's patience is no help."""


@pytest.fixture(scope="module")
def contacts() -> list[Contact]:
    snapshots = [SOURCES[kind](kind, make.FOLDER / file, Limits()).fetch() for kind, file in FILES.items()]
    return [contact for snapshot in snapshots for contact in normalise(snapshot, REGION)]


@pytest.fixture(scope="module")
def identified(contacts: list[Contact]) -> Identified:
    return identify(contacts, SplinkLinker().score(contacts), nicknames=nicknames())


@pytest.fixture(scope="module")
def person(identified: Identified) -> dict[Ref, str]:
    return {contact.ref: cluster.id for cluster in identified.clusters for contact in cluster.contacts}


def test_every_record_that_is_named_stands_in_the_files_once(contacts: list[Contact]) -> None:
    groups = EXPECTED["one_person"] + EXPECTED["also_one_person"] + EXPECTED["apart"] + [EXPECTED["me"]]
    for handle in {json.dumps(handle) for group in groups for handle in group}:
        find(json.loads(handle), contacts)


@pytest.mark.parametrize("group", EXPECTED["one_person"], ids=lambda group: group[0]["name"])
def test_records_of_one_person_are_one_or_asked_about(
    group: list[dict[str, str]], contacts: list[Contact], identified: Identified, person: dict[Ref, str]
) -> None:
    refs = [find(handle, contacts).ref for handle in group]
    asked = {frozenset((one.left, one.right)) for one in identified.suggestions}
    ids = {person[ref] for ref in refs}
    questions = {frozenset(pair) for pair in combinations(refs, 2)} & asked
    assert len(ids) == 1 or questions, "neither merged nor asked"


def test_nearly_all_of_them_are_merged_without_a_question(contacts: list[Contact], person: dict[Ref, str]) -> None:
    groups = EXPECTED["one_person"] + EXPECTED["also_one_person"]
    whole = [len({person[find(handle, contacts).ref] for handle in group}) == 1 for group in groups]
    assert sum(whole) / len(whole) >= 0.9


@pytest.mark.parametrize("pair", EXPECTED["apart"], ids=lambda pair: f"{pair[0]['name']} {pair[1]['name']}")
def test_strangers_of_one_name_family_or_switchboard_stay_apart(
    pair: list[dict[str, str]], contacts: list[Contact], person: dict[Ref, str]
) -> None:
    left, right = (person[find(handle, contacts).ref] for handle in pair)
    assert left != right


def test_nobody_is_merged_with_somebody_else(contacts: list[Contact], identified: Identified) -> None:
    truth = {}
    for number, group in enumerate(EXPECTED["one_person"] + EXPECTED["also_one_person"]):
        for handle in group:
            truth.setdefault(find(handle, contacts).ref, number)
    for cluster in identified.clusters:
        profiles = {contact.profile for contact in cluster.contacts if contact.profile}
        assert len(profiles) <= 1
        known = {truth[contact.ref] for contact in cluster.contacts if contact.ref in truth}
        assert len(known) <= 2, "filler people in three address books count twice"


def test_questions_stay_few(identified: Identified) -> None:
    assert len(identified.suggestions) <= REVIEW_AT_MOST
