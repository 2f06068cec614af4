"""Google Contacts read from the emulated service: weeks of changes in an account, and every fault at every call."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from syncer.errors import CredentialError, SourceError, TemporaryError
from syncer.google.credentials import login_credentials
from syncer.google.endpoints import Endpoints
from syncer.google.people import People
from syncer.google.retry import BUDGET, Patience
from syncer.google.scopes import CONTACTS, contacts_scopes
from syncer.google.tokens import TokenFile
from syncer.google.transport import RequestsHttp, new_session
from syncer.sources.google_contacts import GoogleContacts
from syncer.sources.google_contacts.book import Book
from tests.emulator.faults import Fault
from tests.emulator.service import Google
from tests.emulator.switches import Switches
from tests.emulator.transport import InProcess
from tests.google.cloud import LOGIN

DAY = 86_400.0


def named(name: str, mail: str = "") -> dict[str, object]:
    given, _, family = name.partition(" ")
    found: dict[str, object] = {"names": [{"displayName": name, "givenName": given, "familyName": family}]}
    return found | ({"emailAddresses": [{"value": mail}]} if mail else {})


class World:
    """An account at the emulated Google, and syncer logged in to it. Waiting moves the emulated clock."""

    def __init__(self, folder: Path, switches: Switches | None = None) -> None:
        self.google = Google(switches)
        self.contacts = self.google.contacts_of()
        self.tokens = TokenFile(folder / "google.json")
        self.tokens.save(LOGIN)
        self.google.tokens.refresh = {LOGIN.refresh_token: self.google.tokens.refresh["refresh-token"]}

    def source(self) -> GoogleContacts:
        def seconds() -> float:
            return self.google.clock.now().timestamp()

        def connect() -> RequestsHttp:
            session = new_session()
            session.mount("https://", InProcess(self.google))
            scopes = contacts_scopes(other_contacts=True)
            return RequestsHttp(login_credentials(self.tokens, scopes, Endpoints()), session)

        patience = Patience(seconds() + BUDGET, seconds, self.google.clock.advance)
        return GoogleContacts(
            "google", People("google", connect, patience, Endpoints()), lambda: date(2026, 11, 23), True
        )

    def read(self, before: Book | None = None) -> Book:
        return self.source().read(before)

    def names(self, book: Book) -> list[str]:
        return sorted(record.full_name for record in self.source().snapshot(book).records)

    def calls(self, method: str) -> list[str]:
        return [one.query for one in self.google.log if one.method.endswith(method)]


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    for name in ("Ilse Vandermeer", "Ming Hoshi", "Ava Brand"):
        world.contacts.add(named(name))
    world.contacts.add(named("Rui Castanho", "rui@example.com"), other=True)
    return world


def test_an_account_is_read_with_its_labels(world: World) -> None:
    world.contacts.label("Rowing club", ["people/c1"])
    records = {record.full_name: record for record in world.source().fetch().records}
    assert sorted(records) == ["Ava Brand", "Ilse Vandermeer", "Ming Hoshi", "Rui Castanho"]
    assert records["Ilse Vandermeer"].said.labels == ("Rowing club",)
    assert records["Rui Castanho"].said.labels == ("Other contacts",)


def test_weeks_of_changes_arrive_one_by_one_and_equal_a_full_read_each_time(world: World) -> None:
    book = world.read()
    for change in (
        lambda: world.contacts.change("people/c2", **named("Ming Tanaka")),
        lambda: world.contacts.delete("people/c3"),
        lambda: world.contacts.promote("otherContacts/c4"),
        lambda: world.contacts.add(named("Petra Holm")),
        lambda: world.contacts.merge("people/c1", "people/c2"),
        lambda: None,
    ):
        change()
        world.google.clock.advance(3600)
        book = world.read(book)
        assert "syncToken" in world.calls("connections.list")[-1]
        assert world.names(book) == world.names(world.read())


@pytest.mark.parametrize("status", ["INVALID_ARGUMENT", "FAILED_PRECONDITION"])
def test_after_eight_days_everything_is_read_anew_and_who_left_is_gone(tmp_path: Path, status: str) -> None:
    world = World(tmp_path, Switches(expired_sync_token_status=status))
    world.contacts.add(named("Ilse Vandermeer"))
    world.contacts.add(named("Ming Hoshi"))
    book = world.read()
    world.contacts.delete("people/c2")
    world.google.clock.advance(8 * DAY)
    assert world.names(world.read(book)) == ["Ilse Vandermeer"]


def test_two_thousand_people_come_in_three_pages(world: World) -> None:
    for number in range(2000):
        world.contacts.add(named(f"Given{number} Family"))
    assert len(world.read().people) == 2004
    assert len(world.calls("connections.list")) == 3


CALLS = ("token", r"connections\.list$", r"otherContacts\.list$", r"contactGroups\.list$")
PASSING = {
    "a request that is lost": Fault("lose"),
    "an answer that is lost": Fault("lose", when="after"),
    "an answer cut off": Fault("truncate"),
    "a connection that breaks in mid-answer": Fault("reset"),
    "a page instead of an answer": Fault("html", code=200),
    "trouble": Fault("refuse", code=503),
    "an internal error": Fault("refuse", code=500),
    "a quota": Fault("refuse", code=429),
}


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING.keys())
@pytest.mark.parametrize("call", CALLS)
def test_a_fault_that_passes_is_not_noticed(world: World, call: str, fault: Fault) -> None:
    whole = world.read()
    calls = len(world.google.log)
    world.google.faults.add(replace(fault, on=call))
    assert world.read().people == whole.people
    assert len(world.google.log) == 2 * calls + 1


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING.keys())
@pytest.mark.parametrize("call", CALLS)
def test_a_fault_that_stays_never_gives_half_an_address_book(world: World, call: str, fault: Fault) -> None:
    world.google.faults.add(*[replace(fault, on=call)] * 10)
    with pytest.raises((SourceError, TemporaryError)):
        world.read()


def test_a_spent_quota_is_waited_out(world: World) -> None:
    for _ in range(70):  # the emulated quota is sixty calls a minute
        world.source().account.labels()
    assert len(world.read().people) == 4


def test_an_access_token_that_ends_in_the_middle_is_renewed(world: World) -> None:
    world.google.faults.add(Fault("refuse", code=401, on=CALLS[2]))
    assert len(world.read().people) == 4
    assert len(world.calls("token")) == 2


def test_a_login_that_ended_stops_the_run(world: World) -> None:
    world.google.tokens.revoke(LOGIN.refresh_token)
    with pytest.raises(CredentialError, match="7 days"):
        world.read()


def test_a_login_without_the_scope_of_other_contacts_stops_the_run(world: World) -> None:
    grant = world.google.tokens.refresh[LOGIN.refresh_token]
    world.google.tokens.refresh[LOGIN.refresh_token] = replace(grant, scopes=frozenset((CONTACTS,)))
    with pytest.raises(CredentialError, match="tick every box"):
        world.read()


def test_an_api_that_is_switched_off_stops_the_run_with_the_page_that_switches_it_on(world: World) -> None:
    world.google.disabled.add("people")
    with pytest.raises(CredentialError, match=r"https://console\.\S+people\.googleapis\.com"):
        world.read()
