"""The order of the list: what is due first, then new people as the coming working days would take them.

New outreach is planned day by day, as if nobody answered: at most five a day, of each five at least one A and two B or
C with a direct path (where there are any), at most two live conversations at one target, the second only after three
silent business days. So a rank is the place in line under these rules, not just the score.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from syncer.core import standing as at
from syncer.core.cadence import Rules, Section
from syncer.core.candidates import Candidate, is_due

HORIZON = 60
"""Working days that are planned; who comes later stands in order of score."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Everybody in list order. ``today_new``: ids of the new people to write to on the next working day."""

    order: tuple[Candidate, ...]
    today_new: tuple[str, ...]
    beyond: tuple[Candidate, ...] = ()
    """Who does not fit on a list of ``max_rows``."""


def ordered(candidates: Sequence[Candidate], rules: Rules, started_today: int) -> Listing:
    """The list. Those in conversation, or resting after one, always fit; new people fill what is left."""
    today, tuning = rules.today, rules.tuning
    due = [one for one in candidates if is_due(one, today)]
    taken = {one.id for one in due}
    new = [one for one in candidates if one.step.section is Section.NEW]
    later = [one for one in candidates if one.id not in taken and one.step.section is not Section.NEW]
    capacity = 0 if tuning.job_found else max(0, tuning.new_per_day - started_today)
    line, first_day = _in_line(new, candidates, rules, capacity)
    room = max(0, tuning.max_rows - len(due) - len(later))
    order = (*sorted(due, key=_due_order), *line[:room], *sorted(later, key=_later_order))
    return Listing(order, tuple(one.id for one in line[: min(room, first_day)]), tuple(line[room:]))


def _due_order(one: Candidate) -> tuple[int, float, date, float, str]:
    due = one.step.due or date.max
    overdue = -one.step.overdue if one.step.section is Section.FOLLOW_UP else 0.0
    return (one.step.section, overdue, due, -one.shown, one.id)


def _later_order(one: Candidate) -> tuple[int, date, float, str]:
    resting = one.step.section is Section.RESTING
    return (resting, one.step.due or date.max, -one.shown, one.id)


# --- new people, day by day ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Line:
    """The people waiting at one target, best first, and when its next conversation may begin (working days)."""

    waiting: list[Candidate]
    free_at: list[int] = field(default_factory=list)
    second_at: int = 0
    used: int = 0

    def open_on(self, day: int, most: int) -> bool:
        """Whether a new conversation may begin on that day."""
        live = sum(until > day for until in self.free_at)
        return bool(self.waiting) and live < most and (live == 0 or day >= self.second_at)

    def first_of(self, classes: Sequence[str]) -> Candidate | None:
        """The best of these classes; an introduction only at the head of the line, since insiders come first."""
        fitting = (one for at, one in enumerate(self.waiting) if _class(one) in classes and (one.direct or not at))
        return next(fitting, None)


def _in_line(
    new: Sequence[Candidate], everyone: Sequence[Candidate], rules: Rules, capacity: int
) -> tuple[list[Candidate], int]:
    """New people in order, and how many of them the first working day takes."""
    lines = _lines(new, everyone, rules)
    order: list[Candidate] = []
    first = 0
    for day in range(HORIZON):
        slots = capacity if day == 0 else rules.tuning.new_per_day
        order += _one_day(lines, day, slots, rules)
        first = len(order) if day == 0 else first
        if len(order) == len(new):
            break
    rest = sorted((one for line in lines.values() for one in line.waiting), key=_by_score)
    return order + rest, first


def _lines(new: Sequence[Candidate], everyone: Sequence[Candidate], rules: Rules) -> dict[str, _Line]:
    waiting: dict[str, list[Candidate]] = {}
    for one in new:
        waiting.setdefault(one.target_id, []).append(one)
    lines = {id_: _Line(_bridges_after_insiders(waiting[id_], rules.tuning.bridge_margin)) for id_ in sorted(waiting)}
    for one in everyone:
        if one.live and one.target_id in lines:
            _occupy(lines[one.target_id], *_until(one, rules))
    return lines


def _occupy(line: _Line, until: int, second: int) -> None:
    line.free_at.append(until)
    line.second_at = max(line.second_at, second)


def _until(one: Candidate, rules: Rules) -> tuple[int, int]:
    """Working days from now until a live conversation ends unanswered, and until a second one may begin."""
    tuning, since = rules.tuning, one.standing.last_contact or one.standing.turned
    silent = rules.days.between(since, rules.today) if since else 0
    whole = tuning.nudge_after_business + tuning.give_up_after_business
    if one.standing.status in (at.REPLIED, at.MEETING):
        return whole, whole
    patience = max(1, whole - silent) if one.standing.status == at.CONTACTED else whole
    return patience, max(0, tuning.second_after_business - silent)


def _bridges_after_insiders(people: Iterable[Candidate], margin: int) -> list[Candidate]:
    """By score, but an introduction is asked only after every direct path that scores within the margin."""
    group = list(people)
    direct = sorted(one.shown for one in group if one.direct)

    def place(one: Candidate) -> tuple[float, bool, date, str]:
        score = one.shown
        if not one.direct:
            score = min((value for value in direct if value >= one.shown - margin), default=score)
            score = min(score, one.shown)
        return (-score, not one.direct, one.standing.last_contact or date.max, one.id)

    return sorted(group, key=place)


def _one_day(lines: Mapping[str, _Line], day: int, slots: int, rules: Rules) -> list[Candidate]:
    """The people of one day in order of score: one A and two B or C insiders, then the best of all others.

    Those whom the user knows choose first: at a company that many lead to, its place of the day would else go to
    a stranger with a better title, for weeks.
    """
    tuning = rules.tuning
    open_lines = [line for line in lines.values() if line.open_on(day, tuning.live_per_target)]
    picked: list[Candidate] = []
    whole = tuning.nudge_after_business + tuning.give_up_after_business
    while len(picked) < slots and open_lines:
        best = _best(open_lines, _wanted(picked, open_lines) or ("",))
        if best is None:
            break
        line, one = best
        line.waiting.remove(one)
        _occupy(line, day + whole, day + tuning.second_after_business)
        open_lines.remove(line)
        picked.append(one)
    return sorted(picked, key=_by_score)


def _wanted(picked: Sequence[Candidate], open_lines: Sequence[_Line]) -> tuple[str, ...]:
    """Classes that the day still lacks and could have."""
    have = [_class(one) for one in picked]
    lacking = ["A"] * (1 - have.count("A")) + ["BC"] * (2 - have.count("BC"))
    there = {name: sum(line.first_of((name,)) is not None for line in open_lines) for name in ("A", "BC")}
    return tuple(name for at, name in enumerate(lacking) if lacking[:at].count(name) < there[name])


def _class(one: Candidate) -> str:
    if one.grade == "A":
        return "A"
    return "BC" if one.grade in ("B", "C") and one.direct else ""


def _best(lines: Iterable[_Line], wanted: Sequence[str]) -> tuple[_Line, Candidate] | None:
    """The best person at the head of a line, or the best of the wanted classes in any line."""
    heads = []
    for line in lines:
        one = line.waiting[0] if "" in wanted else line.first_of(wanted)
        heads += [(line, one)] if one else []
    return min(heads, key=lambda head: _by_score(head[1]), default=None)


def _by_score(one: Candidate) -> tuple[float, date, str]:
    return (-one.shown, one.standing.last_contact or date.max, one.id)
