"""What others would do, to compare with: the rule of thumb, and Splink and recordlinkage as their guides use them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from syncer.core.identity.features import company_key
from syncer.core.normalise.letters import fold


def rule_of_thumb(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The same e-mail, phone, profile, or name and employer is the same person, in chains (connected components)."""
    links = ((records[0], record) for records in _blocks(rows).values() for record in records[1:])
    return components([row["record_id"] for row in rows], links)


def _blocks(rows: Sequence[Mapping[str, str]]) -> dict[tuple[str, str], list[str]]:
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        record = row["record_id"]
        for mail in filter(None, row["emails"].lower().split(";")):
            blocks["email", mail].append(record)
        for phone in filter(None, row["phones"].split(";")):
            blocks["phone", "".join(filter(str.isdigit, phone))[-10:]].append(record)
        if row["linkedin_url"]:
            blocks["profile", row["linkedin_url"].strip("/").rpartition("/")[2]].append(record)
        name = fold(row["full_name"] or f"{row['first_name']} {row['last_name']}")
        if name and row["company"]:
            blocks["name", f"{name}|{company_key(row['company'])}"].append(record)
    return blocks


def trained_by_em(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Splink as its tutorials show it: library comparisons, u by sampling, m by EM, connected components at .95."""
    import logging

    import duckdb
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    table = pa.Table.from_pylist([_flat(row) for row in rows])
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET threads TO 2")
        api = DuckDBAPI(connection)
        connection.register("contacts", table)
        rules = [("email",), ("phone",), ("slug",), ("first", "last"), ("last", "company"), ("first", "company")]
        linker = Linker(
            api.register("contacts"),
            SettingsCreator(
                link_type="dedupe_only",
                comparisons=[
                    cl.NameComparison("first"),
                    cl.NameComparison("last"),
                    cl.ExactMatch("email"),
                    cl.ExactMatch("phone"),
                    cl.ExactMatch("slug"),
                    cl.JaroWinklerAtThresholds("company", [0.9]),
                    cl.ExactMatch("city"),
                ],
                blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
            ),
        )
        logging.getLogger("splink").setLevel(logging.ERROR)
        linker.training.estimate_probability_two_random_records_match(
            [block_on("email"), block_on("phone")], recall=0.6
        )
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
        for rule in (("first", "last"), ("email",), ("phone",)):
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
        predictions = linker.inference.predict(threshold_match_probability=0.95)
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, 0.95)
        found = clusters.as_duckdbpyrelation().project("unique_id, cluster_id").fetchall()
    return {str(record): str(cluster) for record, cluster in found}


def _flat(row: Mapping[str, str]) -> dict[str, str | None]:
    words = (row["full_name"] or f"{row['first_name']} {row['last_name']}").split()
    first, last = row["first_name"] or (words[0] if words else ""), row["last_name"] or (words[-1] if words else "")
    flat = {
        "unique_id": row["record_id"],
        "first": fold(first),
        "last": fold(last),
        "email": row["emails"].partition(";")[0].lower(),
        "phone": "".join(filter(str.isdigit, row["phones"].partition(";")[0]))[-10:],
        "slug": row["linkedin_url"].strip("/").rpartition("/")[2],
        "company": company_key(row["company"]),
        "city": fold(row["city"]),
    }
    return {column: value or None for column, value in flat.items()}


def ecm(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """recordlinkage's ECM classifier as its documentation shows it, and connected components of what it calls links."""
    import pandas
    import recordlinkage

    frame = pandas.DataFrame([_flat(row) for row in rows]).set_index("unique_id")
    indexer = recordlinkage.Index()
    for rule in (("email",), ("phone",), ("slug",), ("first", "last"), ("last", "company"), ("first", "company")):
        indexer.block(list(rule))
    pairs = indexer.index(frame)
    compare = recordlinkage.Compare()
    for column in ("first", "last", "company"):
        compare.string(column, column, method="jarowinkler", threshold=0.9, label=column)
    for column in ("email", "phone", "slug", "city"):
        compare.exact(column, column, label=column)
    compared = compare.compute(pairs, frame)
    links = recordlinkage.ECMClassifier(binarize=0.5).fit_predict(compared)
    return components([str(record) for record in frame.index], links)


def components(records: Sequence[str], links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Everything that hangs together is one person."""
    parent = {record: record for record in records}

    def root(record: str) -> str:
        while parent[record] != record:
            parent[record] = parent[parent[record]]
            record = parent[record]
        return record

    for left, right in links:
        parent[root(str(right))] = root(str(left))
    return {record: root(record) for record in parent}
