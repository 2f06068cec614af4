from typing import Any
from urllib.parse import urlencode

import pytest

from tests.emulator.client import Client, client
from tests.emulator.errors import NotEmulatedError
from tests.emulator.people import LIFETIME
from tests.emulator.switches import Switches
from tests.emulator.tokens import SCOPE

PATH = "/v1/people/me/connections?"
SYNC = {"personFields": "names,metadata", "requestSyncToken": "true", "sources": "READ_SOURCE_TYPE_CONTACT"}


def book(count: int = 5, **more: Any) -> Client:
    desk = client(**more)
    for number in range(count):
        desk.google.contacts_of().add({"names": [{"givenName": f"Name{number}"}], "birthdays": [{}]})
    return desk


def listed(desk: Client, **query: str) -> Any:
    return desk.ok("GET", PATH + urlencode(query))


def given_names(reply: Any) -> list[str]:
    return [person["names"][0]["givenName"] for person in reply.get("connections", [])]


def test_contacts_come_in_pages_with_only_the_fields_asked_for() -> None:
    desk = book()
    first = listed(desk, personFields="names", pageSize="2")
    assert (first["totalItems"], given_names(first)) == (5, ["Name0", "Name1"])
    assert set(first["connections"][0]) == {"resourceName", "etag", "names"}
    second = listed(desk, personFields="names", pageSize="2", pageToken=first["nextPageToken"])
    last = listed(desk, personFields="names", pageSize="2", pageToken=second["nextPageToken"])
    assert given_names(last) == ["Name4"]
    assert "nextPageToken" not in last
    assert "nextSyncToken" not in last


def test_an_empty_account_has_no_connections_at_all() -> None:
    assert listed(book(0), personFields="names") == {}


def test_a_contact_added_between_two_pages_shifts_the_list() -> None:
    desk = book(3)
    order = {"sortOrder": "LAST_MODIFIED_DESCENDING", "personFields": "names", "pageSize": "2"}
    first = listed(desk, **order)
    desk.google.contacts_of().add({"names": [{"givenName": "New"}]})
    second = listed(desk, **order, pageToken=first["nextPageToken"])
    assert (given_names(first), given_names(second)) == (["Name2", "Name1"], ["Name1", "Name0"])


def test_pages_may_lead_in_a_circle() -> None:
    desk = book()
    desk.google.contacts_of().page_loop = True
    first = listed(desk, personFields="names", pageSize="2")
    second = listed(desk, personFields="names", pageSize="2", pageToken=first["nextPageToken"])
    assert second["nextPageToken"] == first["nextPageToken"]


def test_a_sync_tells_changed_deleted_and_merged_people_only() -> None:
    desk = book(4)
    people = desk.google.contacts_of()
    token = listed(desk, **SYNC)["nextSyncToken"]
    people.change("people/c1", names=[{"givenName": "Renamed"}])
    people.delete("people/c2")
    people.merge("people/c3", "people/c4")
    reply = listed(desk, **SYNC, syncToken=token)
    deleted = [each for each in reply["connections"] if each["metadata"].get("deleted")]
    assert {each["resourceName"] for each in deleted} == {"people/c2", "people/c3", "people/c4"}
    assert all(set(each) == {"resourceName", "etag", "metadata"} for each in deleted)
    merged = reply["connections"][-1]
    assert merged["metadata"]["previousResourceNames"] == ["people/c3", "people/c4"]
    assert listed(desk, **SYNC, syncToken=reply["nextSyncToken"]).get("connections") is None
    assert [each["resourceName"] for each in listed(desk, **SYNC)["connections"]] == ["people/c1", "people/c5"]


@pytest.mark.parametrize("status", ["INVALID_ARGUMENT", "FAILED_PRECONDITION"])
def test_a_sync_token_runs_out_seven_days_after_the_full_read(status: str) -> None:
    desk = book(switches=Switches(expired_sync_token_status=status))
    token = listed(desk, **SYNC)["nextSyncToken"]
    desk.google.clock.advance(LIFETIME.total_seconds() - 1)
    token = listed(desk, **SYNC, syncToken=token)["nextSyncToken"]
    desk.google.clock.advance(1)
    code, content = desk.send("GET", PATH + urlencode({**SYNC, "syncToken": token}))
    error = content["error"]
    assert (code, error["status"], error["details"][0]["reason"]) == (400, status, "EXPIRED_SYNC_TOKEN")


def test_a_sync_with_other_parameters_is_refused() -> None:
    desk = book()
    token = listed(desk, **SYNC)["nextSyncToken"]
    other = {**SYNC, "personFields": "names", "syncToken": token}
    assert desk.refused("GET", PATH + urlencode(other))[0] == 400
    assert desk.refused("GET", PATH + urlencode({**SYNC, "syncToken": "rubbish"}))[0] == 400


def test_a_change_may_take_minutes_to_show_and_is_in_no_sync_before() -> None:
    desk = book(1, switches=Switches(people_delay=120))
    assert listed(desk, **SYNC).get("connections") is None
    desk.google.clock.advance(120)
    token = listed(desk, **SYNC)["nextSyncToken"]
    desk.google.contacts_of().change("people/c1", names=[{"givenName": "Later"}])
    token = listed(desk, **SYNC, syncToken=token)["nextSyncToken"]
    desk.google.clock.advance(120)
    assert given_names(listed(desk, **SYNC, syncToken=token)) == ["Later"]


def test_other_contacts_have_their_own_list_scope_and_way_to_become_contacts() -> None:
    desk = book(1)
    people = desk.google.contacts_of()
    name = people.add({"emailAddresses": [{"value": "ada@example.com"}]}, other=True)
    path = "/v1/otherContacts?readMask=emailAddresses"
    found = desk.ok("GET", path)
    assert (found["totalSize"], found["otherContacts"][0]["resourceName"]) == (1, name)
    assert found["otherContacts"][0]["emailAddresses"][0]["metadata"]["source"]["type"] == "OTHER_CONTACT"
    assert desk.refused("GET", f"{path},organizations")[0] == 400
    reader = Client(desk.google, desk.google.tokens.issue(frozenset({f"{SCOPE}contacts.readonly"})))
    assert reader.refused("GET", path)[0] == 403
    people.promote(name)
    assert desk.ok("GET", path) == {}
    assert len(listed(desk, personFields="emailAddresses")["connections"]) == 2


def test_labels_have_names_and_members() -> None:
    desk = book(2)
    label = desk.google.contacts_of().label("Conference", ["people/c1"])
    groups = desk.ok("GET", "/v1/contactGroups")["contactGroups"]
    assert (groups[0]["name"], groups[0]["memberCount"]) == ("Conference", 1)
    assert desk.ok("GET", f"/v1/{label}?maxMembers=9")["memberResourceNames"] == ["people/c1"]
    assert desk.refused("GET", "/v1/contactGroups/none")[0] == 404
    person = desk.ok("GET", "/v1/people/c1?personFields=memberships")
    assert person["memberships"][0]["contactGroupMembership"]["contactGroupResourceName"] == label


def test_a_list_needs_its_fields_named_right_and_a_size_in_bounds() -> None:
    desk = book()
    assert "mask is required" in desk.refused("GET", PATH)[1]
    assert 'Invalid personFields mask path: "nmes"' in desk.refused("GET", f"{PATH}personFields=nmes")[1]
    assert desk.refused("GET", f"{PATH}personFields=names&pageSize=5000")[0] == 400


def test_a_service_account_has_an_empty_list_of_its_own() -> None:
    desk = book()
    robot = Client(desk.google, desk.google.tokens.issue(user="robot@example.com"))
    assert listed(robot, personFields="names") == {}


def test_writing_contacts_is_not_emulated() -> None:
    with pytest.raises(NotEmulatedError, match="createContact"):
        book().ok("POST", "/v1/people:createContact", {})
