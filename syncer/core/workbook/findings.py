"""What a run found out, as the workbook needs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from syncer.core.identity.model import Cluster, Suggestion
from syncer.core.model import Person, Sighting
from syncer.core.outreach import Outreach, PersonEntry, Question, Target
from syncer.core.workbook.entries import Entered
from syncer.core.workbook.openings import Openings


class SettingLine(Protocol):
    """One line of the Settings tab; ``core.tuning.SETTINGS`` is made of them."""

    @property
    def name(self) -> str:
        """What stands in the Setting column."""

    @property
    def default_text(self) -> str:
        """What holds while Value is blank."""

    @property
    def meaning(self) -> str:
        """What it does, in plain words."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a run found out. ``entered``: after ``follow_merges``; ``entries``: as ranking got them.

    ``plain``: people with overrides, as their sources alone say (by id; others may be left out).
    ``complete``: names of sources read whole in this run; ``partial``: some source was left out.
    ``source_lines``: (name, number of people, data as of) for Start here. ``notes``: what a person should know.
    """

    today: date
    entered: Entered
    entries: Mapping[str, PersonEntry]
    outreach: Outreach
    people: Mapping[str, Person]
    clusters: Sequence[Cluster]
    targets: Sequence[Target]
    sightings: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    suggestions: Sequence[Suggestion] = ()
    employer_questions: Sequence[Question] = ()
    settings: Sequence[SettingLine] = ()
    plain: Mapping[str, Person] = field(default_factory=dict)
    copy_notes: bool = False
    complete: frozenset[str] = frozenset()
    partial: bool = False
    openings: Openings = field(default_factory=Openings)
    source_lines: Sequence[tuple[str, int, date | None]] = ()
    notes: Sequence[str] = ()
