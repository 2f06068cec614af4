"""What people typed, once it is known who is who: merged people, and people who have no row yet."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import partial

from syncer.core.identity.model import Cluster
from syncer.core.model import NOTHING_SAID, Person
from syncer.core.outreach import PersonEntry
from syncer.core.workbook.adopt import name_of
from syncer.core.workbook.cells import clean, read_status
from syncer.core.workbook.entries import Entered
from syncer.core.workbook.layout import OUTREACH, PEOPLE
from syncer.core.workbook.questions import Doubt, merge_question

_NO_ENTRY = PersonEntry()
_HEADERS = {
    "grade": OUTREACH.column("grade").header,
    "status": OUTREACH.column("status").header,
    "last_contact": OUTREACH.column("last_contact").header,
    "next_action": OUTREACH.column("next_action").header,
    "next_date": OUTREACH.column("next_date").header,
    "snooze_until": OUTREACH.column("snooze_until").header,
    "owner": OUTREACH.column("owner").header,
    "how_known": PEOPLE.column("how_known").header,
    "knows_someone_at": PEOPLE.column("knows_at").header,
    "would_help": PEOPLE.column("would_help").header,
    "keep_in_touch_days": PEOPLE.column("keep_in_touch").header,
}


def follow_merges(entered: Entered, clusters: Iterable[Cluster]) -> Entered:
    """The same entries under the ids that survived: a younger row's words count where the elder's are blank.

    Where both say something and it differs, the elder's counts and Review asks.
    """
    elders = {younger: cluster.id for cluster in clusters for younger in cluster.absorbed}
    if not elders:
        return entered
    people, overrides = dict(entered.people), {mark: dict(facts) for mark, facts in entered.overrides.items()}
    questions = list(entered.questions)
    for younger, elder in sorted(elders.items()):
        if younger in people:
            entry, differing = _merged(people.get(elder, PersonEntry()), people[younger])
            people[elder] = entry
            questions += [_doubt(entered, elder, younger, *each) for each in differing]
        if younger in overrides:
            overrides[elder] = {**overrides[younger], **overrides.get(elder, {})}
    log = tuple(replace(line, person_id=elders.get(line.person_id, line.person_id)) for line in entered.log)
    return replace(entered, people=people, overrides=overrides, questions=tuple(questions), log=log)


def entries_for(entered: Entered, people: Mapping[str, Person]) -> Mapping[str, PersonEntry]:
    """Entries for ranking: for a tab where a person has no row yet, what sources say, since it will fill that row."""
    found = dict(entered.people)
    in_people, in_outreach = entered.rows.get("people"), entered.rows.get("outreach")
    adopted = {(adoption.tab, adoption.row_id) for adoption in entered.adoptions}
    for mark, person in people.items():
        entry = found.get(mark)
        if entry is not None and person.said is NOTHING_SAID:
            continue
        if entry is None:
            found[mark] = said_by_sources(person)
        elif in_outreach is None or not (mark in in_outreach or ("outreach", mark) in adopted):
            said = said_by_sources(person)
            if said is _NO_ENTRY:
                continue
            if in_people is not None and (mark in in_people or ("people", mark) in adopted):
                # People's own columns are theirs by now; only what stands in Outreach alone is still to be filled.
                # What a younger row of the same person says comes first.
                said = replace(entry, **{name: getattr(entry, name) or getattr(said, name) for name in _OUTREACH_ONLY})
            found[mark] = replace(said, do_not_contact=entry.do_not_contact)
    for mark in sorted(entered.hidden & people.keys()):
        # Whoever a person deleted is never proposed again, as if they had said Do not contact.
        found[mark] = replace(found.get(mark, PersonEntry()), do_not_contact=True)
    return found


_OUTREACH_ONLY = ("status", "last_contact", "next_action", "next_date")


def said_by_sources(person: Person) -> PersonEntry:
    """What a person wrote about somebody in their own lists, as the workbook will read it once it is filled in."""
    said = person.said
    if said is NOTHING_SAID or said == NOTHING_SAID:
        return _NO_ENTRY
    how = said.how_met or (f"Introduced by {said.introduced_by}" if said.introduced_by else "")
    return PersonEntry(
        grade=said.grade,
        status=read_status(clean(said.status)),
        last_contact=said.last_contact,
        next_action=clean(said.next_action),
        next_date=said.next_date,
        how_known=clean(how),
        knows_someone_at=tuple(clean(name).replace(";", ",") for name in said.knows_someone_at if clean(name)),
    )


def _merged(elder: PersonEntry, younger: PersonEntry) -> tuple[PersonEntry, list[tuple[str, str, str]]]:
    taken, differing = {}, []
    for name in (each.name for each in fields(PersonEntry)):
        mine, theirs = getattr(elder, name), getattr(younger, name)
        if theirs and not mine:
            taken[name] = theirs
        elif theirs and mine != theirs and name in _HEADERS:
            differing.append((_HEADERS[name], _words(mine), _words(theirs)))
    return replace(elder, **taken), differing


def _words(value: object) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _doubt(entered: Entered, elder: str, younger: str, header: str, counts: str, other: str) -> Doubt:
    row = next((rows.by_id[elder] for rows in entered.rows.values() if elder in rows.by_id), None)
    ask = partial(merge_question, elder, younger, header=header, counts=counts, other=other)
    return Doubt(elder, name_of(row) if row else elder, ask)
