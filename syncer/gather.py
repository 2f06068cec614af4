"""The first step of a run: read every source, leave out those that cannot be trusted today, learn who the user is."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from syncer import log
from syncer.core.identity.model import Judgement, Known
from syncer.core.model import Contact, Me, Snapshot
from syncer.core.normalise.contacts import normalise
from syncer.core.normalise.emails import email_key
from syncer.core.workbook.adopt import WORKBOOK
from syncer.core.workbook.entries import Entered
from syncer.errors import SourceError
from syncer.ports import Remembering, Source

SHRINK_FROM = 10
"""People a source must have had before losing half of them is taken for a mistake; losing all of them always is."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that was left out of this run, and the message for the person."""

    source: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the sources held, and which could not be used."""

    snapshots: tuple[Snapshot, ...]
    failures: tuple[Failure, ...]


def fetch(sources: Sequence[Source], show: Callable[[str], None]) -> Gathered:
    """Read every source; one that cannot be used is left out with its message. ``show`` is told each name."""
    snapshots, failures = [], []
    for source in sources:
        show(source.name)
        try:
            snapshot = source.fetch()
        except SourceError as error:
            failures.append(Failure(source.name, error.code, str(error)))
            log.event("source.left_out", source=source.name, code=error.code)
        else:
            snapshots.append(snapshot)
            log.event("source.read", source=source.name, kind=snapshot.kind, records=len(snapshot.records))
    return Gathered(tuple(snapshots), tuple(failures))


def remember(sources: Sequence[Source]) -> None:
    """Let sources that read only what is new keep where they stand. Only for a run that has succeeded."""
    for source in sources:
        if isinstance(source, Remembering):
            source.remember()


def who_am_i(snapshots: Sequence[Snapshot]) -> Me:
    """The user, as the snapshots that know say; the first non-blank value of each counts."""
    return Me(
        name=next((s.me.name for s in snapshots if s.me.name), ""),
        emails=tuple(dict.fromkeys(email_key(text) for s in snapshots for text in s.me.emails if email_key(text))),
        profile=next((s.me.profile for s in snapshots if s.me.profile), ""),
        positions=next((s.me.positions for s in snapshots if s.me.positions), ()),
        schools=next((s.me.schools for s in snapshots if s.me.schools), ()),
        sought=next((s.me.sought for s in snapshots if s.me.sought), ""),
    )


def is_me(contact: Contact, me: Me) -> bool:
    """Whether a contact is the user's own card."""
    return bool(me.profile and contact.profile == me.profile) or not set(me.emails).isdisjoint(contact.emails)


def leave_out_shrunk(gathered: Gathered, entered: Entered) -> Gathered:
    """Leave out every source that came back with less than half of the people it had at the last run."""
    kept, failures = [], list(gathered.failures)
    at_most = Counter(ref.source for known in entered.known for ref in known.refs)
    for snapshot in gathered.snapshots:
        if len(snapshot.records) * 2 >= at_most[snapshot.source]:
            kept.append(snapshot)
            continue
        before = {ref for known in entered.known for ref in known.refs if ref.source == snapshot.source}
        still = sum(record.ref in before for record in snapshot.records)
        mistaken = snapshot.kind != "council"  # who withdraws from a council is gone at once, however many they are
        if (
            mistaken
            and (len(before) >= SHRINK_FROM or not snapshot.records)
            and still * 2 < len(before)
            and len(snapshot.records) * 2 < len(before)
        ):
            failures.append(
                Failure(
                    snapshot.source,
                    "E-SOURCE-SHRUNK",
                    f"E-SOURCE-SHRUNK {snapshot.source} holds {len(snapshot.records)} people, it held {len(before)}. "
                    "It was left out; its people and the list stay as they were. If it is right: syncer accept shrink",
                )
            )
        else:
            kept.append(snapshot)
    return Gathered(tuple(kept), tuple(failures))


def contacts_of(gathered: Gathered, entered: Entered, me: Me, country: str) -> list[Contact]:
    """Every contact of every source and of rows added by hand, normalised; the user's own cards are left out.

    ``country``: two letters, the region of phone numbers without a country code.
    """
    added = Snapshot(WORKBOOK, "sheet", entered.added, len(entered.added))
    snapshots = (*gathered.snapshots, added)
    return [contact for snapshot in snapshots for contact in normalise(snapshot, country) if not is_me(contact, me)]


def stay_together(known: Sequence[Known], complete: frozenset[str]) -> tuple[Judgement, ...]:
    """Records that were one person stay so while a source that knows the person is left out.

    The record that joined them may be the missing one. What people say ("Different people") still outranks this.
    """
    joined = []
    for person in known:
        if any(ref.source not in complete and ref.source != WORKBOOK for ref in person.refs):
            first, *others = person.refs
            joined += [Judgement(first, other, same=True) for other in others]
            joined += [Judgement(left, right, same=True) for left, right in pairwise(others)]
    return tuple(joined)
