"""Google Contacts: pages, labels, other contacts, and sync tokens that run out after seven days."""

import base64
import binascii
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.emulator.checking import plain
from tests.emulator.clock import Clock
from tests.emulator.documents import schema
from tests.emulator.errors import ApiError, invalid, reason
from tests.emulator.grid import Json
from tests.emulator.switches import Switches

LIFETIME = timedelta(days=7)
DOCUMENTED = "Valid paths are documented at https://developers.google.com/people/api/rest/v1/"
EXPIRED = "Sync token is expired. Clear local cache and retry call without the sync token."
OTHERS = {"emailAddresses", "metadata", "names", "phoneNumbers", "photos"}
"""What other contacts tell unless profiles are read too [documented]."""
ORDERS = {
    "FIRST_NAME_ASCENDING": "givenName",
    "LAST_NAME_ASCENDING": "familyName",
}


@dataclass(frozen=True, slots=True)
class Version:
    """One state of one contact: what it says, when it became so, in which order."""

    person: Json
    order: int
    at: datetime
    other: bool = False
    deleted: bool = False
    formerly: tuple[str, ...] = ()


@dataclass(slots=True)
class Contacts:
    """The contacts of one user, with every state they had."""

    clock: Clock
    switches: Switches
    history: dict[str, list[Version]] = field(default_factory=dict)
    groups: dict[str, Json] = field(default_factory=dict)
    order: int = 0
    page_loop: bool = False
    """From the second page on, the next page is the same page again."""

    def add(self, person: Json, *, other: bool = False) -> str:
        """A new contact, or one of the other contacts; returns its resource name."""
        kind = "otherContacts" if other else "people"
        name: str = person.get("resourceName") or f"{kind}/c{len(self.history) + 1}"
        self._record(name, person, other=other)
        return name

    def change(self, name: str, **fields: Any) -> None:
        """Replace fields of a contact; a field set to None is gone."""
        last = self.history[name][-1]
        person = {key: value for key, value in (last.person | fields).items() if value is not None}
        self._record(name, person, other=last.other, formerly=last.formerly)

    def delete(self, name: str) -> None:
        """Remove a contact; a sync tells so."""
        self._record(name, {}, other=self.history[name][-1].other, deleted=True)

    def merge(self, kept: str, gone: str, **fields: Any) -> None:
        """Two contacts become one, as Google's "merge and fix" does it: a third resource name replaces both."""
        last = self.history[kept][-1].person
        person = {key: value for key, value in (last | fields).items() if key != "resourceName"}
        fresh = f"people/c{len(self.history) + 1}"
        self.delete(kept)
        self.delete(gone)
        self._record(fresh, person, formerly=(kept, gone))

    def promote(self, name: str) -> str:
        """An other contact becomes a contact, under a new name."""
        person = {key: value for key, value in self.history[name][-1].person.items() if key != "resourceName"}
        self.delete(name)
        return self.add(person)

    def label(self, name: str, members: list[str], *, system: bool = False) -> str:
        """A label and who has it."""
        number = name if system else f"g{len(self.groups) + 1}"
        resource = f"contactGroups/{number}"
        self.groups[resource] = {
            "resourceName": resource,
            "etag": f"group{self.order}",
            "groupType": "SYSTEM_CONTACT_GROUP" if system else "USER_CONTACT_GROUP",
            "name": name,
            "formattedName": name,
            "memberCount": len(members),
            "memberResourceNames": list(members),
        }
        for member in members:
            others = self.history[member][-1].person.get("memberships", [])
            mine = {"contactGroupMembership": {"contactGroupId": number, "contactGroupResourceName": resource}}
            self.change(member, memberships=[*others, mine])
        return resource

    def _record(self, name: str, person: Json, **more: Any) -> None:
        self.order += 1
        fresh = {**_sourced(name, person, self.clock.now()), "resourceName": name, "etag": f"%etag{self.order}"}
        self.history.setdefault(name, []).append(Version(fresh, self.order, self.clock.now(), **more))

    def visible(self, other: bool) -> list[Version]:
        """The newest state of each contact that has had time to show, in order of change."""
        latest = self.clock.now() - timedelta(seconds=self.switches.people_delay)
        shown = [[version for version in states if version.at <= latest] for states in self.history.values()]
        return sorted((states[-1] for states in shown if states and states[-1].other is other), key=lambda v: v.order)


def _sourced(name: str, person: Json, moment: datetime) -> Json:
    """A person with what the service adds: where each entry comes from, and which of its kind is the primary one."""
    source = {"type": "OTHER_CONTACT" if name.startswith("otherContacts/") else "CONTACT", "id": name.partition("/")[2]}
    dated = {**source, "etag": f"#{source['id']}", "updateTime": moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
    fresh: Json = {"metadata": {"sources": [dated], "objectType": "PERSON"}}
    for field_name, entries in person.items():
        if isinstance(entries, list):
            fresh[field_name] = [
                {"metadata": {**({} if number else {"primary": True}), "source": source}, **entry}
                for number, entry in enumerate(entries)
            ]
        elif field_name != "metadata":
            fresh[field_name] = entries
    return fresh


def connections(contacts: Contacts, query: Json) -> Json:
    """``people.connections.list``."""
    fields = _fields(query.get("personFields"), "personFields", "people.connections/list")
    return _list(contacts, query, fields, other=False, key="connections")


def others(contacts: Contacts, query: Json) -> Json:
    """``otherContacts.list``."""
    fields = _fields(query.get("readMask"), "readMask", "otherContacts/list")
    profiles = "READ_SOURCE_TYPE_PROFILE" in query.get("sources", ())
    for name in sorted(fields - OTHERS):
        if not profiles:
            raise invalid(f'Invalid readMask mask path: "{name}". {DOCUMENTED}otherContacts/list.')
    return _list(contacts, query, fields, other=True, key="otherContacts")


def get(contacts: Contacts, name: str, query: Json) -> Json:
    """``people.get``."""
    fields = _fields(query.get("personFields"), "personFields", "people/get")
    for version in contacts.visible(other=False):
        if version.person["resourceName"] == name and not version.deleted:
            return _person(version, fields, syncing=False)
    raise ApiError(404)


def _fields(text: str | None, parameter: str, page: str) -> set[str]:
    if not text:
        raise invalid(f"{parameter} mask is required. Please specify one or more valid paths. {DOCUMENTED}{page}.")
    names = {name.strip() for name in text.split(",")}
    for name in sorted(names):
        if name.partition(".")[0] not in schema("people", "Person"):
            raise invalid(f'Invalid {parameter} mask path: "{name}". {DOCUMENTED}{page}.')
    return {name.partition(".")[0] for name in names}


def _person(version: Version, fields: set[str], syncing: bool) -> Json:
    person = version.person
    if version.deleted:
        return {"resourceName": person["resourceName"], "etag": person["etag"], "metadata": {"deleted": True}}
    out = {name: value for name, value in person.items() if name in fields or name in {"resourceName", "etag"}}
    if syncing and version.formerly and "metadata" in fields:
        out["metadata"] = {**person.get("metadata", {}), "previousResourceNames": list(version.formerly)}
    return out


def _list(contacts: Contacts, query: Json, fields: set[str], *, other: bool, key: str) -> Json:
    size = query.get("pageSize", 100)
    if not 1 <= size <= 1000:
        raise invalid("Page size must be between 1 and 1000.")
    asked = {name: value for name, value in query.items() if name not in {"pageToken", "syncToken", "pageSize"}}
    asked.pop("requestSyncToken", None)
    since = _synced(contacts, query.get("syncToken"), asked)
    page = _page(query.get("pageToken"), asked)
    found = [v for v in contacts.visible(other) if (v.order > since["order"] if since else not v.deleted)]
    if not since:
        found = _ordered(found, query.get("sortOrder", "LAST_MODIFIED_ASCENDING"))
    start, seen = page.get("start", 0), page.get("order", contacts.order)
    out: Json = {key: [_person(version, fields, bool(since)) for version in found[start : start + size]]}
    if not out[key]:
        del out[key]
    if contacts.page_loop and "pageToken" in query:
        out["nextPageToken"] = query["pageToken"]
    elif start + size < len(found):
        out["nextPageToken"] = _token({"start": start + size, "order": seen, "asked": asked})
    elif query.get("requestSyncToken") or since:
        full = since["full"] if since else contacts.clock.now().isoformat()
        out["nextSyncToken"] = _token({"order": _latest(found, seen, contacts), "full": full, "asked": asked})
    if not since:
        out |= dict.fromkeys(("totalSize",) if other else ("totalItems", "totalPeople"), len(found))
    return {name: plain(value) for name, value in out.items() if value != 0}


def _latest(found: list[Version], seen: int, contacts: Contacts) -> int:
    """The last change a sync token covers: what was not yet visible comes with the next sync."""
    hidden = [
        version.order
        for states in contacts.history.values()
        for version in states
        if version.at > contacts.clock.now() - timedelta(seconds=contacts.switches.people_delay)
    ]
    return min([seen, *(order - 1 for order in hidden)])


def _ordered(found: list[Version], order: str) -> list[Version]:
    if order in ORDERS:
        return sorted(found, key=lambda version: _name(version.person, ORDERS[order]))
    return found[::-1] if order == "LAST_MODIFIED_DESCENDING" else found


def _name(person: Json, part: str) -> str:
    names = person.get("names") or [{}]
    return str(names[0].get(part, "")).casefold()


def _token(content: Json) -> str:
    return base64.urlsafe_b64encode(json.dumps(content, sort_keys=True).encode()).decode()


def _read(token: str, what: str) -> Json:
    try:
        found: Json = json.loads(base64.urlsafe_b64decode(token))
        return found
    except (ValueError, binascii.Error):
        raise invalid(f"Invalid {what}.") from None


def _page(token: str | None, asked: Json) -> Json:
    if not token:
        return {}
    found = _read(token, "page token")
    if found["asked"] != asked:
        raise invalid("Request parameters do not match the parameters of the request that made the page token.")
    return found


def _synced(contacts: Contacts, token: str | None, asked: Json) -> Json:
    if not token:
        return {}
    found = _read(token, "sync token")
    if datetime.fromisoformat(found["full"]) + LIFETIME <= contacts.clock.now():
        status = contacts.switches.expired_sync_token_status
        raise reason(400, EXPIRED, "EXPIRED_SYNC_TOKEN", "people.googleapis.com", {}, status=status)
    if found["asked"] != asked:
        raise invalid("Sync token parameters must match the parameters of the first call.")
    return found


def groups(contacts: Contacts, query: Json) -> Json:
    """``contactGroups.list``: without members; the sync token is on every page [recorded]."""
    size, start = query.get("pageSize", 30), _page(query.get("pageToken"), {}).get("start", 0)
    found = [_group(each, 0) for _, each in sorted(contacts.groups.items())]
    out: Json = {"contactGroups": found[start : start + size], "totalItems": len(found)}
    if start + size < len(found):
        out["nextPageToken"] = _token({"start": start + size, "asked": {}})
    out["nextSyncToken"] = _token({"groups": contacts.order})
    return {name: value for name, value in out.items() if value}


def group(contacts: Contacts, name: str, query: Json) -> Json:
    """``contactGroups.get``, with as many members as asked for."""
    if name not in contacts.groups:
        raise ApiError(404)
    return _group(contacts.groups[name], query.get("maxMembers", 0))


def _group(each: Json, members: int) -> Json:
    out = {name: value for name, value in each.items() if name != "memberResourceNames" and value}
    return out | ({"memberResourceNames": each["memberResourceNames"][:members]} if members else {})
