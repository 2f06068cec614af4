"""Checking back: what comes next with one person, and when.

Silent 3 business days: a second person at that target may be asked; 7: one nudge; 10 more: no answer, 90 days' rest;
at most two unanswered touches. Thanks within one business day, the result of advice after 14 days, then monthly while
searching. Keep in touch: A every 30, B 60, C 90 days; any contact restarts it. Figures are in ``Tuning``.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from syncer.core import standing as at
from syncer.core.model import Grade
from syncer.core.outreach import PersonEntry
from syncer.core.phrases import day_text
from syncer.core.standing import Standing
from syncer.core.tuning import Tuning
from syncer.core.workdays import Workdays


class Section(IntEnum):
    """Parts of the list, in list order."""

    REPLY = 1
    MEETING = 2
    FOLLOW_UP = 3
    NEW = 4
    WAITING = 5
    RESTING = 6


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next. ``what``: two or three words for Today; ``text``: the sentence of Suggested next.

    ``due`` None: whenever it suits. ``overdue``: (days since - period) / period, 0 on the day it falls due.
    ``status``: the effective status once time has done its part (Contacted long enough is No answer).
    """

    section: Section
    what: str
    text: str
    due: date | None = None
    overdue: float = 0.0
    status: str = ""


ANSWER_WITHIN_DAYS = 30
"""Days: a word of theirs older than that is no reply to answer, but something to begin with."""
FIRST = Step(Section.NEW, "First message", "Write the first message", status=at.TO_CONTACT)


@dataclass(frozen=True, slots=True)
class Rules:
    """The cadence for one day: the figures, the calendar and today."""

    tuning: Tuning
    days: Workdays
    today: date

    def next_step(self, found: Standing, entry: PersonEntry) -> Step:
        """What comes next with somebody who may be contacted (the gate is the caller's)."""
        if (plan := self._planned(found, entry)) is not None:
            return plan
        if self.tuning.job_found and found.status not in (at.MET, at.INTRODUCED):
            return Step(Section.RESTING, "Nothing", "You found a job: nothing more to do here", status=found.status)
        match found.status:
            case at.REPLIED:
                return self._answer(found)
            case at.MEETING:
                return self._meeting(found)
            case at.MET | at.INTRODUCED | at.HELPING:
                return self._after_help(found)
            case at.CONTACTED:
                return self._contacted(found)
            case at.WAITING:
                return self._promised(found)
            case at.NO_ANSWER:
                return self._rest(found.turned, found)
        return self._first(found)

    def _planned(self, found: Standing, entry: PersonEntry) -> Step | None:
        """What the user planned: their Next date, unless they have spoken since it, or a reply must be answered."""
        day = entry.next_date
        if day is None or found.status == at.REPLIED or (found.last_contact and found.last_contact >= day):
            return None
        meeting = found.status == at.MEETING
        text = entry.next_action or ("Meet them" if meeting else "What you planned")
        if day > self.today:
            section = Section.MEETING if meeting else Section.WAITING
            return Step(section, "Meeting" if meeting else "Your plan", text, day, status=found.status)
        section = Section.MEETING if meeting else Section.FOLLOW_UP
        if meeting and day < self.today:
            return Step(section, "Meeting", f"{text}. Did it happen? Then set Status to Met", day, status=found.status)
        overdue = (self.today - day).days / max(1, (day - found.last_contact).days if found.last_contact else 7)
        return Step(section, "Meeting" if meeting else "Your plan", text, day, overdue, found.status)

    def _answer(self, found: Standing) -> Step:
        since = found.turned or self.today
        due = self.days.add(since, 1)
        silent = self.days.between(since, self.today)
        return Step(Section.REPLY, "Answer", "They replied: answer them", due, max(0.0, silent - 1.0), found.status)

    def _meeting(self, found: Standing) -> Step:
        text = "Prepare: what you want to know, and the one thing to ask. Type the day into Next date"
        return Step(Section.MEETING, "Meeting", text, None, status=found.status)

    def _after_help(self, found: Standing) -> Step:
        """Thanks, then the result of the advice, then news every month."""
        tuning, since = self.tuning, found.turned or found.last_contact
        if since is None:
            return Step(
                Section.MEETING, "Thank them", "Say thanks, and what you will do", self.today, status=found.status
            )
        age = (self.today - since).days
        if found.status != at.HELPING and not found.thanked and not found.told_since and age < tuning.result_after_days:
            due = self.days.add(since, tuning.thanks_within_business)
            period = max(1, (due - since).days)
            text = f"Say thanks for {'the introduction' if found.status == at.INTRODUCED else 'their time'}"
            return Step(Section.MEETING, "Thank them", text, due, (age - period) / period, found.status)
        if tuning.job_found:
            return Step(Section.RESTING, "Nothing", "You found a job: tell them the good news", status=found.status)
        if found.status != at.HELPING and not found.told_since:
            due = since + timedelta(days=tuning.result_after_days)
            return self._on(due, since, "Report back", "Tell them what came of it", found)
        last = max(found.last_contact or since, since)
        due = last + timedelta(days=tuning.check_in_days)
        return self._on(due, last, "Check in", "Share your news, and ask whether they heard of anything", found)

    def _contacted(self, found: Standing) -> Step:
        tuning, since = self.tuning, found.last_contact or found.turned
        if since is None:
            text = "When did you write? Type it into Last contact"
            return Step(Section.WAITING, "Their turn", text, None, status=found.status)
        silent = self.days.between(since, self.today)
        patience = tuning.give_up_after_business
        if found.touches < 2:
            if silent >= tuning.nudge_after_business + patience:
                return self._rest(self.days.add(since, tuning.nudge_after_business + patience), found)
            due = self.days.add(since, tuning.nudge_after_business)
            return self._silent(due, silent, tuning.nudge_after_business, "Nudge", "One friendly nudge", found)
        if silent >= patience:
            return self._rest(self.days.add(since, patience), found)
        text = "Their turn: you have written twice, let it be"
        return Step(Section.WAITING, "Their turn", text, self.days.add(since, patience), status=found.status)

    def _silent(self, due: date, silent: int, period: int, what: str, text: str, found: Standing) -> Step:
        if due > self.today:
            waiting = f"Their turn. {text} on {day_text(due, self.today)}"
            return Step(Section.WAITING, what, waiting, due, status=found.status)
        return Step(Section.FOLLOW_UP, what, text, due, (silent - period) / period, found.status)

    def _promised(self, found: Standing) -> Step:
        since = found.last_contact or found.turned
        if since is None:
            return Step(Section.WAITING, "Waiting", "They promised something", None, status=found.status)
        period = self.tuning.nudge_after_business
        silent = self.days.between(since, self.today)
        text = "Ask kindly about what they promised"
        return self._silent(self.days.add(since, period), silent, period, "Remind", text, found)

    def _rest(self, since: date | None, found: Standing) -> Step:
        """No answer: rest, then they count as To contact again."""
        if since is None:
            return Step(Section.RESTING, "Rest", "No answer: let it rest", None, status=at.NO_ANSWER)
        back = since + timedelta(days=self.tuning.rest_days)
        if back <= self.today:
            return self._first(found)
        text = f"No answer: let it rest until {day_text(back, self.today)}"
        return Step(Section.RESTING, "Rest", text, back, status=at.NO_ANSWER)

    def _first(self, found: Standing) -> Step:
        """Somebody new, not before the time between two asks of a person is over; their own word is answered first.

        Whom the user wrote to some days ago, on whatever matter, gets the time to answer that anybody gets.
        """
        if found.fresh_word and (self.today - found.fresh_word).days <= ANSWER_WITHIN_DAYS:
            due = self.days.add(found.fresh_word, 1)
            overdue = max(0.0, self.days.between(found.fresh_word, self.today) - 1.0)
            return Step(Section.REPLY, "Answer", "They wrote last: answer them", due, overdue, at.TO_CONTACT)
        if found.own_word and (due := self.days.add(found.own_word, self.tuning.nudge_after_business)) > self.today:
            text = f"You wrote on {day_text(found.own_word, self.today)}: give them until {day_text(due, self.today)}"
            return Step(Section.RESTING, "Wait", text, due, status=at.TO_CONTACT)
        if found.last_ask:
            free = found.last_ask + timedelta(days=self.tuning.ask_gap_days)
            if free > self.today:
                text = f"Asked on {day_text(found.last_ask, self.today)}: wait until {day_text(free, self.today)}"
                return Step(Section.RESTING, "Wait", text, free, status=at.TO_CONTACT)
        return FIRST

    def _on(self, due: date, since: date, what: str, text: str, found: Standing) -> Step:
        if due > self.today:
            return Step(Section.WAITING, what, f"{text} on {day_text(due, self.today)}", due, status=found.status)
        period = max(1, (due - since).days)
        return Step(Section.FOLLOW_UP, what, text, due, (self.today - due).days / period, found.status)

    def second_allowed(self, found: Standing) -> bool:
        """Whether somebody else at that target may be asked: silent for three business days, or done."""
        since = found.last_contact or found.turned
        if found.status != at.CONTACTED or since is None:
            return False
        return self.days.between(since, self.today) >= self.tuning.second_after_business

    def keep_in_touch_due(self, found: Standing, entry: PersonEntry, grade: Grade) -> date | None:
        """The day on which keeping in touch falls due; None without a grade, own period, or known last contact."""
        period = entry.keep_in_touch_days or self._period(grade)
        if found.shut or not period or not found.last_contact:
            return None
        return found.last_contact + timedelta(days=period)

    def _period(self, grade: Grade) -> int:
        return {"A": self.tuning.keep_a_days, "B": self.tuning.keep_b_days, "C": self.tuning.keep_c_days, "": 0}[grade]
