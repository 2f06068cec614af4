"""Which pairs are worth scoring: narrow keys, each capped, so that no pair of namesakes-by-the-hundred is compared.

Two records are compared when they share a key of a rule that at most ``cap`` records hold. A block above its cap is
left to the narrower rules, which ask for a second agreement. The SQL is made of the constants below alone.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Rule:
    """One blocking rule: a key of each value of the list column ``each`` (if given) with the values of ``also``."""

    name: str
    cap: int
    each: str = ""
    also: tuple[str, ...] = ()

    def keys(self, number: int, *, apart: str = "", each: str = "unnest", digest: str = "hash") -> str:
        """SQL that gives unique_id, slug and the key of every record of ``features`` that has one.

        ``number`` keeps the keys of two rules apart; ``apart``: a column whose values never meet. ``each`` and
        ``digest`` are the engine's words for a row a value and for a hash of 64 bits.
        """
        parts = (*(("part",) if self.each else ()), *self.also)
        known = " AND ".join(f"{column} IS NOT NULL" for column in filter(None, (self.each, *self.also)))
        columns = sorted({"unique_id", "slug", *filter(None, (apart,)), *map(_column, self.also)})
        spread = f", {each}({self.each}) AS part" if self.each else ""
        mark = f"'{number}|' || " + (f"{apart} || '|' || " if apart else "")
        key = mark + " || '|' || ".join(parts)
        return (
            f"SELECT DISTINCT unique_id, CASE WHEN slug IS NOT NULL THEN {digest}(slug) END AS slug, "  # noqa: S608 - constants of this file
            f"{digest}({key}) AS key "
            f"FROM (SELECT {', '.join(columns)}{spread} FROM features WHERE {known}) AS known"
        )

    def blocks(self, keys: str) -> str:
        """SQL that leaves those of the keys that two or more records share, and no more than the cap.

        Keys are counted, not numbered in a window: that takes a quarter less time, and no room for a key of all rows.
        """
        return (
            f"WITH known_keys AS ({keys}) SELECT k.unique_id, k.slug, k.key FROM known_keys AS k JOIN "  # noqa: S608 - constants of this file
            f"(SELECT key FROM known_keys GROUP BY key HAVING count(*) BETWEEN 2 AND {self.cap}) AS met "
            "ON k.key = met.key"
        )


def _column(value: str) -> str:
    """The column that ``left(given, 1)`` is made of."""
    return value.partition("(")[2].partition(",")[0] or value


_BY_NAME_ALONE = (
    Rule("name", 100, also=("name_key",)),
    Rule("name, plainly spelled", 100, also=("plain_key",)),
    Rule("part of the given name and family name", 60, each="given_parts", also=("family",)),
    Rule("one name and the initial of the other", 40, each="initialled"),
    Rule("beginnings of both names, in any order", 30, also=("openings",)),
    Rule("initial and the end of the family name", 30, also=("left(given, 1)", "right(family, 5)")),
)
_BY_MORE = (
    Rule("e-mail", 60, each="emails"),
    Rule("phone", 60, each="phones"),
    Rule("profile", 200, also=("slug",)),
    Rule("formal given name and a part of the family name, in any order", 60, each="crossed"),
    Rule("family name and employer", 40, each="employers", also=("family",)),
    Rule("given name and employer", 40, each="employers", also=("plain_given",)),
    Rule("formal given name and employer", 40, each="roots", also=("company",)),
    Rule("any part of the name and employer", 40, each="words", also=("company",)),
    Rule("any part of the name and city", 20, each="words", also=("city",)),
    Rule("given name, title and city", 40, also=("plain_given", "title", "city")),
    Rule("family name, title and city", 40, also=("family", "title", "city")),
    Rule("mailbox that spells the name", 30, each="spelled"),
    Rule("mailbox of one's own", 30, each="handles"),
    Rule("name and city", 60, also=("plain_key", "city")),
    Rule("name and title", 40, also=("plain_key", "title")),
    Rule("birthday and initial", 30, also=("birthday", "left(given, 1)")),
    Rule("birthday and family name", 30, also=("birthday", "family")),
    Rule("phone and given name", 40, each="phones", also=("plain_given",)),
    Rule("e-mail and family name", 40, each="emails", also=("family",)),
)
RULES = (*_BY_NAME_ALONE, *_BY_MORE)
POOLED_RULES = (
    *_BY_MORE,
    Rule("name and employer", 100, each="employers", also=("plain_key",)),
    Rule("one name, the initial of the other and employer", 60, each="initialled", also=("company",)),
)
"""In a pool no name alone joins anybody: pairs by such keys are six in ten, and one edge in a thousand needs them."""


TOLD_APART = " AND (l.slug = r.slug OR l.slug IS NULL OR r.slug IS NULL)"
"""Two different LinkedIn profiles are never one person, nor a question (``core.identity.clusters``), whatever the
score: four pairs in ten of a LinkedIn user."""


def pairs(told_apart: str = TOLD_APART, share: str = "") -> str:
    """SQL over ``blocks``: the pairs that share a key, each once. ``match_key`` is there because Splink asks for it.

    ``share``: a condition on the left record, " AND l.unique_id ...", that leaves only its pairs.
    """
    return (
        "SELECT join_key_l, join_key_r, '0' AS match_key FROM ("  # noqa: S608 - constants of this file
        "SELECT DISTINCT l.unique_id AS join_key_l, r.unique_id AS join_key_r "
        f"FROM blocks AS l JOIN blocks AS r ON l.key = r.key AND l.unique_id < r.unique_id{told_apart}{share}) AS pairs"
    )


def candidates(connection: "duckdb.DuckDBPyConnection", *, two_profiles: bool) -> None:
    """Make table ``candidates(join_key_l, join_key_r, match_key)`` of the pairs of ``features`` that share a key.

    Two different LinkedIn profiles are compared only with ``two_profiles``.
    """
    connection.execute("CREATE TEMP TABLE blocks (unique_id INTEGER, slug UBIGINT, key UBIGINT)")
    for number, rule in enumerate(RULES):
        connection.execute(f"INSERT INTO blocks {rule.blocks(rule.keys(number))}")
    connection.execute(f"CREATE TABLE candidates AS {pairs('' if two_profiles else TOLD_APART)}")
