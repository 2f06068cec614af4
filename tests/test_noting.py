"""`syncer log`: a line of the Log in the words people use."""

from datetime import UTC, date, datetime

import pytest

from syncer.core.reports import Noted
from syncer.errors import ConfigError, Conflict, SafetyStop, TemporaryError, WorkbookError
from syncer.noting import Note, write_down
from syncer.workbooks.memory import MemoryWorkbook
from tests.contract.hand import Hand
from tests.core.workbook.service import TODAY, Card, Service

CARDS = [
    Card("ana", "Ana Ruiz", email="ana@example.com"),
    Card("zoe", "Zoë Ångström", "Globex"),
    Card("kim1", "Kim Lee", "Initech", email="one@example.com"),
    Card("kim2", "Kim Lee", "Hooli", email="two@example.com"),
]


@pytest.fixture
def book() -> MemoryWorkbook:
    made = MemoryWorkbook()
    Service(made, list(CARDS)).run()
    return made


def write(book, person: str, what: str, outcome: str = "", day: date | None = None) -> Noted:
    return write_down(book, Note(person, what, outcome, day), TODAY, lambda _: datetime(2026, 11, 23, tzinfo=UTC))


def lines(book) -> list[dict[str, object]]:
    return [dict(row.cells) for row in book.read().tabs["log"].rows]


@pytest.mark.parametrize(
    ("said", "what", "outcome"),
    [
        ("coffee", "Coffee", "Met"),
        ("Lunch", "Coffee", "Met"),
        ("e-mail", "Message", "Contacted"),
        ("message", "Message", "Contacted"),
        ("call", "Call", ""),
        ("thanks", "Thanks", ""),
        ("replied", "Message", "Replied"),
        ("they replied", "Message", "Replied"),
        ("introduced", "Introduction", "Introduced me"),
        ("declined", "Other", "Declined"),
        ("meeting set", "Other", "Meeting set"),
        ("walked the dogs together", "walked the dogs together", ""),
        ("sent my CV", "sent my CV", "Contacted"),
        ("introduced me to Acme", "introduced me to Acme", "Introduced me"),
        ("meeting on Friday", "meeting on Friday", ""),
    ],
)
def test_what_people_say_becomes_the_words_of_the_dropdowns(book, said, what, outcome):
    noted = write(book, "Ana Ruiz", said)
    assert (noted.what, noted.outcome, noted.again) == (what, outcome, False)
    shown = {"date": TODAY, "person": "Ana Ruiz", "target": "Acme", "what": what, "outcome": outcome}
    assert lines(book) == [{key: value for key, value in shown.items() if value}]


def test_an_outcome_of_ones_own_outranks_the_usual_one(book):
    assert write(book, "Ana Ruiz", "coffee", "helping").outcome == "Helping"


def test_an_outcome_that_is_none_is_refused_with_those_there_are(book):
    with pytest.raises(ConfigError, match="Introduced me"):
        write(book, "Ana Ruiz", "coffee", "splendid")
    assert not lines(book)


@pytest.mark.parametrize("typed", ["Zoe Angstrom", "angstrom", "ZOË ÅNGSTRÖM"])
def test_a_name_may_be_typed_without_accents_or_in_part(book, typed):
    assert write(book, typed, "call").name == "Zoë Ångström"


def test_of_namesakes_the_id_says_which_and_stands_in_the_line(book):
    with pytest.raises(ConfigError, match=r"(?s)2 people could be meant.*Hooli") as refused:
        write(book, "Kim Lee", "coffee")
    marks = {row.row_id: row.cells["employer"] for row in book.read().tabs["people"].rows}
    hooli = next(mark for mark, employer in marks.items() if employer == "Hooli")
    assert hooli in str(refused.value)
    write(book, hooli, "coffee")
    assert lines(book)[0]["person"] == hooli
    service = Service(book, list(CARDS))
    service.run()
    assert [(line.person_id, line.what) for line in service.entered.log] == [(hooli, "Coffee")]


def test_nobody_and_no_words_are_refused(book):
    with pytest.raises(ConfigError, match="nobody here"):
        write(book, "Nobody Atall", "coffee")
    with pytest.raises(ConfigError, match="what happened"):
        write(book, "Ana Ruiz", " ")


def test_the_same_line_is_not_written_twice(book):
    write(book, "Ana Ruiz", "coffee")
    assert write(book, "Ana Ruiz", "coffee").again
    assert not write(book, "Ana Ruiz", "coffee", day=date(2026, 11, 20)).again
    assert [line["date"] for line in lines(book)] == [TODAY, date(2026, 11, 20)]


def test_a_plan_is_no_event(book):
    with pytest.raises(ConfigError, match="Next date"):
        write(book, "Ana Ruiz", "coffee", day=date(2026, 11, 24))


def test_the_day_is_the_one_of_the_time_zone_in_settings(book):
    hand = Hand(book)
    hand.add_row("settings", {"setting": "Time zone", "value": "Asia/Tokyo"})
    asked = []

    def now(zone):
        asked.append(str(zone))
        return datetime(2026, 11, 24, 1, tzinfo=UTC)

    assert write_down(book, Note("Ana Ruiz", "call"), None, now).day == date(2026, 11, 24)
    assert asked == ["Asia/Tokyo"]


def test_a_workbook_that_a_run_would_not_touch_is_not_typed_into(book):
    Hand(book).delete_header("people")
    with pytest.raises(SafetyStop, match="header"):
        write(book, "Ana Ruiz", "coffee")
    assert not lines(book)


def test_without_a_workbook_the_message_says_how_to_make_one():
    with pytest.raises(WorkbookError, match="syncer run"):
        write(MemoryWorkbook(), "Ana Ruiz", "coffee")


class Restless:
    """Somebody saves between every read and commit, ``times`` times."""

    def __init__(self, inner, times):
        self.inner, self.times = inner, times

    def read(self):
        return self.inner.read()

    def commit(self, plan):
        self.times -= 1
        if self.times >= 0:
            raise Conflict("saved meanwhile")
        return self.inner.commit(plan)


def test_a_save_in_between_is_tried_again_and_a_restless_workbook_left_for_later(book):
    assert write(Restless(book, 2), "Ana Ruiz", "coffee").what == "Coffee"
    with pytest.raises(TemporaryError, match="Try again"):
        write(Restless(book, 99), "Zoe Angstrom", "coffee")
    assert len(lines(book)) == 1
