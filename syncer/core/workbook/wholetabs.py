"""Tabs that are wholly the service's: rewritten when they should say something else; what people typed is quoted."""

import re
from collections.abc import Iterable, Mapping, Sequence

from syncer.core.outreach import Question
from syncer.core.workbook.cells import Plain, digest, plain, text_of
from syncer.core.workbook.layout import BY_KEY
from syncer.core.workbook.questions import quote_question
from syncer.core.workbook.state import CellError, Row, Value, WorkbookState

_LENGTH = 6
_MOST_QUOTES = 20


def differs(state: WorkbookState, tab: str, desired: Sequence[Mapping[str, Value]]) -> bool:
    """Whether a tab says something else than it should; in which order its rows stand does not matter."""
    found = state.tabs.get(tab)
    standing = [row.cells for row in found.rows] if found else []
    return _bag(tab, standing) != _bag(tab, desired)


def typed(state: WorkbookState, tab: str, remembered: str | None) -> list[Question]:
    """A question for each text in the tab that syncer did not write. ``remembered``: what ``seal`` gave then."""
    found = state.tabs.get(tab)
    if found is None or remembered is None:
        return []
    ours = set(re.findall(f".{{{_LENGTH}}}", remembered))
    texts = dict.fromkeys(
        text_of(value)
        for row in found.rows
        for value in row.cells.values()
        if value != "" and not isinstance(value, CellError) and _seal(value) not in ours
    )
    return [quote_question(tab, text if len(text) <= 300 else text[:299] + "…") for text in list(texts)[:_MOST_QUOTES]]


def seal(rows: Iterable[Mapping[str, Value]]) -> str:
    """A digest of every value in these rows, to tell later what a person typed."""
    return "".join(sorted({_seal(value) for row in rows for value in row.values() if value != ""}))


def rows_of(state: WorkbookState, tab: str) -> tuple[Row, ...]:
    """The rows of a tab as they stand."""
    found = state.tabs.get(tab)
    return found.rows if found else ()


def _seal(value: Value) -> str:
    return digest(str(plain(value)), length=_LENGTH)


def _bag(tab: str, rows: Iterable[Mapping[str, Value]]) -> list[tuple[str, ...]]:
    columns = [column.key for column in BY_KEY[tab].columns]
    lines = (tuple(_comparable(row.get(column, "")) for column in columns) for row in rows)
    return sorted(line for line in lines if any(line))


def _comparable(value: Value) -> str:
    text: Plain = plain(value)
    return str(text)
