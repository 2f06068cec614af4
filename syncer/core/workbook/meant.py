"""Whom a name means that a person typed into a cell, where only this run's own changes make that clear.

Somebody new, a new name from a source or a merge can give a name its one bearer. The workbook will show that after this
run, so the next one would understand the cell and change its mind. What a name was found to mean is remembered.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from syncer.core.identity.model import Cluster, Identified, Judgement
from syncer.core.people import by_trust, name_of_contacts
from syncer.core.workbook.cells import clean, text_of
from syncer.core.workbook.entries import Entered
from syncer.core.workbook.layout import BY_KEY
from syncer.core.workbook.memory import EMPTY, stood
from syncer.core.workbook.names import Directory


def follow_names(entered: Entered, identify: Callable[[Entered], Identified]) -> tuple[Entered, Identified]:
    """Who is who, and what people typed with every name understood that this run makes clear; the others are noted."""
    identified = identify(entered)
    while entered.unclear:
        names = _names_after(entered, identified.clusters)
        said = _judgements(entered, identified.clusters, names)
        if not said:
            break
        entered = replace(
            entered,
            same={**entered.same, **said},
            judgements=(*entered.judgements, *sorted(set(said.values()), key=lambda each: (each.left, each.right))),
            unclear={mark: row for mark, row in entered.unclear.items() if mark not in said},
        )
        identified = identify(entered)
    return _noted(entered, identified.clusters), identified


def _names_after(entered: Entered, clusters: Iterable[Cluster]) -> Directory:
    """Names as the workbook will show them after this run; whoever has no row then cannot be meant."""
    names = dict(entered.names)
    elders = {mark: row.into for mark, row in entered.memory.rows.items() if row.into}
    for cluster in clusters:
        elders |= dict.fromkeys(cluster.absorbed, cluster.id)
        if cluster.id in names or not stood(entered.memory.rows.get(cluster.id, EMPTY), "people"):
            typed = text_of(entered.overrides.get(cluster.id, {}).get("name", "")).strip()
            names[cluster.id] = typed or clean(name_of_contacts(by_trust(cluster.contacts)))
    return Directory(names.items(), elders=elders)


def _judgements(entered: Entered, clusters: Iterable[Cluster], names: Directory) -> dict[str, Judgement]:
    found = {}
    oldest = {cluster.id: min(contact.ref for contact in cluster.contacts) for cluster in clusters}
    for mark, row in entered.unclear.items():
        other = names.meant(text_of(row.cells["same_as"]), by=mark)
        if other in oldest and mark in oldest and oldest[mark] != oldest[other]:
            left, right = sorted((oldest[mark], oldest[other]))
            found[mark] = Judgement(left, right, same=True)
    return found


def _noted(entered: Entered, clusters: Iterable[Cluster]) -> Entered:
    """Lines of the Log by the names after this run, and a note for every name that still means nobody."""
    book, notes = entered.logbook, list(entered.notes)
    if book.unclear:
        names = _names_after(entered, clusters)
        people = {line.mark: names.meant(line.text) for line in book.unclear}
        book = book.named({mark: person for mark, person in people.items() if person})
    notes += [
        _note("people", row.number, "same_as", "nobody else, or several, have exactly this name: use their _id.")
        for row in entered.unclear.values()
    ]
    notes += [
        _note(
            "log", line.row.number, "person", "nobody, or more than one, has this name: use the name or _id of People."
        )
        for line in book.unclear
    ]
    return replace(entered, logbook=book, log=book.entries, notes=tuple(notes))


def _note(tab: str, number: int, column: str, problem: str) -> str:
    return f"{BY_KEY[tab].title}, row {number}, {BY_KEY[tab].column(column).header}: {problem}"
