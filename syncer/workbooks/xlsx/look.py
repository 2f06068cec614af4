"""How the workbook looks: colours, fonts, sizes. Every pair of text and ground has a contrast of 4.5 : 1 or more."""

from collections.abc import Mapping
from functools import cache
from math import ceil

from syncer.core.workbook.layout import Column, Tab
from syncer.core.workbook.state import Value

DAY = "d mmm yyyy"
FONT = "Calibri"
INK = "1F2933"
MUTED = "52606D"
LINK = "0B5CAD"
SERVICE_HEADER = ("E4E7EB", "323F4B")
"""Ground and text of the headers of columns that the service writes."""
PEOPLE_HEADER = ("1E7B4F", "FFFFFF")
PEOPLE_CELL = "F3FAF6"
"""A breath of green under the cells that people fill in."""
LINE = "D9DFE5"
TITLE = "14505C"
TEAL = {"A": ("0F766E", "FFFFFF"), "B": ("5CB8AE", "0B3B38"), "C": ("CFEDE9", "0B4A45")}
"""Grades: three teals, strongest for the closest."""
STATES = {
    "overdue": ("FAD4D0", "8C1D18"),
    "due": ("FDE9BF", "7A4B00"),
    "waiting": ("D6E6FA", "134A86"),
    "helping": ("D5F0DC", "14532D"),
    "off": ("F1F3F5", "5A6472"),
}
TAB_COLOURS = {
    "start": "14505C",
    "today": "C2410C",
    "outreach": "0F766E",
    "targets": "0F766E",
    "people": "0F766E",
    "review": "B7791F",
    "paths": "7B8794",
    "log": "1E7B4F",
    "dashboard": "14505C",
    "settings": "7B8794",
    "sync_log": "7B8794",
    "council": "14505C",
    "council_targets": "0F766E",
    "council_paths": "0F766E",
}
SERIES = ("0F766E", "5CB8AE", "C9A227")
"""Chart colours, in order."""
TILE = "EAF4F3"

SINGLE_LINE = frozenset({"people", "sync_log", "log"})
"""Tabs whose rows stay one line high: with thousands of rows a quick look counts more than the whole text."""
_WRAPPED = frozenset(
    {"why", "ask", "notes", "words", "question", "reason", "evidence", "next_step", "no_one_yet", "meaning"}
    | {"worked_together", "former_employers", "also_for", "off_list", "aliases", "next_action", "about", "detail"}
    | {"where", "opened_by", "wanted_by", "gap", "names"}
    | {"position", "employer", "suggested_next", "sought_role"}
)
_CENTRED = frozenset(
    {"rank", "order", "score", "grade", "grade_used", "motivation", "advocacy", "insiders", "former", "bridges"}
    | {"live", "do_not_contact", "would_help", "new", "changed", "kept", "calls", "keep_in_touch"}
    | {"opens", "alone", "now", "before"}
)
NUMBERS = {"score": "0", "size": "#,##0", "seconds": "0.0"}
"""Number formats by column."""
BOLD = frozenset({"name", "company", "person", "what", "question", "setting", "member"})
CHOSEN_FROM = {
    ("outreach", "target"): ("Targets", "A", 500),
    ("log", "target"): ("Targets", "A", 500),
    ("log", "person"): ("Outreach", "B", 1001),
}
"""Dropdowns that offer what stands in another tab: its title, the column there, the last row looked at."""
_LINE_POINTS, _PADDING = 15.0, 6.0


def wraps(tab: Tab, column: Column) -> bool:
    """Whether long text in this column goes on in the next line."""
    return column.key in _WRAPPED and tab.key not in SINGLE_LINE


def frozen(tab: Tab) -> int:
    """How many columns stay in view: up to the name and the hidden id."""
    keys = [column.key for column in tab.columns]
    if tab.key in ("today", "paths", "settings", "sync_log", "review", "log"):
        return 0
    return keys.index("_id") + 1


@cache
def _wrapping(tab: Tab) -> tuple[Column, ...]:
    return tuple(column for column in tab.columns if wraps(tab, column))


def centred(column: Column) -> bool:
    """Whether short values stand in the middle of this column."""
    return column.kind == "date" or (column.key in _CENTRED and column.width <= 14)


def row_height(tab: Tab, values: Mapping[str, Value]) -> float | None:
    """Points that a row needs to show its wrapped texts, None for the usual height.

    Programs that open the file do not all measure rows themselves. A line of Calibri holds about as many characters
    as its column is wide; the last word that does not fit costs some.
    """
    if tab.key in SINGLE_LINE:
        return None
    lines = 1
    for column in _wrapping(tab):
        text = str(values.get(column.key, ""))
        if len(text) > column.width:
            lines = max(lines, sum(ceil(len(part) / (column.width * 1.1)) or 1 for part in text.split("\n")))
    return lines * _LINE_POINTS + _PADDING
