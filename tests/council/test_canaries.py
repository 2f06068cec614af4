"""Whole runs from the command line: nothing of a member above their consent is anywhere but in their own folder."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from syncer.cli import app
from syncer.workbooks.excel import ExcelWorkbook

DAY = ("--today", "2026-11-23")
HEADER = "Name,Company,Title,Email,Phone,How well do I know them,Past employers,Notes,Do not contact\n"
PEOPLE = {
    "dana": [
        "Quillon Vexley,Spotify,Zither Tuner,quillon@canary.example,+44 20 7946 0101,A,,met at Yonderfair,",
        "Jorah Plimsoll,Spotify AB,Gongmaster,jorah@canary.example,+44 20 7946 0102,B,,,",
        "Wilmot Tarrasque,Canary Cove Bakery,Loafwright,wilmot@canary.example,,C,Novartis,,",
    ],
    "eli": ["Brisco Hollander,Novartis,Pestle Hand,brisco@coalmine.example,+44 20 7946 0103,B,,,"],
    "mei": ["Oona Fairweather,Tidewater Coffee,Owner,oona@tide.example,,A,,,"],
}
WANTS = {"dana": ("Novartis,novartis.com", "Zedco Ltd,zedco.example"), "eli": ("Spotify,spotify.com",), "mei": ()}
OF_DANA = (
    *("Quillon", "Vexley", "Jorah", "Plimsoll", "Wilmot", "Tarrasque", "canary.example", "7946 0101", "79460101"),
    *("Zither", "Gongmaster", "Loafwright", "Canary Cove", "Yonderfair"),
)
OF_ELI = ("Brisco", "Hollander", "coalmine", "7946 0103", "79460103", "Pestle Hand")


class Council:
    """Folders of three members and the file they share. ``said``: all that the command line printed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file, self.said, self.ran = folder, folder / "council.xlsx", "", 0
        for name, people in PEOPLE.items():
            home = folder / name
            home.mkdir()
            (home / "contacts.csv").write_text(HEADER + "\n".join(people) + "\n")
            (home / "targets.csv").write_text("name,domain\n" + "\n".join(WANTS[name]) + "\n")
        self.consents(dana="companies", eli="companies", mei="companies")

    def consents(self, **levels: str) -> None:
        for name, level in levels.items():
            (self.folder / name / "syncer.toml").write_text(
                'state_dir = "state"\n[[sources]]\nname = "list"\nkind = "spreadsheet"\npath = "contacts.csv"\n'
                '[workbook]\npath = "outreach.xlsx"\n[targets]\npath = "targets.csv"\n[council]\n'
                f'path = "../council.xlsx"\nmember = "{name.title()} Member"\nemail = "{name}@example.com"\n'
                f'consent = "{level}"\n'
            )

    def call(self, name: str, *words: str) -> Result:
        done = CliRunner().invoke(app, [*words, "--config", str(self.folder / name / "syncer.toml")])
        assert done.exit_code == 0, done.output
        return done

    def run(self, *names: str) -> None:
        for name in names:
            self.ran += 1
            self.said += self.call(name, "run", *DAY, ("--json", "--verbose")[self.ran % 2]).output

    def shared(self) -> str:
        return text_of(self.file)

    def home(self, name: str) -> str:
        """All of a member's folder: the workbook's parts, the state folder, everything."""
        files = [path for path in sorted((self.folder / name).rglob("*")) if path.is_file()]
        return "\n".join(text_of(path) for path in files if ".syncer-backup" not in path.parts)


def text_of(path: Path) -> str:
    """Every byte of a file as text, the parts of a workbook unpacked."""
    raw = path.read_bytes()
    parts = [raw]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            parts += [package.read(name) for name in package.namelist()]
    return "\n".join(part.decode("utf-8", "replace") + part.decode("utf-16-le", "replace") for part in parts)


def found(words: tuple[str, ...], text: str) -> list[str]:
    return [word for word in words if word.casefold() in text.casefold()]


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    """Everybody shares companies only; Eli, who was first, has run again."""
    made = Council(tmp_path_factory.mktemp("council"))
    made.run("eli", "dana", "mei", "eli")
    yield made


def test_with_companies_only_the_shared_file_holds_counts_and_no_byte_of_anybodys_contacts(council: Council) -> None:
    text = council.shared()
    assert "Dana Member (council) knows 2 people at Spotify" in text
    assert "Eli Member (council) knows 1 person at Novartis" in text
    assert found(OF_DANA + OF_ELI, text) == []


def test_what_a_member_reads_of_the_others_stands_in_their_own_tabs_as_a_way(council: Council) -> None:
    tabs = ExcelWorkbook(council.folder / "eli" / "outreach.xlsx").read().tabs
    [row] = [row.cells for row in tabs["outreach"].rows if row.cells["name"] == "Dana Member"]
    assert (row["target"], row["path"], row["evidence"]) == ("Spotify", "knows someone there", "Confirmed")
    assert str(row["why"]).startswith("Dana Member (council) knows 2 people at Spotify.")
    assert row["score"] == pytest.approx(
        (24 + 4 + 3 + 3) * 0.84, abs=0.1
    )  # a bridge, ungraded; role, time, motivation unknown
    [target] = [row.cells for row in tabs["targets"].rows if row.cells["company"] == "Spotify"]
    assert (target["insiders"], target["bridges"], target["best_person"]) == (0, 1, "Dana Member")
    [path] = [row.cells for row in tabs["paths"].rows]
    assert "Dana Member (council) knows 2 people at Spotify" in str(path["words"])


def test_nothing_of_another_members_contacts_reaches_a_members_folder(council: Council) -> None:
    assert found(OF_DANA, council.home("eli") + council.home("mei")) == []
    assert found(OF_ELI, council.home("dana") + council.home("mei")) == []


def test_no_run_prints_or_logs_anybodys_name_or_address(council: Council) -> None:
    members = ("Dana Member", "Eli Member", "dana@example", "eli@example")
    assert found((*OF_DANA, *OF_ELI, *members), council.said) == []


def test_the_table_of_the_council_shows_members_and_companies_and_nobodys_contacts(council: Council) -> None:
    shown = council.call("mei", "council").output
    told = json.loads(council.call("mei", "council", "--json").output)
    assert found(OF_DANA + OF_ELI, shown + json.dumps(told)) == []
    assert told["members"][0]["member"] == "Dana Member"
    assert told["nobody"] == ["Zedco Ltd"]
    assert "Nobody reaches Zedco Ltd" in shown


def test_a_second_run_of_everybody_leaves_the_shared_file_as_it_is_to_the_byte(council: Council) -> None:
    before = council.file.read_bytes()
    council.run("dana", "eli", "mei")
    assert council.file.read_bytes() == before


def test_who_withdraws_leaves_no_byte_in_the_shared_file_and_no_way_in_the_others_workbooks(tmp_path: Path) -> None:
    council = Council(tmp_path)
    council.consents(dana="names", eli="names", mei="names")
    council.run("eli", "dana", "eli")
    assert found(("Quillon Vexley", "Jorah Plimsoll"), council.shared()) == ["Quillon Vexley", "Jorah Plimsoll"]
    assert found(("canary.example", "7946 0101", "Zither", "Yonderfair", "Tarrasque"), council.shared()) == [
        "Tarrasque"
    ]
    assert "Quillon Vexley" in council.home("eli")
    council.consents(dana="off")
    council.run("dana", "eli")
    assert found((*OF_DANA, "Dana Member", "dana@example", "Zedco"), council.shared()) == []
    assert found((*OF_DANA, "(council) knows"), council.home("eli")) == []
    assert found((*OF_ELI, "(council) knows"), council.home("dana")) == []
    assert "You share nothing, so you see nothing" in council.call("dana", "council").output
