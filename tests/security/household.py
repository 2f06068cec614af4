"""An address book of every kind, in which every private word is a canary; and the command line run on it."""
# ruff: noqa: E501 (lines of the files as they are)

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

SYNCER = Path(sys.executable).with_name("syncer")
DAY = ("--today", "2026-11-23")
ESCAPES = "\x1b]0;owned\x07\x1b[2J\u202egnp.exe\u2066\x9b31m"
"""Sets a terminal's title, clears its screen, turns text around, and the same in one byte."""
FORMULAS = ('=HYPERLINK("http://x/?"&A1,"hi")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)", "\t=1+1", "＝1+1")

CONNECTIONS = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Canaryone,Kanarva,https://www.linkedin.com/in/canaryslug,canarymail@example.com,Acme,Canarytitle,08 Feb 2026
Broken,Canarybroken,,,,,no date
Canary"quote,"Kanarva,https://www.linkedin.com/in/canaryquote,,Acme,,
"""
MESSAGES = """CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT
1,,Canaryone Kanarva,https://www.linkedin.com/in/canaryslug,Me,https://www.linkedin.com/in/me,2026-01-01 10:00:00 UTC,Canarysubject,Canarymessage
"""
GOOGLE = """First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Notes
Canarytwo,Kanarva,Acme,*,canarytwo@example.com,Mobile,+1 312-555-0195,Canarynote
,,,,,,,Canaryorphan
"""
CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Canarythree Kanarva
EMAIL:canary at nowhere
TEL:+1 312-555-0196
NOTE:Canarycard
END:VCARD
BEGIN:VCARD
FN:Canaryunended Kanarva
"""
CANARIES = ("canary", "kanarva", "555-0195", "5550195", "555-0196", "5550196")
SECRET = "canarysecretcanarysecretcanarysecret"


@dataclass(frozen=True)
class Said:
    """What one command said, and how it ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Household:
    """A folder with sources of every kind and the settings for them."""

    folder: Path

    @property
    def book(self) -> Path:
        return self.folder / "outreach.xlsx"

    @property
    def state(self) -> Path:
        return self.folder / "state"

    def syncer(self, *words: str, environment: Mapping[str, str] = {}) -> Said:
        command = [str(SYNCER), words[0], "--config", str(self.folder / "syncer.toml"), *words[1:], *DAY]
        given = {**os.environ, "SYNCER_PRIVACY__FORGET_KEY": SECRET, "COLUMNS": "200", **environment}
        done = subprocess.run(command, capture_output=True, text=True, env=given, timeout=120, check=False)
        return Said(done.returncode, done.stdout, done.stderr)

    def kept(self) -> dict[str, str]:
        """Every file of the state folder, as text."""
        return {
            path.name: path.read_bytes().decode("utf-8", "replace") for path in self.state.rglob("*") if path.is_file()
        }


def household(folder: Path, first_name: str = "Canaryone", company: str = "Acme") -> Household:
    """Sources of every kind; one name and one employer can be chosen."""
    with zipfile.ZipFile(folder / "export.zip", "w") as archive:
        name, employer = (json.dumps(text)[1:-1].encode().decode("unicode_escape") for text in (first_name, company))
        quoted = [f'"{text}"'.replace("\0", "") for text in (name.replace('"', '""'), employer.replace('"', '""'))]
        text = CONNECTIONS.replace("Canaryone", quoted[0], 1).replace("Acme", quoted[1], 1)
        archive.writestr("Connections.csv", text)
        archive.writestr("messages.csv", MESSAGES)
    (folder / "contacts.csv").write_text(GOOGLE)
    (folder / "phone.vcf").write_text(CARDS)
    made = Workbook()
    assert made.active is not None
    for row in (("Name", "Company", "Notes"), ("Canaryfour Kanarva", "Acme", "Canarysheet"), ("", "", "Canarylost")):
        made.active.append(row)  # type: ignore[union-attr]
    made.save(folder / "list.xlsx")
    (folder / "broken.csv").write_text("Canarybad,Kanarva,Acme\n1,2,3\n")
    (folder / "targets.csv").write_text("name\nAcme\n")
    sources = ("export.zip", "contacts.csv", "phone.vcf", "list.xlsx", "broken.csv")
    blocks = [f'[[sources]]\nname = "s{at}"\npath = "{path}"\n' for at, path in enumerate(sources)]
    head = 'state_dir = "state"\n'
    tail = '[workbook]\npath = "outreach.xlsx"\n[targets]\npath = "targets.csv"\n'
    (folder / "syncer.toml").write_text(head + "".join(blocks) + tail)
    return Household(folder)
