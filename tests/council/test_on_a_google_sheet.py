"""A council on a Google Sheet: two members with logins of their own, over a real socket, from the command line."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from syncer.cli import app
from syncer.workbooks.google import create
from tests.emulator.person import Person
from tests.test_google_run import Cloud, opened
from tests.workbooks.google.cloud import sheets

DAY = ("--today", "2026-11-23")
KNOWS = {"dana": "Quillon Vexley,Spotify,Engineer", "eli": "Brisco Hollander,Novartis,Chemist"}
WANTS = {"dana": "Novartis,novartis.com", "eli": "Spotify,spotify.com"}


def member(cloud: Cloud, name: str, number: str, consent: str = "companies") -> Path:
    home = cloud.folder / name
    home.mkdir(exist_ok=True)
    (home / "contacts.csv").write_text(f"Name,Company,Title\n{KNOWS[name]}\n")
    (home / "targets.csv").write_text(f"name,domain\n{WANTS[name]}\n")
    client = {"installed": {"client_id": "client-1", "client_secret": "canary-secret"}}
    (home / "client_secret.json").write_text(json.dumps(client))
    config = home / "syncer.toml"
    config.write_text(
        '[[sources]]\nname = "list"\nkind = "spreadsheet"\npath = "contacts.csv"\n[workbook]\npath = "outreach.xlsx"\n'
        f'[targets]\npath = "targets.csv"\n[council]\ngoogle_sheet = "{number}"\nmember = "{name.title()} Member"\n'
        f'consent = "{consent}"\n'
    )
    return config


def call(config: Path, *words: str) -> Result:
    done = CliRunner().invoke(app, [*words, "--config", str(config)])
    assert done.exit_code == 0, done.output
    return done


def seen(cloud: Cloud, number: str, tab: str) -> list[list[str]]:
    return [[cell for cell in row if cell] for row in Person(cloud.google, number).see(tab)[1:] if any(row)]


def test_two_members_share_a_google_sheet_and_one_leaves_again(tmp_path: Path) -> None:
    with opened(tmp_path) as cloud:
        number = create(sheets(cloud.google), "Council")
        dana, eli = (member(cloud, name, number) for name in ("dana", "eli"))
        call(dana, "auth", "login")
        call(dana, "run", *DAY)
        call(eli, "run", *DAY)
        call(dana, "run", *DAY)
        assert "Dana Member (council) knows 1 person at Spotify" in str(seen(cloud, number, "Paths"))
        before = cloud.google.files.by_id[number].book
        call(eli, "run", *DAY)
        call(dana, "run", *DAY)
        assert cloud.google.files.by_id[number].book is before
        assert "knows 1 person at Spotify" in call(eli, "who", "Spotify", *DAY).output
        call(member(cloud, "dana", number, "off"), "run", *DAY)
        assert "Dana" not in str(seen(cloud, number, "Paths") + seen(cloud, number, "_syncer"))
        assert "Novartis" not in str(seen(cloud, number, "Targets"))
