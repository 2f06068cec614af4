"""What a draft may say: facts only, each with the evidence that makes it one; and which template suits the next step.

A fact that is only likely (an overlap without dates of both sides, a company match under review) is none here: what
stands in a message to somebody must be true.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from syncer.core import standing as at
from syncer.core.asks import LINKEDIN
from syncer.core.candidates import World, sought_role
from syncer.core.model import Me, Person
from syncer.core.outreach import Evidence, Outreach, OutreachRow, PathKind, Target, Tier
from syncer.core.phrases import ago, day_text, role_phrase
from syncer.core.workbook.cells import clean

Facts = Mapping[str, "str | Facts"]
"""Facts by name, grouped: ``{"them": {"first": "Ana"}}``. What is not known is not there."""

KINDS = ("email", "linkedin", "introduction", "thanks", "nudge", "answer", "hello")
_BY_STEP = {
    "Thank them": "thanks",
    "Nudge": "nudge",
    "Remind": "nudge",
    "Report back": "hello",
    "Check in": "hello",
    "Meeting": "hello",
    "Keep in touch": "hello",
}
_NEWS_DAYS, _SPOKE_DAYS = 90, 30
_LONGEST_LINK = 8_000
"""Characters of a mailto link; longer ones are cut by programs, or refused."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to write to. ``email``: one that still works as far as anybody knows; ``kind``: the template to take."""

    person: Person
    kind: str
    channel: str
    email: str
    facts: Facts


def addressee(world: World, outreach: Outreach, person: Person) -> Addressee:
    """Who they are to a draft: on the list or not."""
    row = next((one for one in outreach.rows if one.person_id == person.id), None)
    email = row.email if row else next(iter(person.emails), "")
    facts = _without_blanks(dict(_facts(world, outreach, person, row)))
    return Addressee(person, _kind(row), row.channel if row else "", email, facts)


def _kind(row: OutreachRow | None) -> str:
    if row is None:
        return "hello"
    if row.what == "Answer" and row.effective_status == at.REPLIED:
        return "answer"
    if row.what in _BY_STEP:
        return _BY_STEP[row.what]
    if row.path.kind is PathKind.KNOWS and row.grade in ("A", "B"):
        return "introduction"
    return "linkedin" if row.channel == LINKEDIN else "email"


def _facts(world: World, outreach: Outreach, person: Person, row: OutreachRow | None) -> Iterator[tuple[str, object]]:
    targets = {target.id: target for target in world.targets}
    target = targets.get(row.target_id) if row else None
    sought = sought_role(target or Target("", ""), world.tuning, world.me)
    yield "them", {"name": person.name, "first": _first(person), "employer": person.employer, "title": person.title}
    yield "me", _me(world.me)
    yield "company", target.name if target else ""
    yield "role", role_phrase(sought) if sought else ""
    overlap = outreach.overlaps.get(person.id)
    if overlap and overlap.evidence is Evidence.CONFIRMED:
        yield "together", {"employer": overlap.employer, "until": str(overlap.ended.year) if overlap.ended else ""}
    if person.connected_on:
        yield "connected", {"year": str(person.connected_on.year)}
    if person.ties.recommended_you:
        yield "recommended", {"me": person.name}
    if person.changed_job and timedelta() <= world.today - person.changed_job <= timedelta(days=_NEWS_DAYS):
        yield "news", {"employer": person.employer, "title": person.title}
    if row and target:
        yield from _path(world, row, target)
        yield from _conversation(world, row)


def _path(world: World, row: OutreachRow, target: Target) -> Iterator[tuple[str, object]]:
    """How they lead to the company, where that is sure."""
    path = row.path
    if path.tier is Tier.REVIEW:
        return
    match path.kind:
        case PathKind.NOW:
            yield "inside", {"company": target.name, "title": path.position.title if path.position else ""}
        case PathKind.FORMER:
            yield "former", {"company": target.name, "left": str(path.left.year) if path.left else ""}
        case PathKind.KNOWS if path.declared or path.told or (path.through and path.evidence is Evidence.CONFIRMED):
            insider = world.people.get(path.through)
            yield "bridge", {"company": target.name, "person": insider.name if insider else ""}


def _conversation(world: World, row: OutreachRow) -> Iterator[tuple[str, object]]:
    """What was last said, as far as it may be said to them."""
    theirs, last = world.people[row.person_id].ties.last_from_them, row.last_contact
    if row.what == "Answer" and theirs:
        yield "theirs", {"day": day_text(theirs, world.today)}
    if last is None:
        return
    when = {"when": ago(last, world.today)}
    match row.effective_status:
        case at.MET:
            yield "met", when
        case at.INTRODUCED:
            yield "introduced", when
        case at.CONTACTED:
            yield "wrote", when
        case at.WAITING:
            yield "promised", when
        case _ if (world.today - last).days >= _SPOKE_DAYS:
            yield "spoke", when


def _first(person: Person) -> str:
    """What they are called: the given name of the source that is trusted most, unless another name was typed over."""
    given = next((one.name.given for one in person.contacts if one.name.given), "")
    if given and given.casefold() in person.name.casefold():
        return given
    return person.name.split()[0] if person.name and "@" not in person.name else ""


def _me(me: Me) -> Mapping[str, str]:
    """The user: what they do now, or else did last."""
    now = next((one for one in me.positions if one.current), None)
    last = next((one for one in me.positions if not one.current), None) if now is None else None
    return {
        "name": me.name,
        "first": me.name.split()[0] if me.name else "",
        "title": now.title if now else "",
        "employer": now.employer if now else "",
        "last_title": last.title if last else "",
        "last_employer": last.employer if last else "",
    }


_IN_WORDS = {
    "me": "your own name (it stands in a LinkedIn export; else sign it yourself)",
    "role": "the role you look for (Sought role in Targets, or in Settings)",
    "company": "a target they lead to",
    "them": "their name",
    "together": "when you worked at the same place",
    "connected": "since when you are connected on LinkedIn",
    "recommended": "a recommendation they wrote for you",
    "news": "a new job of theirs in the last three months",
    "inside": "what they do at the target",
    "former": "when they worked at the target",
    "bridge": "whom they know at the target",
    "theirs": "a message of theirs that waits for an answer",
    "met": "when you met",
    "introduced": "when they introduced you",
    "wrote": "when you wrote to them",
    "promised": "what they promised you",
    "spoke": "when you last spoke (Last contact)",
}


def in_words(fact: str) -> str:
    """What a fact is, for people; the name itself in quotes where it is none, as a template of one's own may have."""
    return _IN_WORDS.get(fact.split(".", maxsplit=1)[0], f'"{fact}", which is no fact that syncer knows of')


def _without_blanks(facts: Mapping[str, object]) -> Facts:
    """Only what is known, each text on one line without control characters."""
    found: dict[str, str | Facts] = {}
    for name, value in facts.items():
        known = _without_blanks(value) if isinstance(value, Mapping) else " ".join(clean(str(value)).split())
        if known:
            found[name] = known
    return found


def mailto(address: str, subject: str, body: str) -> str:
    """A link that opens a mail program with the draft in it (RFC 6068); ``""`` where that would be too long."""
    lines = "\r\n".join(body.splitlines())
    link = f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"
    return link if address and len(link) <= _LONGEST_LINK else ""
