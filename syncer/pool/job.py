"""The pooled job from input to Parquet: stage after stage, one text and one rule for every engine."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from syncer.core.outreach import Target
from syncer.pool import linking, lists, members, records
from syncer.pool.bridges import bridges, introduced, introduced_schema
from syncer.pool.coverage import coverage, write_coverage
from syncer.pool.engine import Engine
from syncer.pool.identifiers import features
from syncer.pool.parcels import parcels
from syncer.pool.tables import read

MOST_TARGETS = 200
"""Companies of one member that are looked at."""
MOST_CONCERNED = 20_000
"""Contacts of one member with an employer that matters that are looked at; graded ones first."""
Summary = dict[str, int]


@dataclass(frozen=True, slots=True)
class Job:
    """What to do: ``folder`` holds the input, ``output`` gets the result.

    ``most``: of each member's own people, and again of the ways through other members, how many stand on their list.
    ``crowd``: records that hang together and are told apart by one worker at once. ``parcels``: make that table too.
    """

    folder: str
    output: str
    today: date
    most: int = 50
    crowd: int = 20_000
    parcels: bool = False


def run(engine: Engine, job: Job, stage: Callable[[str], None] = lambda _: None) -> Summary:
    """Do the whole job. Counts of the result and of what was left out or kept apart; never a name.

    ``ConfigError`` where the input cannot be used.
    """
    summary: Summary = {}
    stage("read")
    read(engine, job.folder)
    summary["files_left_out"] = len(engine.left_out)
    _members(engine, summary)
    stage("normalise")
    _contacts(engine, summary)
    if not job.parcels:  # which are made of the rows as they came
        engine.drop("owned")
    _link(engine, job, summary, stage)
    stage("match employers")
    targets = _employers(engine)
    stage("paths")
    _paths(engine, job, targets, summary)
    coverage(engine)
    summary["targets"] = _count(engine, "coverage")
    summary["targets_nobody_reaches"] = _count(engine, "coverage WHERE opened_by = 0")
    stage("write")
    _write(engine, job, summary)
    if job.parcels:
        stage("pack workbooks")
        parcels(engine)
    return summary


def _count(engine: Engine, text: str) -> int:
    return int(engine.rows(f"SELECT count(*) FROM {text}")[0][0])  # noqa: S608 - ours


_FULLEST = "CASE WHEN domain <> '' THEN 0 ELSE 1 END, length(aliases) DESC, motivation DESC, company, target"
_ONE_COMPANY = "PARTITION BY member_id, company_key"
_WISHED = (
    "SELECT *, row_number() OVER (PARTITION BY member_id ORDER BY motivation DESC, company, target) AS place FROM ("  # noqa: S608
    "SELECT t.member_id, target, company, company_key, domain, aliases, posting, stage, "
    f"max(motivation) OVER ({_ONE_COMPANY}) AS motivation, "
    f"row_number() OVER ({_ONE_COMPANY} ORDER BY {_FULLEST}) AS spelling, "
    f"first_value(domain) OVER ({_ONE_COMPANY} ORDER BY {_FULLEST}) AS known_domain FROM ("
    "SELECT member_id, target, company, company_key, domain, aliases, max(motivation) AS motivation, "
    "max(posting) AS posting, max(stage) AS stage FROM targets_owned "
    "GROUP BY member_id, target, company, company_key, domain, aliases) AS t) AS written "
    "WHERE spelling = 1 OR (domain <> '' AND domain <> known_domain)"
)
"""A member's companies, each once however they wrote it, unless under two web addresses; the most wanted first."""


def _members(engine: Engine, summary: Summary) -> None:
    """Tables ``sharing`` (a member each; of two rows of one id the stricter consent) and ``wanted``."""
    engine.map("members_read", "members", members.members_read, members.members_schema())
    engine.sql(
        "sharing",
        "SELECT member_id, min(name) AS name, min(level) AS level, min(mails) AS mails, min(profile) AS profile, "
        "min(sought_role) AS sought_role, CASE WHEN count(DISTINCT sheet) > 1 THEN '?' ELSE min(sheet) END AS sheet "
        "FROM members_read GROUP BY member_id",
    )
    summary["members"] = _count(engine, "sharing")
    summary["sharing"] = _count(engine, "sharing WHERE level > 0")
    twice = "SELECT member_id FROM members_read GROUP BY member_id HAVING count(*) > 1"
    summary["members_named_twice"] = _count(engine, f"({twice}) AS twice")
    unclear = "SELECT DISTINCT member_id FROM members_read WHERE unclear = 1"
    summary["consents_not_understood"] = _count(engine, f"({unclear}) AS unclear")
    _wishes(engine, summary)


def _wishes(engine: Engine, summary: Summary) -> None:
    """Table ``wanted``: of the targets of each member those that are looked at."""
    came = _count(engine, "targets")
    engine.map("targets_read", "targets", members.targets_read, members.targets_schema())
    engine.sql("targets_owned", "SELECT t.* FROM targets_read AS t JOIN sharing AS s ON t.member_id = s.member_id")
    engine.sql("wished", _WISHED)
    engine.sql(
        "wanted",
        "SELECT member_id, target, company, company_key, domain, aliases, motivation, posting, stage FROM wished "  # noqa: S608
        f"WHERE place <= {MOST_TARGETS}",
    )
    summary["targets_of_nobody"] = came - _count(engine, "targets_owned")
    summary["targets_left_out"] = _count(engine, f"wished WHERE place > {MOST_TARGETS}")
    engine.drop("targets_owned", "wished")


def _contacts(engine: Engine, summary: Summary) -> None:
    """Table ``contacts_read``: features of each contact of a member, once each.

    In the order of names: what a batch says twice is worked out once, and one name stands in many books.
    """
    engine.sql(
        "owned",
        "SELECT c.* FROM contacts AS c JOIN sharing AS s ON c.owner = s.member_id "
        "ORDER BY coalesce(c.last_name, c.full_name), coalesce(c.first_name, c.full_name)",
    )
    came = _count(engine, "contacts")
    engine.drop("contacts")
    engine.map("contacts_read", "owned", records.normalised, records.schema())
    read_ = _count(engine, "contacts_read")
    engine.sql("twice", "SELECT unique_id FROM contacts_read GROUP BY unique_id HAVING count(*) > 1")
    if _count(engine, "twice"):
        _once_each(engine)
    kept = _count(engine, "contacts_read")
    summary |= {"contacts": kept, "without_member_or_id": came - read_, "record_id_used_twice": read_ - kept}
    summary["records_with_too_many_identifiers"] = _count(engine, "contacts_read WHERE excess")


def _once_each(engine: Engine) -> None:
    """Of rows with one owner and record id the first counts, by what they say: one book shall not stop all others."""
    schema = records.schema()
    names = schema.names
    texts = [field.name for field in schema if str(field.type) == "string"]
    order = ", ".join(f"coalesce(c.{name}, '')" for name in texts)  # engines differ in where NULL stands
    engine.sql(
        "first_of_twice",
        f"SELECT {', '.join(names)} FROM (SELECT c.*, row_number() OVER (PARTITION BY c.unique_id ORDER BY {order}) "  # noqa: S608
        "AS place FROM contacts_read AS c JOIN twice AS t ON c.unique_id = t.unique_id) AS placed WHERE place = 1",
    )
    columns = ", ".join(f"c.{name}" for name in names)
    engine.sql(
        "contacts_once",
        f"SELECT {columns} FROM contacts_read AS c LEFT JOIN twice AS t ON c.unique_id = t.unique_id "  # noqa: S608
        "WHERE t.unique_id IS NULL",
        "SELECT * FROM first_of_twice",
    )
    engine.drop("contacts_read")
    engine.sql("contacts_read", "SELECT * FROM contacts_once")
    engine.drop("contacts_once", "first_of_twice")


def _link(engine: Engine, job: Job, summary: Summary, stage: Callable[[str], None]) -> None:
    linking.keep_dissenters_apart(engine)
    features(engine)
    stage("pair")
    linking.candidates(engine)
    stage("score")
    linking.edges(engine)
    stage("cluster")
    cut = linking.people(engine, job.crowd)
    summary["people"] = int(engine.rows("SELECT count(DISTINCT person_id) FROM people")[0][0])
    summary["books_kept_apart"] = _count(engine, "dissenters")
    summary["crowds_cut"] = cut
    summary["records_told_apart"] = _count(engine, "joined WHERE parted")


def _employers(engine: Engine) -> members.Targets:
    """Table ``judged``; all targets of the pool."""
    believed = "max(CASE WHEN h.level > 0 THEN 1 ELSE 0 END)"
    found = engine.rows(
        f"SELECT target, company, domain, aliases, {believed} FROM wanted AS w LEFT JOIN heard AS h "  # noqa: S608 - ours
        "ON w.member_id = h.member_id GROUP BY target, company, domain, aliases"
    )
    shared, apart = (
        tuple(
            Target(str(number), company, domain, records.split(aliases))
            for number, company, domain, aliases, shares in sorted(found)
            if bool(shares) is which
        )
        for which in (True, False)
    )
    targets = members.Targets(shared, apart)
    engine.sql(
        "texts",
        "SELECT DISTINCT text FROM (SELECT EACH(asks) AS text FROM contacts_read WHERE asks IS NOT NULL) AS asked",
    )
    engine.map("judged", "texts", partial(members.judged, targets=targets), members.judged_schema())
    return targets


def _paths(engine: Engine, job: Job, targets: members.Targets, summary: Summary) -> None:
    """Table ``listed``: direct paths, second-degree paths, best first."""
    engine.sql(
        "concerned",
        "SELECT DISTINCT a.unique_id FROM (SELECT unique_id, EACH(asks) AS text FROM contacts_read "
        "WHERE asks IS NOT NULL) AS a JOIN (SELECT DISTINCT text FROM judged) AS j ON a.text = j.text",
    )
    fields = "target", "company", "domain", "aliases", "motivation", "posting", "stage"
    packed = " || chr(31) || ".join(f"CAST({name} AS STRING)" for name in fields)
    engine.sql("wishes", f"SELECT member_id, array_agg({packed}) AS wanted FROM wanted GROUP BY member_id")  # noqa: S608
    carried = ", ".join(f"c.was_{name}" for name in records.CARRIED)
    engine.sql(
        "placed",
        f"SELECT p.owner, p.record_id, p.person_id, p.own_id, c.source, c.kind, c.slug, c.emails, {carried}, "  # noqa: S608 - ours
        "row_number() OVER (PARTITION BY p.owner ORDER BY coalesce(c.was_grade, 'Z'), p.unique_id) AS place "
        "FROM contacts_read AS c JOIN concerned AS k ON c.unique_id = k.unique_id "
        "JOIN people AS p ON c.unique_id = p.unique_id",
    )
    engine.sql(
        "books",
        "SELECT b.*, coalesce(h.level, 0) AS level, s.mails, s.profile, s.sought_role, "  # noqa: S608 - numbers of ours
        "CASE WHEN b.place = 1 THEN w.wanted END AS wanted FROM placed AS b "
        "JOIN sharing AS s ON b.owner = s.member_id LEFT JOIN heard AS h ON b.owner = h.member_id "
        "LEFT JOIN wishes AS w ON b.owner = w.member_id "
        f"WHERE b.place <= {MOST_CONCERNED}",
    )
    summary["members_with_too_many_contacts"] = int(
        engine.rows(f"SELECT count(DISTINCT owner) FROM placed WHERE place > {MOST_CONCERNED}")[0][0]  # noqa: S608
    )
    work = partial(lists.listed, targets=targets, today=job.today, most=job.most)
    engine.map_groups("listed", "books", "owner", work, lists.listed_schema())
    bridges(engine)
    engine.map("introduced", "ways", partial(introduced, today=job.today), introduced_schema())


def _write(engine: Engine, job: Job, summary: Summary) -> None:
    columns = "kind, owner, target, person_id, name, score, how, evidence, why, ask, now, before, "
    columns += "coalesce(strength, 0) AS strength, coalesce(now, 0) + coalesce(before, 0) AS insiders"
    engine.sql("names_of", "SELECT target, min(company) AS company FROM wanted GROUP BY target")
    either = f"SELECT {columns} FROM listed WHERE kind = 'direct' UNION ALL SELECT {columns} FROM introduced"  # noqa: S608
    order = "score DESC, strength DESC, insiders DESC"
    best = f"SELECT *, row_number() OVER (PARTITION BY owner, kind ORDER BY {order}, target, person_id) AS place"
    engine.sql(
        "paths",
        "SELECT u.owner AS member_id, row_number() OVER (PARTITION BY u.owner ORDER BY u.score DESC, u.kind DESC, "  # noqa: S608
        "u.strength DESC, u.insiders DESC, n.company, u.person_id) AS rank, n.company, u.kind, u.how, u.name, "
        "CASE WHEN u.kind = 'bridge' THEN u.person_id END AS through, "
        "CASE WHEN u.kind = 'direct' THEN u.person_id END AS person_id, "
        f"u.score, u.evidence, u.now, u.before, u.why, u.ask FROM ({best} FROM ({either}) AS either) AS u "
        f"JOIN names_of AS n ON u.target = n.target WHERE u.place <= {job.most}",
    )
    summary["paths"] = _count(engine, "paths")
    summary["second_degree_paths"] = _count(engine, "paths WHERE kind = 'bridge'")
    folder = job.output.rstrip("/")
    engine.write("SELECT owner, record_id, person_id FROM people ORDER BY owner, record_id", f"{folder}/people")
    engine.write(
        "SELECT j.text, n.company, j.outcome, j.tier, j.reason FROM judged AS j JOIN names_of AS n "
        "ON j.target = n.target ORDER BY j.text, n.company, j.outcome, j.target",
        f"{folder}/employers",
    )
    engine.write("SELECT * FROM paths ORDER BY member_id, rank", f"{folder}/paths")
    engine.write("SELECT owner AS member_id FROM dissenters ORDER BY owner", f"{folder}/kept_apart")
    write_coverage(engine, folder)
