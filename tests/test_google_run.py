"""The demo's main job in the cloud: contacts from a Google account, the workbook a Google Sheet, over a real socket."""

import json
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from typer.testing import CliRunner, Result

from syncer.cli import app
from syncer.core.workbook.layout import BY_KEY
from syncer.workbooks.sheets import batches
from tests.emulator.__main__ import environment, server
from tests.emulator.faults import Fault
from tests.emulator.person import Person
from tests.emulator.service import Google
from tests.emulator.tokens import SCOPE
from tests.killed import Strike, ended, started, struck, unreachable, ways

DAY = ("--today", "2026-11-23")
PEOPLE = [
    ("Ilse Vandermeer", "Stripe", "Head of Risk"),
    ("Ming Hoshi", "Stripe", "Software Engineer"),
    ("Ava Brand", "Airbus SE", "Recruiter"),
    ("Rui Castanho", "Airbus", "Project Manager"),
    ("Zoe Lund", "Tidewater Coffee", "Owner"),
    ("Noor Haddad", "Meridian Labs", "Analyst"),
]


@dataclass
class Cloud:
    """An account at the emulated Google on loopback, and somebody's folder with syncer in it."""

    google: Google
    url: str
    folder: Path

    def syncer(self, *arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(app, [*arguments, "--config", str(self.folder / "syncer.toml")], input=typed)

    def sheet(self) -> Person:
        """The person's hand on the only sheet of the account."""
        [number] = self.google.files.by_id
        return Person(self.google, number)

    def calls(self) -> list[str]:
        """Calls since the last look, named by method."""
        found = [call.method.rpartition(".")[2] for call in self.google.log if call.method.startswith("sheets.")]
        self.google.log.clear()
        return found


@contextmanager
def opened(folder: Path) -> Iterator[Cloud]:
    """The emulated Google on a socket of its own, and settings in the environment that lead there."""
    google = Google(quotas=False)
    running = server(google)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{running.server_port}"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment(url).items():
            patch.setenv(name, value)
        patch.setenv("SYNCER_GOOGLE__TOKEN_DIR", str(folder / "private"))
        patch.setenv("SYNCER_STATE_DIR", str(folder / "state"))
        patch.setenv("HOME", str(folder))
        patch.setattr("webbrowser.open", consent)
        yield Cloud(google, url, folder)
    running.shutdown()
    running.server_close()


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[Cloud]:
    """An account with contacts, and a folder with the client's file and nothing else."""
    with opened(tmp_path) as made:
        fill(made)
        yield made


def fill(cloud: Cloud) -> None:
    for number, (name, employer, title) in enumerate(PEOPLE):
        given, _, family = name.partition(" ")
        cloud.google.contacts_of().add(
            {
                "names": [{"displayName": name, "givenName": given, "familyName": family}],
                "emailAddresses": [{"value": f"{given.lower()}{number}@example.com"}],
                "organizations": [{"name": employer, "title": title}],
            }
        )
    client = {"installed": {"client_id": "client-1", "client_secret": "canary-secret"}}
    (cloud.folder / "client_secret.json").write_text(json.dumps(client))


def consent(page: str) -> bool:
    """The person's browser: the consent page sends it back to syncer's door."""
    threading.Thread(target=lambda: requests.get(page, timeout=9)).start()
    return True


def seen(cloud: Cloud, tab: str) -> list[dict[str, str]]:
    """The rows of a managed tab as a person sees them, by column title."""
    header, *rows = cloud.sheet().see(BY_KEY[tab].title)
    return [dict(zip(header, row, strict=False)) for row in rows if any(row)]


def cell(cloud: Cloud, tab: str, column: str, **known: str) -> str:
    """Where the cell of a column stands in the row that says this: ``'Targets'!C2``."""
    sheet = cloud.sheet().see(BY_KEY[tab].title)
    header = sheet[0]
    [number] = [
        at
        for at, row in enumerate(sheet[1:], start=2)
        if all(dict(zip(header, row, strict=False)).get(key) == value for key, value in known.items())
    ]
    return f"'{BY_KEY[tab].title}'!{chr(65 + header.index(column))}{number}"


SET_UP = ("init", "--google-sheet", "new", "--google-contacts", *DAY)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Cloud:
    """A search that was set up once, for tests to start from copies of it."""
    with opened(tmp_path_factory.mktemp("search")) as made:
        fill(made)
        done = made.syncer(*SET_UP, typed="\n\n")
        assert done.exit_code == 0, done.output
        return made


@pytest.fixture
def made(first: Cloud, tmp_path: Path) -> Iterator[Cloud]:
    """A search that was set up: the sheet is made and filled for the first time."""
    shutil.copytree(first.folder, tmp_path, dirs_exist_ok=True)
    with opened(tmp_path) as cloud:
        there, here = first.google, cloud.google
        here.files, here.contacts, here.tokens = deepcopy((there.files, there.contacts, there.tokens))
        here.consent.tokens = here.tokens
        yield cloud


def test_init_logs_in_makes_the_sheet_and_prints_its_link(cloud: Cloud) -> None:
    done = cloud.syncer(*SET_UP, typed="\n\n")
    assert done.exit_code == 0, done.output
    [number] = cloud.google.files.by_id
    link = f"https://docs.google.com/spreadsheets/d/{number}/edit"
    assert f"Made a Google Sheet: {link}" in done.output
    settings = (cloud.folder / "syncer.toml").read_text()
    assert f'google_sheet = "{link}"' in settings
    assert 'access = "created"' in settings
    assert {row["Name"] for row in seen(cloud, "people")} == {name for name, _, _ in PEOPLE}
    asked = next(call.query for call in cloud.google.log if "auth" in call.path)
    assert {scope for scope in ("drive.file", "contacts.readonly") if scope in asked} == {
        "drive.file",
        "contacts.readonly",
    }
    assert "auth%2Fspreadsheets" not in asked


def test_contacts_targets_and_grades_become_a_list_and_what_a_person_types_stays(made: Cloud) -> None:
    hand = made.sheet()
    hand.paste("Targets!A2", [["Stripe"], ["Airbus"]])
    hand.type(cell(made, "people", "Know them", Name="Ming Hoshi"), "B")
    first = made.syncer("run", *DAY)
    assert first.exit_code == 0, first.output
    adopted, rest = ["get", "get", "batchUpdate"], ["get", "get", "batchUpdate"]
    assert made.calls() == adopted + rest  # two rows get an id first, in a batch of their own
    assert next(row["Calls"] for row in seen(made, "sync_log")) == "6"
    found = {row["Name"]: row for row in seen(made, "outreach")}
    assert {name: row["Target"] for name, row in found.items()} == {
        "Ilse Vandermeer": "Stripe",
        "Ming Hoshi": "Stripe",
        "Ava Brand": "Airbus",
        "Rui Castanho": "Airbus",
    }
    assert found["Ming Hoshi"]["Rank"] == "1"

    before = hand.book
    again = made.syncer("run", *DAY)
    assert "Nothing new" in again.output
    assert made.calls() == ["get"]
    assert hand.book is before

    hand.type(cell(made, "outreach", "Notes", Name="Ming Hoshi"), "met at the rowing club")
    hand.type(cell(made, "outreach", "Status", Name="Ming Hoshi"), "Contacted")
    hand.sort("Outreach", 1)
    assert made.syncer("run", *DAY).exit_code == 0
    row = next(row for row in seen(made, "outreach") if row["Name"] == "Ming Hoshi")
    assert (row["Notes"], row["Status"]) == ("met at the rowing club", "Contacted")
    made.calls()
    assert "Nothing new" in made.syncer("run", *DAY).output
    assert made.calls() == ["get"]


def test_the_sync_log_counts_every_call_however_many_batches_a_run_takes(
    made: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MOST_REQUESTS", 4)
    promoted(made, "Director")
    made.calls()
    assert made.syncer("run", *DAY).exit_code == 0
    sent = made.calls()
    assert sent.count("batchUpdate") > 1
    assert next(row["Calls"] for row in seen(made, "sync_log")) == str(len(sent))


def test_who_left_the_account_or_changed_in_it_follows_into_the_sheet(made: Cloud) -> None:
    contacts = made.google.contacts_of()
    contacts.change("people/c2", organizations=[{"name": "Airbus", "title": "Software Engineer"}])
    contacts.add({"names": [{"displayName": "Theo Marchetti"}], "emailAddresses": [{"value": "theo@example.com"}]})
    assert made.syncer("run", *DAY).exit_code == 0
    rows = {row["Name"]: row for row in seen(made, "people")}
    assert rows["Ming Hoshi"]["Employer"] == "Airbus"
    assert "Theo Marchetti" in rows
    asked = [call.query for call in made.google.log if call.method.endswith("connections.list")]
    assert len(asked) == 1
    assert "syncToken" in asked[0]


def test_plan_shows_and_writes_nothing_and_run_does_exactly_that(made: Cloud) -> None:
    made.sheet().type("Targets!A2", "Stripe")
    planned = made.syncer("plan", "--json", *DAY)
    assert planned.exit_code == 0, planned.output
    assert made.calls() == ["get"]
    done = json.loads(made.syncer("run", "--json", *DAY).stdout)
    report = json.loads(planned.stdout)
    assert done["wrote"]
    assert done["counts"] == report["run"]["counts"] != {}
    assert done["workbook"].startswith("https://docs.google.com/spreadsheets/d/")


def test_check_tells_how_account_and_sheet_stand(made: Cloud) -> None:
    found = made.syncer("check")
    assert found.exit_code == 0
    assert re.search(r"google-account\s+google\s+6\s+6", found.output)
    assert "readable" in found.output
    assert made.calls() == ["get"]


def test_who_and_explain_answer_from_the_sheet(made: Cloud) -> None:
    made.sheet().type("Targets!A2", "Stripe")
    assert "Ilse Vandermeer" in made.syncer("who", "Stripe", *DAY).output
    assert "Head of Risk" in made.syncer("explain", "Ilse Vandermeer", *DAY).output


def test_a_copy_is_refused_until_it_is_accepted(made: Cloud) -> None:
    copy = made.sheet().make_copy()
    [original] = [number for number in made.google.files.by_id if number != copy]
    made.google.files.by_id[copy].by_app = True
    settings = made.folder / "syncer.toml"
    settings.write_text(settings.read_text().replace(original, copy))
    stopped = made.syncer("run", *DAY)
    assert (stopped.exit_code, "syncer accept copy" in stopped.output) == (4, True)
    assert "batchUpdate" not in made.calls()
    assert made.syncer("accept", "copy", *DAY).exit_code == 0
    made.calls()
    assert made.syncer("run", *DAY).exit_code == 0
    assert made.calls() == ["get"]


def test_the_login_is_shown_and_withdrawn_with_what_was_kept_of_the_account(made: Cloud) -> None:
    kept = made.folder / "state" / "google-account.kept"
    assert kept.exists()
    status = made.syncer("auth", "status")
    assert "make sheets and change those it made" in status.output
    assert "read your contacts" in status.output
    assert "Logged out." in made.syncer("auth", "logout").output
    assert not kept.exists()
    stopped = made.syncer("run", *DAY)
    assert (stopped.exit_code, "syncer auth login" in stopped.output) == (78, True)


def test_a_login_that_ended_at_google_stops_the_run_before_anything_is_written(made: Cloud) -> None:
    made.google.tokens.refresh.clear()
    stopped = made.syncer("run", *DAY)
    assert stopped.exit_code == 78
    assert "In production" in stopped.output
    assert made.calls() == []


def test_a_person_who_leaves_a_box_empty_is_told_which(cloud: Cloud) -> None:
    cloud.google.consent.unticked = frozenset({f"{SCOPE}drive.file"})
    stopped = cloud.syncer(*SET_UP, typed="\n\n")
    assert stopped.exit_code == 78
    assert "missing: make sheets and change those it made. Tick every box" in stopped.output
    assert cloud.google.files.by_id == {}
    cloud.google.consent.unticked = frozenset()
    done = cloud.syncer("init", *DAY)
    assert done.exit_code == 0, done.output
    assert len(cloud.google.files.by_id) == 1


def test_init_without_a_person_names_the_command_and_goes_on_after_it(cloud: Cloud) -> None:
    stopped = cloud.syncer("init", "--yes", "--google-sheet", "new", "--google-contacts", *DAY)
    assert (stopped.exit_code, "syncer auth login" in stopped.output) == (78, True)
    assert cloud.syncer("run", *DAY).exit_code == 2
    assert cloud.syncer("auth", "login").exit_code == 0
    done = cloud.syncer("init", "--yes", *DAY)
    assert (done.exit_code, len(cloud.google.files.by_id)) == (0, 1)


def test_a_machine_without_a_browser_logs_in_by_an_address_pasted_from_another(cloud: Cloud) -> None:
    cloud.syncer("init", "--yes", "--google-sheet", "new", "--google-contacts", *DAY)
    command = [str(Path(sys.executable).with_name("syncer")), "auth", "login", "--no-browser"]
    settings = ["--config", str(cloud.folder / "syncer.toml")]
    with subprocess.Popen([*command, *settings], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as terminal:
        assert terminal.stdin is not None
        assert terminal.stdout is not None
        page = next(line.strip() for line in terminal.stdout if line.strip().startswith(cloud.url))
        landed = requests.get(page, timeout=9, allow_redirects=False).headers["Location"]
        said, _ = terminal.communicate(landed + "\n", timeout=30)
    assert (terminal.returncode, "Logged in as" in said) == (0, True)
    assert cloud.syncer("init", "--yes", *DAY).exit_code == 0
    assert len(cloud.google.files.by_id) == 1


@pytest.mark.parametrize(
    "fault",
    [Fault("lose", "after", on="create$"), Fault("refuse", code=503, on="create$")],
    ids=lambda fault: fault.kind,
)
def test_a_sheet_is_never_made_twice_when_the_answer_is_lost(cloud: Cloud, fault: Fault) -> None:
    cloud.google.faults.add(fault)
    stopped = cloud.syncer("init", "--google-sheet", "new", *DAY, typed="\n\n")
    assert (stopped.exit_code, "Look for 'Job search' in your Drive" in stopped.output) == (75, True)
    assert cloud.calls() == ["create"]
    assert 'google_sheet = "new"' in (cloud.folder / "syncer.toml").read_text()


def test_an_account_that_cannot_be_read_makes_nobody_gone_and_the_next_run_goes_on(made: Cloud) -> None:
    before = seen(made, "people")
    made.google.contacts_of().delete("people/c1")
    made.google.faults.add(*[Fault("refuse", code=400, on="connections.list")] * 2)
    stopped = made.syncer("run", "--today", "2026-12-24")
    assert stopped.exit_code == 3, stopped.output
    assert "nobody of it counts as gone" in re.sub(r"\s+", " ", stopped.output)
    assert seen(made, "people") == before
    made.google.log.clear()
    assert made.syncer("run", *DAY).exit_code == 0
    asked = [call.query for call in made.google.log if call.method.endswith("connections.list")]
    assert "syncToken" in asked[0]


def test_a_login_that_lacks_a_right_stops_before_anything_is_read(made: Cloud) -> None:
    with (made.folder / "syncer.toml").open("a") as file:
        file.write('\n[[sources]]\nname = "list"\nkind = "google_sheet"\nsheet = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123"\n')
    made.google.log.clear()
    stopped = made.syncer("run", *DAY)
    assert (stopped.exit_code, "read your Google Sheets" in stopped.output) == (78, True)
    assert made.google.log == []


def own_sheet(cloud: Cloud) -> str:
    """An empty sheet that the person made in the browser."""
    made = cloud.google.files.create("My search", "person@example.com", cloud.google.clock.now())
    made.by_app = False
    return made.book.id


def test_a_sheet_the_person_made_is_taken_over_by_its_address(cloud: Cloud) -> None:
    link = f"https://docs.google.com/spreadsheets/d/{own_sheet(cloud)}/edit?gid=0#gid=0"
    done = cloud.syncer("init", "--google-sheet", link, "--google-contacts", *DAY, typed="\n\n")
    assert done.exit_code == 0, done.output
    assert "The workbook is the Google Sheet 'My search'" in done.output
    assert len(seen(cloud, "people")) == len(PEOPLE)
    assert 'access = "any"' in (cloud.folder / "syncer.toml").read_text()


def test_whoever_asks_for_a_sheet_in_the_dialogue_gets_one_and_their_contacts(cloud: Cloud) -> None:
    done = cloud.syncer("init", *DAY, typed="\nStripe, Airbus\n2\n\ny\n")
    assert done.exit_code == 0, done.output
    assert len(cloud.google.files.by_id) == 1
    assert [row["Company"] for row in seen(cloud, "targets")] == ["Stripe", "Airbus"]
    assert "Write to these first:" in done.output
    assert 'kind = "google_contacts"' in (cloud.folder / "syncer.toml").read_text()


def test_an_address_that_is_none_is_refused_before_anything_is_written(cloud: Cloud) -> None:
    refused = cloud.syncer("init", "--yes", "--google-sheet", "https://example.com/x", *DAY)
    assert refused.exit_code == 2
    assert "copy it from the browser" in refused.output
    assert not (cloud.folder / "syncer.toml").exists()


def test_a_sheet_that_is_not_there_or_not_shared_is_said_with_what_to_do(cloud: Cloud) -> None:
    number = own_sheet(cloud)
    settings = f'[[sources]]\nname = "a"\nkind = "google_contacts"\n[workbook]\ngoogle_sheet = "{number}"\n'
    (cloud.folder / "syncer.toml").write_text(settings)
    assert cloud.syncer("auth", "login").exit_code == 0
    cloud.google.files.by_id[number].owner = "somebody.else@example.com"
    stopped = cloud.syncer("run", *DAY)
    assert (stopped.exit_code, "not shared with syncer" in stopped.output) == (4, True)
    del cloud.google.files.by_id[number]
    stopped = cloud.syncer("run", *DAY)
    assert (stopped.exit_code, "There is no spreadsheet at workbook.google_sheet" in stopped.output) == (4, True)


def test_a_login_for_own_sheets_only_says_why_another_one_cannot_be_opened(cloud: Cloud) -> None:
    number = own_sheet(cloud)
    settings = f'[workbook]\ngoogle_sheet = "{number}"\naccess = "created"\n'
    (cloud.folder / "syncer.toml").write_text(settings)
    assert cloud.syncer("auth", "login").exit_code == 0
    stopped = cloud.syncer("run", *DAY)
    assert stopped.exit_code == 4
    assert 'set workbook.access = "any" and log in again' in stopped.output


def test_an_api_that_is_off_is_said_with_the_page_that_switches_it_on(made: Cloud) -> None:
    made.google.disabled.add("sheets")
    stopped = made.syncer("run", *DAY)
    assert stopped.exit_code == 78
    assert "apis/api/sheets.googleapis.com/overview" in stopped.output


def service_account(cloud: Cloud) -> str:
    """The key of a service account; its address."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    plain = serialization.NoEncryption()
    text = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain).decode()
    address = "robot@project-1.iam.example"
    told = {"type": "service_account", "client_email": address, "private_key": text, "token_uri": f"{cloud.url}/token"}
    (cloud.folder / "service_account.json").write_text(json.dumps(told))
    return address


def contacts_csv(cloud: Cloud) -> Path:
    rows = "".join(f"{name},{employer},{title}\n" for name, employer, title in PEOPLE)
    path = cloud.folder / "people.csv"
    path.write_text(f"Name,Company,Title\n{rows}")
    return path


@pytest.mark.parametrize("whom", ["service_account", "attached"])
def test_a_service_account_works_in_a_sheet_that_is_shared_with_it(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch, whom: str
) -> None:
    address, number = service_account(cloud), own_sheet(cloud)
    monkeypatch.setenv("SYNCER_GOOGLE__SHEETS_AS", whom)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(cloud.folder / "service_account.json"))
    files = ("--source", str(contacts_csv(cloud)), *DAY)
    stopped = cloud.syncer("init", "--yes", "--google-sheet", number, *files)
    assert stopped.exit_code == 4
    assert (f"add {address} as Editor" if whom == "service_account" else "the service account") in stopped.output
    cloud.google.files.by_id[number].editors.add(address)
    status = cloud.syncer("auth", "status")
    assert (status.exit_code, f"Sheets are opened as {address}; Google accepts it" in status.output) == (0, True)
    done = cloud.syncer("run", *DAY)
    assert done.exit_code == 0, done.output
    assert len(seen(cloud, "people")) == len(PEOPLE)
    cloud.calls()
    assert cloud.syncer("run", *DAY).exit_code == 0
    assert cloud.calls() == ["get"]


def test_a_service_account_is_not_asked_to_make_a_sheet(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    service_account(cloud)
    monkeypatch.setenv("SYNCER_GOOGLE__SHEETS_AS", "service_account")
    refused = cloud.syncer("init", "--yes", "--google-sheet", "new", "--source", str(contacts_csv(cloud)), *DAY)
    assert refused.exit_code == 2
    assert "share it with the service account" in refused.output
    assert cloud.google.files.by_id == {}


def test_without_incremental_reading_nothing_of_the_account_is_kept(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYNCER_GOOGLE__INCREMENTAL", "false")
    done = cloud.syncer("init", "--google-contacts", *DAY, typed="\n\n\n")
    assert done.exit_code == 78, done.output
    assert cloud.syncer("auth", "login").exit_code == 0
    assert cloud.syncer("run", *DAY).exit_code == 0
    assert not list((cloud.folder / "state").glob("*.kept"))


# --- real processes ------------------------------------------------------------------------------------------------


def promoted(cloud: Cloud, title: str) -> None:
    """Everybody gets another title, so that each run has something to write."""
    contacts = cloud.google.contacts_of()
    for number, (_, employer, _) in enumerate(PEOPLE, 1):
        contacts.change(f"people/c{number}", organizations=[{"name": employer, "title": title}])


def notes(cloud: Cloud) -> list[str]:
    """Of the person who has one."""
    return [row.get("Notes", "") for row in seen(cloud, "people") if row["Name"] == "Rui Castanho"]


def comes_to_rest(cloud: Cloud, title: str) -> None:
    """One run does what is left, the next has nothing to write, and everybody stands there once."""
    assert ended(started(cloud.folder, "run", *DAY)) == 0
    rows = seen(cloud, "people")
    assert len({row["Name"] for row in rows}) == len({row["_id"] for row in rows}) == len(rows) == len(PEOPLE)
    assert {row["Position"] for row in rows} == {title}
    cloud.calls()
    assert ended(started(cloud.folder, "run", *DAY)) == 0
    assert "batchUpdate" not in cloud.calls()


def test_killed_at_every_call_of_a_run_the_next_ends_well_and_nothing_is_there_twice(made: Cloud) -> None:
    """SIGKILL and SIGTERM, the call under way lost or taking effect; all combinations with ``SYNCER_KILLS=all``."""
    made.sheet().type(cell(made, "people", "Notes", Name="Rui Castanho"), "canary")
    title, codes = "", set()
    for at, number, arrives in ways():
        title = f"Director {at} {number} {arrives}"
        promoted(made, title)
        strike = Strike(at, number, arrives=arrives)
        codes.add(struck(made.google, strike, made.folder, "run", *DAY))
        assert notes(made) == ["canary"]
        if not strike.struck:
            break
    assert codes == {-signal.SIGKILL, 128 + signal.SIGTERM, 0}
    comes_to_rest(made, title)
    assert notes(made) == ["canary"]


def test_two_machines_that_run_at_once_over_the_network_write_nobody_twice(made: Cloud) -> None:
    promoted(made, "Director")
    both = [started(made.folder, "run", *DAY, state=state) for state in ("state", "another machine")]
    assert {ended(process) for process in both} <= {0, 75}
    comes_to_rest(made, "Director")


def test_a_scheduler_that_is_told_to_come_again_ends_where_one_run_would_have(made: Cloud) -> None:
    """Exit code 75 while no write gets through; the retry an hour later does the work, once."""
    promoted(made, "Director")
    made.google.before = unreachable
    assert ended(started(made.folder, "run", *DAY)) == 75
    made.google.before = lambda _: None
    comes_to_rest(made, "Director")


def test_a_sheet_in_the_bin_is_not_written_and_goes_on_once_it_is_restored(made: Cloud) -> None:
    made.sheet().type("Targets!A2", "Stripe")
    made.sheet().trash()
    before = made.sheet().book
    stopped = made.syncer("run", *DAY)
    told = " ".join(stopped.output.split())
    assert (stopped.exit_code, "E-SHEET-TRASHED The Google Sheet lies in Drive's bin" in told) == (4, True)
    assert made.sheet().book is before
    made.sheet().trash(restore=True)
    assert made.syncer("run", *DAY).exit_code == 0
    assert "Ilse Vandermeer" in {row["Name"] for row in seen(made, "outreach")}


@pytest.mark.parametrize("trouble", ["switched off", "down"])
def test_where_drive_does_not_say_whether_a_sheet_lies_in_the_bin_the_run_goes_on(made: Cloud, trouble: str) -> None:
    if trouble == "switched off":
        made.google.disabled.add("drive")
    else:
        made.google.faults.add(Fault("refuse", code=503, on="drive"))
    made.sheet().type("Targets!A2", "Stripe")
    assert made.syncer("run", *DAY).exit_code == 0
    assert any(call.path.startswith("/drive/") and call.status >= 403 for call in made.google.log)
