"""Reads people's own cells, row by row, into what ranking needs. Nothing is guessed; what is not read is noted."""

import difflib
import re
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from syncer.core.model import Grade
from syncer.core.outreach import PersonEntry, Target
from syncer.core.workbook import cells
from syncer.core.workbook.layout import BY_KEY, STATUSES
from syncer.core.workbook.memory import RowMemory
from syncer.core.workbook.rows import PEOPLE_COLUMNS
from syncer.core.workbook.state import CellError, Row, Value

NOTHING_TYPED = PersonEntry()
"""The entry of somebody about whom people typed nothing, as of nearly everybody."""
_PLAIN = re.compile(r"[-+]?[\d.,/★☆]{1,5}|\d{1,4}([/. -])\d{1,2}(?:\1\d{1,4})?")
_DOMAIN = re.compile(r"[A-Za-z0-9-]{3,}(\.[A-Za-z]{2,})+")


@dataclass(slots=True)
class Reader:
    """Reads the cells of one row after another and collects notes: ``Outreach, row 12, Next date: '31/31' ...``."""

    notes: list[str] = field(default_factory=list)

    def value(self, tab: str, row: Row | None, memory: RowMemory, column: str) -> Value:
        """The cell; what was last known where it is in error now; blank without a row."""
        if row is None:
            return ""
        found = row.cells.get(column, "")
        if not isinstance(found, CellError):
            return found
        last = memory.read.get(tab, {}).get(column, "")
        return "" if isinstance(last, str) and last.startswith("sha256:") else last

    def note(self, tab: str, row: Row, column: str, problem: str) -> None:
        """Remember that a cell could not be used, and why, with its place."""
        sheet = BY_KEY[tab]
        self.notes.append(f"{sheet.title}, row {row.number}, {sheet.column(column).header}: {problem}")

    def date(self, tab: str, row: Row | None, memory: RowMemory, column: str) -> date | None:
        """The day in a cell, or None with a note when it holds something else."""
        value = self.value(tab, row, memory, column)
        if row is None or value == "":
            return None
        if (day := cells.read_date(value)) is None:
            hint = "write it as 2026-04-30"
            self.note(tab, row, column, f"{_found(value)} is no date that can be read in one way only; {hint}.")
        return day

    def grade(self, tab: str, row: Row | None, memory: RowMemory) -> Grade:
        """The grade in Know them; a note and blank for other words."""
        value = self.value(tab, row, memory, "grade")
        if row is None or value == "":
            return ""
        grade = cells.read_grade(value)
        if grade is None:
            self.note(tab, row, "grade", f"{_found(value)} is none of A, B and C: ignored.")
        return cast(Grade, grade or "")

    def status(self, tab: str, row: Row | None, memory: RowMemory) -> str:
        """The status; words of a person's own are taken as they are, with a suggestion where one is near."""
        value = self.value(tab, row, memory, "status")
        status = cells.read_status(value)
        if row is not None and status and status not in STATUSES:
            near = difflib.get_close_matches(status, STATUSES, n=1, cutoff=0.8)
            if near:
                self.note(tab, row, "status", f"'{status}' is not known; did you mean '{near[0]}'?")
        return status

    def whole(self, tab: str, row: Row, column: str, highest: int = 10**9) -> int | None:
        """A number from 1 to ``highest``; a note and None for other words."""
        value = row.cells.get(column, "")
        if value == "" or isinstance(value, CellError):
            return None
        number = cells.read_stars(value) if highest == 5 else cells.read_count(value)
        if number is None or number > highest:
            self.note(tab, row, column, f"{_found(value)} is no whole number from 1 to {highest:,}: ignored.")
            return None
        return number


def person_entry(
    reader: Reader, outreach: Row | None, people: Row | None, memory: RowMemory, grade: Grade
) -> PersonEntry:
    """What people typed about one person. ``grade`` is the one that counts; pins and memory are added by the caller."""
    if outreach is None and (people is None or people.cells.keys().isdisjoint(PEOPLE_COLUMNS["people"])):
        return PersonEntry(grade=grade) if grade else NOTHING_TYPED

    def text(tab: str, row: Row | None, column: str) -> str:
        return cells.text_of(reader.value(tab, row, memory, column)).strip()

    days = reader.whole("people", people, "keep_in_touch", 3_650) if people else None
    return PersonEntry(
        grade=grade,
        status=reader.status("outreach", outreach, memory),
        last_contact=reader.date("outreach", outreach, memory, "last_contact"),
        next_action=text("outreach", outreach, "next_action"),
        next_date=reader.date("outreach", outreach, memory, "next_date"),
        snooze_until=reader.date("outreach", outreach, memory, "snooze_until"),
        owner=text("outreach", outreach, "owner"),
        how_known=text("people", people, "how_known"),
        knows_someone_at=cells.several(reader.value("people", people, memory, "knows_at")),
        would_help=text("people", people, "would_help"),
        keep_in_touch_days=days,
        do_not_contact=_do_not_contact(reader, people, memory),
    )


def _do_not_contact(reader: Reader, row: Row | None, memory: RowMemory) -> bool:
    value = reader.value("people", row, memory, "do_not_contact")
    answer = cells.read_yes(value)
    if answer is None and row is not None:
        # Leaving somebody alone who could be written to costs less than writing to somebody who must not be.
        reader.note("people", row, "do_not_contact", "what stands there is taken as Yes.")
    return answer is not False


def target(reader: Reader, row: Row, row_id: str) -> Target | None:
    """A row of Targets; None, with a note, where it names no company."""
    found = row.cells

    def text(column: str) -> str:
        return cells.text_of(found.get(column, "")).strip()

    if not text("company"):
        reader.note("targets", row, "company", "no company is named: this row is left out.")
        return None
    return Target(
        id=row_id,
        name=text("company"),
        domain=text("domain") or _as_domain(text("company")),
        aliases=cells.several(found.get("aliases", "")),
        motivation=reader.whole("targets", row, "motivation", 5),
        sought_role=text("sought_role"),
        role_link=text("role_link"),
        posting=text("posting"),
        stage=text("stage"),
        size=reader.whole("targets", row, "size"),
    )


def _as_domain(company: str) -> str:
    """A company that people name by its web address (google.com) has said its domain; otherwise blank."""
    return company.lower() if _DOMAIN.fullmatch(company) else ""


def _found(value: Value) -> str:
    """The value where it is a number or looks like a day; anything else may be somebody's name or phone, and notes are
    shown where schedulers log them."""
    text = cells.clean(cells.text_of(value)).strip()
    return f"'{text}'" if _PLAIN.fullmatch(text) else "what stands there"
