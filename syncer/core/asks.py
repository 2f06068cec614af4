"""What to ask, and by which channel. Every ask names the sought role: people mention a job only when they know."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from syncer.core.cadence import Section
from syncer.core.candidates import Candidate, Scored
from syncer.core.model import Grade, Person
from syncer.core.outreach import Path, PathKind, Target
from syncer.core.phrases import role_phrase
from syncer.core.priority import is_late

E_MAIL, LINKEDIN, PHONE, COFFEE = "E-mail", "LinkedIn", "Phone", "Coffee"

_STEPS = {
    "Answer": "Answer today: thank them, and offer two times for a short call about {role}.",
    "Nudge": "One friendly nudge: two lines, one easy question, and {role} named again.",
    "Remind": "Ask kindly about what they promised; say that you still look for {role}.",
    "Thank them": "Thank them: one thing you take away, and your next step towards {role}.",
    "Report back": "Tell them what came of it, and that you still look for {role}.",
    "Check in": "Share your news in three lines, and ask whether they heard of {role}.",
    "Meeting": "Prepare three questions, say that you look for {role}, end with: whom else should I ask?",
    "Keep in touch": "Say hello and ask how they are; mention that you look for {role}.",
}


@dataclass(frozen=True, slots=True)
class Asker:
    """``role``: the sought role as a phrase ("a Product Manager role"). ``name``: a person's name by id, or ""."""

    sought: str
    name: Callable[[str], str]

    @property
    def role(self) -> str:
        """``a Product Manager role``."""
        return role_phrase(self.sought)

    def ask(self, one: Candidate, way: Scored, target: Target) -> str:
        """The suggested ask for this person's next step."""
        step = one.step
        if step.what == "Your plan":
            return f"{step.text.rstrip('.')}. Mention that you look for {self.role}."
        if step.section is Section.REPLY and one.standing.open:
            return f"Answer what they wrote. {self.first(one, way, target)}"
        if step.section is not Section.NEW and step.what in _STEPS:
            return self.step(step.what)
        return self.first(one, way, target)

    def step(self, what: str) -> str:
        """The ask of a follow-up."""
        return _STEPS[what].format(role=self.role)

    def first(self, one: Candidate, way: Scored, target: Target) -> str:
        """The first ask by path, closeness and stage."""
        kind = way.path.kind
        if is_late(target.stage):
            return self._late(way.path, target)
        if way.facts.influence == "recruiter" and kind is PathKind.NOW:
            return f"Ask whether {self.role} is open or coming at {target.name}, and what they look for."
        if target.stage.strip().casefold() == "applied" and kind is PathKind.NOW:
            return f"Say you applied for {self.role} at {target.name}; ask whether they would pass your name on."
        if kind is PathKind.NOW:
            return self._insider(one, way, target)
        if kind is PathKind.FORMER:
            return self._former(one, target)
        if kind is PathKind.KNOWS:
            return self._bridge(one, way.path, target)
        if kind is PathKind.RECRUITER:
            return f"Ask whether they fill {self.role} at {target.name}, and send them what makes you fit."
        return f"Ask whom they know at {target.name} through work; say that you look for {self.role}."

    def _insider(self, one: Candidate, way: Scored, target: Target) -> str:
        match one.grade:
            case "A":
                return f"Say that you look for {self.role}, and ask whom at {target.name} you should talk to."
            case "B" if way.facts.influence == "hiring":
                return f"Coffee or call: ask what the team needs, and whether {self.role} is coming."
            case "B":
                return f"Coffee or call: ask what the team needs, then who hires for {self.role}."
            case "C":
                return f"Catch up first, then ask for 15 minutes about {target.name} and {self.role}."
        return f"Short note: how you know each other, then ask for 15 minutes about {target.name} and {self.role}."

    def _former(self, one: Candidate, target: Target) -> str:
        if one.grade in ("A", "B"):
            return f"Coffee or call: ask how {target.name} hires for {self.role}, and whom they still know there."
        return f"Catch up, then ask what {target.name} is like and whom to talk to about {self.role}."

    def _bridge(self, one: Candidate, path: Path, target: Target) -> str:
        who = self.name(path.through) or (path.through if path.told else "") or f"the person they know at {target.name}"
        if not path.through:
            who = f"someone at {target.name}"
        if one.grade in ("A", "B"):
            return f"Ask for an introduction to {who}: you look for {self.role} there. Offer a note to forward."
        return f"Catch up first; then ask whether they would introduce you to {who} about {self.role}."

    def _late(self, path: Path, target: Target) -> str:
        if target.stage.strip().casefold() == "offer":
            return f"You have an offer ({self.role}): ask what they would want to know before saying yes."
        if path.kind is PathKind.NOW:
            return f"Say that you are interviewing for {self.role}; ask how they decide, and for a good word."
        if path.kind is PathKind.FORMER:
            return f"Say that you are interviewing for {self.role}; ask what {target.name} looks for in interviews."
        return (
            f"Say that you are interviewing for {self.role}; ask whether someone at {target.name} would vouch for you."
        )


_WISHES: Mapping[Grade, tuple[str, ...]] = {
    "A": (PHONE, E_MAIL, LINKEDIN),
    "B": (E_MAIL, LINKEDIN, PHONE),
    "C": (LINKEDIN, E_MAIL, PHONE),
    "": (LINKEDIN, E_MAIL, PHONE),
}


def channel(one: Candidate, emails: Sequence[str]) -> str:
    """The way to take the next step with them: a meeting is a coffee, all else as ``reach``."""
    return COFFEE if one.step.what == "Meeting" else reach(one.person, one.grade, emails)


def reach(person: Person, grade: Grade, emails: Sequence[str]) -> str:
    """The way that fits how well you know them; LinkedIn where you write to each other there; "" if none is known.

    ``emails``: their addresses that still work as far as anybody knows.
    """
    has = {E_MAIL: bool(emails), LINKEDIN: bool(person.profile), PHONE: bool(person.phones)}
    if grade != "A" and person.ties.received and has[LINKEDIN]:
        return LINKEDIN
    return next((way for way in _WISHES[grade] if has[way]), "")
