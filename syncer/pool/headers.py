"""The names of columns as they stand in input files: what a table is checked by, before anything of it is read."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

_HEADER = 1 << 16
"""Bytes in which the header of a CSV file ends."""


def header_of(file: str) -> tuple[str, ...]:
    """The names of the columns as they stand in the file; none where it cannot be read."""
    return _first_line(file) if file.endswith("csv") else _footer(file)


def headers_of(files: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The headers of these files, equal ones once; none where no file can be read."""
    return tuple(dict.fromkeys(filter(None, map(header_of, files))))


def names_in(text: str) -> tuple[str, ...]:
    """The names in the first line of CSV."""
    try:
        names = next(csv.reader(io.StringIO(text, newline="")), [])
    except csv.Error:
        names = []
    return tuple(names or [""])


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """The names with something added to those that are blank or stand before already, in capitals or not."""
    return tuple(_fresh(names))


def _fresh(names: Sequence[str]) -> Iterator[str]:
    seen: set[str] = set()
    for at, name in enumerate(names):
        new = name
        while not new or new.casefold() in seen:
            new = f"{new}_{at}"
        seen.add(new.casefold())
        yield new


def _first_line(file: str) -> tuple[str, ...]:
    """The header of a CSV file; of one that is empty a name that means nothing."""
    with Path(file).open("rb") as opened:
        return names_in(opened.read(_HEADER).decode("utf-8-sig", "replace"))


def _footer(file: str) -> tuple[str, ...]:
    """The columns of a Parquet file. DuckDB and Spark would not tell that two have one name."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        return tuple(parquet.read_schema(file).names)
    except (pa.ArrowException, OSError, ValueError):
        return ()
