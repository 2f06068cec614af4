"""Input files as DuckDB reads them: all at once where all are whole, else one by one, without those that are not.

A pool's contacts may be a file a member. One that is damaged shall cost its own rows and no others, and is told.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from syncer.errors import ConfigError
from syncer.pool.engine import cell

if TYPE_CHECKING:
    import duckdb

_CSV = "auto_detect = false, header = true, skip = 0, delim = ',', quote = '\"', escape = '\"'"
"""Nothing is guessed: DuckDB would take a later line for the header where rows differ in length."""
_HEADER = 1 << 16
"""Bytes in which the header of a CSV file ends."""
_LINE = re.compile(r"\bLine: (\d+)")
Kinds = Mapping[str, str]
"""Column -> its type."""


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


def columns_of(connection: "duckdb.DuckDBPyConnection", files: Sequence[str]) -> dict[str, str]:
    """The columns of all these files together; none where no file can be read. Every cell of a CSV file is text."""
    import duckdb

    try:
        return dict(row[:2] for row in connection.execute(f"DESCRIBE FROM {_reading(files)}").fetchall())
    except duckdb.Error:
        if len(files) == 1:
            return {}
    found: dict[str, str] = {}
    for file in files:
        found = columns_of(connection, [file]) | found
    return found


def load(
    connection: "duckdb.DuckDBPyConnection", name: str, files: Sequence[str], cells: Callable[[Kinds], str]
) -> tuple[str, ...]:
    """Make table ``name`` of the files; those that could not be read. ``cells``: what to select, by columns there are.

    ``ConfigError`` where none can be read.
    """
    import duckdb

    whole = f"SELECT {cells(columns_of(connection, files))} FROM {_reading(files)}"  # noqa: S608 - quoted
    try:
        connection.execute(f"CREATE OR REPLACE TABLE {name} AS {whole}")
    except duckdb.Error as error:
        if len(files) == 1:
            raise unreadable(name, files[0], error) from None
    else:
        return ()
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {cells({})} LIMIT 0")
    left: list[str] = []
    for file in files:
        one = f"SELECT {cells(columns_of(connection, [file]))} FROM {_reading([file])}"  # noqa: S608 - quoted
        try:
            connection.execute(f"INSERT INTO {name} {one}")
        except duckdb.Error as error:
            left.append(file)
            last = error
    if len(left) == len(files):
        raise unreadable(name, left[-1], last)
    return tuple(left)


def cells(columns: Mapping[str, str], kinds: Kinds) -> str:
    """What to select for these columns (our name -> the file's, ``""`` for none), each as text."""
    return ", ".join(_cell(ours, theirs, kinds) for ours, theirs in columns.items())


def _cell(ours: str, theirs: str, kinds: Kinds) -> str:
    if theirs not in kinds:
        return cell(ours, "")
    quoted = '"' + theirs.replace('"', '""') + '"'
    return cell(ours, quoted, f"array_to_string({quoted}, ';')" if kinds[theirs].endswith("[]") else "")


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


def _reading(files: Sequence[str]) -> str:
    if not files[0].endswith("csv"):
        return f"read_parquet([{_listed(files)}], union_by_name = true)"
    headers: dict[tuple[str, ...], list[str]] = {}
    for file in files:
        headers.setdefault(_header(file), []).append(file)
    parts = (
        f"SELECT * FROM read_csv([{_listed(some)}], {_CSV}, columns = {{{_columns(header)}}})"  # noqa: S608 - quoted
        for header, some in headers.items()
    )
    return f"({' UNION ALL BY NAME '.join(parts)})"


def _header(file: str) -> tuple[str, ...]:
    """The columns of a CSV file, each name once; of one that is empty a name that means nothing."""
    with Path(file).open("rb") as opened:
        text = opened.read(_HEADER).decode("utf-8-sig", "replace")
    try:
        names = next(csv.reader(io.StringIO(text, newline="")), [])
    except csv.Error:
        names = []
    found: dict[str, None] = {}
    for at, name in enumerate(names or [""]):
        found[name if name and name not in found else f"{name}_{at}"] = None
    return tuple(found)


def _columns(header: Sequence[str]) -> str:
    return ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in header)


def _listed(files: Sequence[str]) -> str:
    return ", ".join(map(_quoted, files))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
