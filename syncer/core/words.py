"""Why this person, in words: at most four clauses, the one with most points first, then one caution.

Every clause says a fact the score counted, and where it comes from is in the data: nothing is guessed, no statistics.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from syncer.core import standing as at
from syncer.core.cadence import ANSWER_WITHIN_DAYS
from syncer.core.candidates import CHOSEN, Candidate, Scored
from syncer.core.model import Person
from syncer.core.outreach import Evidence, Overlap, Path, PathKind, Target, Tier
from syncer.core.phrases import ago, day_text, head_count, lasting, month_text
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

    def why(self, one: Candidate, way: Scored, target: Target) -> str:
        """The reasons for asking this person about this target by this path."""
        score = way.score
        history = self._history(one, way.facts.mutual)
        clauses = [
            (score.path + score.role, self.path_words(one.person, way, target)),
            (score.closeness, _GRADES[one.grade]),
            (score.evidence, history[0] if history else ""),
            (score.timing, self._timing_words(one)),
        ]
        said = [text for _, text in sorted(clauses, key=lambda clause: -clause[0]) if text]
        said += history[1:]
        caution = self._caution(one, way.path, target)
        return _text((*said[:MOST_CLAUSES], caution))

    def due(self, one: Candidate, way: Scored, target: Target) -> str:
        """Why somebody in conversation stands on Today: what happened last, then who they are."""
        return _text((self._state(one), self.path_words(one.person, way, target), _GRADES[one.grade]))

    def _state(self, one: Candidate) -> str:
        found, today = one.standing, self.today
        day = found.turned or found.last_contact
        when = f" {ago(day, today)}" if day else ""
        match found.status:
            case at.REPLIED:
                return f"They replied{when}."
            case at.CONTACTED:
                times = " twice, last" if found.touches > 1 else ""
                last = found.last_contact or day
                return f"You wrote{times} {ago(last, today)} and they have not answered." if last else ""
            case at.MEETING:
                return "You have a meeting with them."
            case at.MET:
                return f"You met{when}."
            case at.INTRODUCED:
                return f"They introduced you{when}."
            case at.WAITING:
                return f"They promised something{when}."
            case at.HELPING:
                return "They are helping you" + (
                    f"; last contact {ago(found.last_contact, today)}." if found.last_contact else "."
                )
        if found.fresh_word and found.status == at.TO_CONTACT:
            return f"They wrote {ago(found.fresh_word, today)}, and you have not answered."
        return f"Last spoke {ago(found.last_contact, today)}." if found.last_contact else ""

    def _history(self, one: Candidate, mutual: int) -> list[str]:
        """What ties you: work together, a recommendation, messages, people in between; the firmest first."""
        ties, overlap = one.person.ties, one.overlap
        together = [self._overlap_words(overlap)] if overlap else []
        said = together[:] if overlap and overlap.evidence is not Evidence.POTENTIAL else []
        if ties.recommended_you:
            said = [" ".join((*said, "They recommended you on LinkedIn."))]
        if min(ties.sent, ties.received):
            said.append(f"You have exchanged {ties.sent + ties.received} messages.")
        if overlap and overlap.evidence is Evidence.POTENTIAL:
            said += together
        if mutual:
            said.append(f"{'Someone' if mutual == 1 else 'Some people'} you know well worked with them.")
        return said

    def path_words(self, person: Person, way: Scored, target: Target) -> str:
        """The path as a sentence; of somebody inside, with what their role means for the search."""
        path = way.path
        match path.kind:
            case PathKind.NOW:
                return self._now_words(way, target)
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

    def _now_words(self, way: Scored, target: Target) -> str:
        job, role = way.path.position, _role_words(way)
        if job is None:
            return f"Has a work e-mail at {target.name}."
        other = "" if _bare(target.name) in _bare(job.employer) else job.employer
        detail = f"{job.title} at {other}" if job.title and other else job.title or other
        detail = f"{detail}: {role}" if detail and role else detail
        works = f"{'May work' if way.path.tier is Tier.REVIEW else 'Works'} at {target.name} now"
        return f"{works} ({detail})." if detail else f"{works}."

    def _former_words(self, person: Person, path: Path, target: Target) -> str:
        if path.position is None:
            return f"Has an old work e-mail of {target.name}{_job_now(person)}."
        worked = f"{'May have worked' if path.tier is Tier.REVIEW else 'Worked'} at {target.name} before"
        if path.position.current:  # the cell itself says "ex-Acme": it names no other employer
            return f"{worked}{f', now {person.title}' if person.title else ''}."
        if path.left is None or path.tier is Tier.REVIEW:
            return f"{worked}{_job_now(person)}."
        end = path.left.earliest()
        recent = path.left.month and (self.today - end).days < 730
        when = ago(end, self.today) if recent else f"in {month_text(path.left.year, path.left.month)}"
        return f"Left {target.name} {when}{_job_now(person)}."

    def _knows_words(self, path: Path, target: Target) -> str:
        if path.told:
            return f"{path.told}."
        if path.declared:
            return f"Knows someone at {target.name}: you noted it."
        if not path.through:
            return (
                f"You chose {target.name} for them."
                if path.reason == CHOSEN
                else f"You are in touch about {target.name}."
            )
        who, where = self.name(path.through) or "someone", path.position.employer if path.position else ""
        if path.evidence is Evidence.CONFIRMED:
            return f"Worked at {where} with {who}, who is at {target.name} now."
        if path.evidence is Evidence.LIKELY:
            return f"Was probably at {where} together with {who}, who is at {target.name} now."
        return f"May know {who} of {target.name}: both worked at {where}."

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
            todo = "answer that first" if self._within(found.fresh_word, ANSWER_WITHIN_DAYS) else "begin with that"
            return f"They wrote last, on {day_text(found.fresh_word, self.today)}: {todo}."
        if person.changed_job and self._within(person.changed_job, 90):
            return f"Changed job about {ago(person.changed_job, self.today)}: congratulate first."
        if found.own_word and not person.ties.received and found.status == at.TO_CONTACT:
            return f"You wrote {ago(found.own_word, self.today)}; no answer so far."
        if found.last_contact:
            dormant = (self.today - found.last_contact).days
            moment = ": good time" if _DORMANT_DAYS <= dormant <= 730 else ": time to catch up" if dormant > 730 else ""
            return f"Last spoke {ago(found.last_contact, self.today)}{moment}."
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


def _role_words(way: Scored) -> str:
    """What the role of somebody inside means for the search."""
    match way.facts.influence:
        case "hiring":
            return "could be the one who hires"
        case "recruiter":
            return "hears early what opens"
        case "far above":
            return "can point you to the right person"
        case "peer" if way.facts.same_work:
            return "does the work you look for"
        case "peer" if way.facts.function == "same":
            return "works in your field"
    return ""


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _text(sentences: tuple[str, ...]) -> str:
    """Sentences in a row. "Initech Inc." at an end brings its own full stop."""
    return " ".join(filter(None, sentences)).replace("..", ".")
