"""Reads the shipped knowledge into values. Nothing is read before it is asked for; all of it takes under .3 s."""

import csv
import lzma
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from syncer.core.employers.knowledge import Knowledge, Link, Organisation, Part
from syncer.core.employers.vocabulary import Vocabulary, vocabulary_from

_HERE = files(__package__)
_Rows = list[dict[str, str]]


@lru_cache(maxsize=1)
def load_knowledge() -> Knowledge:
    """All shipped employer knowledge: word lists, the curated table, and the names of other organisations."""
    known, group_names, universities = _extract()
    links = tuple(Link(row["firm"], row["kind"], row["of"]) for row in _table("links"))
    return Knowledge(
        load_vocabulary(), _organisations(), known, group_names, universities, links, tuple(sorted(universities))
    )


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """The word lists and places."""
    lists = tomllib.loads((_HERE / "words" / "employers.toml").read_text("utf-8"))
    lists["common_heads"] += "," + _listed("english")
    return vocabulary_from({**lists, "places": _listed("places"), "surnames": _listed("surnames")})


def _listed(name: str) -> str:
    lines = (_HERE / "words" / f"{name}.txt").read_text("utf-8").splitlines()
    return ",".join(line for line in lines if not line.startswith("#"))


def _table(name: str) -> _Rows:
    text = (_HERE / "curated" / f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _organisations() -> tuple[Organisation, ...]:
    names: dict[str, _Rows] = defaultdict(list)
    for row in _table("names"):
        names[row["organisation"]].append(row)
    return tuple(_organisation(row, names[row["name"]]) for row in _table("organisations"))


def _organisation(row: dict[str, str], names: _Rows) -> Organisation:
    def of(kind: str) -> tuple[str, ...]:
        return tuple(name["value"] for name in names if name["kind"] == kind and not name["part"])

    return Organisation(
        name=row["name"],
        domains=of("domain"),
        aliases=of("alias"),
        native=of("native"),
        former=of("former"),
        parts=_parts(names),
        parent=row["parent"],
        employees=int(row["employees"]) if row["employees"] else None,
        safe=tuple(name["value"] for name in names if name["decides"] == "safe"),
        review_only=tuple(name["value"] for name in names if name["decides"] == "ask" and name["kind"] != "domain"),
        review_domains=tuple(name["value"] for name in names if name["decides"] == "ask" and name["kind"] == "domain"),
        fields=tuple(filter(None, row["fields"].split("; "))),
        not_it=of("not"),
    )


def _parts(names: _Rows) -> tuple[Part, ...]:
    rows: dict[str, _Rows] = defaultdict(list)
    for row in names:
        if row["part"]:
            rows[row["part"]].append(row)
    return tuple(
        Part(
            name=part,
            aliases=tuple(row["value"] for row in group if row["kind"] == "part alias"),
            domains=tuple(row["value"] for row in group if row["kind"] == "domain"),
            until=max((int(row["until"] or 0) for row in group), default=0),
        )
        for part, group in rows.items()
    )


def _extract() -> tuple[Mapping[str, int], Mapping[int, tuple[str, ...]], frozenset[str]]:
    lines = lzma.decompress((_HERE / "organisations.txt.xz").read_bytes()).decode().split("\n")
    known: dict[str, int] = {}
    group_names: dict[int, tuple[str, ...]] = {}
    universities: list[str] = []
    for number, line in enumerate(lines):
        keys, _, names = line.partition("\t")
        mark, *listed = keys.split("|")
        for key in listed:
            known.setdefault(key, number)
        if names:
            group_names[number] = tuple(names.split("|"))
        if mark == "U":
            universities.extend(listed)
    return known, group_names, frozenset(universities)
