"""The numbers of the Dashboard: each one as a formula for the spreadsheet program and as a function of the state.

One constant table makes both, so that a viewer that computes nothing (a phone's preview) shows the same numbers.
No formula holds a text of a contact.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from syncer.core.funnel import HEARD, HELPING, MET, TOUCHED
from syncer.core.outreach import PathKind
from syncer.core.workbook.layout import BY_KEY, GRADES
from syncer.core.workbook.state import Row, Value, WorkbookState
from syncer.workbooks.xlsx.cells import letters

Number = int | float | str

WEEKS, TARGETS = 12, 12
_TARGET_ROWS = 400
"""Targets that the table of the Dashboard looks at."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of the Dashboard. ``shown``: its number format."""

    cell: str
    formula: str
    value: Callable[["Facts"], Number]
    shown: str = "0"


class Facts:
    """The columns that the figures count, from a state as read."""

    def __init__(self, state: WorkbookState, today: date) -> None:
        self.today = today
        self._state = state

    def rows(self, tab: str) -> Sequence[Row]:
        """The rows of a tab that is there."""
        found = self._state.tabs.get(tab)
        return found.rows if found else ()

    def count(self, tab: str, wanted: Mapping[str, Sequence[str]]) -> int:
        """Rows whose columns each hold one of the wanted values, upper and lower case alike, as COUNTIFS does."""
        sets = {key: {value.casefold() for value in values} for key, values in wanted.items()}
        return sum(
            1
            for row in self.rows(tab)
            if all(str(row.cells.get(key, "")).casefold() in values for key, values in sets.items())
        )

    def people(self, tab: str) -> int:
        """Rows that stand for a person."""
        return sum(1 for row in self.rows(tab) if row.row_id.startswith("p_"))

    def filled(self, tab: str, column: str) -> int:
        """Rows whose column holds a text."""
        return sum(1 for row in self.rows(tab) if isinstance(text := row.cells.get(column), str) and text)

    def week(self, tab: str, day: str, column: str, back: int, wanted: Sequence[str]) -> int:
        """Rows dated in the week that began ``back`` weeks before this one; with wanted values, only those."""
        first = self.monday(back)
        found = [row for row in self.rows(tab) if _within(row.cells.get(day, ""), first)]
        return sum(1 for row in found if not wanted or str(row.cells.get(column, "")) in wanted)

    def monday(self, back: int) -> date:
        """Monday of the week that began so many weeks before this one."""
        return self.today - timedelta(days=self.today.weekday() + 7 * back)

    def targets(self) -> list[tuple[str, list[int]]]:
        """The targets with the most people, those higher up first among equals: name; insiders, former, bridges."""
        found = [
            (str(row.cells.get("company", "")), [_whole(row.cells.get(key, "")) for key in _COUNTS])
            for row in self.rows("targets")
        ]
        order = sorted(range(len(found)), key=lambda index: (-sum(found[index][1]), index))
        return [found[index] for index in order[:TARGETS]]


_COUNTS = ("insiders", "former", "bridges")


def _within(value: Value, first: date) -> bool:
    return isinstance(value, date) and first <= value < first + timedelta(days=7)


def _whole(value: Value) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _column(tab: str, key: str, first: int = 0, last: int = 0) -> str:
    """A whole column, or a piece of it, as the first file has it."""
    found = BY_KEY[tab]
    letter = letters([column.key for column in found.columns].index(key) + 1)
    return f"{found.title}!${letter}${first}:${letter}${last}" if first else f"{found.title}!${letter}:${letter}"


def _any(values: Sequence[str]) -> str:
    return "{" + ",".join(f'"{value}"' for value in values) + "}"


def _counted(wanted: Sequence[str], *also: str) -> str:
    pairs = ",".join((_column("outreach", "status"), _any(wanted), *also))
    return f"SUMPRODUCT(COUNTIFS({pairs}))"


def _listed() -> Figure:
    formula = f'COUNTIFS({_column("outreach", "_id")},"p_*",{_column("outreach", "off_list")},"=")'
    return Figure("", formula, lambda facts: facts.people("outreach") - facts.filled("outreach", "off_list"))


def _status(wanted: Sequence[str]) -> Figure:
    return Figure("", _counted(wanted), lambda facts: facts.count("outreach", {"status": wanted}))


def _ratio(cell: str, part: str, whole: str, value: Callable[[Facts], tuple[int, int]], none: str = "") -> Figure:
    """A share, and what stands there while there is nothing to divide by."""

    def share(facts: Facts) -> Number:
        over, under = value(facts)
        return over / under if under else none

    return Figure(cell, f'IF({whole}=0,"{none}",{part}/{whole})', share, "0%")


def _at(cell: str, figure: Figure) -> Figure:
    return Figure(cell, figure.formula, figure.value, figure.shown)


def funnel(row: int) -> list[Figure]:
    """Five steps from the list to help, below each other in column C."""
    steps = [_listed(), _status(TOUCHED), _status(HEARD), _status(MET), _status(HELPING)]
    return [_at(f"C{row + offset}", figure) for offset, figure in enumerate(steps)]


def weekly(row: int) -> list[Figure]:
    """Per week: its Monday (F), people contacted (G), answers (H): what Log or Last contact knows, the larger.

    A Last contact without a status comes from the sources and is no part of this search.
    """
    log, last = _column("log", "date"), _column("outreach", "last_contact")
    outcome = _column("log", "outcome")
    found: list[Figure] = []
    for offset in range(WEEKS):
        at, back = row + offset, WEEKS - 1 - offset
        span = f'">="&$F{at},{{0}},"<"&$F{at}+7'
        in_log, in_list = f"{log},{span.format(log)}", f"{last},{span.format(last)}"
        sent = f"MAX(COUNTIFS({in_log}),{_counted(TOUCHED, in_list)})"
        heard = f"MAX(SUMPRODUCT(COUNTIFS({in_log},{outcome},{_any(HEARD)})),{_counted(HEARD, in_list)})"
        found += [
            Figure(f"F{at}", f"TODAY()-WEEKDAY(TODAY(),3)-{7 * back}", _monday(back), "d mmm"),
            Figure(f"G{at}", sent, _weekly(back, (), TOUCHED)),
            Figure(f"H{at}", heard, _weekly(back, HEARD, HEARD)),
        ]
    return found


def _monday(back: int) -> Callable[[Facts], Number]:
    return lambda facts: (facts.monday(back) - date(1899, 12, 30)).days


def _weekly(back: int, outcomes: Sequence[str], statuses: Sequence[str]) -> Callable[[Facts], Number]:
    return lambda facts: max(
        facts.week("log", "date", "outcome", back, outcomes),
        facts.week("outreach", "last_contact", "status", back, statuses),
    )


def targets(row: int) -> list[Figure]:
    """The targets with the most people: name (B), insiders, former, bridges (C to E), and a helping key (hidden J)."""
    spans = [_column("targets", key, 2, _TARGET_ROWS) for key in _COUNTS]
    rows = f"ROW({spans[0]})/1000000"
    found: list[Figure] = []
    for offset in range(TARGETS):
        at = row + offset
        key = f'IFERROR(SUMPRODUCT(LARGE({"+".join(spans)}-{rows},{offset + 1})),"")'
        place = f"ROUND((ROUND($J{at},0)-$J{at})*1000000,0)"
        name = f'IFERROR(INDEX({_column("targets", "company")},{place})&"","")'
        found += [Figure(f"J{at}", key, lambda _: "", "0"), Figure(f"B{at}", name, _target(offset), "@")]
        for column, counted in zip("CDE", _COUNTS, strict=True):
            value = f'IF($B{at}="","",INDEX({_column("targets", counted)},{place}))'
            found.append(Figure(f"{column}{at}", value, _target(offset, _COUNTS.index(counted))))
    return found


def _target(offset: int, count: int | None = None) -> Callable[[Facts], Number]:
    """The name of a target, or one of its counts."""

    def value(facts: Facts) -> Number:
        found = facts.targets()
        if offset >= len(found) or not found[offset][0]:
            return ""
        return found[offset][0] if count is None else found[offset][1][count]

    return value


def rates(row: int, column: str, values: Sequence[str]) -> list[Figure]:
    """Contacted (C), heard back (D) and the rate (E) for each value of a column of Outreach; ``""`` is blank."""
    span = _column("outreach", column)
    found: list[Figure] = []
    for offset, value in enumerate(values):
        at, wanted = row + offset, {column: (value,)}
        also = (span, f'"{value}"') if value else (span, '"="')
        found += [
            Figure(f"C{at}", _counted(TOUCHED, *also), _rate(TOUCHED, wanted)),
            Figure(f"D{at}", _counted(HEARD, *also), _rate(HEARD, wanted)),
            _ratio(f"E{at}", f"D{at}", f"C{at}", _both(wanted)),
        ]
    return found


def _rate(statuses: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> Callable[[Facts], Number]:
    return lambda facts: facts.count("outreach", {"status": statuses, **wanted})


def _both(wanted: Mapping[str, Sequence[str]]) -> Callable[[Facts], tuple[int, int]]:
    return lambda facts: (
        facts.count("outreach", {"status": HEARD, **wanted}),
        facts.count("outreach", {"status": TOUCHED, **wanted}),
    )


def graded(row: int) -> list[Figure]:
    """People by grade, and those without one yet, in column C."""
    grade, ids = _column("people", "grade_used"), _column("people", "_id")
    found = [Figure(f"C{row + at}", f'COUNTIF({grade},"{value}")', _grade(value)) for at, value in enumerate(GRADES)]
    rest = f'COUNTIF({ids},"p_*")-SUM($C{row}:$C{row + 2})'
    return [*found, Figure(f"C{row + 3}", rest, lambda facts: facts.people("people") - _graded(facts))]


def _grade(value: str) -> Callable[[Facts], Number]:
    return lambda facts: facts.count("people", {"grade_used": (value,)})


def _graded(facts: Facts) -> int:
    return facts.count("people", {"grade_used": GRADES})


def tiles(row: int, funnel_row: int, graded_row: int) -> list[Figure]:
    """The six large numbers at the top."""
    first = funnel_row

    def step(offset: int) -> Callable[[Facts], Number]:
        return funnel(first)[offset].value

    heard, touched = f"$C${first + 2}", f"$C${first + 1}"
    people = f"SUM($C${graded_row}:$C${graded_row + 3})"
    known = f"SUM($C${graded_row}:$C${graded_row + 2})"
    return [
        Figure(f"B{row}", f"$C${first}", step(0), "#,##0"),
        Figure(f"C{row}", touched, step(1), "#,##0"),
        Figure(f"D{row}", heard, step(2), "#,##0"),
        _ratio(f"E{row}", heard, touched, _both({}), "–"),
        Figure(f"F{row}", f"$C${first + 4}", step(4), "#,##0"),
        _ratio(f"G{row}", known, people, lambda facts: (_graded(facts), facts.people("people")), "–"),
    ]


PATHS = tuple(kind.value for kind in PathKind)
