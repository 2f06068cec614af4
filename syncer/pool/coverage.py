"""Who opens most targets of a pool, what only one member opens, and which targets nobody reaches.

Only members who share count, on either side: a company that only members wish for who share nothing is not named, and
what such a member opens is nobody's business. Books that were kept apart open nothing. No contact has a name here.
"""

from syncer.core.council.reached import Connector, Reached
from syncer.pool.engine import Engine

SHOWN = 10
"""Members and companies that a command prints; the tables hold all."""
COVERAGE = "company, wanted_by, opened_by, now, before, opener"
CONNECTORS = "member_id, name, opens, alone, now, before"


def coverage(engine: Engine) -> None:
    """Make tables ``coverage`` (a company each) and ``connectors`` (a member each), from ``listed`` and ``heard``.

    One company is one row, however its seekers wrote it. ``opener``: the member with the strongest tie into it.
    """
    engine.sql("companies", "SELECT DISTINCT target, company, company_key FROM wanted")
    engine.sql(
        "sought",
        "SELECT c.company_key, w.member_id, min(c.company) AS company FROM wanted AS w "
        "JOIN heard AS h ON w.member_id = h.member_id JOIN companies AS c ON w.target = c.target "
        "WHERE h.level > 0 GROUP BY c.company_key, w.member_id",
    )
    engine.sql(
        "spellings",
        "SELECT company_key, company, "
        "row_number() OVER (PARTITION BY company_key ORDER BY said DESC, company) AS place FROM ("
        "SELECT company_key, company, count(*) AS said FROM sought GROUP BY company_key, company) AS counted",
    )
    engine.sql(
        "opened",
        "SELECT c.company_key, l.owner, max(l.now) AS now, max(l.before) AS before, max(l.strength) AS strength "
        "FROM listed AS l JOIN heard AS h ON l.owner = h.member_id JOIN companies AS c ON l.target = c.target "
        "JOIN (SELECT DISTINCT company_key FROM sought) AS s ON c.company_key = s.company_key "
        "WHERE l.kind = 'inside' AND h.level > 0 GROUP BY c.company_key, l.owner",
    )
    engine.sql(
        "ways_in",
        "SELECT o.*, m.name, row_number() OVER (PARTITION BY o.company_key ORDER BY o.strength DESC, o.now DESC, "
        "o.owner) AS place, count(*) OVER (PARTITION BY o.company_key) AS openers "
        "FROM opened AS o JOIN sharing AS m ON o.owner = m.member_id",
    )
    engine.sql(
        "coverage",
        "SELECT n.company, w.wanted_by, coalesce(i.opened_by, 0) AS opened_by, coalesce(i.now, 0) AS now, "
        "coalesce(i.before, 0) AS before, i.opener FROM "
        "(SELECT company_key, count(*) AS wanted_by FROM sought GROUP BY company_key) AS w "
        "JOIN spellings AS n ON w.company_key = n.company_key AND n.place = 1 LEFT JOIN "
        "(SELECT company_key, max(openers) AS opened_by, CAST(sum(now) AS BIGINT) AS now, "
        "CAST(sum(before) AS BIGINT) AS before, max(CASE WHEN place = 1 THEN name END) AS opener "
        "FROM ways_in GROUP BY company_key) AS i ON w.company_key = i.company_key",
    )
    engine.sql(
        "connectors",
        "SELECT owner AS member_id, max(name) AS name, count(*) AS opens, "
        "CAST(sum(CASE WHEN openers = 1 THEN 1 ELSE 0 END) AS BIGINT) AS alone, "
        "CAST(sum(now) AS BIGINT) AS now, CAST(sum(before) AS BIGINT) AS before FROM ways_in GROUP BY owner",
    )
    engine.drop("companies", "sought", "spellings", "opened", "ways_in")


def write_coverage(engine: Engine, folder: str) -> None:
    """Write both tables: the most wanted companies first, the members who open most first."""
    engine.write(f"SELECT {COVERAGE} FROM coverage ORDER BY wanted_by DESC, company", f"{folder}/coverage")  # noqa: S608
    engine.write(f"SELECT {CONNECTORS} FROM connectors ORDER BY {_MOST_FIRST}", f"{folder}/connectors")  # noqa: S608


_MOST_FIRST = "opens DESC, alone DESC, now DESC, member_id"


def reached(engine: Engine) -> Reached:
    """What a command says of it. Members are named as they are named to each other; nobody else is."""
    ((wanted, opened),) = engine.rows("SELECT count(*), count(CASE WHEN opened_by > 0 THEN 1 END) FROM coverage")
    most = f"SELECT name, opens, alone, now FROM connectors ORDER BY {_MOST_FIRST} LIMIT {SHOWN}"  # noqa: S608 - ours
    none = f"SELECT company FROM coverage WHERE opened_by = 0 ORDER BY wanted_by DESC, company LIMIT {SHOWN}"  # noqa: S608
    return Reached(
        int(wanted),
        int(opened),
        tuple(Connector(name, int(opens), int(alone), int(now)) for name, opens, alone, now in engine.rows(most)),
        tuple(company for (company,) in engine.rows(none)),
    )
