"""Every reader, given its own golden files damaged in every way: a snapshot that adds up, or one message. Never more.

``make fuzz`` tries many; ``SYNCER_FUZZ=20000 pytest tests/fuzz`` as many as wanted. A failure names seed and times:
``damaged(content, seed, times)`` makes the file again.
"""

import importlib
import io
import os
import re
import tempfile
import time
import unicodedata
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syncer.adapters.files import Recognised
from syncer.core.model import Snapshot
from syncer.core.normalise.contacts import normalise
from syncer.core.workbook.cells import clean
from syncer.errors import SourceError
from syncer.sources.reading.limits import DEFAULT
from tests.fuzz.mutations import damaged
from tests.golden.pairs import SOURCES, cases

EXAMPLES = int(os.environ.get("SYNCER_FUZZ", "12"))
SECONDS = 5.0
"""Of the processor, for one file: all of these are small."""
MESSAGE = re.compile(r"E-[A-Z0-9-]+ [^\n]+: [^\n]+\.$")


def golden() -> dict[str, tuple[str, str, bytes]]:
    """Name -> (kind, file name, content); a folder goes as the ZIP of it."""
    found = {}
    for case in cases():
        kind = case.parent.name
        if kind in ("google_contacts", "google_sheet"):
            continue
        source = next(case.glob("input*"))
        content, name = source.read_bytes() if source.is_file() else zipped(source), source.name
        found[f"{kind}/{case.name}"] = (kind, name if source.is_file() else "export.zip", content)
    return found


def zipped(folder: Path) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder).as_posix())
    return stream.getvalue()


GOLDEN = golden()


def adds_up(snapshot: Snapshot) -> None:
    accounted = len(snapshot.records) + snapshot.merged + len(snapshot.rejected) + sum(snapshot.skipped.values())
    assert snapshot.records_in == accounted
    assert len({record.ref for record in snapshot.records}) == len(snapshot.records)
    contacts = normalise(snapshot, "US")
    assert len(contacts) == len(snapshot.records)
    assert all(one.reason and one.code.startswith("E-") for one in snapshot.rejected)
    assert not unseen("".join(clean(contact.name.display) for contact in contacts)), "a cell that acts on a screen"


def unseen(text: str) -> set[str]:
    return {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs") or sign in "\u202e\u2066\u2067\u202d"}


@pytest.mark.parametrize("name", GOLDEN)
@pytest.mark.parametrize("told", [True, False], ids=["its own reader", "whoever claims it"])
@settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 1 << 32), times=st.integers(1, 6))
def test_a_damaged_file_adds_up_or_is_refused_with_one_message(name: str, told: bool, seed: int, times: int) -> None:
    kind, file, content = GOLDEN[name]
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile, of names that stand twice
        path = Path(folder) / file
        path.write_bytes(damaged(content, seed, times))
        module, reader = SOURCES[kind]
        source = getattr(importlib.import_module(module), reader)("x", path) if told else Recognised("x", path, DEFAULT)
        began = time.process_time()
        try:
            snapshot = source.fetch()
        except SourceError as refused:
            assert MESSAGE.match(str(refused)), str(refused)
            assert not unseen(str(refused))
        else:
            adds_up(snapshot)
            assert source.fetch() == snapshot
        assert time.process_time() - began < SECONDS
        assert [found.name for found in Path(folder).iterdir()] == [file]
