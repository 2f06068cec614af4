"""Records become contacts: names apart, e-mails, phones and profiles as keys. Pure; the order is kept."""

from collections.abc import Callable, Iterable

from syncer.core.model import Contact, Name, Position, Record, Snapshot
from syncer.core.normalise.blanks import no_fact, no_name
from syncer.core.normalise.emails import email_key, split_emails
from syncer.core.normalise.letters import bounded, repaired, visible
from syncer.core.normalise.names import read_name
from syncer.core.normalise.phones import hinted_key, phone_key, split_phones
from syncer.core.normalise.profiles import profile_slug

_NAME, _JOB = 200, 400
"""Characters of a name or a place, of an employer or a title; more is no such thing, and would fill the workbook."""


def normalise(snapshot: Snapshot, region: str) -> tuple[Contact, ...]:
    """The contacts of a source, one a record, in its order. ``region`` (``US``) reads phones without a country code.

    What is no usable e-mail or phone stays in ``Contact.unusable``. Work on equal values is done once.
    """
    return tuple(_contact(record, snapshot, region) for record in snapshot.records)


def _contact(record: Record, snapshot: Snapshot, region: str) -> Contact:
    emails, bad_emails = _keys(record.emails, split_emails, email_key)
    phones, bad_phones = _keys(record.phones, split_phones, lambda text: phone_key(text, region))
    if bad_phones and (hints := {text: hinted_key(text, phones, emails) for text in bad_phones}):
        phones = tuple(dict.fromkeys((*phones, *filter(None, hints.values()))))
        bad_phones = tuple(text for text in bad_phones if not hints[text])
    profile = next((slug for url in record.urls if (slug := profile_slug(url))), "")
    return Contact(
        ref=record.ref,
        kind=record.kind,
        name=_name(record, (*emails, *phones, profile, *bad_emails, *bad_phones)),
        emails=emails,
        phones=phones,
        profile=profile,
        positions=_positions(record.positions),
        city="" if no_fact(record.city) else bounded(repaired(record.city), _NAME),
        birthday=record.birthday,
        connected_on=record.connected_on,
        ties=record.ties,
        said=record.said,
        weak_key=record.weak_key,
        as_of=snapshot.as_of,
        unusable=bad_emails + bad_phones,
    )


def _keys(
    texts: Iterable[str], split: Callable[[str], tuple[str, ...]], key: Callable[[str], str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Distinct keys in order, and the texts that give none."""
    good: dict[str, None] = {}
    bad: dict[str, None] = {}
    for text in texts:
        for part in split(text):
            found = key(part)
            if found:
                good[found] = None
            elif not no_fact(part.strip()):
                bad[part.strip()] = None
    return tuple(good), tuple(bad)


def _name(record: Record, instead: Iterable[str]) -> Name:
    """The name; a record without one is shown by its nickname, e-mail, phone or profile."""
    parts = (record.full_name, record.first_name, record.middle_name, record.last_name, record.nickname)
    name = read_name(*(bounded(part, _NAME) for part in parts))
    if record.maiden_name or not _is_name(name):
        other = next(filter(None, map(visible, (name.nickname, *instead))), "")
        if other and not _is_name(name):
            name = Name("", nickname=name.nickname)
        display = name.display or bounded(other, _NAME)
        maiden = bounded(record.maiden_name, _NAME) or name.maiden
        name = Name(display, name.given, name.middle, name.family, name.nickname, maiden, name.suffix)
    return name


def _is_name(name: Name) -> bool:
    """Whether a reader sees a name there: not "N/A", not nothing, not what a program writes for nothing twice."""
    if name.given and name.family and name.given != name.family:
        return True
    if not visible(name.display):
        return False
    return not (no_fact(name.given) if name.family else no_name(name.display))


def _job(text: str) -> str:
    return "" if no_fact(text) else bounded(repaired(text), _JOB)


def _positions(positions: tuple[Position, ...]) -> tuple[Position, ...]:
    told = (Position(_job(job.employer), _job(job.title), job.started, job.ended, job.current) for job in positions)
    return tuple(job for job in told if job.employer or job.title)
