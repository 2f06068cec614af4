"""The memory of the workbook: nothing is forgotten, only what changed is written, other versions are not trusted."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.core.model import Ref, Sighting
from syncer.core.workbook.draft import Draft
from syncer.core.workbook.memory import Asked, Header, Memory, RowMemory, decode, encode
from syncer.core.workbook.plan import SetCell
from syncer.core.workbook.state import WorkbookState
from syncer.errors import WorkbookError
from tests.core.workbook.service import TODAY, Card
from tests.core.workbook.test_runs import ANA, started

texts = st.text(max_size=20)
days = st.dates()
refs = st.lists(st.builds(Ref, texts, texts), max_size=3).map(tuple)
plains = st.dictionaries(texts, st.one_of(texts, st.integers(), st.floats(allow_nan=False)), min_size=1, max_size=3)
tabs = st.dictionaries(st.sampled_from(["people", "outreach"]), plains, max_size=2)
rows = st.builds(
    RowMemory,
    written=tabs,
    read=tabs,
    absent=st.dictionaries(st.sampled_from(["people", "outreach"]), days, max_size=2),
    refs=refs,
    since=st.none() | days,
    grade=st.sampled_from(["", "A"]),
    placed=st.none() | st.floats(0, 100),
    target=texts,
    sightings=st.lists(st.builds(Sighting, texts, texts, days, days, st.booleans()), max_size=2).map(tuple),
    asked=st.none() | st.builds(Asked, st.sampled_from(["grade", "other"]), refs, st.tuples(texts, texts)),
    into=texts,
    same=refs,
    turns=st.lists(days, max_size=3).map(tuple),
)
memories = st.builds(
    Memory,
    st.builds(Header, since=st.none() | days, last_run=st.none() | days, version=texts),
    st.dictionaries(st.from_regex(r"\A[pqt]_[a-z]{10}\Z"), rows, max_size=4),
    st.dictionaries(st.sampled_from(["today", "paths"]), texts, max_size=2),
)


def stored(memory: Memory, old: Memory | None = None, text: dict[str, str] | None = None) -> dict[str, str]:
    merged = {**(text or {}), **encode(old or Memory(header=Header(commits=-1)), memory)}
    return {key: value for key, value in merged.items() if value is not None}


@given(memories)
def test_what_is_remembered_is_read_back_whole(memory):
    assert decode(WorkbookState(True, memory=stored(memory))) == memory
    assert encode(memory, memory) == {}


@given(memories, memories)
def test_only_what_changed_is_written_and_the_rest_stays(before, after):
    text = stored(after, before, stored(before))
    found = decode(WorkbookState(True, memory=text))
    assert (found.header, found.rows) == (after.header, after.rows)


def test_an_older_memory_gives_ids_judgements_and_tombstones_only():
    row = RowMemory(
        written={"people": {"name": "Ana"}},
        read={"people": {"grade": "A"}},
        absent={"outreach": TODAY},
        refs=(Ref("google", "ana"),),
        since=TODAY,
        grade="A",
        placed=61.0,
    )
    text = stored(Memory(Header(commits=3), {"p_aaaaaaaaaa": row}, {"today": "abc"}))
    found = decode(WorkbookState(True, memory=text, memory_stale=True))
    assert not found.complete
    assert found.tabs == {}
    assert found.rows["p_aaaaaaaaaa"] == RowMemory(
        absent={"outreach": TODAY}, refs=(Ref("google", "ana"),), since=TODAY, seen={"people": None}
    )


def test_a_restored_version_keeps_what_differs_and_deleted_rows_stay_deleted():
    service, hand = started(ANA, Card("ben", "Ben Okafor", "Acme"))
    hand.delete_rows("outreach", [hand.find("outreach", name="Ben Okafor")])
    service.run()
    hand.type("people", hand.find("people", name="Ana Ruiz"), "position", "Chief")
    read = service.book.read
    service.book.read = lambda: replace(read(), memory_stale=True)
    service.run()
    service.book.read = read
    service.run(TODAY + timedelta(days=1))
    assert hand.see("people", hand.find("people", name="Ana Ruiz"), "position") == "Chief"
    assert [row["name"] for row in hand.tab("outreach").rows] == ["Ana Ruiz"]
    assert not service.plan(TODAY + timedelta(days=1))


def test_only_rows_that_change_are_written_to_memory():
    service, _ = started(*[Card(f"k{n}", f"Kim{n} Lee") for n in range(9)])
    service.cards[4] = replace(service.cards[4], title="Director", as_of=date(2026, 11, 20))
    keys = service.plan().memory.keys()
    assert {key.partition("_")[0] for key in keys} <= {"header", "p", "tab:sync", "tab:start", "tab:today", "tab:paths"}
    assert sum(key.startswith("p_") for key in keys) == 1


def test_memory_texts_are_plain_json_in_a_fixed_order():
    service, _ = started(ANA)
    for text in service.book.memory.values():
        assert json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"), sort_keys=True) == text


def test_no_plan_can_touch_a_persons_column_of_a_row_that_is_there():
    draft = Draft({"outreach": frozenset({"notes"})})
    with pytest.raises(AssertionError, match="belongs to people"):
        draft.set(SetCell("outreach", "p_aaaaaaaaaa", "notes", "", "mine"), "Ana")


@pytest.mark.parametrize("text", ["{", "[]", "null", "3", '"words"'])
@pytest.mark.parametrize("key", ["header", "p_aaaaaaaaaa"])
def test_a_hidden_tab_that_somebody_edited_is_a_message_not_a_crash(key: str, text: str) -> None:
    with pytest.raises(WorkbookError, match="hidden tab _syncer was edited") as caught:
        decode(WorkbookState(True, "1", memory={key: text}))
    assert caught.value.code == "E-MEMORY-BROKEN"


def test_what_no_cell_of_the_hidden_tab_can_hold_is_refused_before_anything_is_written() -> None:
    long = RowMemory(written={"people": {"former_employers": "Acme, " * 10_000}})
    with pytest.raises(WorkbookError, match="more memory than a cell"):
        encode(Memory(), Memory(rows={"p_aaaaaaaaaa": long}))
