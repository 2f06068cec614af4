"""`syncer who`: who leads to one company, best first; without a company, whom to contact next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from syncer.core.candidates import sought_role
from syncer.core.normalise.letters import unaccented
from syncer.core.outreach import Outreach, OutreachRow, Target
from syncer.core.ranking import rank
from syncer.core.reports import WhoAnswer, WhoLine
from syncer.core.workbook.cells import fold
from syncer.errors import ConfigError
from syncer.run import Parts, Thought

NEXT = 10
"""People shown when no company is named."""
FIRST = 5
"""People that `syncer init` ends with: as many new ones as Today begins with a day."""

_ALIKE = 3
"""Employers that begin like the company asked for, named where nobody leads to it."""
_NEARLY = 0.75
"""Share of signs in common from which a word passes for a slip of the fingers: Strpe, Microsft; not Delta Dental."""


def who_next(thought: Thought, count: int = NEXT) -> WhoAnswer:
    """The first people of the list."""
    rows = sorted(thought.outreach.rows, key=lambda row: row.rank)[:count]
    return WhoAnswer("", True, tuple(_line(thought, row) for row in rows))


def who_first(thought: Thought) -> WhoAnswer:
    """Whom the first run ends with, and for which role the list was made."""
    return replace(who_next(thought, FIRST), hints=(_role(thought),))


def _role(thought: Thought) -> str:
    """Every ask names the role, and who does that work counts for more: so it is said where it comes from."""
    me, change = thought.world.me, "in the Targets tab, or for all of them in Settings"
    role = sought_role(Target("", ""), thought.world.tuning, me)
    if not role:
        return f"Nothing says which role you look for: type it as Sought role {change}; then run again."
    if thought.world.tuning.sought_role:
        return f"Role you look for, as Settings has it: {role}."
    told = "the jobs you saved or asked for" if me.sought else "what you do yourself"
    return f"Role you look for, taken from {told}: {role}. If it is another, type it as Sought role {change}."


def who_at(parts: Parts, thought: Thought, company: str) -> WhoAnswer:
    """Everyone who leads to this company, whether it is a target or not. The answer names the target that was taken."""
    target = named_target(thought.world.targets, company)
    known = target is not None
    target = target or Target(id="t_asked", name=company.strip())
    employers = parts.employers((target,), thought.entered.company_answers)
    found = rank(replace(thought.world, targets=(target,), employers=employers, listed=frozenset()))
    names = {**{one.id: one.name for one in thought.world.targets}, target.id: target.name}
    lines = tuple(_line(thought, row, names[target.id]) for row in found.rows if row.target_id == target.id)
    meant = () if known else _meant(thought.world.targets, company)
    if not (known or lines):
        meant += _employers_like(thought, company)
    return WhoAnswer(target.name, known, lines, meant if lines else (*meant, *_hints(found)))


def _employers_like(thought: Thought, company: str) -> tuple[str, ...]:
    """A hint at the employers of people known that begin with these words, those of most people first."""
    wanted = f"{fold(company)} "
    found = Counter(
        text
        for person in thought.world.people.values()
        for text in {one.employer for one in person.positions}
        if fold(text).startswith(wanted)
    )
    most = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:_ALIKE]
    named = ", ".join(f"{text} ({count})" for text, count in most)
    return (f"You know people at {named}: ask with the whole name.",) if most else ()


def _meant(targets: Sequence[Target], company: str) -> tuple[str, ...]:
    """A hint at the target whose name is nearly this one, where there is one."""
    names = {fold(one.name): one.name for one in sorted(targets, key=lambda one: one.id)}
    near = get_close_matches(fold(company), names, 1, _NEARLY)
    return (f"Did you mean {names[near[0]]}, one of your targets?",) if near else ()


def named_target(targets: Sequence[Target], company: str) -> Target | None:
    """The target with this name, alias or domain; else the one whose name or alias begins with these words.

    ``ConfigError`` where several begin so: to take one of them would be a guess.
    """
    for key in (fold, unaccented):
        if not (wanted := key(company)):
            continue
        for target in targets:
            if wanted in {key(name) for name in (target.name, target.domain, *target.aliases)}:
                return target
        begun = [one for one in targets if any(key(name).startswith(f"{wanted} ") for name in (one.name, *one.aliases))]
        if len(begun) > 1:
            names = "; ".join(sorted(one.name for one in begun))
            raise ConfigError(f"{len(begun)} of your targets begin with {company.strip()!r}; give one of them: {names}")
        if begun:
            return begun[0]
    return None


def _hints(found: Outreach) -> tuple[str, ...]:
    return tuple(text for one in found.targets for text in (one.no_one_yet, one.search_link) if text)


def _line(thought: Thought, row: OutreachRow, target: str = "") -> WhoLine:
    names = {one.id: one.name for one in thought.world.targets}
    return WhoLine(
        person_id=row.person_id,
        name=thought.world.people[row.person_id].name,
        grade=row.grade,
        target=target or names.get(row.target_id, ""),
        path=str(row.path.kind),
        evidence=str(row.evidence),
        score=row.shown_score,
        why=row.why,
        ask=row.ask,
        channel=row.channel,
    )
