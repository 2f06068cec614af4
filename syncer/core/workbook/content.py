"""What the workbook should say: the service's cells of every row, in fill order, and what fills a new row once.

``content`` turns the findings of a run into cells; ``reconcile`` decides which of them are written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from syncer.core.model import Ref, Sighting
from syncer.core.outreach import Question
from syncer.core.workbook import lines, questions
from syncer.core.workbook.desired import Desired
from syncer.core.workbook.findings import Findings
from syncer.core.workbook.openings import Openings, remembered
from syncer.core.workbook.state import Value


@dataclass(frozen=True, slots=True)
class Behind:
    """What memory keeps of a person besides cells."""

    refs: tuple[Ref, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    placed: float | None = None
    target: str = ""
    absorbed: tuple[str, ...] = ()
    opened: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Content:
    """The workbook as it should be. ``rows``: tab -> row id -> cells, in the order in which new rows are filled in.

    ``whole``: tabs that are the service's, top to bottom. ``start`` and ``notes`` go to Start here, which changes only
    when something else is written. ``questions``: for Review. ``behind``: person id -> what memory keeps.
    """

    rows: Mapping[str, Mapping[str, Desired]]
    whole: Mapping[str, tuple[Mapping[str, Value], ...]]
    questions: tuple[Question, ...] = ()
    behind: Mapping[str, Behind] = field(default_factory=dict)
    sources: Sequence[tuple[str, int, date | None]] = ()
    notes: tuple[str, ...] = ()
    partial: bool = False
    openings: Openings = field(default_factory=Openings)


def content(found: Findings) -> Content:
    """Everything the workbook should say after this run."""
    book = lines.Book(found.people, {target.id: target for target in found.targets}, found.today)
    graded = {id_ for id_, entry in found.entered.people.items() if entry.grade}
    graded |= {id_ for id_, person in found.people.items() if person.said.grade}
    matter = graded | {row.person_id for row in found.outreach.rows}
    return Content(
        rows={
            "targets": _targets(found),
            "outreach": {**lines.outreach_rows(book, found), **lines.off_list_rows(book, found)},
            "people": lines.people_rows(book, found),
            "settings": {
                line.name: Desired({"default": line.default_text, "meaning": line.meaning}) for line in found.settings
            },
        },
        whole={
            "today": tuple(lines.today_line(book, item) for item in found.outreach.today),
            "paths": tuple(lines.path_line(book, path, words) for path, words in found.outreach.paths),
        },
        questions=(
            *(doubt.under(found.people) for doubt in found.entered.questions),
            *(questions.same_person(each, found.people, matter) for each in found.suggestions),
            *found.employer_questions,
        ),
        behind=_behind(found),
        sources=tuple(found.source_lines),
        notes=(*found.entered.notes, *found.notes),
        partial=found.partial,
        openings=found.openings,
    )


def _targets(found: Findings) -> dict[str, Desired]:
    summaries = {summary.target_id: summary for summary in found.outreach.targets}
    return {target.id: lines.target_row(target, summaries.get(target.id)) for target in found.targets}


def _behind(found: Findings) -> dict[str, Behind]:
    placed = {row.person_id: row for row in found.outreach.rows}
    behind = {}
    for cluster in found.clusters:
        row = placed.get(cluster.id)
        behind[cluster.id] = Behind(
            refs=tuple(sorted(contact.ref for contact in cluster.contacts)),
            sightings=found.sightings.get(cluster.id, ()),
            placed=row.shown_score if row else None,
            target=row.target_id if row else "",
            absorbed=cluster.absorbed,
            opened=remembered(found.people[cluster.id].said.opens),
        )
    return behind
