"""Who is who in a pool of books: the rules of the personal run, as tables.

Books that share meet in one pool (``pool`` is ''). The book of a member who shares nothing, and one that contradicts
what others agree on, is a pool of its own: its rows meet only each other, and nothing that others get depends on them.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from syncer.core.identity.clusters import Edge, Traits, clusters
from syncer.core.identity.naming import NameKeys
from syncer.core.identity.thresholds import MERGE, OVERWHELMING
from syncer.core.model import Ref
from syncer.linkage.blocking import POOLED_RULES, pairs
from syncer.linkage.model import BACKGROUND, rarity_columns, shipped_weights
from syncer.linkage.splink_linker import asked_of_sql, bare_sql, nicknames, spoken_for_sql
from syncer.pool.components import components
from syncer.pool.engine import Engine, Link, in_spans, spans
from syncer.pool.identifiers import POOLED
from syncer.pool.records import person_of
from syncer.pool.witnesses import alike, witnessed

if TYPE_CHECKING:
    import pyarrow as pa

DISSENT, DISSENTS = 0.25, 20
"""A book that contradicts what at least two others agree on, in so many of the identifiers it shares with them (and
no fewer in number), is kept apart. Honest books: maiden names, typing errors, a family's phone, below 0.05."""
_ROOM_OF_ASKED = 3
"""How often the room of a key (``Engine.at_once``) a record takes when pairs are asked; it is held for both sides."""
_OF_NAME = {"given": "given", "family": "family", "plain_key": "plain", "suffix": "suffix"}
"""Columns and what they are called in ``NameKeys``."""
_LISTS_OF_NAME = ("roots", "family_roots", "given_parts", "family_parts")
_TRAITS = ("slug", "owner", "kind", "birthday", "source")


def keep_dissenters_apart(engine: Engine) -> None:
    """Make table ``dissenters(owner)``: books that claim others' e-mails or phones for somebody else.

    For every identifier that three to sixty shared books hold, the others agree on one profile (or one name's
    initials, for e-mails), and this one says another, or several others.
    """
    said = " UNION ALL ".join(
        f"SELECT c.owner, '{what}' AS what, EACH(c.{held}) AS value, c.{what} AS said "  # noqa: S608 - ours
        f"FROM contacts_read AS c JOIN sharing AS s ON c.owner = s.member_id WHERE c.{held} IS NOT NULL "
        f"AND c.{what} IS NOT NULL AND s.level > 0"
        for what, held in (("slug", "emails"), ("slug", "phones"), ("initials_held", "emails"))
    )
    engine.sql("sayings", f"SELECT what, value, said, owner FROM ({said}) AS said GROUP BY what, value, said, owner")  # noqa: S608
    engine.sql(
        "views",
        "SELECT what, value, said, count(*) AS books, min(owner) AS owner FROM sayings GROUP BY what, value, said",
    )
    engine.sql(
        "checked",
        "SELECT what, value, count(DISTINCT owner) AS books FROM sayings GROUP BY what, value "
        "HAVING count(DISTINCT owner) BETWEEN 3 AND 60",
    )
    alone = "CASE WHEN v.books = 1 THEN v.owner END"
    engine.sql(
        "alone",
        f"SELECT c.what, c.value, min({alone}) AS owner FROM views AS v JOIN checked AS c "  # noqa: S608 - ours
        "ON v.what = c.what AND v.value = c.value GROUP BY c.what, c.value "
        f"HAVING max(v.books) = max(c.books) - 1 AND min({alone}) = max({alone})",
    )
    engine.sql(
        "dissenters",
        "SELECT a.owner FROM (SELECT owner, count(*) AS shared FROM (SELECT DISTINCT s.what, s.value, s.owner "  # noqa: S608 - numbers of ours
        "FROM sayings AS s JOIN checked AS c ON s.what = c.what AND s.value = c.value) AS each_once GROUP BY owner) "
        "AS a JOIN (SELECT owner, count(*) AS alone FROM alone GROUP BY owner) AS b ON a.owner = b.owner "
        f"WHERE b.alone >= {DISSENTS} AND b.alone >= {DISSENT} * a.shared",
    )
    engine.drop("sayings", "views", "checked", "alone")


def candidates(engine: Engine) -> None:
    """Make table ``candidates`` by the blocking rules; keys of two pools never meet.

    A pair for which nothing but the name could speak is none: no name alone joins anybody here (``edges``).
    """
    keys_of = (rule.keys(at, apart="pool", each="EACH", digest="HASH") for at, rule in enumerate(POOLED_RULES))
    engine.sql("blocks", *(rule.blocks(keys) for rule, keys in zip(POOLED_RULES, keys_of, strict=True)))
    (keys,) = engine.rows("SELECT count(*) FROM blocks")[0]
    shares = (f" AND l.unique_id {span}" if span else "" for span in spans(int(keys), engine.at_once))
    engine.sql("met", *(pairs(share=share) for share in shares))
    spoken_for = spoken_for_sql(shipped_weights(pooled=True))
    (records,) = engine.rows("SELECT count(*) FROM features")[0]
    # Those of near ids stand near in met: of its pairs each part reads few.
    parts = in_spans("a.unique_id", "b.unique_id", spans(int(records) * _ROOM_OF_ASKED, engine.at_once))
    order = " ORDER BY unique_id" if len(parts) > 1 else ""  # a part is read alone
    engine.sql("asked", asked_of_sql(spoken_for) + order)
    engine.sql(
        "candidates",
        *(
            "SELECT m.join_key_l, m.join_key_r, m.match_key "  # noqa: S608 - ours
            "FROM met AS m JOIN asked AS a ON m.join_key_l = a.unique_id JOIN asked AS b ON m.join_key_r = b.unique_id "
            f"WHERE {part}({spoken_for})"
            for part in parts
        ),
    )
    engine.drop("blocks", "met", "asked")


def edges(engine: Engine) -> None:
    """Make table ``edges(left_id, right_id, weight)`` of the pairs that join. Rarity is judged by the shared books.

    A name alone joins nobody here: behind a pool stand more people than any table of names can count.
    """
    (records,) = engine.rows("SELECT count(*) FROM features WHERE pool = ''")[0]
    for column in rarity_columns():
        engine.sql(
            f"rarity_{column}",
            f"SELECT {column}, CAST(count(*) AS DOUBLE) / {records + BACKGROUND} AS tf_{column} "  # noqa: S608 - ours
            f"FROM features WHERE {column} IS NOT NULL AND pool = '' GROUP BY {column}",
        )
    link = Link(shipped_weights(pooled=True), records, MERGE, f"NOT {bare_sql()}")
    engine.link("edges", link)
    engine.drop("candidates", "features", *(f"rarity_{column}" for column in rarity_columns()))


def people(engine: Engine, crowd: int) -> int:
    """Make table ``people(unique_id, owner, record_id, pool, person_id, own_id)``; how many heaps had to be cut.

    ``own_id``: the person as the owner's book alone tells: records that only another's book holds together are two.
    A heap is what hangs together by edges. One of more than ``crowd`` records is cut at its weak edges; what is still
    larger then is nobody's evidence, and its records stay alone.
    """
    components(engine, "heaps", "edges")
    crowded = f"SELECT heap FROM heaps GROUP BY heap HAVING count(*) > {crowd}"  # noqa: S608
    engine.sql("crowds", crowded)
    (cut,) = engine.rows("SELECT count(*) FROM crowds")[0]
    if cut:
        strong = (
            "SELECT e.* FROM edges AS e JOIN heaps AS h ON e.left_id = h.unique_id LEFT JOIN crowds AS c "  # noqa: S608
            f"ON h.heap = c.heap WHERE c.heap IS NULL OR e.weight >= {int(OVERWHELMING * 1000)}"
        )
        engine.sql("strong", strong)
        components(engine, "heaps", "strong")
        engine.sql("crowds", crowded)
    kept = "edges" if not cut else "strong"
    lists = ", ".join(f"p.{name}" for name in (*_OF_NAME, *_LISTS_OF_NAME, *_TRAITS))
    engine.sql(
        "joins",
        f"SELECT left_id, array_agg(CAST(right_id AS STRING) || ':' || CAST(weight AS STRING)) AS strongest "  # noqa: S608
        f"FROM {kept} GROUP BY left_id",
    )
    engine.sql(
        "heaped",
        f"SELECT h.heap, p.unique_id, {lists}, p.record_id, j.strongest FROM heaps AS h "  # noqa: S608
        f"JOIN {POOLED} ON h.unique_id = p.unique_id "
        "LEFT JOIN joins AS j ON h.unique_id = j.left_id LEFT JOIN crowds AS c ON h.heap = c.heap "
        "WHERE c.heap IS NULL",
    )
    engine.map_groups("joined", "heaped", "heap", told_apart, told_apart_schema())
    engine.sql(
        "people",
        "SELECT p.unique_id, p.owner, p.record_id, p.pool, coalesce(j.person_id, p.alone) AS person_id, "  # noqa: S608
        f"coalesce(j.own_id, p.alone) AS own_id FROM {POOLED} LEFT JOIN joined AS j ON p.unique_id = j.unique_id",
    )
    engine.drop("heaps", "crowds", "joins", "heaped", "edges")
    return int(cut)


def told_apart_schema() -> "pa.Schema":
    """The columns of ``told_apart``. ``own_id``: NULL where no other record of the book is this person.

    ``parted``: joined to others by one book's word alone, which was not taken.
    """
    import pyarrow as pa

    texts = [(name, pa.string()) for name in ("person_id", "own_id")]
    return pa.schema([("unique_id", pa.int64()), *texts, ("parted", pa.bool_())])


def told_apart(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """The person of each record of whole heaps: the best pairs first, and no join that contradicts itself, or that one
    book alone says of two whom another holds apart."""
    import pyarrow as pa

    columns = batch.to_pydict()
    order = sorted(range(batch.num_rows), key=list(zip(columns["heap"], columns["unique_id"], strict=True)).__getitem__)
    columns = {name: list(map(values.__getitem__, order)) for name, values in columns.items()}
    ids = columns["unique_id"]
    place = dict(zip(ids, range(len(ids)), strict=True))
    joins = [
        _edge(number, place[int(right)], int(weight))
        for number, strongest in enumerate(columns["strongest"])
        for right, _, weight in (text.partition(":") for text in strongest or ())
    ]
    traits = _traits(columns)
    found = clusters(traits, joins, nicknames())
    refs = list(map(Ref, columns["owner"], columns["record_id"]))
    groups = found.groups()
    whole = set(map(tuple, groups))
    named = [one.name for one in traits]
    people, parted = [""] * len(ids), [False] * len(ids)
    for group in witnessed(groups, joins, columns["owner"], lambda one, other: alike(named[one], named[other])):
        person = person_of(*min(map(refs.__getitem__, group)))
        for number in group:
            people[number], parted[number] = person, tuple(group) not in whole
    own = _own(refs, people, joins)
    made = pa.array(ids, pa.int64()), pa.array(people), pa.array(own, pa.string()), pa.array(parted)
    return pa.RecordBatch.from_arrays(list(made), schema=told_apart_schema())


def _own(refs: Sequence[Ref], people: Sequence[str], joins: Sequence[Edge]) -> list[str | None]:
    """For records that are one person with another of their own book, and by a join within it: that person's id there.

    It follows from the book alone, as does who is who on its owner's list.
    """
    first = list(range(len(refs)))

    def leads_to(number: int) -> int:
        while first[number] != number:
            number = first[number]
        return number

    for join in joins:
        if refs[join.left].source == refs[join.right].source and people[join.left] == people[join.right]:
            one, other = leads_to(join.left), leads_to(join.right)
            low, high = (one, other) if refs[one] < refs[other] else (other, one)
            first[high] = low
    several = {leads_to(number) for number, before in enumerate(first) if before != number}
    ids = {number: person_of(*refs[number]) for number in several}
    return [ids.get(leads_to(number)) for number in range(len(refs))]


def _edge(one: int, other: int, thousandths: int) -> Edge:
    return Edge(min(one, other), max(one, other), thousandths / 1000)


def _traits(columns: Mapping[str, Sequence[Any]]) -> list[Traits]:
    """What of each row can contradict another. Equal names are one value."""
    told = [[value or "" for value in columns[name]] for name in _OF_NAME]
    told += [[tuple(sorted(value)) if value else () for value in columns[name]] for name in _LISTS_OF_NAME]
    names: dict[tuple[Any, ...], NameKeys] = {}
    made = []
    rows = zip(zip(*told, strict=True), *(columns[name] for name in _TRAITS), strict=True)
    for parts, slug, owner, kind, birthday, source in rows:
        name = names.get(parts)
        if name is None:
            name = names[parts] = NameKeys(**dict(zip((*_OF_NAME.values(), *_LISTS_OF_NAME), parts, strict=True)))
        linkedin_of = owner if kind == "linkedin" else None
        made.append(Traits(name, slug or "", linkedin_of, birthday or "", f"{owner}|{(source or '').casefold()}"))
    return made
