"""Employment history that accumulates: what each import shows is compared with what is remembered.

LinkedIn exports hold only today's employer. An employer that an import no longer shows, where another has taken its
place, becomes a past position that ended between the last export that held it and the first that did not.

A sighting whose ``last_seen`` is before its ``first_seen`` was never seen as current: an address book named the
employer when a more trusted contact already named another. It gets no date and is no change of job.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from syncer.core.model import Contact, PartialDate, Position, Sighting

_SHORTEST_COMMON_KEY = 4
_NO_DAY = date.min
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Jobs:
    """Positions (current first, then past, newest first), the sightings to remember, the day a change was seen."""

    positions: tuple[Position, ...]
    sightings: tuple[Sighting, ...]
    changed: date | None = None


@dataclass(frozen=True, slots=True)
class _Claim:
    """One position as a contact tells it today. ``dated``: the day of its export, if known."""

    position: Position
    key: str
    dated: date | None


def agree_jobs(contacts: Sequence[Contact], before: Sequence[Sighting], today: date, key: Callable[[str], str]) -> Jobs:
    """The history of one person from contacts (most trusted first) and remembered sightings.

    The most trusted contact with a current job says where they work now. Other employers of other contacts are past
    (an address book keeps the old one), as is everything remembered that something newer has replaced; but another
    spelling of where they work now ("Abbott NW", "DH") is no employer of its own. Only a newer LinkedIn export can
    bring back an employer that is remembered as past.
    """
    jobs = len(contacts[0].positions) if len(contacts) == 1 else 2
    if jobs < 2 and len(before) <= jobs and (plain := _plain(contacts[0], before, today, key)):
        return plain
    claims = [_Claim(one, _key(one.employer, key), contact.as_of) for contact in contacts for one in contact.positions]
    memory = _by_key(before, key)
    source = _source_of_truth(contacts, memory, key)
    now = {_key(one.employer, key) for one in source.positions if one.current} if source else set()
    if not now and not _left_everything(contacts, memory):
        now = {name for name, seen in memory.items() if seen.current}
    fresh = _remember(claims, now, memory, today)
    stated = {claim.key for claim in claims}
    changed = _changed(fresh, now, stated)
    return Jobs(_positions(claims, now, fresh, changed), tuple(sorted(fresh.values(), key=_seen_order)), changed)


_NO_JOBS = Jobs((), ())


def _plain(contact: Contact, before: Sequence[Sighting], today: date, key: Callable[[str], str]) -> Jobs | None:
    """The history of most people: one current job, the one that is remembered if any is. None for all others."""
    if not contact.positions:
        return _NO_JOBS
    position, known = contact.positions[0], before[0] if before else None
    employer, title, dated = position.employer, position.title, contact.as_of
    if not position.current:
        return None
    if not employer:
        return None if known else Jobs(contact.positions, ())
    if known is None:
        return Jobs(contact.positions, (Sighting(employer, title, dated or today, dated or today),))
    if not known.current or (known.employer != employer and _key(known.employer, key) != _key(employer, key)):
        return None
    last = max(known.last_seen, dated or known.last_seen)
    if known.employer == employer and known.title == title and known.last_seen == last:
        return Jobs(contact.positions, (known,))
    return Jobs(contact.positions, (Sighting(employer, title, known.first_seen, last),))


def _key(employer: str, key: Callable[[str], str]) -> str:
    return key(employer) or " ".join(employer.casefold().split())


def _by_key(before: Iterable[Sighting], key: Callable[[str], str]) -> dict[str, Sighting]:
    """Remembered sightings by employer; two of one employer (merged people) become one that spans both."""
    found: dict[str, Sighting] = {}
    for one in sorted(before, key=_seen_order):
        name = _key(one.employer, key)
        old = found.get(name)
        found[name] = replace(one, first_seen=min(old.first_seen, one.first_seen)) if old else one
    return found


def _seen_order(one: Sighting) -> tuple[date, date, str, str]:
    return (one.last_seen, one.first_seen, one.employer, one.title)


def _source_of_truth(
    contacts: Sequence[Contact], memory: dict[str, Sighting], key: Callable[[str], str]
) -> Contact | None:
    """The contact that says where they work now: the first that does, unless it only repeats what is known as past."""
    known_now = max((one.last_seen for one in memory.values() if one.current), default=None)
    for contact in contacts:
        held = [_key(one.employer, key) for one in contact.positions if one.current and (one.employer or one.title)]
        if not held:
            continue
        old_news = all(name in memory and not memory[name].current for name in held)
        returned = contact.kind == "linkedin" and (contact.as_of or _NO_DAY) > (known_now or _NO_DAY)
        if not old_news or returned:
            return contact
    return None


def _left_everything(contacts: Sequence[Contact], memory: dict[str, Sighting]) -> bool:
    """Whether a newer LinkedIn export shows this person without any employer."""
    last = max((one.last_seen for one in memory.values() if one.current), default=None)
    return any(contact.kind == "linkedin" and contact.as_of and last and contact.as_of > last for contact in contacts)


def _remember(claims: Sequence[_Claim], now: set[str], memory: dict[str, Sighting], today: date) -> dict[str, Sighting]:
    """Sightings after this import. Dates move only with export dates, so that an idle day changes no memory."""
    fresh = {
        name: replace(one, current=False) if one.current and name not in now else one for name, one in memory.items()
    }
    seen: set[str] = set()
    for claim in claims:
        if not claim.position.employer or claim.key in seen:
            continue
        seen.add(claim.key)
        fresh[claim.key] = _sighting(claim, claim.key in now, memory.get(claim.key), claim.dated or today)
    return fresh


def _sighting(claim: _Claim, current: bool, old: Sighting | None, day: date) -> Sighting:
    employer, title = claim.position.employer, claim.position.title
    if current and old and old.current:
        return Sighting(employer, title, old.first_seen, max(old.last_seen, claim.dated or old.last_seen))
    if current:
        return Sighting(employer, title, day, day)
    if old:
        return replace(old, current=False)
    return Sighting(employer, title, day, day - timedelta(days=1), current=False)


def _was_current(one: Sighting) -> bool:
    return one.last_seen >= one.first_seen


def _changed(fresh: dict[str, Sighting], now: set[str], stated: set[str]) -> date | None:
    """The day a new employer was first seen in place of one that no contact names any more."""
    arrived = [fresh[name] for name in now if name in fresh]
    if not arrived:
        return None
    newest = max(one.first_seen for one in arrived)
    arrived_keys = [name for name in now if name in fresh and fresh[name].first_seen == newest]
    for name, one in fresh.items():
        replaced = not one.current and _was_current(one) and name not in stated and one.first_seen < newest
        if replaced and not any(_alike(name, other) for other in arrived_keys):
            return newest
    return None


def _alike(left: str, right: str) -> bool:
    """Whether one key begins with the other ("google", "googleuk"): a changed spelling, not a changed employer."""
    short, long = sorted((left.replace(" ", ""), right.replace(" ", "")), key=len)
    return len(short) >= _SHORTEST_COMMON_KEY and long.startswith(short)


def _shortened(left: str, right: str) -> bool:
    """Whether one text is the other as people shorten it: its initials ("DH"), or its words ("Abbott NW")."""
    words, others = sorted(
        (_WORD.findall(text.casefold()) for text in (left, right)), key=lambda one: len("".join(one))
    )
    if len(words) == 1:
        return 1 < len(others) == len(words[0]) and "".join(word[0] for word in others) == words[0]
    return (
        1 < len(words) <= len(others)
        and words[0] == others[0]
        and len(words[0]) >= _SHORTEST_COMMON_KEY
        and all(_left_out(word, whole) for word, whole in zip(words, others, strict=False))
    )


def _left_out(word: str, whole: str) -> bool:
    """Whether a word is another with letters left out: ``nw`` of ``northwestern``."""
    rest = iter(whole)
    return word[0] == whole[0] and all(letter in rest for letter in word)


def _positions(
    claims: Sequence[_Claim], now: set[str], fresh: dict[str, Sighting], changed: date | None
) -> tuple[Position, ...]:
    """Current positions as told (or remembered), then past ones, newest first, one for each employer and title."""
    current: list[Position] = []
    past: list[tuple[Position, str]] = []
    told: set[str] = set()
    held: set[str] = set()
    texts = [claim.position.employer for claim in claims if claim.key in now and claim.position.current]
    for claim in claims:
        one = claim.position
        if claim.key in now and one.current:
            if claim.key not in told:
                current.append(one)
                told.add(claim.key)
        elif one.current and (
            any(_alike(claim.key, other) for other in now) or any(_shortened(one.employer, text) for text in texts)
        ):
            held.add(claim.key)
        elif one.employer and (claim.key, one.started) not in {(name, old.started) for old, name in past}:
            past.append((_ended(replace(one, current=False), fresh.get(claim.key), fresh), claim.key))
    held |= {name for _, name in past} | told
    for name, seen in fresh.items():
        if name in held:
            continue
        position = Position(seen.employer, seen.title, current=name in now)
        if name in now:
            current.append(position)
        elif not any(_alike(name, other) for other in now):
            past.append((_ended(position, seen, fresh), name))
    if changed and current and current[0].started is None:
        current[0] = replace(current[0], started=_between(_last_before(fresh, changed), changed))
    past.sort(key=_newest_first)
    return (*current, *(one for one, _ in past))


def _ended(position: Position, seen: Sighting | None, fresh: dict[str, Sighting]) -> Position:
    """The past position with an end: as told, or between the last export with it and the next one without."""
    if position.ended or not seen or not _was_current(seen):
        return position
    later = [one.first_seen for one in fresh.values() if _was_current(one) and one.first_seen > seen.last_seen]
    if not later:
        return position
    return replace(position, ended=_between(seen.last_seen, min(later)))


def _last_before(fresh: dict[str, Sighting], day: date) -> date:
    """The last day before ``day`` on which an employer was seen as current."""
    return max((one.last_seen for one in fresh.values() if _was_current(one) and one.last_seen < day), default=day)


def _between(last_seen: date, first_missed: date) -> PartialDate:
    """The month in the middle of two days: as near as two exports can tell."""
    middle = last_seen + timedelta(days=(first_missed - last_seen).days // 2)
    return PartialDate(middle.year, middle.month)


def _newest_first(entry: tuple[Position, str]) -> tuple[int, int, str, str]:
    one, _ = entry
    end = one.ended or one.started
    return (0 if end else 1, -end.earliest().toordinal() if end else 0, one.employer.casefold(), one.title)
