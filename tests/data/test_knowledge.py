"""The shipped knowledge holds together: facts cited, no name means two firms, nothing short or a place acts alone."""

import csv
import lzma
from collections import Counter, defaultdict
from pathlib import Path
from time import perf_counter

import pytest

import syncer.data
from syncer.core.employers import domains
from syncer.core.employers.normalise import Cleaner
from syncer.data import build
from syncer.data.load import load_knowledge, load_vocabulary

HERE = Path(syncer.data.__file__).parent
CLEANER = Cleaner(load_vocabulary())
ALONE = ("yes", "safe")


def table(name: str) -> list[dict[str, str]]:
    with (HERE / "curated" / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


NAMES = [row for row in table("names") if row["kind"] != "not"]
ACTING = [row for row in NAMES if row["decides"] in ALONE and row["kind"] != "domain" and not row["until"]]


def test_what_decides_alone_says_where_it_was_checked():
    unchecked = [row for row in NAMES if row["decides"] in ALONE and not row["source"] and not row["until"]]
    assert unchecked == []


def test_no_name_that_decides_belongs_to_two_unrelated_firms():
    firms = defaultdict(set)
    parents = {row["name"]: row["parent"] for row in table("organisations")}
    for row in ACTING:
        firms[CLEANER.key(row["value"])].add(row["organisation"])
    shared = {key: sorted(names) for key, names in firms.items() if len(names) > 1}
    unrelated = {
        key: names
        for key, names in shared.items()
        if not any(parents[name] in names for name in names)
        and not any(row["value"] in names and row["organisation"] in names for row in ACTING if row["kind"] == "part")
    }
    assert unrelated == {}


def test_no_name_under_five_letters_decides_unless_listed_as_safe():
    short = [row for row in ACTING if row["decides"] == "yes" and row["value"].isascii()]
    assert [row["value"] for row in short if len(CLEANER.key(row["value"])) < 5] == []


def test_no_name_that_decides_is_a_place():
    places = {place.replace(" ", "") for place in load_vocabulary().places}
    assert [row["value"] for row in ACTING if CLEANER.key(row["value"]) in places and row["decides"] != "safe"] == []


def test_no_domain_belongs_to_two_firms_or_is_personal_mail():
    owners = defaultdict(set)
    for row in NAMES:
        if row["kind"] == "domain":
            assert domains.registrable(row["value"]) == row["value"]
            assert not domains.is_personal(row["value"]), row["value"]
            owners[row["value"]].add(row["organisation"])
    parents = {row["name"]: row["parent"] for row in table("organisations")}
    assert {d: o for d, o in owners.items() if len(o) > 1 and not any(parents[name] in o for name in o)} == {}


def test_every_name_belongs_to_a_listed_firm_and_firms_are_listed_once():
    firms = [row["name"] for row in table("organisations")]
    assert [name for name, count in Counter(firms).items() if count > 1] == []
    assert {row["organisation"] for row in table("names")} <= set(firms)
    assert len(firms) >= 700


def test_knowledge_is_small():
    assert sum(path.stat().st_size for path in HERE.rglob("*") if path.is_file() and "linkage" not in path.parts) < 6e6


@pytest.mark.parametrize("name", ["name-suggestion-index", "tickers", "universities", "places", "english"])
def test_every_source_has_its_licence_beside_it(name):
    assert name in (HERE / "sources" / "LICENCES.md").read_text("utf-8")


def test_the_extract_is_what_its_sources_make():
    listed = set(lzma.decompress((HERE / "organisations.txt.xz").read_bytes()).decode().split("\n"))
    for source in ("tickers", "universities"):
        assert set(build.lines(CLEANER, source)) <= listed


def test_knowledge_loads_in_a_moment():
    load_knowledge.cache_clear()
    started = perf_counter()
    load_knowledge()
    assert perf_counter() - started < 1.5  # .1 s on an idle machine; a shared one gets slack
