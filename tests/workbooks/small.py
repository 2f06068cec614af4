"""A small workbook to begin with: three people, one target."""

from datetime import date
from pathlib import Path

from syncer.core.workbook.plan import AppendRow, Edit, Plan, ReplaceTab
from syncer.core.workbook.state import WorkbookState
from syncer.workbooks.excel import ExcelWorkbook

TODAY = date(2026, 11, 23)
ANA, BO, FORMULA = "p_aaaaaaaaaa", "p_bbbbbbbbbb", "p_cccccccccc"
NAMES = {ANA: "Ana Silva", BO: "Bo Ek", FORMULA: "=SUM(1) Jones"}
MEMORY = {"header": '{"commits": 1}', ANA: '{"since": "2026-11-23"}'}
LINK = "https://www.linkedin.com/in/ana-silva"


def first_plan() -> Plan:
    edits: list[AppendRow | ReplaceTab] = [
        ReplaceTab("start", ({"text": "Who to contact next", "detail": ""}, {"text": "A", "detail": "Good friends."})),
        ReplaceTab("today", ({"order": 1, "what": "Say hello", "name": "Ana Silva", "due": TODAY},)),
        AppendRow("targets", "t_aaaaaaaaaa", {"company": "Globex", "motivation": 5, "insiders": 2, "former": 1}),
    ]
    for rank, (row_id, name) in enumerate(NAMES.items(), 1):
        facts = {"name": name, "employer": "Globex", "phone": f"+1 212 555 010{rank}", "linkedin": LINK}
        edits.append(AppendRow("people", row_id, {**facts, "connected_on": date(2020, 2, rank)}, {"linkedin": LINK}))
        row = {"rank": rank, "name": name, "score": 90.5 - rank, "target": "Globex", "why": "Works at Globex now."}
        edits.append(AppendRow("outreach", row_id, row, {"name": LINK}))
    return Plan("", edits=tuple(edits), memory=MEMORY, create=True, digest="first")


def make(path: Path) -> tuple[ExcelWorkbook, WorkbookState]:
    workbook = ExcelWorkbook(path, today=TODAY)
    return workbook, workbook.commit(first_plan())


def cells(state: WorkbookState, tab: str, row_id: str) -> dict[str, object]:
    return dict(next(row for row in state.tabs[tab].rows if row.row_id == row_id).cells)


def run(path: Path, *edits: Edit, memory: dict[str, str | None] | None = None) -> ExcelWorkbook:
    """One commit by a process of its own."""
    workbook = ExcelWorkbook(path, today=TODAY)
    workbook.commit(Plan(workbook.read().revision, edits=edits, memory=memory or {}))
    return workbook
