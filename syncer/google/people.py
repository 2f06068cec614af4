"""The lists of the People API that syncer reads, each whole or not at all. Facts: input formats, section 7."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from syncer.errors import SourceError
from syncer.google.endpoints import Endpoints
from syncer.google.faults import GoogleFault, JsonObject, Kind
from syncer.google.remedies import PEOPLE, remedy
from syncer.google.retry import Patience
from syncer.google.transport import RequestsHttp, send_once, service

PAGE = 1000
"""The most that one page of connections, other contacts or labels may hold."""
PAGES = 200
"""More pages than any account can have: at that many the list has no end."""
_OF_OTHERS = ("emailAddresses", "metadata", "names", "phoneNumbers")
"""All that is told of 'other contacts' (and photos): no organisations."""
_OF_CONTACTS = (
    *_OF_OTHERS,
    *("addresses", "biographies", "birthdays", "memberships", "nicknames", "organizations", "relations", "urls"),
    "userDefined",
)
_PARTS = {
    "addresses": "city",
    "biographies": "value",
    "birthdays": "date",
    "emailAddresses": "value,type",
    "memberships": "contactGroupMembership(contactGroupResourceName)",
    "names": "displayName,givenName,middleName,familyName,honorificPrefix,honorificSuffix",
    "nicknames": "value,type",
    "organizations": "name,title,type,current,startDate,endDate",
    "phoneNumbers": "value,canonicalForm,type",
    "relations": "person,type",
    "urls": "value,type",
    "userDefined": "key,value",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """All entries of a list in the order they came. ``token``: where an incremental read may go on from.

    ``whole``: everything there is; otherwise what changed since the token that was given, removals included.
    """

    entries: tuple[JsonObject, ...]
    token: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _List:
    """One list of the API: its method, the key its entries stand under, and its parameters."""

    method: Callable[..., Any]
    key: str
    parameters: Mapping[str, Any]
    synced: bool = True


class People:
    """One account's address book. Nothing is opened before the first call, and nothing is ever written.

    Every method raises ``SourceError`` if its list cannot be read to its end, ``CredentialError`` and
    ``TemporaryError`` as the messages say. ``connect`` makes the transport (``CredentialError`` without a login).
    """

    def __init__(
        self, source: str, connect: Callable[[], RequestsHttp], patience: Patience, endpoints: Endpoints
    ) -> None:
        self._source = source
        self._connect = connect
        self._patience = patience
        self._endpoints = endpoints
        self._opened: Any = None

    @property
    def form(self) -> str:
        """Which fields are asked for. What was read in another form is to be read anew: it may lack some."""
        return f"{','.join(sorted(_OF_CONTACTS))};{','.join(sorted(f'{name}:{part}' for name, part in _PARTS.items()))}"

    def connections(self, since: str) -> Listing:
        """The contacts; with ``since`` what changed after that token, or all of them if it is no longer good."""
        fields = ",".join(_OF_CONTACTS)
        parameters = {"resourceName": "people/me", "personFields": fields, "sources": "READ_SOURCE_TYPE_CONTACT"}
        mask = f"connections({_mask(_OF_CONTACTS)}),nextPageToken,nextSyncToken,totalItems"
        method = self._service().people().connections().list
        return self._listing(_List(method, "connections", {**parameters, "fields": mask}), since)

    def other_contacts(self, since: str) -> Listing:
        """The 'Other contacts': people once written to. ``since`` as for ``connections``."""
        mask = f"otherContacts({_mask(_OF_OTHERS)}),nextPageToken,nextSyncToken,totalSize"
        method = self._service().otherContacts().list
        return self._listing(_List(method, "otherContacts", {"readMask": ",".join(_OF_OTHERS), "fields": mask}), since)

    def labels(self) -> Mapping[str, str]:
        """Resource name to name of the labels that the user made; those of the system are left out."""
        mask = "contactGroups(resourceName,name,groupType),nextPageToken"
        parameters = {"groupFields": "name,groupType", "fields": mask}
        method = self._service().contactGroups().list
        groups = self._listing(_List(method, "contactGroups", parameters, synced=False), "").entries
        return {
            str(group["resourceName"]): str(group["name"])
            for group in groups
            if group.get("groupType") == "USER_CONTACT_GROUP" and group.get("name") and group.get("resourceName")
        }

    def _service(self) -> Any:
        if self._opened is None:
            self._opened = service("people", "v1", self._connect(), self._endpoints.people)
        return self._opened

    def _listing(self, wanted: _List, since: str) -> Listing:
        """The list from that token on, or whole if the token is refused; once more if it changed under our hands."""
        try:
            listing, moved = self._read(wanted, since)
        except _TokenRefused:
            since = ""
            listing, moved = self._read(wanted, since)
        if moved and not since:
            listing, _ = self._read(wanted, since)
        return listing

    def _read(self, wanted: _List, since: str) -> tuple[Listing, bool]:
        """All pages, and whether the total that they name changed on the way: an entry may have slipped between two."""
        entries: list[JsonObject] = []
        totals: set[int] = set()
        turned = [""]
        token = ""
        while True:
            answer = self._page(wanted, since, turned)
            entries += self._entries(wanted, answer, len(turned))
            totals |= {int(answer[key]) for key in ("totalItems", "totalSize") if key in answer}
            token = str(answer.get("nextSyncToken", ""))
            following = str(answer.get("nextPageToken", ""))
            if not following:
                return Listing(tuple(entries), token, whole=not since), len(totals) > 1
            if following in turned or len(turned) == PAGES:
                raise self._broken("its pages never end", len(turned))
            turned.append(following)

    def _page(self, wanted: _List, since: str, turned: list[str]) -> JsonObject:
        parameters = {**wanted.parameters, "pageSize": PAGE, "prettyPrint": False}
        parameters |= {"requestSyncToken": True} if wanted.synced else {}
        parameters |= {"syncToken": since} if since else {}
        parameters |= {"pageToken": turned[-1]} if turned[-1] else {}
        request = wanted.method(**parameters)
        try:
            return self._patience.read(lambda: send_once(request))
        except GoogleFault as fault:
            first = len(turned) == 1
            if since and (fault.kind is Kind.STALE or (fault.kind is Kind.INVALID and first)):
                raise _TokenRefused from None
            raise remedy(fault, PEOPLE, self._source, f"{wanted.key}, page {len(turned)}") from None

    def _entries(self, wanted: _List, answer: JsonObject, page: int) -> list[JsonObject]:
        found = answer.get(wanted.key, [])  # an empty list is left out of an answer
        if not isinstance(found, list) or not all(isinstance(entry, Mapping) for entry in found):
            raise self._broken(f"{wanted.key} is no list of entries", page)
        return found

    def _broken(self, found: str, page: int) -> SourceError:
        message = (
            f"{self._source}: the {PEOPLE.title} could not be read whole (page {page}): {found}. It is left out of "
        )
        return SourceError(message + "this run and nobody of it counts as gone.", code="E-GOOGLE-READ")


class _TokenRefused(Exception):
    """The sync token is too old (seven days), or was given for other fields than we ask for now."""


def _mask(fields: tuple[str, ...]) -> str:
    """The part of an entry that is asked for, as a partial-response mask."""
    parts = (f"{field}({_PARTS[field]},metadata(primary))" for field in sorted(fields) if field != "metadata")
    return f"resourceName,metadata(deleted,previousResourceNames,sources(type,id)),{','.join(parts)}"
