"""Any file, damaged in any way, is read with every record accounted for, or refused with a code: never a traceback."""

import importlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syncer.core.normalise.contacts import normalise
from syncer.errors import SourceError
from tests.golden.pairs import SOURCES, cases

CASES = [case for case in cases(SOURCES) if case.parent.name != "linkedin"]
EDITS = st.lists(
    st.tuples(
        st.integers(0, 1 << 30), st.integers(0, 40), st.binary(max_size=6) | st.sampled_from([b'"', b",,", b"\r", b"="])
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_a_damaged_file_is_accounted_for_or_refused(case: Path, edits: list[tuple[int, int, bytes]]) -> None:
    original = next(case.glob("input*"))
    content = original.read_bytes()
    for at, cut, put in edits:
        place = at % (len(content) + 1)
        content = content[:place] + put + content[place + cut :]
    module, name = SOURCES[case.parent.name]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / original.name
        path.write_bytes(content)
        try:
            snapshot = getattr(importlib.import_module(module), name)("x", path).fetch()
        except SourceError as refused:
            assert refused.code.startswith("E-")
            return
    accounted = len(snapshot.records) + snapshot.merged + len(snapshot.rejected) + sum(snapshot.skipped.values())
    assert snapshot.records_in == accounted
    assert len({record.ref for record in snapshot.records}) == len(snapshot.records), "every record has its own key"
    assert len(normalise(snapshot, "US")) == len(snapshot.records)
