"""``python -m tests.benchmarks.pool.skew [WORD ...] [--share N]``: pools that are lopsided or made to harm, full size.

Each runs in a process of its own within the same memory, after an ordinary pool for comparison; the table tells CPU
seconds, microseconds a row, megabytes, and what the job said. ``WORD``: only stories with it. ``--share``: an N-th of
each size.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from syncer.pool.tables import CONTACTS, MEMBERS, TARGETS
from tests.benchmarks.pool.__main__ import Figure, measured

Row = dict[str, str]
_GIVEN = (
    *("Mira", "Olav", "Teun", "Yara", "Ivo", "Noor", "Pia", "Rasmus", "Zoe", "Hugo", "Ines", "Jonas", "Katja", "Lars"),
    *("Marta", "Nils", "Oona", "Pavel", "Rosa", "Sven", "Tilda", "Ulf", "Vera", "Willem", "Xenia", "Yusuf", "Clara"),
)
_PARTS = (
    *("ba", "do", "fer", "gal", "hin", "jor", "kem", "lun", "mar", "nix", "pol", "quor", "ras", "sten", "tov", "ulm"),
    *("ver", "wick", "yar", "zel"),
)
_PIECE = 100_000


@dataclass(frozen=True)
class Story:
    """A pool by its rows. ``members``: how many share it; ``rows``: how many contacts; ``row``: what each says."""

    members: int
    rows: int
    row: Callable[[int], Row]
    owner: Callable[[int, int], int] = lambda at, members: at % members


def person(number: int) -> Row:
    """An invented person with a name and an address of their own."""
    rest, family = number // len(_GIVEN), ""
    for _ in range(4):
        family, rest = family + _PARTS[rest % len(_PARTS)], rest // len(_PARTS)
    given = _GIVEN[number % len(_GIVEN)]
    mail = f"{given}.{family}@p{number % 997}.example".lower()
    return {"full_name": f"{given} {family.title()}", "emails": mail, "company": f"Firm {number % 5_000}"}


def _ordinary(at: int) -> Row:
    return person(at)


def _shared_phone(at: int) -> Row:
    return person(at) | ({"phones": "+1 202 555 0100"} if at % 3 == 0 else {})


def _one_company(at: int) -> Row:
    return person(at) | {"company": "Initech"}


def _one_mail(at: int) -> Row:
    """One member's rows: the same address, half of them under one name and the others each under another."""
    same = {"full_name": "Mallory Quark"} if at % 2 else {}
    return person(at) | ({"emails": "everybody@example.com", **same} if at >= _HONEST else {})


def _taken_over(at: int) -> Row:
    """Rows of one member that claim people of all others: their address, another name and profile."""
    if at < _HONEST:
        return person(at // 3)
    claimed = person((at - _HONEST) % (_HONEST // 3))
    return claimed | {"full_name": f"Mallory Number{at}", "linkedin_url": f"https://www.linkedin.com/in/mallory-{at}"}


_HONEST = 30_000


def _mallory(at: int, members: int) -> int:
    return at % (members - 1) if at < _HONEST else members - 1


def _one_large(at: int, members: int) -> int:
    return 0 if at % 6 else 1 + at % (members - 1)


def stories(share: int) -> Mapping[str, Story]:
    """Every story at an N-th of its size."""
    return {
        "an ordinary pool": Story(1_500 // share + 2, 300_000 // share, _ordinary),
        "a phone in 100,000 books": Story(100_000 // share, 300_000 // share, _shared_phone),
        "a company in 1,000,000 rows": Story(2_000 // share, 1_000_000 // share, _one_company),
        "a member with 500,000 contacts": Story(500 // share + 2, 600_000 // share, _ordinary, _one_large),
        "1,000,000 rows with one e-mail": Story(300, _HONEST + 1_000_000 // share, _one_mail, _mallory),
        "300,000 claims to others' addresses": Story(300, _HONEST + 300_000 // share, _taken_over, _mallory),
    }


def write(folder: Path, story: Story) -> None:
    """The three tables."""
    folder.mkdir(parents=True)
    members = [f"m{at}" for at in range(story.members)]
    _put(folder, "members", MEMBERS, [{"member_id": one, "name": one, "consent": "names"} for one in members])
    wishes = [{"member_id": one, "company": company} for one in members for company in ("Initech", "Firm 7")]
    _put(folder, "targets", TARGETS, wishes)
    with parquet.ParquetWriter(folder / "contacts.parquet", _schema(CONTACTS)) as writer:
        for rows in _pieces(story):
            writer.write_table(pa.Table.from_pylist(rows, schema=_schema(CONTACTS)))


def _pieces(story: Story) -> Iterator[list[Row]]:
    for first in range(0, story.rows, _PIECE):
        yield [
            {
                "record_id": f"r{at}",
                "owner": f"m{story.owner(at, story.members)}",
                "source": "google",
                **story.row(at),
            }
            for at in range(first, min(first + _PIECE, story.rows))
        ]


def _put(folder: Path, name: str, columns: tuple[str, ...], rows: list[Row]) -> None:
    parquet.write_table(pa.Table.from_pylist(rows, schema=_schema(columns)), folder / f"{name}.parquet")


def _schema(columns: tuple[str, ...]) -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in columns])


def run(story: Story) -> Figure:
    """One pool in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "in", story)
        return measured("duckdb", folder / "in", folder / "out", folder)


def main() -> None:
    """The table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("story", nargs="*")
    asked.add_argument("--share", type=int, default=1)
    chosen = asked.parse_args()
    print(f"{'':36} {'rows':>9} {'CPU s':>7} {'us/row':>7} {'MB':>6}  what the job said", flush=True)
    for name, story in stories(chosen.share).items():
        if not chosen.story or any(word in name for word in chosen.story):
            found = run(story)
            said = {key: count for key, count in found.summary.items() if count and key not in _USUAL}
            cost = found.cpu / story.rows * 1e6
            print(f"{name:36} {story.rows:9,} {found.cpu:7.1f} {cost:7.0f} {found.peak_mb:6.0f}  {said}", flush=True)


_USUAL = ("members", "sharing", "contacts", "paths", "targets")

if __name__ == "__main__":
    main()
