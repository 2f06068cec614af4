"""Small pools of invented books, and what a job makes of them."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pyarrow import parquet

from syncer.pool.duckdb_engine import DuckDb
from syncer.pool.engine import Engine
from syncer.pool.job import Job, run
from syncer.pool.parcels import Waiting, fetched, waiting
from syncer.pool.tables import CONTACTS, MEMBERS, TARGETS

TODAY = date(2026, 11, 23)
Row = Mapping[str, Any]


@dataclass
class Pool:
    """Books being put together, each method one thing that people do."""

    members: list[dict[str, str]] = field(default_factory=list)
    targets: list[dict[str, str]] = field(default_factory=list)
    contacts: list[dict[str, str]] = field(default_factory=list)

    def member(self, name: str, consent: str = "names", wants: Sequence[str] = (), **more: str) -> str:
        """A member, whose id is the name in small letters."""
        owner = name.casefold()
        self.members.append({"member_id": owner, "name": name, "consent": consent, **more})
        self.targets += [{"member_id": owner, "company": company, "motivation": "5"} for company in wants]
        return owner

    def knows(self, owner: str, name: str, company: str = "", source: str = "google", **more: str) -> None:
        """A contact in that member's book."""
        record = {"record_id": f"r{len(self.contacts):06d}", "owner": owner.casefold(), "source": source}
        self.contacts.append({**record, "full_name": name, "company": company, **more})

    def write(self, folder: Path) -> Path:
        """The three files."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, columns in (("members", MEMBERS), ("targets", TARGETS), ("contacts", CONTACTS)):
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as opened:
                writer = csv.DictWriter(opened, columns)
                writer.writeheader()
                writer.writerows(getattr(self, name))
        return folder


@dataclass(frozen=True)
class Result:
    """What a job wrote."""

    people: list[Row]
    employers: list[Row]
    paths: list[Row]
    coverage: list[Row]
    connectors: list[Row]
    summary: Mapping[str, int]
    parcels: Sequence[tuple[Waiting, str]] = ()

    def of(self, member: str) -> list[Row]:
        """The list of one member, best first."""
        return [row for row in self.paths if row["member_id"] == member.casefold()]

    def why(self, member: str) -> list[str]:
        """The reasons on that list."""
        return [row["why"] for row in self.of(member)]

    def person(self, owner: str, at: int = 0) -> str:
        """The person id of a record of a book, counted in the order of the file."""
        return [row["person_id"] for row in self.people if row["owner"] == owner.casefold()][at]

    def groups(self, owners: Sequence[str]) -> list[list[tuple[str, str]]]:
        """Who is one person among the records of these books."""
        found: dict[str, list[tuple[str, str]]] = {}
        for row in self.people:
            if row["owner"] in owners:
                found.setdefault(row["person_id"], []).append((row["owner"], row["record_id"]))
        return sorted(sorted(group) for group in found.values())


def done(pool: Pool, folder: Path, engine: Engine | None = None) -> Result:
    """The job over these books."""
    made = engine or DuckDb(2_000, 1, folder)
    try:
        return result(made, str(pool.write(folder / "in")), folder / "out")
    finally:
        if engine is None:
            made.close()


def result(engine: Engine, source: str, output: Path, crowd: int = 20_000, *, parcels: bool = False) -> Result:
    """The job over a folder, read back."""
    summary = run(engine, Job(source, str(output), TODAY, crowd=crowd, parcels=parcels))
    tables = (rows(output / name) for name in ("people", "employers", "paths", "coverage", "connectors"))
    packed = tuple(fetched(engine, waiting(engine))) if parcels else ()
    return Result(*tables, summary=summary, parcels=packed)


def rows(folder: Path) -> list[Row]:
    """All rows of a folder of Parquet, in the order in which they were written."""
    return [row for path in sorted(folder.glob("*.parquet")) for row in parquet.read_table(path).to_pylist()]
