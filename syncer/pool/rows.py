"""Rows of Python as columns of a table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]


def schema(columns: str) -> "pa.Schema":
    """Columns of text, ``name:int`` or ``name:float``, with spaces between."""
    import pyarrow as pa

    kinds = {"": pa.string(), "int": pa.int64(), "float": pa.float64()}
    return pa.schema([(name, kinds[kind]) for name, _, kind in (column.partition(":") for column in columns.split())])


def as_batch(rows: Sequence[Row], columns: "pa.Schema") -> "pa.RecordBatch":
    """The rows in these columns; what a row does not say is NULL."""
    import pyarrow as pa

    return pa.RecordBatch.from_pylist(rows, schema=columns)
