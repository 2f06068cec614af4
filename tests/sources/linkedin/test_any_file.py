"""Whatever bytes arrive: a snapshot in which every row is accounted for, or one located message. Nothing else."""

import os
import tempfile
import zipfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from syncer.errors import SourceError
from syncer.sources.linkedin import claims
from syncer.sources.reading.head import look
from tests.sources.linkedin.export import INVITATIONS, MESSAGES, PLAIN, fetch, zipped

MARKS = (b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"\xc3", b";", b"\t", b'""', b'"\n', b"\xef\xbb\xbf", b"\x85")
edits = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 3), st.sampled_from(MARKS) | st.binary(max_size=4)),
    min_size=1,
    max_size=8,
)


def damaged(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for where, drop, put in changes:
        at = int(where * len(content))
        content = content[:at] + put + content[at + drop :]
    return content


def survives(path: Path) -> None:
    claims(look(path))
    try:
        fetch(path)  # checks that every row is accounted for
    except SourceError as refusal:
        assert refusal.code.startswith("E-")
        assert path.name in str(refusal)
        assert "example.com" not in str(refusal)


@settings(max_examples=150, deadline=None)
@given(edits)
def test_a_damaged_table_is_read_or_refused(changes: list[tuple[float, int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Connections.csv"
        path.write_bytes(damaged((PLAIN + PLAIN[-60:] * 4).encode(), changes))
        survives(path)


@settings(max_examples=150, deadline=None)
@given(edits)
def test_a_damaged_archive_is_read_or_refused(changes: list[tuple[float, int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        members = {"Connections.csv": PLAIN, "messages.csv": MESSAGES, "Invitations.csv": INVITATIONS}
        path = zipped(Path(folder), members)
        path.write_bytes(damaged(path.read_bytes(), changes))
        survives(path)


@settings(max_examples=100, deadline=None)
@given(edits, st.sampled_from(["messages.csv", "Invitations.csv", "Positions.csv", "Notes.csv", "Company Follows.csv"]))
def test_a_damaged_file_beside_the_connections_harms_nobody(changes: list[tuple[float, int, bytes]], name: str) -> None:
    content = damaged(
        (MESSAGES + "c,,A,https://www.linkedin.com/in/ann-lee,B,,2025-01-01 x,,hi,INBOX\n").encode(), changes
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("Connections.csv", PLAIN)
            archive.writestr(name, content)
        os.utime(path, (0, 0))
        assert len(fetch(path).records) == 2


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_refused_or_read(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Connections.csv"
        path.write_bytes(content)
        survives(path)
