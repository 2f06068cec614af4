"""Contact rows into what links them and what the rest of the job needs: the core's functions, batch by batch."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from syncer.core.employers.domains import is_personal
from syncer.core.identity.features import Features, Hubs
from syncer.core.identity.ids import POOLED_LENGTH, assign
from syncer.core.model import Ref
from syncer.core.normalise.emails import domain_of, is_generic
from syncer.link_file import table_features
from syncer.linkage.table import table

if TYPE_CHECKING:
    import pyarrow as pa

MOST_HELD = 12
"""E-mails or phones of one record; more is no person but a list, and would glue strangers together."""
CARRIED = ("first_name", "last_name", "full_name", "emails", "company", "title", "connected_on", "former", "grade")
"""Columns kept as they came (``was_``), for the rows in which a target turns up."""
_NO_HUBS = Hubs(frozenset(), frozenset())


def number(owner: str, record: str) -> int:
    """The number of a record in every engine and every run: 63 bits of a hash, so that nobody has to count."""
    text = f"{owner}\x1f{record}".encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest()) >> 1


def person_of(owner: str, record: str) -> str:
    """The id of the person whose first record this is."""
    return assign([[Ref(owner, record)]], length=POOLED_LENGTH)[0][0]


def normalised(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """Features of contacts with their numbers, NULL for what is not known. A row without id or owner is left out."""
    import pyarrow as pa

    columns = batch.to_pydict()
    keep = [at for at, id in enumerate(columns["record_id"]) if id and columns["owner"][at]]
    excess = [at for at in keep if max(_held(columns["emails"][at]), _held(columns["phones"][at])) > MOST_HELD]
    for at in excess:
        columns["emails"][at] = columns["phones"][at] = None
    rows = table_features(columns, keep)
    features = table(rows, _NO_HUBS)
    owners, records = ([columns[name][at] for at in keep] for name in ("owner", "record_id"))
    made = {"unique_id": pa.array(map(number, owners, records), pa.int64())}
    made |= {name: features.column(name).combine_chunks() for name in features.column_names if name != "unique_id"}
    beyond = set(excess)
    added: dict[str, Sequence[Any]] = {
        "record_id": records,
        "source": [columns["source"][at] for at in keep],
        "alone": list(map(person_of, owners, records)),
        "initials_held": [row.name.initials or None for row in rows],
        "suffix": [row.name.suffix or None for row in rows],
        **{f"was_{name}": [columns[name][at] for at in keep] for name in CARRIED},
    }
    made |= {name: pa.array(values, pa.string()) for name, values in added.items()}
    made["generic"] = _lists([tuple(filter(is_generic, row.emails)) for row in rows])
    made["asks"] = _lists([tuple(asks(row, columns["former"][at])) for row, at in zip(rows, keep, strict=True)])
    made["excess"] = pa.array([at in beyond for at in keep], pa.bool_())
    return pa.RecordBatch.from_pydict(made)


def schema() -> "pa.Schema":
    """The columns of ``normalised``."""
    import pyarrow as pa

    nothing: dict[str, list[str]] = {name: [] for name in ("record_id", "owner", "source", "phones", *CARRIED)}
    return normalised(pa.RecordBatch.from_pydict({name: pa.array([], pa.string()) for name in nothing})).schema


def asks(row: Features, former: str | None) -> Iterator[str]:
    """Employer texts, and mail domains with an @ before them, that may be a target."""
    yield from dict.fromkeys((*row.works_at, *split(former)))
    for domain in dict.fromkeys(map(domain_of, row.emails)):
        if domain and not is_personal(domain):
            yield f"@{domain}"


def split(text: str | None) -> tuple[str, ...]:
    """The parts of a list written with ``;``."""
    return tuple(filter(None, map(str.strip, (text or "").split(";"))))


def _held(text: str | None) -> int:
    return text.count(";") + 1 if text else 0


def _lists(values: Sequence[Sequence[str]]) -> "pa.Array":
    import pyarrow as pa

    return pa.array([list(one) or None for one in values], pa.list_(pa.string()))
