"""What a pooled job asks of an engine: tables by name, one SQL text for all, Python over batches, Splink.

SQL is written once, in what DuckDB and Spark share; where they spell a function differently the text has a word in
capitals that the engine replaces (``spelled``). Every statement runs on both engines in the tests. Blank text is NULL.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, pairwise
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import pyarrow as pa

LONGEST = 2_000
"""Characters of a cell that are read: more is no contact, and one cell shall not fill a worker."""
_EXACT = "9.2e18"
"""Numbers below it fit 64 bits; those above are no ids, and each engine spells them its way."""
OnBatch = Callable[["pa.RecordBatch"], "pa.RecordBatch"]
"""Work on some rows. It runs in other processes and on other machines: a function of a module, or a partial of one."""


Columns = Mapping[str, Sequence[str]]
"""Our name of a column -> the names it may have in a file, as ``folded``, the first one first."""


@dataclass(frozen=True, slots=True)
class Link:
    """Which candidates Splink shall score: tables ``features``, ``candidates`` and one ``rarity_<column>`` a column.

    ``records``: how many there are, for the prior. ``keep``: SQL over Splink's columns; ``bits``: the least weight.
    """

    weights: Mapping[str, list[float]]
    records: int
    bits: float
    keep: str


class Engine(Protocol):
    """Tables that may be larger than memory. A name that is given again replaces the table."""

    @property
    def left_out(self) -> Sequence[str]:
        """Files that ``load`` could not read and left out, as ``contacts/part-3.csv``."""

    @property
    def at_once(self) -> int:
        """Rows that one statement may join with themselves: more are joined a part at a time."""

    def headers(self, path: str) -> Sequence[tuple[str, ...]]:
        """The column names of each file of ``path`` (without its ending: .parquet, .csv, or a folder of either), as
        they stand there; equal ones once, none if there is no file. ``ConfigError`` where none can be read."""

    def load(self, name: str, path: str, columns: Columns) -> None:
        """Make a table of these columns, each as text. Which of the names a file has is looked up file by file; of
        several in one file, the first that is not blank in a row counts.

        Text is trimmed, cut at ``LONGEST``, NULL where blank; the values of a list have ``;`` between, and a number
        that is whole is written without a point, whatever its type. ``ConfigError`` where nothing of it can be read.
        """

    def sql(self, name: str, *texts: str) -> None:
        """Make a table of what the texts give, one below the other."""

    def map(self, name: str, source: str, work: OnBatch, schema: "pa.Schema") -> None:
        """Make a table of what ``work`` makes of each batch of ``source``."""

    def map_groups(self, name: str, source: str, key: str, work: OnBatch, schema: "pa.Schema") -> None:
        """As ``map``; each batch holds whole groups of ``key``, one below the other, in the order of the key."""

    def link(self, name: str, what: Link) -> None:
        """Make a table left_id, right_id, weight (thousandths of a bit) of the pairs that Splink finds strong."""

    def rows(self, text: str) -> list[tuple[Any, ...]]:
        """What the text gives, for few rows."""

    def write(self, source: str, path: str) -> None:
        """Write a table, or what a text gives, as a folder of Parquet files in place of what is there."""

    def drop(self, *names: str) -> None:
        """Forget tables that are needed no more."""

    def close(self) -> None:
        """Give back memory, disk and processes."""


def spelled(text: str, words: Mapping[str, str]) -> str:
    """The text with the words in capitals replaced: ``EACH(`` by ``unnest(``."""
    return re.sub(r"\b(" + "|".join(words) + r")\(", lambda found: f"{words[found[1]]}(", text)


def spans(rows: int, at_once: int) -> list[str]:
    """SQL conditions that part ids evenly, one span for ``at_once`` rows; where one holds all, it is blank."""
    parts = 1 + rows // at_once
    if parts == 1:
        return [""]
    bounds = [part * 2**63 // parts for part in range(parts + 1)]  # ids are hashes of 63 bits
    return [f"BETWEEN {first} AND {following - 1}" for first, following in pairwise(bounds)]


def in_spans(left: str, right: str, parted: Sequence[str]) -> list[str]:
    """SQL conditions on the two ids of a pair, the lower one on the left, that part all pairs by these spans. Each ends
    with AND; where one span holds all, the only one is blank."""
    if len(parted) == 1:
        return [""]
    return [f"{left} {low} AND {right} {high} AND " for low, high in combinations_with_replacement(parted, 2)]


def folded(name: str) -> str:
    """The name of a column as people spell it, ``E-Mail ``, as we do: ``e_mail``."""
    return re.sub(r"[\s\-]+", "_", name.strip().casefold())


def cells(columns: Columns, there: Mapping[str, str]) -> list[str]:
    """SQL for each of these columns of a file. ``there``: a column of the file -> the engine's SQL for it as text."""
    found: dict[str, list[str]] = {}
    for name, text in there.items():
        found.setdefault(folded(name), []).append(text)
    return [cell(ours, [text for one in names for text in found.get(one, ())]) for ours, names in columns.items()]


def cell(name: str, texts: Sequence[str]) -> str:
    """SQL for one column: the first of the texts that is not blank."""
    read = [f"NULLIF(trim(substr({text}, 1, {LONGEST})), '')" for text in texts or ("CAST(NULL AS STRING)",)]
    return f"coalesce({', '.join(read)}) AS {name}"


def plain_number(quoted: str) -> str:
    """SQL for a floating point column as text: 1.0 is 1, and what is no number is NULL.

    Python makes such numbers of integers among which some are missing, and ``1.0`` is nobody's id. What is no number is
    known by what it leaves, not by ``isnan``: DuckDB believes a Parquet file's statistics, which never tell of it.
    """
    return (
        f"CASE WHEN {quoted} % 1 = 0 AND abs({quoted}) < {_EXACT} THEN CAST(CAST({quoted} AS BIGINT) AS STRING) "
        f"WHEN {quoted} % 1 < 1 THEN CAST({quoted} AS STRING) END"
    )


def whole_groups(batches: Iterable["pa.RecordBatch"], key: str, rows: int) -> Iterator["pa.RecordBatch"]:
    """The same rows, cut so that no group is in two batches; each of at least ``rows``, save the last."""
    import pyarrow as pa
    import pyarrow.compute as pc

    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        if sum(one.num_rows for one in held) < rows:
            continue
        table = pa.Table.from_batches(held).combine_chunks()
        column = table.column(key)
        last = pc.index(pc.equal(column, column[-1]), True).as_py()
        if last:
            yield from _one(table.slice(0, last))
            table = table.slice(last)
        held = table.to_batches()
    if held:
        yield from _one(pa.Table.from_batches(held))


def _one(table: "pa.Table") -> Sequence["pa.RecordBatch"]:
    batches: list[pa.RecordBatch] = table.combine_chunks().to_batches()
    return batches
