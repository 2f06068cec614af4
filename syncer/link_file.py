"""The work of ``syncer link``: a table of contact records in, the person each belongs to out."""

import contextlib
import csv
import gc
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from syncer.core.csv_cells import inert_row
from syncer.core.identity.clusters import Clusters, Traits, clusters
from syncer.core.identity.explain import reason
from syncer.core.identity.features import Features, Reader
from syncer.core.identity.ids import LENGTH, POOLED_LENGTH, assign
from syncer.core.identity.thresholds import MERGE, SUGGEST
from syncer.core.model import Ref
from syncer.core.normalise.names import read_name
from syncer.core.normalise.profiles import profile_slug
from syncer.errors import ConfigError
from syncer.linkage import cells
from syncer.linkage.splink_linker import Scored, SplinkLinker, nicknames
from syncer.plain_files import ends_in_a_quote, open_input, refuse_overwriting, shown, writing

COLUMNS = (
    "record_id", "source", "owner", "first_name", "last_name", "full_name", "emails", "phones", "linkedin_url",
    "company", "title", "city", "birthday",
)  # fmt: skip
"""What is read; only ``record_id`` and one of ``EVIDENCE`` must be there. Other columns are ignored."""
_ALSO = {
    **dict.fromkeys(("given_name", "firstname", "forename"), "first_name"),
    **dict.fromkeys(("family_name", "surname", "lastname"), "last_name"),
    **dict.fromkeys(("name", "display_name"), "full_name"),
    **dict.fromkeys(("email", "e_mail", "email_address", "e_mail_address", "email_addresses"), "emails"),
    **dict.fromkeys(("phone", "phone_number", "telephone", "mobile"), "phones"),
    **dict.fromkeys(("linkedin", "url", "profile_url", "linkedin_profile"), "linkedin_url"),
    **dict.fromkeys(("organization", "organisation", "employer"), "company"),
    **dict.fromkeys(("job_title", "position"), "title"),
    **dict.fromkeys(("dob", "date_of_birth", "birthdate"), "birthday"),
}
"""Other names of a column, read where the one above is not there."""
EVIDENCE = ("first_name", "last_name", "full_name", "emails", "phones", "linkedin_url")
_SHOWN = 5
"""Record numbers that a message names."""


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns of the input, cell by cell as text or tuples of text, all of one length."""

    ids: list[str]
    columns: dict[str, list[Any]]


def link_file(input: Path, output: Path, suggestions: Path | None = None) -> dict[str, int]:
    """Write ``record_id,person_id`` for every record of ``input``, and pairs for review to ``suggestions`` if given.

    CSV (lists joined by ``;``) or Parquet (lists). More than one owner selects the pooled weights. The result does not
    depend on the order of rows. Returns counts: records, people, suggestions if asked for, and records whose source is
    none we know, if any. ``ConfigError`` where the file cannot be read or lacks columns, and where a record id is blank
    or stands twice: the result could not say which record it means.
    """
    refuse_overwriting((output, suggestions), (input,), "E-LINK-OUTPUT")
    with _no_collector():
        return _link(_read(input), output, suggestions)


@contextlib.contextmanager
def _no_collector() -> Iterator[None]:
    """Millions of small values, none in a cycle: looking for cycles among them takes as long as the work itself."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _link(table: _Table, output: Path, suggestions: Path | None) -> dict[str, int]:
    order = sorted(range(len(table.ids)), key=lambda row: (table.ids[row], row))
    rows = table_features(table.columns, order)
    ids = [table.ids[row] for row in order]
    pooled = len({row.owner for row in rows}) > 1
    linker = SplinkLinker(pooled=pooled)
    scored = linker.scored(rows, SUGGEST)
    found = clusters(list(map(traits_of, rows, _books(table.columns, order))), scored.edges(), nicknames())
    people = _people(found, ids, POOLED_LENGTH if pooled else LENGTH)
    by_row = dict(zip(order, people, strict=True))
    _write(output, ("record_id", "person_id"), ((id, by_row[row]) for row, id in enumerate(table.ids)))
    summary = {"records": len(ids), "people": len(set(people))}
    if suggestions:
        asked = list(_suggestions(found, scored, ids))
        _write(suggestions, ("left_record_id", "right_record_id", "match_weight", "reason"), asked)
        summary["suggestions"] = len(asked)
    if strange := _strangers(table.columns.get("source", ())):
        summary["of_unknown_source_taken_as_sheet"] = strange
    return summary


# --- reading -------------------------------------------------------------------------------------------------------


def _read(path: Path) -> _Table:
    with open_input(path, "E-LINK-FILE") as opened:
        parquet = opened.read(4) == b"PAR1"
        opened.seek(0)
        columns = _read_parquet(path, opened) if parquet else _read_csv(path, opened)
    ids = list(map(cells.text, columns["record_id"]))
    _refuse_unclear(path, ids)
    return _Table(ids, columns)


def _refuse_unclear(path: Path, ids: Sequence[str]) -> None:
    blank = [number for number, id in enumerate(ids, 1) if not id.strip()]
    if blank:
        which = f"record{'s' if len(blank) > 1 else ''} {_some(blank)}"
        raise ConfigError(f"{shown(path)}: no record_id in {which}, counted below the header", code="E-LINK-ID-BLANK")
    if len(set(ids)) == len(ids):
        return
    twice = Counter(ids)
    places = [number for number, id in enumerate(ids, 1) if twice[id] > 1]
    first = [number for number in places if ids[number - 1] == ids[places[0] - 1]]
    more = f", and {len(places) - len(first)} more records share one" if len(places) > len(first) else ""
    said = f"records {_some(first)}, counted below the header, have the same record_id{more}; give each its own"
    raise ConfigError(f"{shown(path)}: {said}", code="E-LINK-ID-TWICE")


def _some(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:_SHOWN]))
    return f"{shown} and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else shown


def _read_parquet(path: Path, opened: BinaryIO) -> dict[str, list[Any]]:
    from pyarrow import ArrowException
    from pyarrow import parquet as pq

    try:
        file = pq.ParquetFile(opened)
        names = _wanted(path, file.schema_arrow.names)
        table = file.read(columns=list(names.values()))
    except (ArrowException, OSError) as error:
        raise ConfigError(f"{shown(path)}: cannot be read as Parquet", code="E-LINK-FILE") from error
    return {name: table.column(there).to_pylist() for name, there in names.items()}


def _read_csv(path: Path, opened: BinaryIO) -> dict[str, list[Any]]:
    before = csv.field_size_limit(1 << 24)  # of the whole process, so it is put back
    try:
        reader = csv.reader(io.TextIOWrapper(opened, encoding="utf-8-sig", newline=""))
        header = next(reader, [])
        names = _wanted(path, header)
        places = {name: header.index(there) for name, there in names.items()}
        columns: dict[str, list[Any]] = {name: [] for name in places}
        row = header
        for row in reader:
            if row:
                for name, place in places.items():
                    columns[name].append(row[place] if place < len(row) else "")
                if len(row) > len(header) and any(row[len(header) :]):
                    _refuse_row(
                        path,
                        len(columns["record_id"]),
                        "has more cells than the header; put quotes around a cell that holds a comma",
                    )
        if any("\n" in cell for cell in row):
            opened.seek(0)
            if ends_in_a_quote(row, opened.read().count(b'"')):
                _refuse_row(path, len(columns["record_id"]), "holds a quote that is never closed; close or double it")
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"{shown(path)}: cannot be read as CSV in UTF-8: {error}", code="E-LINK-FILE") from error
    finally:
        csv.field_size_limit(before)
    return columns


def _refuse_row(path: Path, number: int, why: str) -> NoReturn:
    raise ConfigError(f"{shown(path)}: record {number}, counted below the header, {why}", code="E-LINK-ROW")


def _wanted(path: Path, present: Sequence[str]) -> dict[str, str]:
    """Our column name -> the file's, for those it has."""
    folded = {_ALSO.get(key, key): name for key, name in ((_plainly(name), name) for name in reversed(present))}
    folded |= {_plainly(name): name for name in reversed(present)}
    names = {name: folded[name] for name in COLUMNS if name in folded}
    if "record_id" not in names or not set(EVIDENCE) & set(names):
        missing = "record_id" if "record_id" not in names else f"one of {', '.join(EVIDENCE)}"
        raise ConfigError(
            f"{shown(path)}: missing column {missing}; present: {', '.join(present) or 'none'}", code="E-LINK-COLUMNS"
        )
    return names


def _plainly(name: str) -> str:
    """``E-mail Address`` is ``e_mail_address``."""
    return re.sub(r"[\s\-]+", "_", name.strip().casefold())


# --- features ------------------------------------------------------------------------------------------------------


def table_features(columns: Mapping[str, Sequence[Any]], order: Iterable[int]) -> list[Features]:
    """Features of the rows named by ``order``; ``columns`` by the names in ``COLUMNS``, those absent are unknown."""
    reader = Reader(nicknames())
    placed = list(order)
    read = [_cells(columns, name, placed) for name in COLUMNS[1:]]
    return [_row(reader, *row) for row in zip(*read, strict=True)]


def _cells(columns: Mapping[str, Sequence[Any]], name: str, order: Sequence[int]) -> list[Any]:
    column = columns.get(name)
    return [column[row] for row in order] if column is not None else [None] * len(order)


def _row(reader: Reader, source: Any, owner: Any, first: Any, last: Any, full: Any, *rest: Any) -> Features:
    emails, phones, url, company, title, city, birthday = rest
    return reader.read(
        read_name(cells.text(full), cells.text(first), "", cells.text(last)),
        kind=cells.kind(cells.text(source)),
        owner=cells.text(owner).strip(),
        emails=cells.emails(emails),
        phones=cells.phones(phones),
        slug=profile_slug(cells.text(url)),
        jobs=((cells.text(company), cells.text(title)),),
        city=cells.text(city),
        birthday=cells.birthday(birthday),
    )


def _strangers(sources: Iterable[Any]) -> int:
    """Records with a source that is no kind we know; a blank one says nothing, and is a sheet's."""
    counts = Counter(map(cells.text, sources))
    return sum(count for source, count in counts.items() if source.strip() and not cells.known_kind(source))


def _books(columns: Mapping[str, Sequence[Any]], order: Sequence[int]) -> Iterator[str]:
    """Which list each row stands in: the source, by name, of an owner."""
    both = zip(_cells(columns, "source", order), _cells(columns, "owner", order), strict=True)
    return (f"{cells.text(owner).strip()}|{cells.text(source).strip().casefold()}" for source, owner in both)


def traits_of(row: Features, book: str) -> Traits:
    """What of a row can contradict another; ``book``: which list it stands in."""
    return Traits(
        name=row.name,
        slug=row.slug,
        linkedin_of=row.owner if row.kind == "linkedin" else None,
        birthday=row.birthday,
        book=book,
    )


# --- results -------------------------------------------------------------------------------------------------------


def _people(found: Clusters, ids: Sequence[str], length: int) -> list[str]:
    """The person id of each row; rows stand in order of record id."""
    groups = found.groups()
    named = assign([[Ref(ids[row], f"{row:09d}") for row in group[:1]] for group in groups], length=length)
    people = [""] * len(ids)
    for group, (person, _) in zip(groups, named, strict=True):
        for row in group:
            people[row] = person
    return people


def _suggestions(found: Clusters, scored: Scored, ids: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    asked: set[tuple[int, int]] = set()
    for at, edge in enumerate(scored.edges()):
        between = (found.group(edge.left), found.group(edge.right))
        between = (min(between), max(between))
        if between[0] == between[1] or between in asked:
            continue
        asked.add(between)
        against = found.contradiction(edge.left, edge.right, edge.weight)
        if against != "two LinkedIn profiles":
            words = reason(scored.clues(at), against if edge.weight >= MERGE else "")
            yield ids[edge.left], ids[edge.right], f"{edge.weight:.1f}", words


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with writing(path, "E-LINK-OUTPUT") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(map(inert_row, rows))
