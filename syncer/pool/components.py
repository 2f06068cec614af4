"""Connected components in SQL: large-star and small-star in turns until all that hangs together hangs on one.

Kiveris and others, "Connected Components in MapReduce and Beyond" (2014). Both engines spill while they do it.
"""

from syncer.pool.engine import Engine

MOST_ROUNDS = 40
"""Far more than any graph needs (the rounds grow with the logarithm of the longest chain)."""
_LARGE = """
SELECT DISTINCT s.right_id AS left_id, m.least_id AS right_id
FROM both_ways AS s JOIN (
  SELECT left_id, least(left_id, min(right_id)) AS least_id FROM both_ways GROUP BY left_id
) AS m ON s.left_id = m.left_id
WHERE s.right_id > s.left_id AND s.right_id <> m.least_id
"""
_SMALL = """
SELECT s.right_id AS left_id, m.least_id AS right_id
FROM large_star AS s JOIN (SELECT left_id, min(right_id) AS least_id FROM large_star GROUP BY left_id) AS m
ON s.left_id = m.left_id WHERE s.right_id <> m.least_id
UNION
SELECT left_id, min(right_id) AS right_id FROM large_star GROUP BY left_id
"""
_UNSETTLED = """
SELECT count(*) - count(DISTINCT left_id) + (
  SELECT count(*) FROM (SELECT DISTINCT right_id FROM small_star) AS roots
  JOIN small_star AS inner_ones ON roots.right_id = inner_ones.left_id
) FROM small_star
"""


def components(engine: Engine, name: str, edges: str) -> None:
    """Make table ``name(unique_id, heap)`` of the records that some edge holds; ``heap`` is the least of them."""
    engine.sql("small_star", f"SELECT DISTINCT right_id AS left_id, left_id AS right_id FROM {edges}")  # noqa: S608
    for _ in range(MOST_ROUNDS):
        engine.sql("both_ways", "SELECT left_id, right_id FROM small_star", "SELECT right_id, left_id FROM small_star")
        engine.sql("large_star", _LARGE)
        engine.sql("small_star", _SMALL)
        (unsettled,) = engine.rows(_UNSETTLED)[0]
        if not unsettled:
            break
    engine.sql(
        name,
        "SELECT left_id AS unique_id, right_id AS heap FROM small_star",
        "SELECT DISTINCT right_id AS unique_id, right_id AS heap FROM small_star",
    )
    engine.drop("small_star", "both_ways", "large_star")
