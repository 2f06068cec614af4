"""The workbook as it stands after a batch, worked out instead of read: a change costs two reads and one commit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from syncer.core.workbook.layout import BY_KEY, LAYOUT_VERSION, MEMORY_TAB
from syncer.core.workbook.plan import AdoptRow, AppendRow, Edit, ReplaceTab, SetCell, TypeCell
from syncer.core.workbook.state import Row, Value
from syncer.workbooks.sheets import guards
from syncer.workbooks.sheets.marks import REVISION, REVISION_KEY, TABS, TABS_KEY, Mark, Stamp
from syncer.workbooks.sheets.reading import Place, Seen
from syncer.workbooks.sheets.setup import known_ids, tabs_text


@dataclass(slots=True)
class _Tab:
    rows: dict[int, tuple[str, dict[str, Value]]]


@dataclass(frozen=True, slots=True)
class Left:
    """What a batch leaves behind. ``memory``: keys of the hidden tab that change; ``lines``: where each stands then.

    ``ends``: the tabs written, with last row and grid. ``written``, ``kept``: the columns marked as written, and the
    lines that keep what stood there (``ledger``).
    """

    memory: Mapping[str, str | None]
    lines: Mapping[str, int]
    ends: Mapping[str, Place]
    written: guards.Written
    kept: Mapping[str, str]


def after(
    seen: Seen, edits: Sequence[Edit], numbers: Mapping[str, Mapping[str, int]], left: Left, stamp: Stamp
) -> Seen:
    """What a reading would show now. ``numbers``: rows written, new ones included."""
    ends = left.ends
    tabs = dict(seen.state.tabs)
    places = dict(seen.places)
    marks = guards.set_marks(seen, ends, left.written)
    for key in dict.fromkeys(edit.tab for edit in edits):
        place = seen.places[key]
        work = _Tab({row.number: (row.row_id, dict(row.cells)) for row in tabs[key].rows})
        for edit in edits:
            if edit.tab == key:
                _apply(work, place, edit, numbers.get(key, {}))
        rows = tuple(Row(mark, number, cells) for number, (mark, cells) in sorted(work.rows.items()) if mark or cells)
        tabs[key] = replace(tabs[key], rows=rows)
        last = max(place.foreign, place.header, rows[-1].number if rows else 0)
        places[key] = replace(place, last=last, height=ends[key].height)
    store = seen.store
    assert store is not None
    store = replace(store, last=max([*left.lines.values(), 1]), height=ends[MEMORY_TAB].height)
    revision = guards.revision_of(seen, stamp)
    names = (
        (*(name for name in seen.names if name != seen.state.revision), revision) if seen.swaps_names else seen.names
    )
    if not seen.swaps_names:
        marks[REVISION] = Mark(REVISION_KEY, revision)
    text = tabs_text(known_ids(seen), seen.ways)
    marks[TABS] = Mark(TABS_KEY, text)
    memory = {**seen.state.memory, **left.memory}
    state = replace(
        seen.state,
        exists=True,
        revision=revision,
        layout=max(seen.state.layout, LAYOUT_VERSION),
        tabs=tabs,
        memory={key: text for key, text in sorted(memory.items()) if text is not None},
        memory_lost=False,
        memory_stale=False,
    )
    grids = sum(places[key].height * places[key].width for key in places) + store.height * store.width
    before = sum(place.height * place.width for place in seen.places.values()) + seen.store.height * seen.store.width  # type: ignore[union-attr]
    return replace(
        seen, state=state, places=places, marks=marks, store=store, lines=left.lines, names=tuple(sorted(names)),
        cells=seen.cells + grids - before, kept=left.kept,
    )  # fmt: skip


def _apply(work: _Tab, place: Place, edit: Edit, numbers: Mapping[str, int]) -> None:
    if isinstance(edit, SetCell | TypeCell):
        mark, cells = work.rows[numbers[edit.row_id]]
        cells.pop(edit.column, None)
        if edit.new != "":
            cells[edit.column] = edit.new
    elif isinstance(edit, AdoptRow):
        work.rows[edit.number] = (edit.row_id, work.rows[edit.number][1])
    elif isinstance(edit, AppendRow):
        mark = edit.row_id if BY_KEY[edit.tab].id_column else ""
        work.rows[numbers[edit.row_id]] = (mark, {key: value for key, value in edit.cells.items() if value != ""})
    elif isinstance(edit, ReplaceTab):
        first = place.header + 1
        work.rows = {
            number: ("", {key: value for key, value in row.items() if value != "" and key in place.columns})
            for number, row in enumerate(edit.rows, first)
        }
