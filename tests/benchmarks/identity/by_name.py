"""Which joins rest on a rare name alone, and how many of them are right."""

from syncer.core.identity.clusters import clusters
from syncer.core.identity.thresholds import SUGGEST
from syncer.link_file import traits_of
from syncer.linkage.splink_linker import SplinkLinker, nicknames
from tests.benchmarks.identity.generate import Labelled
from tests.benchmarks.identity.rows import features


def joined_by_name(data: Labelled) -> tuple[int, int]:
    """How many joins of two groups by name alone are right, and how many there are."""
    rows, ids = features(data.rows)
    books = {row["record_id"]: f"{row['owner']}|{row['source']}" for row in data.rows}
    scored = SplinkLinker(pooled=len({row.owner for row in rows}) > 1).scored(rows, SUGGEST)
    traits = [traits_of(row, books[record]) for row, record in zip(rows, ids, strict=True)]
    joins = [edge for edge in clusters(traits, scored.edges(), nicknames()).joins if edge.bare]
    return sum(data.person[ids[edge.left]] == data.person[ids[edge.right]] for edge in joins), len(joins)
