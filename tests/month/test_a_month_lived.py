"""Thirty days of a job search, lived in each kind of workbook: a run every morning, a person who works the list.

What Today must say each day was written down from the rules of the outreach model, with the rule beside it. The
calendar is that of the United States: the 11th is Veterans Day, the 26th Thanksgiving.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from syncer.core.agenda import agenda
from syncer.explain import explain
from syncer.linkage.splink_linker import SplinkLinker
from syncer.ports import Workbook
from syncer.workbooks.excel import ExcelWorkbook
from tests.month.search import Person, Remembering, Search, days, export
from tests.workbooks.google.cloud import account, again, new
from tests.workbooks.google.hand import GoogleHand
from tests.workbooks.hand import ExcelHand

TARGETS = {"Fabrikam": 5, "Contoso": 4, "Northwind Traders": 3}
IN_OCTOBER: list[Person] = [
    ("Ana Ruiz", "Fabrikam", "Engineering Manager"),
    ("Ben Okafor", "Fabrikam", "Recruiter"),
    ("Cai Lund", "Contoso", "Product Manager"),
    ("Dee Moss", "Northwind Traders", "Head of Product"),
    ("Eli Roe", "Initech", "Designer"),
    ("Fay Ito", "Contoso", "Nurse"),
    ("Gus Hall", "Umbrella Bakery", "Baker"),
    ("Hal Berg", "Northwind Traders", "Analyst"),
]
IN_NOVEMBER = [("Eli Roe", "Contoso", "Design Lead") if one[0] == "Eli Roe" else one for one in IN_OCTOBER]
LONG_AGO = [
    ("Sam Doe", "Ana Ruiz", date(2024, 3, 1)),
    ("Sam Doe", "Cai Lund", date(2024, 3, 2)),
    ("Cai Lund", "Sam Doe", date(2024, 3, 4)),
    ("Sam Doe", "Cai Lund", date(2024, 3, 5)),
]
ANA, BEN, CAI, DEE, ELI, FAY, GUS, HAL = (name for name, _, _ in IN_OCTOBER)
NEW, ANSWER, NUDGE, THANKS = "First message", "Answer", "Nudge", "Thank them"


def november(day: int) -> date:
    return date(2026, 11, day)


TODAY: dict[int, list[tuple[str, str]]] = {
    2: [(NEW, ANA), (NEW, CAI), (NEW, DEE)],  # one a company: the second only after three silent working days
    3: [(NEW, ANA), (NEW, CAI), (NEW, DEE)],  # the same three, graded now
    4: [("Keep in touch", GUS)],  # graded A, last spoken to on 30 September: due after 30 days
    5: [],  # everybody was written to, one working day of silence; Gus was called
    6: [(ANSWER, CAI), (NEW, BEN), (NEW, HAL)],  # Cai replied; the others silent for 4, 5, 6: second persons
    7: [(NEW, HAL)],  # Ben was written to; Saturday shows the next working day's
    8: [(NEW, HAL)],
    9: [(NEW, HAL)],
    10: [(NEW, HAL)],
    11: [],  # Hal was written to: two are live at Northwind; Ana was snoozed, but Ben is live at Fabrikam
    12: [("Meeting", CAI)],  # the Next date typed on the 6th
    13: [(THANKS, CAI), (NUDGE, DEE), (NEW, FAY)],  # Dee silent 4 5 6 9 10 12 13: seven; Cai met: Contoso is free
    14: [(NEW, FAY)],  # thanked and nudged
    15: [(NEW, FAY)],
    16: [(NEW, FAY)],
    17: [(ANSWER, HAL), (NEW, ELI)],  # the new export: Hal wrote on the 14th; Eli works at Contoso now, before Fay
    18: [(ANSWER, HAL), (NUDGE, BEN), (NEW, ELI)],  # Ben silent 9 10 12 13 16 17 18: seven
    19: [(ANSWER, HAL), (NUDGE, BEN)],  # Eli was written to, so Fay waits for three silent working days
    20: [(ANSWER, HAL), (NUDGE, BEN)],
    21: [(NUDGE, BEN)],  # Hal declined
    22: [(NUDGE, BEN)],
    23: [(NUDGE, BEN), (NEW, ANA), (NEW, FAY)],  # Ana's snooze has passed; Eli silent 19 20 23
    24: [(NEW, FAY)],  # Ben began to help on the 23rd: nobody else at Fabrikam for three working days
    25: [(NEW, FAY)],
    26: [("Report back", CAI), (NEW, FAY)],  # 14 days after the meeting
    27: [("Report back", CAI), (NEW, ANA), (NEW, FAY)],  # Ben's 24 25 27 are over: Thanksgiving does not count
    28: [("Report back", CAI), (NEW, ANA), (NEW, FAY)],
    29: [("Report back", CAI), (NEW, ANA), (NEW, FAY)],
    30: [("Report back", CAI), (NUDGE, ELI), (NEW, ANA), (NEW, FAY)],  # Eli silent 19 20 23 24 25 27 30
    31: [("Report back", CAI), (NUDGE, ELI), (NEW, ANA), (NEW, FAY)],  # the 1st of December
}


def _starts(search: Search, today: date) -> None:
    search.grade(today, ana="B", cai="C", dee="A", gus="A")
    search.type("outreach", DEE, notes="canary")


def _writes_to_three(search: Search, today: date) -> None:
    search.type("outreach", ANA, status="Contacted")
    search.log(today, DEE, "message")
    search.log(today, CAI, "e-mail")
    search.log(date(2026, 9, 30), GUS, "call")


def _sets_a_meeting(search: Search, today: date) -> None:
    search.type("outreach", CAI, status="Meeting set", next_date=november(12), next_action="Coffee at ten")
    search.type("outreach", BEN, status="Contacted")


def _thanks_and_nudges(search: Search, today: date) -> None:
    search.log(today, CAI, "thanks")
    search.log(today, DEE, "message")


ACTS: dict[int, Callable[[Search, date], None]] = {
    2: _starts,
    3: _writes_to_three,
    4: lambda search, today: search.log(today, GUS, "call"),
    5: lambda search, today: search.log(today, CAI, "replied"),
    6: _sets_a_meeting,
    9: lambda search, today: search.type("outreach", ANA, status="Snoozed", snooze_until=november(23)),
    10: lambda search, today: search.log(today, HAL, "message"),
    12: lambda search, today: search.log(today, CAI, "coffee"),
    13: _thanks_and_nudges,
    18: lambda search, today: search.log(today, ELI, "message"),
    20: lambda search, today: search.type("outreach", HAL, status="Declined"),
    23: lambda search, today: search.type("outreach", BEN, status="Helping"),
}


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("exports")
    theirs = ("Hal Berg", "Sam Doe", november(14))
    return (
        export(folder, date(2026, 10, 26), IN_OCTOBER, LONG_AGO),
        export(folder, november(16), IN_NOVEMBER, [*LONG_AGO, theirs]),
    )


@pytest.fixture(scope="module")
def linker() -> Remembering:
    return Remembering(SplinkLinker())


@pytest.fixture(params=["file", "cloud"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Callable[[], Workbook], Any]]:
    """How each morning's run opens the workbook, and a person at its keyboard."""
    if request.param == "file":
        path = tmp_path / "outreach.xlsx"
        yield lambda: ExcelWorkbook(path, today=november(2)), ExcelHand(path)
    else:
        google = account()
        first = new(google)
        runs = iter(range(99))
        yield lambda: again(google, first.spreadsheet, f"run-{next(runs)}"), GoogleHand(google, first)


def test_each_day_of_a_month_today_is_what_the_rules_say(place, exports, linker) -> None:
    opened, hand = place
    search = Search(opened(), hand, exports[0], TARGETS, linker)
    for number, today in enumerate(days(november(2), 30), 2):
        search.book = opened()
        search.source = exports[today > november(16)]
        assert search.morning(today) == TODAY[number], today
        assert search.last is not None
        due = [(one.what, one.name) for one in agenda(search.last.world, search.last.outreach) if one.today]
        assert due == TODAY[number], "the calendar and the digest say the same"
        if number in (2, 17, 30):
            search.morning(today)
            assert not search.last.plan, "a second run on one day writes nothing"
        if act := ACTS.get(number):
            act(search, today)
    _is_as_it_was_left(search)


def _is_as_it_was_left(search: Search) -> None:
    """Nothing that was typed is lost or changed, nobody stands there twice, and the job change is history."""
    state = search.book.read()
    assert sorted(str(row.cells["name"]) for row in state.tabs["people"].rows) == sorted(n for n, _, _ in IN_OCTOBER)
    assert search.cell("outreach", DEE, "notes") == "canary"
    assert [search.cell("outreach", name, "status") for name in (ANA, BEN, CAI, HAL)] == [
        "Snoozed",
        "Helping",
        "Meeting set",
        "Declined",
    ]
    assert [search.cell("people", name, "grade_used") for name in (ANA, CAI, DEE, GUS, FAY)] == ["B", "C", "A", "A", ""]
    assert len(state.tabs["log"].rows) == 10
    assert "No answer: let it rest until 28 Feb 2027" in str(search.cell("outreach", DEE, "suggested_next"))
    assert search.cell("outreach", HAL, "off_list") == "Declined"
    assert search.cell("people", ELI, "former_employers") == "Initech"
    assert "Changed job about 15 days ago: congratulate first." in str(search.cell("outreach", ELI, "why"))
    assert search.last is not None
    told = dict(next(one.lines for one in explain(search.last, ELI).sections if one.title == "Story"))
    assert told["2026-11-16"] == "your data shows the new job at Contoso"
    assert told["2026-11-18"] == "in the Log: Message, Contacted, about Contoso"
