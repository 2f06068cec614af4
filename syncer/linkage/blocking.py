"""Which pairs are worth scoring: narrow keys, each capped, so that no pair of namesakes-by-the-hundred is compared.

Each rule is an SQL expression over the table of features that gives one key, or a list of keys, per record; two records
are compared when they share a key of a rule that at most ``cap`` records hold. A block above its cap is left to the
narrower rules, which ask for a second agreement.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Rule:
    """One blocking rule. ``key``: SQL giving text, or a list of text where ``many``."""

    name: str
    key: str
    cap: int
    many: bool = False


def _each(column: str, *others: str) -> str:
    """A key for each value of a list column, joined with scalar columns."""
    tail = "".join(f" || '|' || {other}" for other in others)
    return f"list_transform({column}, lambda x: x{tail})"


RULES = (
    Rule("email", "emails", 60, many=True),
    Rule("phone", "phones", 60, many=True),
    Rule("profile", "slug", 200),
    Rule("name", "name_key", 100),
    Rule("plain name", "plain_key", 100),
    Rule("formal name and part of the other, in any order", "crossed", 60, many=True),
    Rule("part of the given name and family name", _each("given_parts", "family"), 60, many=True),
    Rule("family name and initial", "family || '|' || left(given, 1)", 40),
    Rule("family name and initial, swapped", "CASE WHEN length(given) = 1 OR length(family) = 1 THEN [given || '|' || left(family, 1), family || '|' || left(given, 1)] ELSE [given || '|' || left(family, 1)] END", 40, many=True),
    Rule("family name and employer", _each("employers", "family"), 40, many=True),
    Rule("part of the family name and employer", "list_transform(family_parts, lambda x: x || '|' || company)", 40, many=True),
    Rule("lone name and employer", "CASE WHEN family IS NULL THEN [given || '|' || company] ELSE list_transform(family_parts, lambda x: x || '|' || company) END", 40, many=True),
    Rule("formal given name and employer", _each("roots", "company"), 40, many=True),
    Rule("given name, title and city", "plain_given || '|' || title || '|' || city", 40),
    Rule("family name, title and city", "family || '|' || title || '|' || city", 40),
    Rule("given name and employer", _each("employers", "plain_given"), 40, many=True),
    Rule("lone name and city", "CASE WHEN family IS NULL OR given IS NULL THEN [coalesce(given, family) || '|' || city] ELSE [given || '|' || city, family || '|' || city] END", 20, many=True),
    Rule("mailbox", "spelled", 30, many=True),
    Rule("handle", "handles", 30, many=True),
    Rule("name and city", "plain_key || '|' || city", 60),
    Rule("name and title", "plain_key || '|' || title", 40),
    Rule("birthday and an initial", "birthday || '|' || left(given, 1)", 30),
    Rule("birthday and family name", "birthday || '|' || family", 30),
    Rule("beginnings of both names", "left(given, 3) || '|' || left(family, 4)", 30),
    Rule("beginnings of both names, swapped", "CASE WHEN left(given, 4) < left(family, 4) THEN left(given, 4) || '|' || left(family, 4) ELSE left(family, 4) || '|' || left(given, 4) END", 30),
    Rule("initial, end of family name", "left(given, 1) || '|' || right(family, 5)", 30),
    Rule("phone and given name", _each("phones", "plain_given"), 40, many=True),
    Rule("e-mail and family name", _each("emails", "family"), 40, many=True),
)  # fmt: skip


def candidates(connection: "duckdb.DuckDBPyConnection") -> None:
    """Make table ``candidates(join_key_l, join_key_r, match_key)`` of the pairs of ``features`` that share a key.

    ``match_key`` is there because Splink asks for it.
    """
    keys = " UNION ALL ".join(
        f"SELECT unique_id, {number} AS rule, {rule.cap} AS cap, "
        f"hash({f'unnest({rule.key})' if rule.many else rule.key}) AS key "
        f"FROM features WHERE ({rule.key}) IS NOT NULL"
        for number, rule in enumerate(RULES)
    )
    connection.execute(f"CREATE TEMP TABLE keys AS SELECT DISTINCT * FROM ({keys})")
    connection.execute(
        "CREATE TEMP TABLE blocks AS SELECT unique_id, rule, key FROM "
        "(SELECT *, count(*) OVER (PARTITION BY rule, key) AS size FROM keys) WHERE size BETWEEN 2 AND cap"
    )
    connection.execute(
        "CREATE TABLE candidates AS "
        "SELECT DISTINCT l.unique_id AS join_key_l, r.unique_id AS join_key_r, '0' AS match_key "
        "FROM blocks l JOIN blocks r ON l.rule = r.rule AND l.key = r.key AND l.unique_id < r.unique_id"
    )
