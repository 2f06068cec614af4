import json
from importlib.resources import files
from typing import Any

import pytest
import requests
from responses import RequestsMock

from syncer.errors import CredentialError, SourceError, TemporaryError
from syncer.google.people import PAGES
from tests.google.cloud import (
    BUSY,
    CONNECTIONS,
    EXPIRED,
    LABELS,
    OTHERS,
    PER_MINUTE,
    Clock,
    as_bytes,
    error,
    google,
    page,
    people,
    person,
    query,
)

ILSE, MING, AVA = person(1, "Ilse Vandermeer"), person(2, "Ming Hoshi"), person(3, "Ava Brand")


def names(entries: Any) -> list[str]:
    return [entry["resourceName"] for entry in entries]


def pages(cloud: RequestsMock, *bodies: dict[str, Any]) -> None:
    """The answers to one call after another."""
    for body in bodies:
        cloud.get(CONNECTIONS, json=body)


def test_every_page_is_read_and_the_last_one_gives_the_token() -> None:
    with google() as cloud:
        pages(
            cloud,
            page(ILSE, following="p2", total=3),
            page(MING, following="p3", total=3),
            page(AVA, token="t1", total=3),
        )
        found = people(Clock()).connections("")
        assert [query(call).get("pageToken") for call in cloud.calls] == [None, "p2", "p3"]
        first = query(cloud.calls[0])
    assert names(found.entries) == ["people/c1", "people/c2", "people/c3"]
    assert (found.token, found.whole) == ("t1", True)
    assert (first["pageSize"], first["requestSyncToken"], first["prettyPrint"]) == ("1000", "true", "false")
    assert first["sources"] == "READ_SOURCE_TYPE_CONTACT"


def test_an_account_without_contacts_answers_without_the_list() -> None:
    with google() as cloud:
        pages(cloud, {"nextSyncToken": "t1"})
        assert people(Clock()).connections("").entries == ()


def test_all_other_parameters_match_the_first_call_on_every_page() -> None:
    with google() as cloud:
        pages(cloud, page(ILSE, following="p2"), page(MING, token="t1"))
        people(Clock()).connections("")
        first, second = (query(call) for call in cloud.calls)
    assert first == {name: value for name, value in second.items() if name != "pageToken"}


def test_what_is_asked_for_exists_in_the_description_of_the_api() -> None:
    schemas = json.loads(files("googleapiclient").joinpath("discovery_cache/documents/people.v1.json").read_text())[
        "schemas"
    ]
    with google() as cloud:
        pages(cloud, page(ILSE))
        cloud.get(OTHERS, json={})
        cloud.get(LABELS, json={})
        book = people(Clock())
        book.connections("")
        book.other_contacts("")
        book.labels()
        asked = [query(call) for call in cloud.calls]
    for schema, mask in zip(
        ("ListConnectionsResponse", "ListOtherContactsResponse", "ListContactGroupsResponse"),
        (one["fields"] for one in asked),
        strict=True,
    ):
        assert unknown(mask, schema, schemas) == []
    person_fields = set(schemas["Person"]["properties"])
    assert set(asked[0]["personFields"].split(",")) <= person_fields
    assert set(asked[1]["readMask"].split(",")) == {"emailAddresses", "metadata", "names", "phoneNumbers"}


def unknown(mask: str, schema: str, schemas: dict[str, Any]) -> list[str]:
    """Names in a partial-response mask that the schema does not have."""
    strange = []
    while mask:
        name = mask.split(",", maxsplit=1)[0].split("(", maxsplit=1)[0]
        rest, inner = mask[len(name) :], ""
        if rest.startswith("("):
            depth = [0]
            for sign in rest:
                depth.append(depth[-1] + (sign == "(") - (sign == ")"))
            end = depth.index(0, 1)
            inner, rest = rest[1 : end - 1], rest[end:]
        field = schemas[schema]["properties"].get(name)
        if field is None:
            strange.append(f"{schema}.{name}")
        elif inner:
            strange += unknown(inner, field.get("$ref") or field["items"]["$ref"], schemas)
        mask = rest.removeprefix(",")
    return strange


def test_pages_that_lead_in_a_circle_are_noticed() -> None:
    with google() as cloud:
        pages(cloud, page(ILSE, following="p2"), page(MING, following="p3"), page(AVA, following="p2"))
        with pytest.raises(SourceError, match="pages never end"):
            people(Clock()).connections("")
        assert len(cloud.calls) == 3


def test_pages_without_end_are_noticed() -> None:
    with google() as cloud:
        turns = iter(range(10_000))
        cloud.add_callback("GET", CONNECTIONS, lambda _: (200, {}, as_bytes(page(following=f"p{next(turns)}"))))
        with pytest.raises(SourceError, match="pages never end"):
            people(Clock()).connections("")
        assert len(cloud.calls) == PAGES


def test_a_list_that_changes_while_pages_are_turned_is_read_once_more() -> None:
    with google() as cloud:
        pages(
            cloud,
            page(ILSE, following="p2", total=3),
            page(AVA, token="t1", total=2),  # somebody deleted one on a phone: Ming slipped from page 2 to page 1
            page(ILSE, MING, following="p2", total=2),
            page(AVA, token="t2", total=2),
        )
        found = people(Clock()).connections("")
    assert names(found.entries) == ["people/c1", "people/c2", "people/c3"]
    assert found.token == "t2"


def test_a_list_that_keeps_changing_is_taken_as_it_is_the_second_time() -> None:
    with google() as cloud:
        pages(
            cloud,
            page(ILSE, following="p2", total=3),
            page(AVA, total=2),
            page(ILSE, following="p2", total=2),
            page(total=1),
        )
        assert names(people(Clock()).connections("").entries) == ["people/c1"]
        assert len(cloud.calls) == 4


def test_an_incremental_read_names_what_changed_only() -> None:
    with google() as cloud:
        pages(cloud, page(MING, token="t2"))
        found = people(Clock()).connections("canary-sync")
        assert query(cloud.calls[0])["syncToken"] == "canary-sync"
    assert (names(found.entries), found.token, found.whole) == (["people/c2"], "t2", False)


@pytest.mark.parametrize("status", ["INVALID_ARGUMENT", "FAILED_PRECONDITION"])
def test_a_token_of_more_than_seven_days_leads_to_a_full_read(status: str) -> None:
    with google() as cloud:
        cloud.get(CONNECTIONS, status=400, json={"error": {**EXPIRED["error"], "status": status}})
        pages(cloud, page(ILSE, MING, token="t2"))
        found = people(Clock()).connections("canary-sync")
        assert "syncToken" not in query(cloud.calls[1])
    assert (names(found.entries), found.token, found.whole) == (["people/c1", "people/c2"], "t2", True)


def test_a_token_given_for_other_fields_leads_to_a_full_read() -> None:
    with google() as cloud:
        cloud.get(CONNECTIONS, status=400, json=error(400, "INVALID_ARGUMENT", "Request parameters do not match"))
        pages(cloud, page(ILSE, token="t2"))
        assert people(Clock()).connections("canary-sync").whole


def test_a_refused_full_read_is_not_tried_again() -> None:
    with google() as cloud:
        cloud.get(CONNECTIONS, status=400, json=error(400, "INVALID_ARGUMENT", "Page size must be less"))
        with pytest.raises(SourceError, match="connections, page 1"):
            people(Clock()).connections("")
        assert len(cloud.calls) == 1


def test_a_page_that_fails_for_good_leaves_nothing_half_read() -> None:
    clock = Clock()
    with google() as cloud:
        pages(cloud, page(ILSE, following="p2"), page(MING, following="p3"))
        cloud.get(CONNECTIONS, status=503, json=BUSY)
        with pytest.raises(SourceError, match=r"connections, page 3.*nobody of it counts as gone") as stopped:
            people(clock).connections("")
        assert len(cloud.calls) == 2 + 8
    assert stopped.value.code == "E-GOOGLE-READ"


def test_an_answer_cut_off_in_the_middle_is_asked_for_again() -> None:
    with google() as cloud:
        cloud.get(CONNECTIONS, body=as_bytes(page(ILSE))[:40])
        cloud.get(CONNECTIONS, body=requests.exceptions.ChunkedEncodingError())
        pages(cloud, page(ILSE, MING))
        assert names(people(Clock()).connections("").entries) == ["people/c1", "people/c2"]


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "20"}])
def test_a_quota_that_stays_spent_ends_the_run_as_temporary(headers: dict[str, str]) -> None:
    clock = Clock()
    with google() as cloud:
        cloud.get(CONNECTIONS, status=429, json=PER_MINUTE, headers=headers)
        with pytest.raises(TemporaryError) as stopped:
            people(clock).connections("")
        assert len(cloud.calls) == 8
    assert stopped.value.exit_code == 75
    assert all(wait >= (20 if headers else 60) for wait in clock.slept)
    assert sum(clock.slept) <= 600


def test_a_rate_limit_that_comes_as_403_is_waited_out() -> None:
    limit = {"error": {"code": 403, "message": "Rate", "errors": [{"reason": "userRateLimitExceeded"}]}}
    with google() as cloud:
        cloud.get(CONNECTIONS, status=403, json=limit)
        pages(cloud, page(ILSE))
        assert len(people(Clock()).connections("").entries) == 1


def test_a_missing_scope_stops_the_run_at_once_and_names_the_command() -> None:
    scope = error(
        403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
    )
    with google() as cloud:
        cloud.get(OTHERS, status=403, json=scope)
        with pytest.raises(CredentialError, match="syncer auth login") as stopped:
            people(Clock()).other_contacts("")
        assert len(cloud.calls) == 1
    assert stopped.value.exit_code == 78


def test_without_a_network_the_run_ends_as_temporary() -> None:
    clock = Clock()
    with google() as cloud:
        cloud.get(CONNECTIONS, body=requests.exceptions.ConnectionError("Name or service not known"))
        with pytest.raises(TemporaryError) as stopped:
            people(clock).connections("")
    assert stopped.value.exit_code == 75
    assert sum(clock.slept) < 120


@pytest.mark.parametrize("strange", [{"connections": {"a": 1}}, {"connections": ["people/c1"]}])
def test_a_list_of_another_shape_is_not_taken_for_an_empty_one(strange: dict[str, Any]) -> None:
    with google() as cloud:
        pages(cloud, strange)
        with pytest.raises(SourceError, match="no list of entries"):
            people(Clock()).connections("")


def test_labels_are_those_the_user_made() -> None:
    groups = [
        {"resourceName": "contactGroups/myContacts", "name": "myContacts", "groupType": "SYSTEM_CONTACT_GROUP"},
        {"resourceName": "contactGroups/a1", "name": "Rowing club", "groupType": "USER_CONTACT_GROUP"},
        {"resourceName": "contactGroups/a2", "groupType": "USER_CONTACT_GROUP"},
    ]
    with google() as cloud:
        cloud.get(LABELS, json={"contactGroups": groups[:2], "nextPageToken": "p2", "nextSyncToken": "early"})
        cloud.get(LABELS, json={"contactGroups": groups[2:]})
        assert people(Clock()).labels() == {"contactGroups/a1": "Rowing club"}
        assert "requestSyncToken" not in query(cloud.calls[0])


def test_making_an_address_book_calls_nobody() -> None:
    with google() as cloud:
        people(Clock())
        assert len(cloud.calls) == 0
