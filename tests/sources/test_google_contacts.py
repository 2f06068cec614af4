import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.core.model import Record, Snapshot
from syncer.core.normalise.contacts import normalise
from syncer.errors import SourceError
from syncer.sources.google_contacts import GoogleContacts
from syncer.sources.google_contacts.book import Book, brought_up_to_date
from tests.golden.accounts import ACCOUNTS
from tests.golden.pairs import HERE
from tests.google.cloud import (
    BUSY,
    CANARIES,
    CONNECTIONS,
    EXPIRED,
    LABELS,
    OTHERS,
    Clock,
    google,
    page,
    people,
    person,
    query,
)

ILSE, MING, AVA = person(1, "Ilse Vandermeer"), person(2, "Ming Hoshi"), person(3, "Ava Brand")
GOLDEN = HERE / "google_contacts" / "account"


def source(*, other_contacts: bool = False) -> GoogleContacts:
    return GoogleContacts("google", people(Clock()), lambda: date(2026, 11, 23), other_contacts)


def read(
    *answers: Mapping[str, Any], before: Book | None = None, others: Mapping[str, Any] | None = None
) -> tuple[Book, list[dict[str, str]]]:
    """The book after these answers to the calls for connections, and what those calls asked."""
    with google() as cloud:
        for answer in answers:
            cloud.get(CONNECTIONS, json=answer, status=400 if "error" in answer else 200)
        if others is not None:
            cloud.get(OTHERS, json=others)
        cloud.get(LABELS, json={})
        book = source(other_contacts=others is not None).read(before)
        asked = [query(call) for call in cloud.calls if str(call.request.url).startswith(CONNECTIONS)]
    return book, asked


def names(book: Book) -> list[str]:
    return [record.full_name for record in source().snapshot(book).records]


def only(entry: Mapping[str, Any]) -> Record:
    """The one record of an account with one entry."""
    [record] = source().snapshot(Book({entry["resourceName"]: entry})).records
    return record


def golden() -> Snapshot:
    return ACCOUNTS["google_contacts"](GOLDEN / "input.json", "google")


def test_every_entry_is_accounted_for_and_every_record_has_a_key_of_its_own() -> None:
    snapshot = golden()
    assert snapshot.records_in == len(snapshot.records) + snapshot.merged + sum(snapshot.skipped.values())
    assert len({record.ref for record in snapshot.records}) == len(snapshot.records)
    assert snapshot.skipped == {"companies": 1, "empty entries": 1, "shared addresses": 1}


def test_the_records_become_contacts() -> None:
    ilse = next(contact for contact in normalise(golden(), "NL") if contact.name.display == "Ilse Vandermeer")
    assert ilse.profile == "ilse-vandermeer"
    assert ilse.phones == ("+31655550142", "+31205550143")
    assert ilse.positions[0].employer == "Brightwater Energy"


def test_an_organisation_without_a_mark_is_not_a_past_one() -> None:
    job = only(ILSE | {"organizations": [{"name": "Brightwater Energy", "title": "Manager"}]}).positions[0]
    assert (job.employer, job.title, job.current, job.ended) == ("Brightwater Energy", "Manager", True, None)


@pytest.mark.parametrize("mark", [{"endDate": {"year": 2021}}, {"type": "Old"}, {"current": False}])
def test_an_organisation_is_past_where_google_says_so(mark: dict[str, Any]) -> None:
    assert not only(ILSE | {"organizations": [{"name": "Northlight Power", **mark}]}).positions[0].current


@pytest.mark.parametrize("unusable", [{"month": 2}, {"year": 0, "month": 1}, {"year": 2021, "month": 13}, "2021", None])
def test_a_date_that_no_calendar_has_is_no_date(unusable: Any) -> None:
    job = only(ILSE | {"organizations": [{"name": "Northlight Power", "endDate": unusable}]}).positions[0]
    assert (job.ended, job.current) == (None, True)


def test_the_order_in_which_google_lists_values_does_not_matter() -> None:
    jobs = [{"name": "Tidewater", "startDate": {"year": 2015}}, {"name": "Meridian Labs", "startDate": {"year": 2020}}]
    mails = [{"value": f"{letter}@example.com", "metadata": {"primary": letter == "z"}} for letter in "baz"]
    one = only(ILSE | {"organizations": jobs, "emailAddresses": mails})
    other = only(ILSE | {"organizations": jobs[::-1], "emailAddresses": mails[::-1]})
    assert one == other
    assert one.emails == ("z@example.com", "a@example.com", "b@example.com")
    assert one.positions[0].employer == "Meridian Labs"


def test_an_entry_of_strange_shapes_is_read_as_far_as_it_goes() -> None:
    strange = {"emailAddresses": [{"value": 5}, "x", {}], "phoneNumbers": None, "names": [{"displayName": " Ilse "}]}
    record = only(ILSE | strange)
    assert (record.full_name, record.emails, record.phones) == ("Ilse", (), ())


def test_a_whole_address_book_is_read_with_two_calls() -> None:
    book, asked = read(page(ILSE, MING, token="t1"))
    assert names(book) == ["Ilse Vandermeer", "Ming Hoshi"]
    assert len(asked) == 1


def test_what_changed_since_is_brought_into_the_book_and_nobody_else_is_gone() -> None:
    before, _ = read(page(ILSE, MING, AVA, token="t1"))
    married = person(2, "Ming Tanaka")
    after, asked = read(page(married, token="t2"), before=before)
    assert asked[0]["syncToken"] == "t1"
    assert names(after) == ["Ilse Vandermeer", "Ming Tanaka", "Ava Brand"]
    assert after.tokens == {"people/": "t2"}


def test_nothing_new_leaves_the_book_as_it_was() -> None:
    before, _ = read(page(ILSE, MING, token="t1"))
    after, _ = read({"nextSyncToken": "t2"}, before=before)
    assert after == replace(before, tokens={"people/": "t2"})


def test_a_deleted_contact_leaves_the_book() -> None:
    before, _ = read(page(ILSE, MING, token="t1"))
    deleted = {"resourceName": "people/c1", "metadata": {"deleted": True}}
    after, _ = read(page(deleted, token="t2"), before=before)
    assert names(after) == ["Ming Hoshi"]


def test_a_contact_deleted_and_made_again_is_there() -> None:
    before, _ = read(page(ILSE, token="t1"))
    deleted = {"resourceName": "people/c1", "metadata": {"deleted": True}}
    after, _ = read(page(deleted, ILSE, token="t2"), before=before)
    assert names(after) == ["Ilse Vandermeer"]


def test_a_contact_deleted_while_pages_are_turned_is_gone() -> None:
    before, _ = read(page(ILSE, token="t1"))
    changed, deleted = person(2, "Ming Tanaka"), {"resourceName": "people/c2", "metadata": {"deleted": True}}
    after, _ = read(page(changed, following="p2"), page(deleted, token="t2"), before=before)
    assert names(after) == ["Ilse Vandermeer"]


def test_a_contact_renamed_while_pages_are_turned_is_there_once() -> None:
    before, _ = read(page(MING, token="t1"))
    moved = person(9, "Ilse Vandermeer", metadata={"previousResourceNames": ["people/c1"]})
    after, _ = read(page(ILSE, following="p2"), page(moved, token="t2"), before=before)
    assert sorted(after.people) == ["people/c2", "people/c9"]


BOOKS = st.dictionaries(st.integers(0, 9), st.sampled_from(["Ilse Vandermeer", "Ming Hoshi", "Ava Brand"]), max_size=8)


@given(BOOKS, BOOKS, st.randoms(use_true_random=False), st.booleans())
def test_going_on_from_a_token_gives_the_same_book_as_reading_everything(
    then: dict[int, str], now: dict[int, str], luck: Random, twice: bool
) -> None:
    changes = [person(number, name) for number, name in now.items() if then.get(number) != name]
    changes += [person(number, metadata={"deleted": True}) for number in then if number not in now]
    luck.shuffle(changes)
    held = {f"people/c{number}": person(number, name) for number, name in then.items()}
    after = brought_up_to_date(held, changes * (2 if twice else 1), "people/")
    assert after == {f"people/c{number}": person(number, name) for number, name in now.items()}


def test_an_expired_token_means_a_full_read_and_nobody_is_deleted() -> None:
    before, _ = read(page(ILSE, MING, token="t1"))
    after, asked = read(EXPIRED, page(ILSE, MING, AVA, token="t2"), before=before)
    assert [one.get("syncToken") for one in asked] == ["t1", None]
    assert names(after) == ["Ilse Vandermeer", "Ming Hoshi", "Ava Brand"]


def test_a_full_read_after_an_expired_token_drops_who_was_deleted_meanwhile() -> None:
    before, _ = read(page(ILSE, MING, token="t1"))
    after, _ = read(EXPIRED, page(ILSE, token="t2"), before=before)
    assert names(after) == ["Ilse Vandermeer"]


def test_a_contact_whose_resource_name_changed_is_the_same_record() -> None:
    before, _ = read(page(ILSE, MING, token="t1"))
    about = {"sources": [{"type": "CONTACT", "id": "1"}, {"type": "PROFILE", "id": "9"}]}
    moved = person(9, "Ilse Vandermeer", metadata={**about, "previousResourceNames": ["people/c1"]})
    after, _ = read(page(moved, token="t2"), before=before)
    assert names(after) == names(before)
    refs = [[record.ref for record in source().snapshot(book).records] for book in (before, after)]
    assert refs[0] == refs[1]


def test_two_contacts_joined_into_one_are_one_record() -> None:
    before, _ = read(page(ILSE, person(4, "I. Vandermeer"), token="t1"))
    about = {"sources": [{"type": "CONTACT", "id": "4"}, {"type": "CONTACT", "id": "1"}]}
    joined = person(8, "Ilse Vandermeer", metadata={**about, "previousResourceNames": ["people/c1", "people/c4"]})
    after, _ = read(page(joined, token="t2"), before=before)
    assert [record.ref.key for record in source().snapshot(after).records] == ["1"]


def test_an_other_contact_that_is_saved_stays_the_same_record() -> None:
    found = {"resourceName": "otherContacts/c5", "emailAddresses": [{"value": "rui@example.com"}]}
    found["metadata"] = {"sources": [{"type": "OTHER_CONTACT", "id": "5"}]}
    gone = {"resourceName": "otherContacts/c5", "metadata": {"deleted": True}}
    before, _ = read(page(ILSE, token="t1"), others={"otherContacts": [found], "nextSyncToken": "o1"})
    saved = person(5, "Rui Castanho")
    both, _ = read(page(saved, token="t2"), before=before, others={"nextSyncToken": "o2"})
    after, _ = read(page(token="t3"), before=both, others={"otherContacts": [gone], "nextSyncToken": "o3"})
    for book in (both, after):
        assert [record.ref.key for record in source().snapshot(book).records] == ["1", "5"]
    assert source().snapshot(both).merged == 1
    assert before.tokens == {"people/": "t1", "otherContacts/": "o1"}


def test_other_contacts_are_read_only_when_asked_for_and_leave_when_no_longer() -> None:
    found = {"resourceName": "otherContacts/c5", "emailAddresses": [{"value": "rui@example.com"}]}
    with_others, _ = read(page(ILSE, token="t1"), others={"otherContacts": [found], "nextSyncToken": "o1"})
    assert source().snapshot(with_others).records[-1].said.labels == ("Other contacts",)
    without, _ = read({"nextSyncToken": "t2"}, before=with_others)
    assert names(without) == ["Ilse Vandermeer"]
    assert without.tokens == {"people/": "t2"}


def test_a_book_read_with_other_fields_is_read_anew() -> None:
    before, _ = read(page(ILSE, token="t1"))
    after, asked = read(page(ILSE, MING, token="t2"), before=replace(before, form="names"))
    assert "syncToken" not in asked[0]
    assert len(after.people) == 2


def test_half_an_address_book_is_none() -> None:
    with google() as cloud:
        cloud.get(CONNECTIONS, json=page(ILSE, following="p2"))
        cloud.get(CONNECTIONS, status=503, json=BUSY)
        with pytest.raises(SourceError, match="nobody of it counts as gone"):
            source().fetch()


def test_a_book_can_be_kept_as_json() -> None:
    before, _ = read(page(ILSE, MING, token="t1"))
    kept = json.loads(json.dumps([before.people, before.tokens, before.labels, before.form]))
    assert Book(*kept) == before


def test_what_is_said_of_a_book_names_nobody() -> None:
    snapshot = source().snapshot(Book({"people/c1": ILSE | {"emailAddresses": [{"value": "canary@example.com"}]}}))
    said = f"{snapshot.notes} {snapshot.skipped} {snapshot.records[0].place} {snapshot.records[0].ref}"
    assert [word for word in (*CANARIES, "Ilse") if word in said] == []


def test_making_a_source_calls_nobody() -> None:
    with google() as cloud:
        assert source().name == "google"
        assert len(cloud.calls) == 0
