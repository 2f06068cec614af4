"""Why this person, in words: at most four clauses, the one with most points first, then one caution.

Every clause says a fact the score counted, and where it comes from is in the data: nothing is guessed, no statistics.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from syncer.core import standing as at
from syncer.core.candidates import Candidate, Scored
from syncer.core.model import Person
from syncer.core.outreach import Evidence, Overlap, Path, PathKind, Target, Tier
from syncer.core.phrases import ago, day_text, head_count, lasting, month_text
from syncer.core.priority import overlap_points
from syncer.core.tuning import Tuning

MOST_CLAUSES = 4
_DORMANT_DAYS = 180
_GRADES = {
    "A": "Family or a good friend (A).",
    "B": "You know them very well (B).",
    "C": "You know them fairly well (C).",
    "": "",
}


@dataclass(frozen=True, slots=True)
class Teller:
    """What words need beside the candidate. ``name``: a person's name by id, or ``""``."""

    today: date
    tuning: Tuning
    name: Callable[[str], str]
    sought: str = ""

    def why(self, one: Candidate, way: Scored, target: Target) -> str:
        """The reasons for asking this person about this target by this path."""
        clauses = [(points, text) for points, text in self._clauses(one, way, target) if text]
        clauses.sort(key=lambda clause: -clause[0])
        said = [text for _, text in clauses[:MOST_CLAUSES]]
        caution = self._caution(one, way.path, target)
        return " ".join((*said, caution) if caution else said)

    def _clauses(self, one: Candidate, way: Scored, target: Target) -> Iterator[tuple[float, str]]:
        """(points, sentence) of each part; the path always opens, since all else hangs on it."""
        score, person = way.score, one.person
        yield 100.0, self.path_words(person, way.path, target)
        yield score.closeness, _GRADES[one.grade]
        yield score.role, self._role_words(way)
        worked = overlap_points(one.overlap, self.today) if one.overlap else 0.0
        yield worked, self._overlap_words(one.overlap) if one.overlap else ""
        yield score.evidence - worked, _ties_words(person, way.facts.mutual)
        yield score.timing, self._timing_words(one)

    def path_words(self, person: Person, path: Path, target: Target) -> str:
        """The path as a sentence."""
        match path.kind:
            case PathKind.NOW:
                return self._now_words(path, target)
            case PathKind.FORMER:
                return self._former_words(person, path, target)
            case PathKind.KNOWS:
                return self._knows_words(path, target)
            case PathKind.RECRUITER:
                return f"Works at {_employer(person, path)}, which recruits for {target.name}."
            case PathKind.RELATED:
                return f"Works at {_employer(person, path)}, of the same group as {target.name}."
            case PathKind.CLIENT:
                return f"Works at {_employer(person, path)}, a client of {target.name}."

    def _now_words(self, path: Path, target: Target) -> str:
        job = path.position
        if job is None:
            return f"Has a work e-mail at {target.name}."
        other = "" if target.name.casefold() in job.employer.casefold() else job.employer
        detail = f"{job.title} at {other}" if job.title and other else job.title or other
        return f"Works at {target.name} now ({detail})." if detail else f"Works at {target.name} now."

    def _former_words(self, person: Person, path: Path, target: Target) -> str:
        now = _job_now(person)
        if path.position is None:
            return f"Has an old work e-mail of {target.name}{now}."
        if path.left is None:
            return f"Worked at {target.name} before{now}."
        end = path.left.earliest()
        recent = path.left.month and (self.today - end).days < 730
        when = ago(end, self.today) if recent else f"in {month_text(path.left.year, path.left.month)}"
        return f"Left {target.name} {when}{now}."

    def _knows_words(self, path: Path, target: Target) -> str:
        if path.declared:
            return f"Knows someone at {target.name}: you noted it."
        if not path.through:
            chosen = path.reason == "you chose this company for them"
            return f"You chose {target.name} for them." if chosen else f"You are in touch about {target.name}."
        who, where = self.name(path.through) or "someone", path.position.employer if path.position else ""
        if path.evidence is Evidence.CONFIRMED:
            return f"Worked with {who} at {where}; {who} is at {target.name} now."
        if path.evidence is Evidence.LIKELY:
            return f"Was probably at {where} together with {who}, who is at {target.name} now."
        return f"May know {who} of {target.name}: both worked at {where}."

    def _role_words(self, way: Scored) -> str:
        sought = " ".join(self.sought.split()) or "your job"
        match way.facts.influence:
            case "hiring":
                return f"Could be the one who hires (you seek: {sought})."
            case "recruiter":
                return "A recruiter: hears early what opens."
            case "far above":
                return "High up: can point you to the right person."
            case "peer" if way.facts.function == "same":
                return "Does the work you look for."
            case "peer":
                return "Works close to your field."
        return "In your field." if way.facts.function == "same" else ""

    def _overlap_words(self, overlap: Overlap) -> str:
        if overlap.evidence is Evidence.CONFIRMED:
            size = f" ({head_count(overlap.size)})" if overlap.size else ""
            return f"You were both at {overlap.employer} for {lasting(overlap.months)}{size}."
        if overlap.evidence is Evidence.LIKELY:
            return f"Probably your colleague at {overlap.employer}: you connected while you worked there."
        return f"You both worked at {overlap.employer}, maybe at different times."

    def _timing_words(self, one: Candidate) -> str:
        """The news that makes this a good moment, or when they last spoke."""
        found, person = one.standing, one.person
        if found.fresh_word and found.status == at.TO_CONTACT and self._within(found.fresh_word, 90):
            return f"Their message of {day_text(found.fresh_word, self.today)} is still unanswered."
        if person.changed_job and self._within(person.changed_job, 90):
            return f"Changed job about {ago(person.changed_job, self.today)}: congratulate first."
        if found.last_contact:
            dormant = (self.today - found.last_contact).days
            good = ": good time" if _DORMANT_DAYS <= dormant <= 5 * 365 else ""
            return f"Last spoke {ago(found.last_contact, self.today)}{good}."
        if person.connected_on and self._within(person.connected_on, 30):
            return f"You connected {ago(person.connected_on, self.today)}."
        return ""

    def _within(self, day: date, days: int) -> bool:
        return self.today - timedelta(days=days) <= day <= self.today

    def _caution(self, one: Candidate, path: Path, target: Target) -> str:
        """The one thing to check first, the gravest."""
        if path.tier is Tier.REVIEW and path.position:
            return f"Check first: is {path.position.employer} the same company as {target.name}?"
        if path.tier is Tier.REVIEW:
            return f"Check first whether this is really {target.name}."
        as_of = one.person.as_of
        if as_of and (self.today - as_of).days > self.tuning.stale_after_days:
            return f"Their data is from {day_text(as_of, self.today)}: check where they work now."
        return "" if one.grade else "Not graded yet: how well do you know them?"


def _employer(person: Person, path: Path) -> str:
    return path.position.employer if path.position else person.employer


def _job_now(person: Person) -> str:
    if person.title and person.employer:
        return f", now {person.title} at {person.employer}"
    return f", now at {person.employer}" if person.employer else ""


def _ties_words(person: Person, mutual: int) -> str:
    ties = person.ties
    if ties.recommended_you:
        return "They recommended you on LinkedIn."
    both = min(ties.sent, ties.received)
    if both:
        total = ties.sent + ties.received
        return f"You have exchanged {total} messages."
    if mutual:
        return (
            "Someone you know well worked with them." if mutual == 1 else f"{mutual} people you know worked with them."
        )
    return ""
