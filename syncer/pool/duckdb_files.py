"""Input files as DuckDB reads them: at once those with the same columns, else one by one, without damaged ones.

A pool's contacts may be a file a member. One that is damaged shall cost its own rows and no others, and is told. Files
with other columns, or with other types of them, are read apart: what a column is called is looked up in each file, and
DuckDB would make one type of two, 1.0 of 1.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from syncer.errors import ConfigError
from syncer.pool.engine import Columns, cells, plain_number
from syncer.pool.headers import header_of, told_apart

if TYPE_CHECKING:
    import duckdb

_CSV = "auto_detect = false, header = true, skip = 0, delim = ',', quote = '\"', escape = '\"'"
"""Nothing is guessed: DuckDB would take a later line for the header where rows differ in length."""
_LINE = re.compile(r"\bLine: (\d+)")
Kinds = tuple[tuple[str, str], ...]
"""Columns, each with its type."""


def files_at(connection: "duckdb.DuckDBPyConnection", path: str) -> tuple[str, ...]:
    """The files at a path without its ending: .parquet, .csv, or those of a folder of either.

    What begins with ``_`` or ``.`` is no part of a table, as everywhere where tables are folders.
    """
    for pattern in (".parquet", ".csv", "/*.parquet", "/*.csv"):
        found = connection.execute("SELECT file FROM glob(?) ORDER BY file", [f"{path}{pattern}"]).fetchall()
        if files := tuple(file for (file,) in found if Path(file).name[0] not in "_." and Path(file).is_file()):
            return files
    return ()


def inside(files: Sequence[str], path: str) -> tuple[str, ...]:
    """Those of the files that do not lead out of the folder of the input, as a link might."""
    folder = Path(path).resolve().parent
    return tuple(file for file in files if Path(file).resolve().is_relative_to(folder))


def load(connection: "duckdb.DuckDBPyConnection", name: str, files: Sequence[str], columns: Columns) -> tuple[str, ...]:
    """Make table ``name`` of the files; those that could not be read. See ``Engine.load``.

    ``ConfigError`` where none can be read.
    """
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {', '.join(cells(columns, {}))} LIMIT 0")
    left: dict[str, Exception | None] = {}
    for kinds, some in _alike(connection, files).items():
        if not kinds:
            left |= dict.fromkeys(some)
            continue
        texts = {column: _text(column, kind) for column, kind in kinds}
        left |= _added(connection, name, some, f"SELECT {', '.join(cells(columns, texts))} FROM ", kinds)  # noqa: S608 - quoted
    if len(left) == len(files):
        raise unreadable(name, files[-1], left[files[-1]])
    return tuple(file for file in files if file in left)


def _added(
    connection: "duckdb.DuckDBPyConnection", name: str, files: Sequence[str], select: str, kinds: Kinds
) -> dict[str, Exception | None]:
    """Add the rows of files of one kind; those that could not be read, and why."""
    import duckdb

    try:
        connection.execute(f"INSERT INTO {name} {select}{_reading(files, kinds)}")
    except duckdb.Error as error:
        if len(files) == 1:
            return {files[0]: error}
        each = (_added(connection, name, [file], select, kinds) for file in files)
        return {file: why for left in each for file, why in left.items()}
    return {}


def _alike(connection: "duckdb.DuckDBPyConnection", files: Sequence[str]) -> dict[Kinds, list[str]]:
    """The files by their columns; under no columns those that cannot be read."""
    found: dict[Kinds, list[str]] = {}
    for file in files:
        found.setdefault(_kinds(connection, file), []).append(file)
    return found


def _kinds(connection: "duckdb.DuckDBPyConnection", file: str) -> Kinds:
    """The columns of a file under names that DuckDB can tell apart. Every cell of a CSV file is text."""
    import duckdb

    if file.endswith("csv"):
        return tuple((name, "VARCHAR") for name in told_apart(header_of(file)))
    try:
        found = connection.execute(f"DESCRIBE FROM {_reading([file], ())}").fetchall()
    except duckdb.Error:
        return ()
    return tuple((name, kind) for name, kind, *_ in found)


def _text(column: str, kind: str) -> str:
    """SQL for a column as text."""
    quoted = '"' + column.replace('"', '""') + '"'
    if kind.endswith("[]"):
        return f"array_to_string({quoted}, ';')"
    return plain_number(quoted) if kind in ("DOUBLE", "FLOAT") else f"CAST({quoted} AS STRING)"


def unreadable(name: str, file: str, error: Exception | None = None) -> ConfigError:
    """That a file cannot be read, and where; never a word of what is in it."""
    line = _LINE.search(str(error)) if error else None
    where = f", line {line[1]}" if line else ""
    kind = "CSV in UTF-8 with a comma between" if file.endswith("csv") else "Parquet"
    return ConfigError(
        f"{name}: {Path(file).name}{where} cannot be read as {kind}, or is a link that leads out of the folder. Mend "
        "it, or take it away; nothing was written.",
        code="E-POOL-FILE",
    )


def _reading(files: Sequence[str], kinds: Kinds) -> str:
    if not files[0].endswith("csv"):
        return f"read_parquet([{_listed(files)}])"
    columns = ", ".join(f"{_quoted(name)}: '{kind}'" for name, kind in kinds)
    return f"read_csv([{_listed(files)}], {_CSV}, columns = {{{columns}}})"


def _listed(files: Sequence[str]) -> str:
    return ", ".join(map(_quoted, files))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
