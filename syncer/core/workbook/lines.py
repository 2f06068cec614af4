"""Rows in cells: what each tab says about a person, a target, a path or the next thing to do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from syncer.core.model import NOTHING_SAID, Person
from syncer.core.normalise.profiles import profile_url
from syncer.core.outreach import Evidence, OutreachRow, Overlap, Path, PersonEntry, Target, TargetSummary, TodayItem
from syncer.core.workbook.adopt import WORKBOOK
from syncer.core.workbook.cells import clean, read_date
from syncer.core.workbook.desired import Desired
from syncer.core.workbook.findings import Findings
from syncer.core.workbook.memory import EMPTY, RowMemory
from syncer.core.workbook.merges import said_by_sources
from syncer.core.workbook.openings import NOT_SHARED
from syncer.core.workbook.state import Value

Cells = dict[str, Value]
_WORDS = re.compile(r"\w+")
NO_PATH = "No path to a target company now"
_NO_ENTRY = PersonEntry()
_BLANKED = ("rank", "score", "why", "ask", "suggested_next", "suggested_date", "also_for")
"""Cells of a row that left the list: they would ask for something, or sort it in among the others."""
_WAY = ("target", "path", "evidence")
"""Cells that stay when a row leaves the list, unless somebody opened that way and took it back."""


@dataclass(frozen=True, slots=True)
class Book:
    """Names behind ids, and the day."""

    people: Mapping[str, Person]
    targets: Mapping[str, Target]
    today: date

    def person(self, person_id: str) -> str:
        """The name of a person; words that are no id as they are."""
        return self.people[person_id].name if person_id in self.people else person_id

    def target(self, target_id: str) -> str:
        """The name of a target."""
        return self.targets[target_id].name if target_id in self.targets else ""


def outreach_rows(book: Book, found: Findings) -> dict[str, Desired]:
    """The list in rank order."""
    rows = {}
    for row in sorted(found.outreach.rows, key=lambda row: row.rank):
        person, entry = book.people[row.person_id], found.entries.get(row.person_id, _NO_ENTRY)
        before = found.entered.memory.rows.get(row.person_id, EMPTY)
        cells = _outreach_cells(book, row, person, entry)
        cells["since"] = _since(found, row.person_id, before)
        rows[row.person_id] = Desired(
            cells,
            seed=_outreach_seed(person, entry, known=row.person_id in found.entered.people),
            links={"name": _profile(person)} if person.profile else {},
            found=_facts(found, row.person_id, ("name", "position", "employer")),
        )
    return rows


def _outreach_cells(book: Book, row: OutreachRow, person: Person, entry: PersonEntry) -> Cells:
    return {
        "rank": row.rank,
        "name": clean(person.name),
        "score": round(row.shown_score, 1),
        "target": clean(book.target(row.target_id)),
        "path": row.path.kind.value,
        "position": clean(person.title),
        "employer": clean(person.employer),
        "why": clean(row.why),
        "ask": clean(row.ask),
        "channel": row.channel,
        "evidence": row.evidence.value,
        "suggested_next": clean(row.suggested_next),
        "suggested_date": row.suggested_date or "",
        "also_for": clean("; ".join(book.target(target) for target in row.also_useful_for)),
        "grade_used": entry.grade,
        "off_list": clean(row.off_list),
        "data_as_of": person.as_of or "",
    }


def _outreach_seed(person: Person, entry: PersonEntry, *, known: bool) -> Cells:
    said = said_by_sources(person)
    seed: Cells = {"grade": "" if known else entry.grade}
    for column in ("status", "last_contact", "next_action", "next_date"):
        value = getattr(said, column)
        # A younger row of the same person may say something else: that counts, so this cell stays blank.
        seed[column] = value if value and value == getattr(entry, column) else ""
    return {column: value for column, value in seed.items() if value != ""}


def _since(found: Findings, person_id: str, before: RowMemory) -> Value:
    written = before.written.get("outreach", {}).get("since", "")
    if isinstance(written, str) and (day := read_date(written)):
        return day
    rows = found.entered.rows.get("outreach")
    standing = rows.by_id[person_id].cells.get("since", "") if rows and person_id in rows.by_id else ""
    return standing if isinstance(standing, date) else found.today


def off_list_rows(book: Book, found: Findings) -> dict[str, Desired]:
    """Rows of Outreach whose people are off the list: why, and nothing that asks for anything."""
    listed = {row.person_id for row in found.outreach.rows}
    elders = {mark: row.into for mark, row in found.entered.memory.rows.items() if row.into in book.people}
    elders |= {younger: cluster.id for cluster in found.clusters for younger in cluster.absorbed}
    rows = {}
    for person_id in sorted(found.entered.listed - listed):
        if person_id in elders and person_id not in book.people:
            reason, person = f"Same person as {book.person(elders[person_id])}", None
        elif person_id in book.people:
            reason, person = found.outreach.off_list.get(person_id, NO_PATH), book.people[person_id]
        elif gone := _gone(found, person_id):
            reason, person = gone, None
        elif person_id in found.openings.taken_back:
            reason, person = NOT_SHARED, None
        else:
            continue
        taken_back = reason == NOT_SHARED or person_id in found.openings.taken_back
        cells: Cells = dict.fromkeys((*_BLANKED, *_WAY) if taken_back else _BLANKED, "")
        if person:
            cells |= {"name": clean(person.name), "position": clean(person.title), "employer": clean(person.employer)}
            cells |= {"grade_used": found.entries.get(person_id, _NO_ENTRY).grade}
            cells |= {"since": _since(found, person_id, found.entered.memory.rows.get(person_id, EMPTY))}
        facts = _facts(found, person_id, ("name", "position", "employer")) if person else {}
        rows[person_id] = Desired({**cells, "off_list": clean(reason)}, found=facts, only_existing=True)
    return rows


def people_rows(book: Book, found: Findings) -> dict[str, Desired]:
    """Everybody: first those on the list, as ranked, then by name."""
    ranked = {row.person_id: row.rank for row in found.outreach.rows}
    order = sorted(
        book.people.values(),
        key=lambda person: (ranked.get(person.id, len(ranked) + 1), person.name.casefold(), person.id),
    )
    rows = {person.id: _person_row(found, person) for person in order}
    for cluster in found.clusters:
        for younger in cluster.absorbed:
            words = clean(f"Same person as {book.person(cluster.id)}")
            rows[younger] = Desired({"changed": words}, only_existing=True)
    for person_id in found.entered.memory.rows:
        if person_id not in rows and (gone := _gone(found, person_id)):
            rows[person_id] = Desired({"changed": gone}, only_existing=True)
    return rows


def _person_row(found: Findings, person: Person) -> Desired:
    entry = found.entries.get(person.id, _NO_ENTRY)
    overlap, due = found.outreach.overlaps.get(person.id), found.outreach.keep_in_touch.get(person.id)
    cells: Cells = {
        **_person_facts(person),
        "sources": "; ".join(person.sources),
        "worked_together": overlap_words(overlap) if overlap else "",
        "last_seen": person.as_of or "",
        "keep_in_touch_due": due or "",
        "changed": _news(found, person),
        "grade_used": entry.grade,
    }
    return Desired(
        cells,
        seed=_person_seed(person, found.copy_notes),
        links={"linkedin": _profile(person)} if person.profile else {},
        found=_facts(found, person.id, ("email", "phone", "linkedin", "connected_on", "former_employers"), shared=True),
    )


def _person_facts(person: Person) -> Cells:
    former = dict.fromkeys([position.employer for position in person.positions if not position.current])
    others = [name for name in former if name and not _spelling_of(name, person.employer)]
    return {
        "name": clean(person.name),
        "employer": clean(person.employer),
        "position": clean(person.title),
        "email": clean(person.emails[0]) if person.emails else "",
        "phone": clean(person.phones[0]) if person.phones else "",
        "linkedin": _profile(person) if person.profile else "",
        "connected_on": person.connected_on or "",
        "former_employers": clean("; ".join(others)) if others else "",
    }


def _spelling_of(name: str, current: str) -> bool:
    """Whether a former employer is the current one in other words: "Google" beside "Google Ireland Ltd"."""
    short, long = sorted((_WORDS.findall(text.casefold()) for text in (name, current)), key=len)
    return bool(short) and long[: len(short)] == short


def _person_seed(person: Person, copy_notes: bool) -> Cells:
    if person.said is NOTHING_SAID:
        return {}
    said = said_by_sources(person)
    seed: Cells = {
        "grade": said.grade,
        "how_known": said.how_known,
        "knows_at": "; ".join(said.knows_someone_at),
        "notes": clean(person.said.notes) if copy_notes else "",
    }
    return {column: value for column, value in seed.items() if value != ""}


def _facts(found: Findings, person_id: str, columns: tuple[str, ...], *, shared: bool = False) -> Cells:
    plain = found.plain.get(person_id)
    if plain is None:
        return {}
    facts = _person_facts(plain)
    wanted = ("name", "employer", "position", *columns) if shared else columns
    return {column: facts[column] for column in wanted}


def _news(found: Findings, person: Person) -> str:
    """What is new about a person, in the same words until something newer happens."""
    memory = found.entered.memory
    since = memory.rows.get(person.id, EMPTY).since or found.today
    if person.changed_job and person.changed_job >= since:
        return f"Changed job, seen {person.changed_job.isoformat()}"
    first = memory.header.since
    return f"New on {since.isoformat()}" if first and since > first else ""


def _gone(found: Findings, person_id: str) -> str:
    """Why somebody is in no source any more; ``""`` where a source that might hold them was not read whole."""
    held = {ref.source for ref in found.entered.memory.rows.get(person_id, EMPTY).refs}
    if person_id in found.people or not held or WORKBOOK in held or not held <= found.complete:
        return ""
    own = sorted(held - found.openings.sources)
    return f"No longer in {' and '.join(own)}" if own else NOT_SHARED


def target_row(target: Target, summary: TargetSummary | None) -> Desired:
    """A company: counts and next ways; its own columns only when it is new."""
    seed: Cells = {
        "company": clean(target.name),
        "domain": target.domain,
        "aliases": "; ".join(target.aliases),
        "motivation": target.motivation or "",
        "sought_role": target.sought_role,
        "role_link": target.role_link,
        "posting": target.posting,
        "stage": target.stage,
        "size": target.size or "",
    }
    seed = {column: value for column, value in seed.items() if value != ""}
    if summary is None:
        return Desired({}, seed=seed)
    cells: Cells = {
        "insiders": summary.insiders,
        "former": summary.former,
        "bridges": summary.bridges,
        "best_person": clean(summary.best_person),
        "live": summary.live,
        "advocacy": summary.advocacy,
        "next_step": clean(summary.next_step),
        "search_link": search_words(target, summary) if summary.search_link else "",
        "no_one_yet": clean(summary.no_one_yet),
    }
    return Desired(cells, seed=seed, links={"search_link": summary.search_link} if summary.search_link else {})


def search_words(target: Target, summary: TargetSummary) -> str:
    """What the search link shows: the address behind it is long, and another one once somebody is known there."""
    return clean(f"Find {'more ' if summary.insiders else ''}people at {target.name}")


def today_line(book: Book, item: TodayItem) -> Cells:
    """The next thing to do."""
    return {
        "order": item.order,
        "what": clean(item.what),
        "name": clean(book.person(item.person_id)),
        "target": clean(book.target(item.target_id)),
        "why": clean(item.why),
        "ask": clean(item.ask),
        "channel": item.channel,
        "due": item.due,
    }


def path_line(book: Book, path: Path, words: str) -> Cells:
    """One way to a target."""
    return {
        "target": clean(book.target(path.target_id)),
        "person": clean(book.person(path.person_id)),
        "through": clean(book.person(path.through)),
        "path": path.kind.value,
        "evidence": path.evidence.value,
        "words": clean(words),
    }


def overlap_words(overlap: Overlap) -> str:
    """``Initech, 36 months until 2022``; not more than the evidence says."""
    words = clean(overlap.employer)
    if overlap.months:
        words += f", {overlap.months} months"
    if overlap.ended:
        words += f" until {overlap.ended.year}"
    return words if overlap.evidence is Evidence.CONFIRMED else f"{words} ({overlap.evidence.value.lower()})"


def _profile(person: Person) -> str:
    return profile_url(person.profile)
