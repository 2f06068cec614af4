"""Contact rows into what links them and what the rest of the job needs: the core's functions, batch by batch.

A batch is worked column by column: each distinct cell is read once, then spread over the rows that have it. Values that
depend on two columns are worked out once for each pair of their values.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count
from typing import TYPE_CHECKING, Any

from syncer.core.employers.domains import is_personal
from syncer.core.identity.features import boxes_of, city_key, company_key, distinct, handles, mail_employer, spellings
from syncer.core.identity.ids import POOLED_LENGTH, first_id
from syncer.core.identity.naming import keys_of, leaves_out, spelt_out
from syncer.core.model import Ref
from syncer.core.normalise.emails import domain_of, is_generic
from syncer.core.normalise.letters import fold
from syncer.core.normalise.names import read_name
from syncer.core.normalise.profiles import profile_slug
from syncer.linkage import cells
from syncer.linkage.splink_linker import nicknames
from syncer.linkage.table import lists, of_names, texts
from syncer.pool.tables import CONTACTS

if TYPE_CHECKING:
    import pyarrow as pa

MOST_HELD = 12
"""E-mails or phones of one record; more is no person but a list, and would glue strangers together."""
CARRIED = ("first_name", "last_name", "full_name", "company", "title", "connected_on", "former", "grade")
"""Columns kept as they came (``was_``), for the rows in which a target turns up."""


def number(owner: str, record: str) -> int:
    """The number of a record in every engine and every run: 63 bits of a hash, so that nobody has to count."""
    text = f"{owner}\x1f{record}".encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest()) >> 1


def person_of(owner: str, record: str) -> str:
    """The id of the person whose first record this is."""
    return first_id(Ref(owner, record), POOLED_LENGTH)


def normalised(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """Features of contacts with their numbers, NULL for what is not known. A row without id or owner is left out.

    They are the columns of ``linkage.table`` without those that say who else holds an e-mail or phone.
    """
    import pyarrow as pa

    rows, excess = _usable(batch)
    owners, records = (rows.column(name).to_pylist() for name in ("owner", "record_id"))
    made = {"unique_id": pa.array(map(number, owners, records), pa.int64())}
    made |= _features(rows)
    made |= {name: rows.column(name) for name in ("record_id", "owner", "source")}
    made["alone"] = pa.array(map(person_of, owners, records), pa.string())
    made |= {f"was_{name}": rows.column(name) for name in CARRIED}
    made["excess"] = excess
    return pa.RecordBatch.from_pydict(made)


def schema() -> "pa.Schema":
    """The columns of ``normalised``."""
    import pyarrow as pa

    nothing = {name: pa.array([], pa.string()) for name in CONTACTS}
    return normalised(pa.RecordBatch.from_pydict(nothing)).schema


def _usable(batch: "pa.RecordBatch") -> "tuple[pa.RecordBatch, pa.Array]":
    """The rows with id and owner, and which of them held too much: what those held counts for nothing."""
    import pyarrow.compute as pc

    rows = batch.filter(pc.and_(pc.is_valid(batch.column("record_id")), pc.is_valid(batch.column("owner"))))
    counts = [pc.fill_null(pc.count_substring(rows.column(name), ";"), 0) for name in ("emails", "phones")]
    excess = pc.greater_equal(pc.max_element_wise(*counts), MOST_HELD)
    for name in ("emails", "phones"):
        at = rows.schema.get_field_index(name)
        rows = rows.set_column(at, name, pc.if_else(excess, None, rows.column(name)))
    return rows, excess


@dataclass(frozen=True, slots=True)
class _Distinct:
    """A column, or what belongs to several, as its distinct values and which of them each row has."""

    values: Sequence[Any]
    at: Sequence[int]

    @classmethod
    def of(cls, column: "pa.Array") -> "_Distinct":
        """Of cells of text; no text is ``""``."""
        import pyarrow.compute as pc

        found = pc.fill_null(column, "").dictionary_encode()
        return cls(found.dictionary.to_pylist(), found.indices.to_pylist())

    def read(self, work: Callable[[Any], Any]) -> "_Distinct":
        """The work done once for each value."""
        return _Distinct(list(map(work, self.values)), self.at)

    def beside(self, *others: "_Distinct") -> "_Distinct":
        """The tuples of values that stand in one row."""
        every = (self, *others)
        places: dict[tuple[int, ...], int] = {}
        at = [places.setdefault(key, len(places)) for key in zip(*(one.at for one in every), strict=True)]
        columns = (map(one.values.__getitem__, of) for one, of in zip(every, zip(*places, strict=True), strict=False))
        return _Distinct(list(zip(*columns, strict=True)), at)

    def spread(self, written: Callable[[Sequence[Any]], "pa.Array"] = texts) -> "pa.Array":
        """The column again."""
        import pyarrow as pa

        return written(self.values).take(pa.array(self.at, pa.int32()))


def _features(rows: "pa.RecordBatch") -> dict[str, "pa.Array"]:
    import pyarrow as pa

    cell = {name: _Distinct.of(rows.column(name)) for name in CONTACTS if name not in ("record_id", "owner")}
    emails, slugs = cell["emails"].read(cells.emails), cell["linkedin_url"].read(profile_slug)
    names = _names(cell, emails, slugs)
    boxes = emails.beside(slugs).read(lambda both: boxes_of(*both))
    named = boxes.beside(names)
    company = cell["company"].read(company_key)
    employers = company.beside(emails).read(lambda both: distinct((both[0], *map(mail_employer, both[1]))))
    read = {
        "kind": cell["source"].read(cells.kind),
        "slug": slugs,
        "company": company,
        "title": cell["title"].read(fold),
        "city": cell["city"].read(city_key),
        "birthday": cell["birthday"].read(cells.birthday),
        "initials_held": names.read(lambda name: name.initials),
        "suffix": names.read(lambda name: name.suffix),
    }
    listed = {
        "employers": employers,
        "emails": emails,
        "phones": cell["phones"].read(lambda held: distinct(cells.phones(held))),
        "mailboxes": boxes,
        "handles": named.read(lambda both: handles(*both)),
        "spelled": named.read(lambda both: spellings(*both)),
        "generic": emails.read(lambda held: tuple(filter(is_generic, held))),
        "asks": cell["company"].beside(cell["former"], emails).read(lambda three: tuple(asks(*three))),
    }
    made = {name: column.spread() for name, column in read.items()}
    made |= {name: column.spread(lists) for name, column in listed.items()}
    return made | of_names(names.values, pa.array(names.at, pa.int32()))


def _names(cell: Mapping[str, _Distinct], emails: _Distinct, slugs: _Distinct) -> _Distinct:
    """The keys of each row's name, spelt out by its address where it is an initial or a single name."""
    parts = cell["full_name"].beside(cell["first_name"], cell["last_name"])
    names = [read_name(full, first, "", last) for full, first, last in parts.values]
    short = set(compress(count(), map(leaves_out, names)))
    address = emails.beside(slugs)
    places: dict[tuple[int, int], int] = {}
    rows = zip(parts.at, address.at, strict=True)
    at = [places.setdefault((name, where if name in short else -1), len(places)) for name, where in rows]
    spelt = (names[name] if where < 0 else spelt_out(names[name], *address.values[where]) for name, where in places)
    return _Distinct([keys_of(name, nicknames()) for name in spelt], at)


def asks(company: str, former: str, emails: Sequence[str]) -> Iterator[str]:
    """Employer texts, and mail domains with an @ before them, that may be a target."""
    yield from distinct((company, *split(former)))
    for domain in dict.fromkeys(map(domain_of, emails)):
        if domain and not is_personal(domain):
            yield f"@{domain}"


def split(text: str | None) -> tuple[str, ...]:
    """The parts of a list written with ``;``."""
    return tuple(filter(None, map(str.strip, (text or "").split(";"))))
