"""Members' workbooks as Google Sheets, on the emulated service in process: paced, apart, resumed, only if changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from google.oauth2.credentials import Credentials

from syncer.adapters.engines import EngineChoice
from syncer.adapters.pool_books import PoolDesk
from syncer.core.pooled import HandedOut
from syncer.google.pace import Pace
from syncer.google.transport import RequestsHttp
from syncer.handing_out import hand_out
from syncer.pool.job import Job
from syncer.pooling import prepared
from syncer.run import Stages
from syncer.settings import load_settings
from syncer.workbooks.google import create
from tests.emulator.person import Person
from tests.emulator.service import Google
from tests.emulator.tokens import KNOWN
from tests.emulator.transport import session
from tests.pool.books import TODAY, Pool
from tests.workbooks.google.cloud import Waits, sheets


@dataclass
class Office:
    """A career office: an account in Google with a sheet for each member, and the desk that fills them."""

    folder: Path
    google: Google = field(default_factory=lambda: Google(quotas=True))
    calls_until_trouble: int = 1_000

    def __post_init__(self) -> None:
        self.waits = Waits(self.google)
        self.quota(8)

    def quota(self, per_user: int) -> None:
        """Reads, and writes, that Google grants in a minute: fewer than it does, so that a small pool meets them."""
        assert self.google.quotas is not None
        self.google.quotas.per_user = per_user

    def sheet(self) -> str:
        """A new sheet, empty."""
        number = create(sheets(self.google, self.waits), "Job search")
        self.google.clock.advance(60)
        return number

    def hand_out(self, pool: Pool) -> HandedOut:
        """The whole job, and the workbooks."""
        config = self.folder / "syncer.toml"
        source = str(pool.write(self.folder / "in"))
        config.write_text("[google]\n", encoding="utf-8")
        http = RequestsHttp(Credentials(KNOWN), session(self.google))
        pace = Pace(7, self.waits.read, self.waits.sleep)

        def before(method: str) -> None:
            pace.wait(method)
            self.calls_until_trouble -= 1
            if self.calls_until_trouble == 0:
                self.quota(0)

        http.before = before
        desk = PoolDesk(self.folder / "books", TODAY, load_settings(config), lambda: http, self.waits.sleep)
        job = Job(source, str(self.folder / "out"), TODAY, parcels=True)
        with prepared(EngineChoice("duckdb", 2_000, "", ""), job, lambda _: None, desk, refresh=False) as ready:
            stages = Stages(self.waits.read, lambda _: None)
            return hand_out(ready.books, desk, TODAY, frozenset(), stages, lambda _: None)

    def too_many(self) -> int:
        """Calls that were refused because they were too many."""
        return sum(call.status == 429 for call in self.google.log)

    def seen(self, number: str, tab: str) -> str:
        return repr(Person(self.google, number).see(tab))


def firm(office: Office, members: Sequence[str]) -> tuple[Pool, dict[str, str]]:
    """Members who each look for Initech, where Dana knows somebody; each with a sheet of their own."""
    pool, numbers = Pool(), {}
    pool.member("Dana", "companies")
    pool.knows("Dana", "Zerlina Quixwood", "Initech", emails="zerlina@example.com")
    for member in members:
        numbers[member] = office.sheet()
        address = f"https://docs.google.com/spreadsheets/d/{numbers[member]}/edit"
        pool.member(member, "companies", wants=["Initech"], google_sheet=address)
        pool.knows(member, f"{member} Friend", "Globex", emails=f"{member}@example.com".lower())
    return pool, numbers


def test_many_sheets_are_filled_without_one_refusal_and_the_next_time_none_is_opened(tmp_path: Path) -> None:
    office = Office(tmp_path)
    pool, numbers = firm(office, ["Ann", "Ben", "Cho", "Eli"])
    found = office.hand_out(pool)
    assert (found.written, len(found.failed)) == (5, 0)
    assert office.too_many() == 0
    assert office.waits.slept, "four first fills are more calls than a minute has"
    for number in numbers.values():
        assert "Dana (pool) knows 1 person at Initech." in office.seen(number, "Outreach")
        assert "Zerlina" not in office.seen(number, "_syncer") + office.seen(number, "People")
    calls, books = len(office.google.log), dict(office.google.files.by_id)
    again = office.hand_out(pool)
    assert (again.written, len(again.failed)) == (0, 0)
    assert len(office.google.log) == calls
    assert office.google.files.by_id == books


def test_one_member_more_is_one_workbook_more_and_what_people_typed_stays(tmp_path: Path) -> None:
    office = Office(tmp_path)
    pool, numbers = firm(office, ["Ann", "Ben"])
    office.hand_out(pool)
    Person(office.google, numbers["Ann"]).type("Outreach!Z2", "met in Graz")
    before = office.google.files.by_id[numbers["Ben"]].book
    pool.knows("Ann", "Mira Pellworm", "Initech", emails="mira@example.com")
    assert office.hand_out(pool).written == 2  # Ann's, and Ben's, who can ask Ann now
    assert "met in Graz" in office.seen(numbers["Ann"], "Outreach")
    assert office.google.files.by_id[numbers["Ben"]].book is not before
    assert "Ann (pool) knows 1 person at Initech." in office.seen(numbers["Ben"], "Outreach")


def test_a_sheet_of_two_members_is_neithers_and_one_that_is_not_shared_stops_nobody(tmp_path: Path) -> None:
    office = Office(tmp_path)
    pool, numbers = firm(office, ["Ann", "Ben", "Cho", "Eli"])
    pool.members[2]["google_sheet"] = numbers["Ann"]
    office.google.files.by_id.pop(numbers["Cho"])
    found = office.hand_out(pool)
    assert found.written == 2
    assert {one.workbook: one.code for one in found.failed} == {
        "ann": "E-POOL-SHEET",
        "ben": "E-POOL-SHEET",
        "cho": "E-GOOGLE-SHEET",
    }
    assert "Dana (pool)" in office.seen(numbers["Eli"], "Outreach")
    assert len(Person(office.google, numbers["Ann"]).book.sheets) == 1


def test_when_google_does_not_answer_the_rest_waits_and_the_next_run_goes_on(tmp_path: Path) -> None:
    office = Office(tmp_path)
    pool, numbers = firm(office, ["Ann", "Ben", "Cho", "Eli", "Fay"])
    office.calls_until_trouble = 10
    found = office.hand_out(pool)
    assert (found.written, found.left) == (2, 2)  # Dana's file, and the first sheet
    assert {one.code for one in found.failed} == {"E-GOOGLE-QUOTA"}
    office.quota(8)
    again = office.hand_out(pool)
    assert (again.written, again.failed) == (4, ())
    for number in numbers.values():
        assert "Dana (pool)" in office.seen(number, "Outreach")


def test_an_identity_that_google_refuses_is_tried_once(tmp_path: Path) -> None:
    office = Office(tmp_path)
    pool, _ = firm(office, ["Ann", "Ben", "Cho"])
    office.google.tokens.access.clear()
    found = office.hand_out(pool)
    assert (found.written, len(found.failed), found.left) == (1, 1, 2)


def test_what_waits_holds_nothing_of_another_member_but_ways(tmp_path: Path) -> None:
    office = Office(tmp_path)
    pool, _ = firm(office, ["Ann"])
    pool.members[0]["emails"] = "dana@example.com"
    config = EngineChoice("duckdb", 2_000, "", "")
    desk = PoolDesk(tmp_path / "books", TODAY, None)
    job = Job(str(pool.write(tmp_path / "in")), str(tmp_path / "out"), TODAY, parcels=True)
    with prepared(config, job, lambda _: None, desk, refresh=False) as ready:
        (text,) = [path.read_text("utf-8") for book, path in ready.books if book.handle == "ann"]
    assert [way["why"] for way in json.loads(text)["ways"]] == ["Dana (pool) knows 1 person at Initech."]
    assert "dana@example.com" not in text
    assert "Zerlina" not in text


def test_what_is_taken_back_stands_in_no_tab_of_a_sheet_nor_in_its_hidden_journal(tmp_path: Path) -> None:
    office = Office(tmp_path)
    pool, numbers = firm(office, ["Ann"])
    for member in pool.members:
        member["consent"] = "names"
    office.hand_out(pool)
    tabs = ("Outreach", "Today", "Paths", "Targets", "Review", "_syncer")
    assert any("Zerlina" in office.seen(numbers["Ann"], tab) for tab in tabs)
    pool.members[0]["consent"] = "off"
    office.hand_out(pool)
    for tab in tabs:
        for told in ("Zerlina", "(pool) knows", "knows someone there"):
            assert told not in office.seen(numbers["Ann"], tab), (tab, told)
