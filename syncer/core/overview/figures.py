"""The figures of the report, from one run's people, list and log.

Status here is the effective one: cells, log and messages together. Whoever fell off the list still counts in the
funnel and in the reply rates, since they were written to.
"""

from collections.abc import Iterable, Mapping, Sequence

from syncer.core.candidates import World, entry_of, grade_of
from syncer.core.funnel import HEARD, STEPS, TOUCHED
from syncer.core.identity.model import Cluster, Join
from syncer.core.outreach import LogEntry, Outreach, OutreachRow, PathKind
from syncer.core.overview.model import Bar, Coverage, Due, Joined, Overview, Rate, Step, Ungraded
from syncer.core.overview.network import network
from syncer.core.standing import standing

MOST_ROWS = 50
"""Lines that a table of the report has at most."""
MOST_JOINS = 100
_GRADES = (("A", "A"), ("B", "B"), ("C", "C"), ("", "not graded"))
_NOT_LISTED = "no longer on the list"


def overview(world: World, outreach: Outreach, clusters: Sequence[Cluster]) -> Overview:
    """Everything that the report shows, from what a run worked out."""
    names = {target.id: target.name for target in world.targets}
    rows = [row for row in outreach.rows if not row.off_list]
    statuses = _statuses(world, outreach.rows)
    grades = {row.person_id: grade_of(world, row.person_id) for row in rows}
    ungraded = _ungraded(world, rows, names)
    joins = _joins(clusters, {id_: person.name for id_, person in world.people.items()})
    return Overview(
        today=world.today,
        people=len(world.people),
        coverage=_coverage(outreach, names),
        funnel=_funnel(rows, statuses),
        by_grade=_by_grade(world, statuses),
        by_path=_by_path(outreach.rows, statuses),
        overdue=_overdue(world, rows, names),
        ungraded=ungraded[:MOST_ROWS],
        ungraded_in_all=len(ungraded),
        joins=joins[:MOST_JOINS],
        hidden_joins=max(0, len(joins) - MOST_JOINS),
        map=network(world.targets, rows, world.people, grades),
    )


def _statuses(world: World, rows: Iterable[OutreachRow]) -> Mapping[str, str]:
    """Person id -> effective status, of everybody with a row, a status or a line in the log."""
    log: dict[str, list[LogEntry]] = {}
    for line in world.log:
        log.setdefault(line.person_id, []).append(line)
    found = {row.person_id: row.effective_status for row in rows}
    for id_ in sorted({*log, *(id_ for id_, entry in world.entries.items() if entry.status)} - set(found)):
        if id_ in world.people:
            entry = entry_of(world, id_)
            found[id_] = standing(world.people[id_], entry, log.get(id_, ()), world.today).status
    return found


def _coverage(outreach: Outreach, names: Mapping[str, str]) -> tuple[Coverage, ...]:
    found = [
        Coverage(names[one.target_id], one.insiders, one.former, one.bridges, one.live, one.next_step)
        for one in outreach.targets
    ]
    return tuple(sorted(found, key=lambda one: -(one.insiders + one.former + one.bridges)))


def _funnel(rows: Sequence[OutreachRow], statuses: Mapping[str, str]) -> tuple[Step, ...]:
    """People on the list, and of everybody how many reached each step."""
    steps = [Step("On the list", len(rows))]
    steps += [Step(name, sum(status in reached for status in statuses.values())) for name, reached in STEPS]
    return tuple(steps)


def _by_grade(world: World, statuses: Mapping[str, str]) -> tuple[Rate, ...]:
    groups = {id_: grade_of(world, id_) for id_ in statuses}
    return tuple(
        _rate(words, statuses, {id_ for id_, one in groups.items() if one == grade}) for grade, words in _GRADES
    )


def _by_path(rows: Iterable[OutreachRow], statuses: Mapping[str, str]) -> tuple[Rate, ...]:
    kinds = {row.person_id: row.path.kind for row in rows}
    rates = [_rate(kind.value, statuses, {id_ for id_, one in kinds.items() if one is kind}) for kind in PathKind]
    rates.append(_rate(_NOT_LISTED, statuses, set(statuses) - set(kinds)))
    return tuple(rate for rate in rates if rate.written)


def _rate(group: str, statuses: Mapping[str, str], ids: set[str]) -> Rate:
    here = [statuses[id_] for id_ in ids if id_ in statuses]
    return Rate(group, sum(status in TOUCHED for status in here), sum(status in HEARD for status in here))


def _overdue(world: World, rows: Iterable[OutreachRow], names: Mapping[str, str]) -> tuple[Due, ...]:
    found = [
        Due(
            world.people[row.person_id].name,
            names.get(row.target_id, ""),
            row.suggested_next,
            row.suggested_date,
            (world.today - row.suggested_date).days,
        )
        for row in rows
        if row.suggested_date and row.suggested_date < world.today
    ]
    return tuple(sorted(found, key=lambda one: (-one.days, one.name)))


def _ungraded(world: World, rows: Iterable[OutreachRow], names: Mapping[str, str]) -> tuple[Ungraded, ...]:
    return tuple(
        Ungraded(world.people[row.person_id].name, names.get(row.target_id, ""), row.path.kind.value, row.rank)
        for row in sorted(rows, key=lambda row: (row.rank, row.person_id))
        if not grade_of(world, row.person_id)
    )


def _joins(clusters: Iterable[Cluster], names: Mapping[str, str]) -> tuple[Joined, ...]:
    """The weakest first: those are worth a look. What a person said needs none."""
    found = [_joined(names.get(cluster.id, ""), join) for cluster in clusters for join in cluster.joins if join.clues]
    return tuple(sorted(found, key=lambda one: (one.weight, one.person, one.left, one.right)))


def _joined(person: str, join: Join) -> Joined:
    bars = [Bar(clue.what, clue.left, clue.right, round(clue.weight, 2)) for clue in join.clues]
    rest = round(join.weight - sum(clue.weight for clue in join.clues), 2)
    start = [Bar("Before any comparison", "", "", rest)] if rest else []
    ordered = sorted(bars, key=lambda bar: -bar.weight)
    return Joined(person, join.left.source, join.right.source, round(join.weight, 2), (*start, *ordered))
