"""Second-degree paths: whom other members can open, at the level that both of them consent to."""

from datetime import date
from typing import TYPE_CHECKING, Any

from syncer.core.council.consent import Consent, between, tells_names
from syncer.core.council.words import introduction, listed
from syncer.core.outreach import Evidence, Path, PathKind
from syncer.core.priority import Facts, score
from syncer.core.tuning import DEFAULTS
from syncer.pool.engine import Engine
from syncer.pool.lists import Inside, listed_schema

if TYPE_CHECKING:
    import pyarrow as pa

MOST_MEMBERS = 60
"""Members with the strongest ties into a company that are looked at for everybody who wants to work there."""
MOST_WAYS = 10
"""Of these, how many are kept for one member and company before people they both know are taken out."""
_LEVELS = tuple(Consent)
_STRONG = 43.0
"""There now, and a grade that counts (path 35 and a direct C, 18): the member surely knows somebody."""


def bridges(engine: Engine) -> None:
    """Make table ``ways``: for each sharing member and target the members who know people there.

    Members who share nothing stand on neither side, nor do books that were kept apart. ``familiar``: those of the
    people whom the seeker knows too, or is. ``grade``: how well the seeker knows the other member.
    """
    _members_as_contacts(engine)
    engine.sql(
        "openers",
        "SELECT target, owner, now, before, strength, insiders FROM ("  # noqa: S608 - numbers of ours
        "SELECT l.*, row_number() OVER (PARTITION BY l.target ORDER BY l.strength DESC, l.now DESC, l.owner) AS place "
        "FROM listed AS l JOIN heard AS h ON l.owner = h.member_id WHERE l.kind = 'inside' AND h.level > 0) AS placed "
        f"WHERE place <= {MOST_MEMBERS}",
    )
    engine.sql(
        "meetings",
        "SELECT * FROM (SELECT w.member_id AS seeker, seeks.level AS seeker_level, w.target, w.company, "  # noqa: S608
        "w.motivation, w.posting, w.stage, o.owner AS via, gives.level AS via_level, m.name AS via_name, g.grade, "
        "o.now, o.before, o.strength, o.insiders, row_number() OVER "
        "(PARTITION BY w.member_id, w.target ORDER BY o.strength DESC, o.now DESC, o.owner) AS place "
        "FROM wanted AS w JOIN heard AS seeks ON w.member_id = seeks.member_id JOIN openers AS o "
        "ON w.target = o.target AND w.member_id <> o.owner JOIN heard AS gives ON o.owner = gives.member_id "
        "JOIN sharing AS m ON o.owner = m.member_id LEFT JOIN graded AS g ON w.member_id = g.owner "
        f"AND o.owner = g.member_id WHERE seeks.level > 0) AS placed WHERE place <= {MOST_WAYS}",
    )
    engine.sql(
        "familiar",
        "SELECT k.seeker, k.target, k.via, array_agg(k.insider) AS familiar FROM "
        "(SELECT seeker, target, via, EACH(insiders) AS insider FROM meetings) AS k "
        "JOIN (SELECT owner, person_id FROM people UNION SELECT member_id AS owner, person_id FROM met_as) AS p "
        "ON k.seeker = p.owner AND substr(k.insider, 1, 18) = p.person_id GROUP BY k.seeker, k.target, k.via",
    )
    engine.sql(
        "ways",
        "SELECT m.*, f.familiar FROM meetings AS m LEFT JOIN familiar AS f "
        "ON m.seeker = f.seeker AND m.target = f.target AND m.via = f.via",
    )
    engine.drop("openers", "meetings", "familiar", "met_as", "graded")


def _members_as_contacts(engine: Engine) -> None:
    """Make tables ``met_as(owner, member_id, person_id, grade)``, a member in another's book by their own addresses or
    profile, and ``graded(owner, member_id, grade)``, how well that other says they know them."""
    engine.sql(
        "met_as",
        "SELECT p.owner, k.member_id, p.person_id, upper(trim(c.was_grade)) AS grade FROM ("
        "SELECT c.unique_id, a.member_id FROM "
        "(SELECT unique_id, EACH(emails) AS mail FROM contacts_read WHERE emails IS NOT NULL) AS c JOIN "
        "(SELECT r.member_id, EACH(r.addresses) AS mail FROM members_read AS r JOIN sharing AS s "
        "ON r.member_id = s.member_id AND r.mails = s.mails) AS a ON c.mail = a.mail "
        "UNION SELECT c.unique_id, s.member_id FROM contacts_read AS c JOIN sharing AS s ON c.slug = s.profile) AS k "
        "JOIN people AS p ON k.unique_id = p.unique_id JOIN contacts_read AS c ON k.unique_id = c.unique_id",
    )
    engine.sql(
        "graded",
        "SELECT owner, member_id, min(grade) AS grade FROM met_as WHERE grade IN ('A', 'B', 'C') "
        "GROUP BY owner, member_id",
    )


def introduced(batch: "pa.RecordBatch", today: date) -> "pa.RecordBatch":
    """Each way as a row of the list, scored and told; none where the seeker knows all of the people already.

    Whom the seeker knows is taken out only where names are told: a smaller number would say who was meant.
    """
    import pyarrow as pa

    made = [found for row in batch.to_pylist() if (found := _introduced(row, today))]
    return pa.RecordBatch.from_pylist(made, schema=introduced_schema())


def introduced_schema() -> "pa.Schema":
    """The columns of ``introduced``: those of the list, and the names that are told."""
    import pyarrow as pa

    return listed_schema().append(pa.field("names", pa.string()))


def _introduced(row: dict[str, Any], today: date) -> dict[str, Any] | None:
    gives, seeks = _LEVELS[row["via_level"]], _LEVELS[row["seeker_level"]]
    told = tells_names(gives, seeks, asked=False, released=False)
    known = {Inside.parse(text).person for text in row["familiar"] or ()} if told else set()
    people = [Inside.parse(text) for text in row["insiders"]]
    new = [one for one in people if one.person not in known]
    now = row["now"] - sum(one.now for one in people if one.person in known)
    before = row["before"] - sum(not one.now for one in people if one.person in known)
    if now + before <= 0:
        return None
    names = listed([one.name for one in new], now + before) if told and new else ""
    why = introduction(row["via_name"], row["company"], now, before, names, "pool")
    on_request = not told and between(gives, seeks) is Consent.ON_REQUEST
    evidence = Evidence.LIKELY if now and row["strength"] >= _STRONG else Evidence.POTENTIAL
    path = Path(str(row["target"]), row["via"], PathKind.KNOWS, evidence)
    facts = Facts(
        path,
        grade=row["grade"] or "",
        stage=row["stage"],
        motivation=row["motivation"] or None,
        posting=row["posting"],
    )
    return {
        "kind": "bridge",
        "owner": row["seeker"],
        "target": row["target"],
        "person_id": row["via"],
        "name": row["via_name"],
        "score": round(score(facts, DEFAULTS, today).total, 3),
        "how": PathKind.KNOWS.value,
        "evidence": evidence.value,
        "why": f"{why}; names on request." if on_request else f"{why}.",
        "ask": f"Ask {row['via_name']} who at {row['company']} would talk to you, and for an introduction.",
        "now": now,
        "before": before,
        "strength": row["strength"],
        "names": names,
    }
