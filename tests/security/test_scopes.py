"""Security 3: no right is asked for that is not needed. (6, private files of an archive: tests/sources/linkedin.)"""

import re

from syncer.google import scopes
from tests.architecture.tree import ROOT

NEVER = {"https://www.googleapis.com/auth/drive", "https://www.googleapis.com/auth/drive.readonly"}


def asked() -> set[str]:
    """Every scope that stands anywhere in the code."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "syncer").rglob("*.py"))
    return set(re.findall(r"https://www\.googleapis\.com/auth/[\w.-]+", text))


def test_the_whole_drive_and_the_mail_are_never_asked_for() -> None:
    assert not [scope for scope in asked() if scope in NEVER or "gmail" in scope]
    assert {scope.rpartition("/")[2] for scope in asked()} == {
        "contacts.readonly", "contacts.other.readonly", "drive.file", "spreadsheets", "spreadsheets.readonly",
        "userinfo.email", "cloud-platform",  # the last is what gcloud wants for a login of its own, in a message
    }  # fmt: skip


def test_contacts_are_only_ever_read() -> None:
    assert all("readonly" in scope for scope in asked() if "contacts" in scope)
    assert scopes.__doc__


def test_the_readme_says_of_every_scope_what_it_lets_do_and_what_not() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text.partition("| what Google calls it |")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    named = [name for row in rows for name in re.findall(r"`([\w.-]+)`", row[0])]
    assert sorted(named) == sorted(scope.rpartition("/")[2] for scope in scopes.WORDS)
    assert all(len(row) == 4 and all(row) for row in rows)
