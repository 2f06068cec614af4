"""The committed samples are the ones the script makes, and hold nothing real."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from tests.samples import make
from tests.samples.cast import load

TARGETS = make.FOLDER.parent / "targets.example.csv"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    make.write(folder)
    return folder


def contents(path: Path) -> object:
    """The bytes of a file; of a ZIP its members', since packing may differ between versions of zlib."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as zipped:
        return {info.filename: (info.date_time, zipped.read(info)) for info in zipped.infolist()}


def test_the_committed_files_are_what_the_script_makes(fresh: Path) -> None:
    made = {path.name: contents(path) for path in fresh.iterdir()}
    committed = {name: contents(make.FOLDER / name) for name in made}
    assert committed == made, "run: python -m tests.samples.make"
    assert make.EXPECTED.read_text(encoding="utf-8") == make.found()


def test_the_linkedin_archive_has_the_shape_of_a_real_one(fresh: Path) -> None:
    with zipfile.ZipFile(fresh / make.ARCHIVE) as zipped:
        text = zipped.read("Connections.csv").decode()
        messages = zipped.read("messages.csv").decode()
    lines = text.split("\n")
    assert lines[0] == "Notes:" and lines[3].startswith("First Name,Last Name,URL")
    assert len(lines) - 4 == make.CONNECTIONS
    assert sum(line.startswith(",,,,,,") for line in lines) == make.HIDDEN
    assert not text.endswith("\n") and "\r" not in text
    assert messages.startswith('"CONVERSATION ID","CONVERSATION TITLE"')


def test_addresses_end_in_reserved_domains_and_numbers_lie_in_ranges_kept_for_fiction(fresh: Path) -> None:
    with zipfile.ZipFile(fresh / make.ARCHIVE) as zipped:
        archive = "".join(zipped.read(name).decode() for name in zipped.namelist())
    books = "".join((fresh / name).read_text(encoding="utf-8") for name in (make.GOOGLE, make.PHONE))
    mails = re.findall(r"[\w.]+@[\w.-]+\w", archive + books)
    reserved = re.compile(r"@(example\.(com|org|net)|[\w-]+\.example)$")
    assert len(mails) > 90
    assert {mail for mail in mails if not reserved.search(mail) and ".invented@" not in mail} == set()
    numbers = {
        re.sub(r"\D", "", found)
        for found in re.findall(r"(?:TEL[^:]*:|Mobile,|Work,|Home,)((?:tel:)?[+(\d][-+.() \d]{8,})", books)
    }
    fiction = re.compile(
        r"^1?\d{3}55501\d\d$|^44(207946|161496)0\d{3}$|^46701740\d{3}$|^4631390\d{4}$|^493023125\d{3}$"
    )
    assert len(numbers) > 80
    assert {number for number in numbers if not fiction.match(number)} == set()


def test_what_a_run_must_find_names_every_record_once() -> None:
    expected = json.loads(make.EXPECTED.read_text(encoding="utf-8"))
    groups = expected["one_person"] + expected["also_one_person"]
    handles = [tuple(sorted(handle.items())) for group in expected["one_person"] for handle in group]
    assert len(set(handles)) == len(handles)
    assert all(len(group) >= 2 for group in groups)
    targets = {line.split(",")[0] for line in TARGETS.read_text(encoding="utf-8").splitlines()[1:]}
    assert len(targets) == 12
    assert {path["target"] for path in expected["paths"]} | set(expected["nobody_at"]) == targets


def test_everyone_in_the_cast_stands_in_some_source_and_says_what_they_show() -> None:
    people = load().people
    assert len({person.key for person in people}) == len(people) >= 60
    for person in people:
        assert person.shows
        assert person.linkedin or person.google or person.card or person.sheet
