"""``python -m tests.benchmarks.pool.invent FOLDER SIZE [SEED]``: a pool of invented books as Parquet.

Contacts are those of the identity benchmark (``pooled``: people known to several owners, with every trouble); members
want to work at the employers that occur, a few of which everybody wants.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet as pq

from tests.benchmarks.identity.generate import COLUMNS, USUAL, pooled

CONSENTS = ("names", "names", "names on request", "companies", "off")
WANTED = 10
PART = 1_000_000
"""People who know each other are invented together, so many contacts at once."""


def invent(folder: Path, size: int, seed: int = 3) -> dict[str, str]:
    """Write members, targets and contacts; record id -> who it is; who stands in a book not shared is told apart.

    More than ``PART`` are invented a part at a time, each with members and people of its own: a file a part, and no
    more memory than one of them takes.
    """
    if size <= PART:
        return _part(folder, size, seed, lambda kind: folder / f"{kind}.parquet")
    truth: dict[str, str] = {}
    parts = -(-size // PART)
    for at in range(parts):
        files = partial(_file_of_part, folder, at)
        truth |= _part(folder, min(PART, size - at * PART), seed + at, files, f"part{at}-")
    return truth


def _file_of_part(folder: Path, at: int, kind: str) -> Path:
    (folder / kind).mkdir(parents=True, exist_ok=True)
    return folder / kind / f"part-{at}.parquet"


def _part(folder: Path, size: int, seed: int, file: Callable[[str], Path], mark: str = "") -> dict[str, str]:
    """``mark``: what stands before every owner and record id."""
    made = pooled(size, seed, USUAL)
    rng = random.Random(seed)
    owners = sorted({row["owner"] for row in made.rows})
    common = [name for name, _ in Counter(row["company"] for row in made.rows if row["company"]).most_common(1_000)]
    folder.mkdir(parents=True, exist_ok=True)
    columns = {name: [row.get(name, "") for row in made.rows] for name in COLUMNS}
    for name in ("owner", "record_id"):
        columns[name] = [mark + one for one in columns[name]]
    columns["connected_on"] = [
        f"{rng.randint(2008, 2026)}-0{rng.randint(1, 9)}-{rng.randint(10, 28)}" for _ in made.rows
    ]
    columns["grade"] = [rng.choice("ABC") if rng.random() < 0.2 else "" for _ in made.rows]
    columns["former"] = [rng.choice(common) if rng.random() < 0.1 else "" for _ in made.rows]
    _write(file("contacts"), columns)
    _write(
        file("members"),
        {
            "member_id": [mark + owner for owner in owners],
            "name": [f"Member {mark}{owner.removeprefix('owner')}" for owner in owners],
            "emails": [f"{mark}{owner}@example.org" for owner in owners],
            "sought_role": [rng.choice(("Software Engineer", "Product Manager", "Accountant")) for _ in owners],
            "consent": [CONSENTS[at % len(CONSENTS)] for at in range(len(owners))],
        },
    )
    wishes = [(owner, one) for owner in owners for one in sorted(set(_wishes(rng, common)))]
    _write(
        file("targets"),
        {
            "member_id": [mark + owner for owner, _ in wishes],
            "company": [one for _, one in wishes],
            "motivation": [str(1 + hash_of(one) % 5) for _, one in wishes],
        },
    )
    alone = {owner for at, owner in enumerate(owners) if CONSENTS[at % len(CONSENTS)] == "off"}
    apart = {row["record_id"]: row["owner"] for row in made.rows if row["owner"] in alone}
    return {f"{mark}{record}": f"{mark}{person} {apart.get(record, '')}" for record, person in made.person.items()}


def hash_of(text: str) -> int:
    """The same in every process."""
    return sum(map(ord, text))


def _wishes(rng: random.Random, common: list[str]) -> list[str]:
    return [*rng.choices(common[:20], k=WANTED // 2), *rng.choices(common, k=WANTED // 2)]


def _write(path: Path, columns: dict[str, list[str]]) -> None:
    pq.write_table(pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()}), path)


if __name__ == "__main__":
    invent(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 3)
