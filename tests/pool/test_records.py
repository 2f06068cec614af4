"""Contacts of a pool, read column by column, are what the personal run makes of them one by one."""

import pyarrow as pa
import pytest

from syncer.core.identity.features import Hubs
from syncer.link_file import table_features
from syncer.linkage.table import table
from syncer.pool.records import MOST_HELD, normalised, person_of, schema
from syncer.pool.tables import CONTACTS
from tests.benchmarks.identity.generate import OTHER, USUAL, Mix, pooled

NOBODY_ELSE = Hubs(frozenset(), frozenset())


def _batch(rows: list[dict[str, str]]) -> pa.RecordBatch:
    columns = {name: pa.array([row.get(name) or None for row in rows], pa.string()) for name in CONTACTS}
    return pa.RecordBatch.from_pydict(columns)


@pytest.mark.parametrize("mix", [USUAL, OTHER])
def test_a_column_at_a_time_gives_what_a_row_at_a_time_gives(mix: Mix) -> None:
    batch = _batch(pooled(1_500, 5, mix).rows)
    by_row = table(table_features(batch.to_pydict(), range(batch.num_rows)), NOBODY_ELSE)
    by_column = normalised(batch)
    shared = [name for name in by_row.column_names if name in by_column.schema.names and name != "unique_id"]
    assert len(shared) > 25
    for name in shared:
        assert by_column.column(name).to_pylist() == by_row.column(name).to_pylist(), name


def test_an_initial_is_spelt_out_by_the_address_of_its_own_row_alone() -> None:
    rows = [
        {"record_id": "1", "owner": "ann", "full_name": "J. Doe", "emails": "jane.doe@example.com"},
        {
            "record_id": "2",
            "owner": "ann",
            "full_name": "J. Doe",
            "linkedin_url": "https://www.linkedin.com/in/jim-doe-4a",
        },
        {"record_id": "3", "owner": "ann", "full_name": "J. Doe"},
    ]
    assert normalised(_batch(rows)).column("given").to_pylist() == ["jane", "jim", "j"]


def test_a_row_without_id_or_owner_is_left_out_and_one_that_is_a_list_keeps_no_addresses() -> None:
    many = ";".join(f"{at}@acme.example" for at in range(MOST_HELD + 1))
    rows = [
        {"record_id": "", "owner": "ann", "full_name": "Ada Moss"},
        {"record_id": "1", "owner": "", "full_name": "Ada Moss"},
        {"record_id": "2", "owner": "ann", "full_name": "All Hands", "emails": many, "phones": "+12125550123"},
        {"record_id": "3", "owner": "ann", "full_name": "Ada Moss", "emails": many.rpartition(";")[0]},
    ]
    found = normalised(_batch(rows)).to_pylist()
    assert [(row["record_id"], row["excess"], len(row["emails"] or ()), row["phones"]) for row in found] == [
        ("2", True, 0, None),
        ("3", False, MOST_HELD, None),
    ]
    assert [row["was_full_name"] for row in found] == ["All Hands", "Ada Moss"]
    assert [row["alone"] for row in found] == [person_of("ann", "2"), person_of("ann", "3")]


def test_no_rows_have_the_columns_of_many() -> None:
    assert normalised(_batch([])).schema == schema()
