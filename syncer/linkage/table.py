"""Features as a columnar table: one row per contact, NULL for what is not known."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, chain
from operator import attrgetter
from typing import TYPE_CHECKING

from syncer.core.identity.features import Features, Hubs, hubs
from syncer.core.identity.naming import NameKeys

if TYPE_CHECKING:
    import pyarrow as pa

_TEXT: dict[str, Callable[[Features], str]] = {
    "kind": lambda row: row.kind,
    "owner": lambda row: row.owner or "-",
    "slug": lambda row: row.slug,
    "company": lambda row: row.company,
    "title": lambda row: row.title,
    "city": lambda row: row.city,
    "birthday": lambda row: row.birthday,
}
_LISTS: dict[str, Callable[[Features, Hubs], Sequence[str]]] = {
    "employers": lambda row, _: row.employers,
    "emails": lambda row, _: row.emails,
    "emails_own": lambda row, held: held.own(row.emails),
    "emails_few": lambda row, held: _among(row.emails, held.few),
    "emails_many": lambda row, held: _among(row.emails, held.many),
    "phones": lambda row, _: row.phones,
    "phones_own": lambda row, held: held.own(row.phones),
    "phones_few": lambda row, held: _among(row.phones, held.few),
    "phones_many": lambda row, held: _among(row.phones, held.many),
    "mailboxes": lambda row, _: row.mailboxes,
    "spelled": lambda row, _: row.spelled,
    "handles": lambda row, _: row.handles,
}
_OF_FIRST: dict[str, Callable[[NameKeys], str]] = {
    "given": lambda name: name.given,
    "plain_given": lambda name: name.roots[0] if name.roots else "",
    "stem": lambda name: name.stem,
}
_LISTS_OF_FIRST: dict[str, Callable[[NameKeys], Sequence[str]]] = {
    "roots": lambda name: name.roots,
    "initials": lambda name: sorted({word[0] for word in (name.given, *name.roots) if word}),
}
_OF_LAST: dict[str, Callable[[NameKeys], str]] = {"family": lambda name: name.family}
_LISTS_OF_LAST: dict[str, Callable[[NameKeys], Sequence[str]]] = {
    "family_roots": lambda name: name.family_roots,
    "family_parts": lambda name: name.family_parts,
}
_OF_NAMES: dict[str, Callable[[NameKeys], str]] = {
    "name_key": lambda name: name.exact,
    "plain_key": lambda name: name.plain,
    "middle": lambda name: name.middle,
    "openings": lambda name: name.openings,
}
_LISTS_OF_NAMES: dict[str, Callable[[NameKeys], Sequence[str]]] = {
    "initialled": lambda name: name.initialled,
    "words": lambda name: sorted({name.given, *name.family_parts} - {""}),
    "crossed": lambda name: name.crossed,
    "given_parts": lambda name: name.given_parts,
}
COLUMNS = (
    *("unique_id", *_TEXT, *_OF_FIRST, *_OF_LAST, *_OF_NAMES),
    *(*_LISTS_OF_FIRST, *_LISTS_OF_LAST, *_LISTS_OF_NAMES, *_LISTS),
)
"""The columns of ``table``."""


def _among(values: tuple[str, ...], hubs: frozenset[str]) -> tuple[str, ...]:
    return () if hubs.isdisjoint(values) else tuple(value for value in values if value in hubs)


def table(rows: Sequence[Features], held: Hubs | None = None) -> "pa.Table":
    """The Arrow table of these features; ``unique_id`` is the position in ``rows``.

    ``held``: the e-mails and phones that many hold, where other rows say that too; else these rows alone tell.
    """
    import pyarrow as pa

    pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own keeps 20 MB more of 30,000 contacts
    held = hubs(rows) if held is None else held
    columns = {"unique_id": pa.array(range(len(rows)), pa.int32())}
    columns |= {name: texts([text(row) for row in rows]) for name, text in _TEXT.items()}
    numbers: dict[int, int] = {}
    names: list[NameKeys] = []
    at = [numbers.setdefault(id(row.name), len(numbers)) for row in rows]
    for row, number in zip(rows, at, strict=True):
        if number == len(names):
            names.append(row.name)
    columns |= of_names(names, pa.array(at, pa.int32()))
    for name, values in _LISTS.items():
        columns[name] = lists([values(row, held) for row in rows])
    return pa.table({name: columns[name] for name in COLUMNS})


def of_names(names: Sequence[NameKeys], at: "pa.Array") -> dict[str, "pa.Array"]:
    """The columns that a name alone gives; ``at``: which of the names a row has.

    Each name is written once, then spread; what only its first or last part says, once for each such part.
    """
    made = _written(names, _OF_NAMES, _LISTS_OF_NAMES)
    for key, text, listed in (
        (attrgetter("given", "roots"), _OF_FIRST, _LISTS_OF_FIRST),
        (attrgetter("family", "family_roots", "family_parts"), _OF_LAST, _LISTS_OF_LAST),
    ):
        made |= _by_part(names, key, text, listed)
    return {name: column.take(at) for name, column in made.items()}


def _by_part(
    names: Sequence[NameKeys],
    key: Callable[[NameKeys], object],
    text: Mapping[str, Callable[[NameKeys], str]],
    listed: Mapping[str, Callable[[NameKeys], Sequence[str]]],
) -> dict[str, "pa.Array"]:
    import pyarrow as pa

    keys = list(map(key, names))
    ones = dict(zip(reversed(keys), reversed(names), strict=True))
    places = dict(zip(ones, range(len(ones)), strict=True))
    at = pa.array(map(places.__getitem__, keys), pa.int32())
    return {name: column.take(at) for name, column in _written(list(ones.values()), text, listed).items()}


def _written(
    names: Sequence[NameKeys],
    text: Mapping[str, Callable[[NameKeys], str]],
    listed: Mapping[str, Callable[[NameKeys], Sequence[str]]],
) -> dict[str, "pa.Array"]:
    made = {name: texts(map(value, names)) for name, value in text.items()}
    return made | {name: lists(list(map(values, names))) for name, values in listed.items()}


def texts(values: Iterable[str]) -> "pa.Array":
    """A column of text, NULL where blank."""
    import pyarrow as pa

    return pa.array([value or None for value in values], pa.string())


def lists(values: Sequence[Sequence[str]]) -> "pa.Array":
    """A column of lists of text, NULL where empty; as ``pa.array`` makes it, in a third of the time."""
    import pyarrow as pa

    ends = accumulate(map(len, values), initial=0)
    flat = pa.array(list(chain.from_iterable(values)), pa.string())
    blank = pa.array([not value for value in values], pa.bool_())
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), flat, mask=blank)
