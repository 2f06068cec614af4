"""Features of the contacts of a pool: which of their e-mails and phones are their own, in the light of all books.

Books that share meet in one pool (``pool`` is ''); that of a member who shares nothing, or one that was kept apart, is
a pool of its own. What one book says of an address is bounded, so that it takes nothing from it in anybody else's.
"""

from syncer.core.identity.features import FEW, MANY
from syncer.linkage.table import COLUMNS
from syncer.pool.engine import Engine

MOST_ROWS = 10
"""Records of one book with one e-mail, phone or profile: a person in five of somebody's lists, each time twice."""
POOLED = (
    "(SELECT c.*, CASE WHEN h.level > 0 THEN '' ELSE c.owner END AS pool "
    "FROM contacts_read AS c LEFT JOIN heard AS h ON c.owner = h.member_id) AS p"
)
"""Contacts with their pool: a text and no table, because a second copy of them is what a machine has no room for."""
_HELD = ("emails", "phones")
_KINDS = tuple((f"{name}_{kind}", name, kind) for name in _HELD for kind in ("own", "few", "many"))
"""Column, what it holds, and under how many people."""


def features(engine: Engine) -> None:
    """Make tables ``heard`` (members who are believed, with their consent) and ``features``, a contact each."""
    engine.sql("heard", "SELECT member_id, level FROM sharing WHERE member_id NOT IN (SELECT owner FROM dissenters)")
    lists = [
        f"SELECT unique_id, owner, pool, initials_held, '{name}' AS what, EACH({name}) AS value "  # noqa: S608 - ours
        f"FROM {POOLED} WHERE {name} IS NOT NULL"
        for name in _HELD
    ]
    slugs = (
        "SELECT unique_id, owner, pool, initials_held, 'slug' AS what, slug AS value "  # noqa: S608 - ours
        f"FROM {POOLED} WHERE slug IS NOT NULL"
    )
    engine.sql("held", " UNION ALL ".join((*lists, slugs)))
    _not_shouted(engine)
    _hubs(engine)
    _told(engine)
    plain = ", ".join(f"p.{name}" for name in _plain())
    weighed = ", ".join(
        f"CASE WHEN t.unique_id IS NULL THEN {before} ELSE t.{name} END AS {name}"
        for name, before in (
            *((name, f"p.{name}") for name in _HELD),
            *((name, f"p.{of}" if kind == "own" else "NULL") for name, of, kind in _KINDS),
        )
    )
    engine.sql(
        "features",
        f"SELECT {plain}, CASE WHEN t.slug_shouted = 1 THEN NULL ELSE p.slug END AS slug, {weighed} "  # noqa: S608
        f"FROM {POOLED} LEFT JOIN told AS t ON p.unique_id = t.unique_id",
    )
    engine.drop("identifiers", "hubs", "standing", "told", "shouting")


def _not_shouted(engine: Engine) -> None:
    """Make table ``identifiers`` of what is ``held``, without what one book shouts, and ``shouting`` of who held that.

    What a shared book gives to more than ``FEW`` names, or to more than ``MOST_ROWS`` records, is worth nothing from
    that book: it makes no switchboard of a person's address in others, and fills no block that they need.
    """
    engine.sql(
        "shouted",
        "SELECT owner, what, value FROM held WHERE pool = '' GROUP BY owner, what, value "  # noqa: S608 - numbers of ours
        f"HAVING count(DISTINCT initials_held) > {FEW} OR count(*) > {MOST_ROWS}",
    )
    shouted = "JOIN shouted AS s ON h.owner = s.owner AND h.what = s.what AND h.value = s.value"
    engine.sql("shouting", f"SELECT h.unique_id, h.what FROM held AS h {shouted}")  # noqa: S608 - ours
    engine.sql(
        "identifiers",
        "SELECT h.unique_id, h.pool, h.initials_held, h.what, h.value "  # noqa: S608 - ours
        f"FROM held AS h LEFT {shouted} WHERE s.owner IS NULL AND h.what <> 'slug'",
    )
    engine.drop("held", "shouted")


def _hubs(engine: Engine) -> None:
    """Make table ``hubs``: e-mails and phones that several people hold, and functions' mailboxes."""
    engine.sql(
        "hubs",
        "SELECT pool, what, value, max(many) AS many FROM ("  # noqa: S608 - numbers of ours
        f"SELECT pool, what, value, CASE WHEN count(DISTINCT initials_held) > {MANY} THEN 1 ELSE 0 END AS many "
        f"FROM identifiers GROUP BY pool, what, value HAVING count(DISTINCT initials_held) > {FEW} UNION ALL "
        "SELECT pool, 'emails' AS what, value, 1 AS many FROM "
        f"(SELECT pool, EACH(generic) AS value FROM {POOLED} WHERE generic IS NOT NULL) AS generic) AS found "
        "GROUP BY pool, what, value",
    )


def _told(engine: Engine) -> None:
    """Make table ``told``: of records that hold such a thing, or held what was shouted, the lists anew."""
    engine.sql(
        "standing",
        "SELECT i.unique_id, i.what, i.value, CASE WHEN h.many IS NULL THEN 'own' WHEN h.many = 1 THEN 'many' "
        "ELSE 'few' END AS kind FROM identifiers AS i JOIN ("
        "SELECT j.unique_id FROM identifiers AS j JOIN hubs AS k "
        "ON j.pool = k.pool AND j.what = k.what AND j.value = k.value "
        "UNION SELECT unique_id FROM shouting) AS concerned "
        "ON i.unique_id = concerned.unique_id "
        "LEFT JOIN hubs AS h ON i.pool = h.pool AND i.what = h.what AND i.value = h.value",
        "SELECT unique_id, what, CAST(NULL AS STRING) AS value, 'shouted' AS kind FROM shouting",
    )
    wanted = {name: f"what = '{of}' AND kind = '{kind}'" for name, of, kind in _KINDS}
    wanted |= {name: f"what = '{name}' AND kind <> 'shouted'" for name in _HELD}
    gathered = ", ".join(  # a list of nothing is NULL on one engine and empty on the other
        f"CASE WHEN count(*) FILTER (WHERE {which}) > 0 THEN array_agg(value) FILTER (WHERE {which}) END AS {name}"
        for name, which in wanted.items()
    )
    engine.sql(
        "told",
        f"SELECT unique_id, {gathered}, max(CASE WHEN what = 'slug' THEN 1 END) AS slug_shouted "  # noqa: S608 - ours
        "FROM standing GROUP BY unique_id",
    )


def _plain() -> list[str]:
    weighed = {"unique_id", "slug", *_HELD, *(name for name, _, _ in _KINDS)}
    return ["unique_id", "pool", *(name for name in COLUMNS if name not in weighed)]
