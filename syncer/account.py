"""What a run amounts to: counts, places and reach, for the terminal and machines; nobody's name, address or number."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from syncer.core.model import Snapshot
from syncer.core.outreach import Outreach, PathKind
from syncer.core.reports import Reach, RunReport, SourceLine
from syncer.gather import Gathered
from syncer.run import Thought

PARTIAL = 3
"""Exit code of a run that had to leave out a source."""


def source_lines(gathered: Gathered, suppressed: Mapping[str, int] = MappingProxyType({})) -> tuple[SourceLine, ...]:
    """One line a source, in the order of the settings where all could be read; those left out come last.

    ``suppressed``: source -> records of forgotten people.
    """
    lines = [replace(_line(snapshot), suppressed=suppressed.get(snapshot.source, 0)) for snapshot in gathered.snapshots]
    lines += [SourceLine(failure.source, "", error=failure.message) for failure in gathered.failures]
    return tuple(lines)


def _line(snapshot: Snapshot) -> SourceLine:
    return SourceLine(
        name=snapshot.source,
        kind=snapshot.kind,
        records_in=snapshot.records_in,
        records=len(snapshot.records),
        merged=snapshot.merged,
        skipped=snapshot.skipped,
        rejected=snapshot.rejected,
        notes=snapshot.notes,
        as_of=snapshot.as_of,
    )


def reach(people: int, outreach: Outreach) -> Reach:
    """How many people lead to how many targets: insiders, former employees, bridges, as the target rows count them."""
    kinds = Counter(_group(row.path.kind) for row in outreach.rows)
    return Reach(
        people=people,
        targets=len(outreach.targets),
        insiders=kinds["insiders"],
        former=kinds["former"],
        bridges=kinds["bridges"],
        uncovered=sum(not (one.insiders or one.former or one.bridges) for one in outreach.targets),
    )


def _group(kind: PathKind) -> str:
    return {PathKind.NOW: "insiders", PathKind.FORMER: "former"}.get(kind, "bridges")


def run_report(
    thought: Thought, workbook: str, stages: Mapping[str, float], *, wrote: bool, created: bool
) -> RunReport:
    """The report of a run (``wrote``) or of a plan."""
    plan = thought.plan
    return RunReport(
        today=thought.world.today,
        sources=source_lines(thought.gathered, thought.suppressed),
        reach=reach(len(thought.world.people), thought.outreach),
        counts=dict(Counter(change.sign for change in plan.changes)),
        warnings=plan.warnings,
        questions=thought.questions,
        wrote=wrote,
        created=created,
        workbook=workbook,
        stages=dict(stages),
        seconds=sum(stages.values()),
        exit_code=PARTIAL if thought.gathered.failures else 0,
    )
