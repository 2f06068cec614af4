"""The samples through a whole run: the right people, at the right targets, and nothing kept that must not be."""

import json
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from syncer import app
from syncer.core.model import Contact, Person
from syncer.core.outreach import OutreachRow
from syncer.core.reports import RunReport
from syncer.gather import fetch
from syncer.run import Stages, Thought, think
from syncer.settings import load_settings
from tests.samples import make
from tests.samples.expected import Handle
from tests.samples.handles import find

EXPECTED = json.loads(make.EXPECTED.read_text(encoding="utf-8"))
TODAY = date.fromisoformat(EXPECTED["today"])
FILES = {"linkedin": make.ARCHIVE, "google_csv": make.GOOGLE, "vcard": make.PHONE, "spreadsheet": make.SHEET}
SOURCE = '[[sources]]\nname = "{0}"\nkind = "{0}"\npath = "{1}"\n'


def quiet(stage: str) -> None:
    del stage


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "syncer.toml"
    blocks = [SOURCE.format(kind, make.FOLDER / file) for kind, file in FILES.items()]
    targets = f'[targets]\npath = "{make.FOLDER.parent / "targets.example.csv"}"\n'
    path.write_text("".join(['state_dir = "state"\n', *blocks, targets]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def thought(config: Path) -> Thought:
    parts, stages = app.parts_of(load_settings(config), TODAY), Stages(time.perf_counter, quiet)
    return think(parts, fetch(parts.sources, quiet), TODAY, frozenset(), stages)


@pytest.fixture(scope="module")
def contacts(thought: Thought) -> list[Contact]:
    return [contact for cluster in thought.identified.clusters for contact in cluster.contacts]


@pytest.fixture(scope="module")
def written(config: Path, thought: Thought) -> RunReport:
    """The run that makes the workbook; ``thought`` came before it."""
    return app.run(config, TODAY, quiet, frozenset())


def who(handle: Handle, thought: Thought, contacts: list[Contact]) -> Person:
    ref = find(handle, contacts).ref
    clusters = thought.identified.clusters
    return thought.world.people[next(one.id for one in clusters if ref in {contact.ref for contact in one.contacts})]


def listed(handle: Handle, thought: Thought, contacts: list[Contact]) -> OutreachRow | None:
    person = who(handle, thought, contacts)
    return next((row for row in thought.outreach.rows if row.person_id == person.id), None)


def target_id(name: str, thought: Thought) -> str:
    return next(target.id for target in thought.world.targets if target.name == name)


@pytest.mark.parametrize("path", EXPECTED["paths"], ids=lambda path: f"{path['person']['name']} at {path['target']}")
def test_the_cast_leads_where_it_should(path: dict[str, Handle], thought: Thought, contacts: list[Contact]) -> None:
    row = listed(path["person"], thought, contacts)
    wanted = target_id(str(path["target"]), thought)
    assert row is not None
    assert wanted in {row.target_id, *row.also_useful_for}
    assert row.target_id != wanted or str(row.path.kind) == path["path"]


@pytest.mark.parametrize("handle", EXPECTED["no_path"], ids=lambda handle: handle["name"])
def test_traps_and_affiliations_lead_nowhere_by_their_own_employer(
    handle: Handle, thought: Thought, contacts: list[Contact]
) -> None:
    row = listed(handle, thought, contacts)
    assert row is None or row.path.through, "an employer was taken for a target"


@pytest.mark.parametrize("case", EXPECTED["not_there_now"], ids=lambda case: case["person"]["name"])
def test_a_namesake_of_a_target_is_at_most_asked_about(
    case: dict[str, Handle], thought: Thought, contacts: list[Contact]
) -> None:
    row = listed(case["person"], thought, contacts)
    assert row is None or row.path.tier == "review" or row.path.kind != "works there now"


def test_the_first_ten_are_the_right_people(thought: Thought, contacts: list[Contact]) -> None:
    first = sorted(thought.outreach.rows, key=lambda row: row.rank)[:10]
    wanted = [who(handle, thought, contacts).id for handle in EXPECTED["in_first_ten"]]
    answers = [row.ask.startswith("Answer what they wrote") for row in first]
    assert answers == sorted(answers, reverse=True), "who waits for an answer stands before everybody new"
    assert first[sum(answers)].person_id == wanted[0]
    assert set(wanted) <= {row.person_id for row in first}
    assert all(row.why and row.ask for row in first)


def test_where_nobody_is_known_the_target_says_so(thought: Thought) -> None:
    wanted = {target_id(name, thought) for name in EXPECTED["nobody_at"]}
    alone = {one.target_id for one in thought.outreach.targets if not (one.insiders or one.former or one.bridges)}
    assert alone == wanted
    assert all(one.no_one_yet for one in thought.outreach.targets if one.target_id in wanted)


def test_the_user_is_nobodys_contact(contacts: list[Contact]) -> None:
    assert [contact.ref for contact in contacts if contact.name.display == "Dana Whitlock"] == []


def test_hidden_members_and_company_cards_are_counted(thought: Thought) -> None:
    skipped = {snapshot.source: dict(snapshot.skipped) for snapshot in thought.gathered.snapshots}
    assert skipped["linkedin"] == {"hidden members": EXPECTED["hidden_members"]}
    assert skipped["vcard"] == {"companies": EXPECTED["company_cards"]}


def test_a_second_run_has_nothing_to_write(config: Path, written: RunReport) -> None:
    assert written.created
    before = (config.parent / "outreach.xlsx").read_bytes()
    assert not app.run(config, TODAY, quiet, frozenset()).wrote
    assert (config.parent / "outreach.xlsx").read_bytes() == before


def test_what_messages_and_private_files_say_stands_nowhere_in_the_workbook(config: Path, written: RunReport) -> None:
    with zipfile.ZipFile(config.parent / "outreach.xlsx") as package:
        text = "".join(package.read(name).decode(errors="replace") for name in package.namelist())
    assert [phrase for phrase in EXPECTED["never_kept"] if phrase in text] == []
    assert "Priya Raghunathan" in text, "the text of the workbook could be read at all"


def test_text_that_looks_like_a_formula_is_none(config: Path, written: RunReport) -> None:
    with zipfile.ZipFile(config.parent / "outreach.xlsx") as package:
        sheets = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/worksheets/")]
    for text in ("=Ravi Deshpande", "=SUM(Impact)", "+1 to growth"):
        assert any(text in sheet for sheet in sheets)
        assert not any(f"<f>{text.lstrip('=')}" in sheet for sheet in sheets)
