"""Rows of the ``link`` input as features, in the order the linker sees them."""

from collections.abc import Mapping, Sequence

from syncer.core.identity.features import Features
from syncer.link_file import table_features


def features(rows: Sequence[Mapping[str, str]]) -> tuple[list[Features], list[str]]:
    """Features and record ids, in the linker's order."""
    ids = [row["record_id"] for row in rows]
    order = sorted(range(len(ids)), key=ids.__getitem__)
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    return table_features(columns, order), [ids[row] for row in order]
