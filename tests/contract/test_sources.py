"""What every source keeps, whatever it reads. A new source adds one line to ``BOOKS``, or to ``ACCOUNTS``."""

from pathlib import Path

import pytest

from syncer.adapters.files import SOURCES
from syncer.core.model import Snapshot
from syncer.errors import SourceError
from syncer.sources.reading.limits import Limits
from tests.architecture.tree import ROOT
from tests.golden.accounts import ACCOUNTS

SAMPLES = ROOT / "config" / "samples"
GOLDEN = ROOT / "tests" / "golden"
BOOKS = {
    "linkedin": SAMPLES / "Complete_LinkedInDataExport_10-30-2026.zip",
    "google_csv": SAMPLES / "google-contacts.csv",
    "vcard": SAMPLES / "phone.vcf",
    "outlook_csv": GOLDEN / "outlook_csv",
    "spreadsheet": SAMPLES / "people-i-know.xlsx",
}
"""Kind -> a file of it, or a folder of golden pairs, whose first input is taken."""


def book(kind: str) -> Path:
    return BOOKS[kind] if kind not in BOOKS[kind].parts else sorted(BOOKS[kind].glob("*/input*"))[0]


def fetch(kind: str, path: Path) -> Snapshot:
    return SOURCES[kind]("mine", path, Limits()).fetch()


def read(kind: str) -> Snapshot:
    """What the source of a kind reads: of a file, or of an account's golden input."""
    if kind in ACCOUNTS:
        return ACCOUNTS[kind](sorted((GOLDEN / kind).glob("*/input*"))[0], "mine")
    return fetch(kind, book(kind))


@pytest.fixture(params=BOOKS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=(*BOOKS, *ACCOUNTS))
def any_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def snapshot(any_kind: str) -> Snapshot:
    return read(any_kind)


def test_every_record_is_accounted_for(snapshot: Snapshot) -> None:
    accounted = len(snapshot.records) + snapshot.merged + len(snapshot.rejected) + sum(snapshot.skipped.values())
    assert snapshot.records
    assert snapshot.records_in == accounted


def test_records_carry_the_name_of_their_source_and_a_key_of_their_own(snapshot: Snapshot) -> None:
    assert snapshot.source == "mine"
    refs = [record.ref for record in snapshot.records]
    assert {ref.source for ref in refs} == {"mine"}
    assert len(set(refs)) == len(refs)
    assert all(ref.key for ref in refs)


def test_records_say_in_which_file_and_line_they_stand(snapshot: Snapshot) -> None:
    assert all(record.place.file and (record.place.line > 0 or record.place.column) for record in snapshot.records)
    assert all(not Path(record.place.file).is_absolute() for record in snapshot.records)


def test_reading_twice_gives_the_same(any_kind: str, snapshot: Snapshot) -> None:
    assert read(any_kind) == snapshot


def test_a_source_reads_and_leaves_no_trace(kind: str) -> None:
    path = book(kind)
    before = (path.stat().st_mtime_ns, path.stat().st_size, sorted(path.parent.iterdir()))
    fetch(kind, path)
    assert (path.stat().st_mtime_ns, path.stat().st_size, sorted(path.parent.iterdir())) == before


def test_making_a_source_reads_nothing_yet(kind: str, tmp_path: Path) -> None:
    assert SOURCES[kind]("mine", tmp_path / "nowhere", Limits()).name == "mine"


def test_a_file_that_is_not_there_is_said_with_a_code(kind: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as stopped:
        fetch(kind, tmp_path / "nowhere")
    assert stopped.value.code.startswith("E-")


@pytest.mark.parametrize("content", [b"", b"<html><body>Sign in</body></html>", bytes(range(256)) * 8])
def test_a_file_of_another_kind_is_refused_and_not_read_as_empty(kind: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / book(kind).name
    path.write_bytes(content)
    with pytest.raises(SourceError) as stopped:
        fetch(kind, path)
    assert stopped.value.code.startswith("E-")


def test_a_message_about_a_file_never_shows_a_record(snapshot: Snapshot) -> None:
    said = " ".join([*snapshot.notes, *(bad.reason for bad in snapshot.rejected), *snapshot.skipped])
    mails = [mail for record in snapshot.records for mail in record.emails]
    assert [mail for mail in mails if mail in said] == []
