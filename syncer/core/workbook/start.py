"""The words of Start here and the lines of the Sync log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from syncer.core.workbook.state import Value

RING = 200
"""Runs that the Sync log holds."""

_INTRO = (
    (
        "What this is",
        "Everybody you know, matched with the companies where you want to work, in the order to write to.",
    ),
    ("Why", "Most jobs come through people. Somebody inside who speaks for you decides more than a résumé."),
    ("How", "One person at a time: a coffee or a call. Say what you look for, ask who else to talk to, check back."),
    ("Yours", "Columns with a green header are yours. Nothing you type there is ever changed, moved or removed."),
    (
        "Syncer's",
        "Columns with a grey header are kept up to date. Type over one to correct it; clear it to give it back.",
    ),
    ("Free hand", "Sort, filter, hide, insert, move, add columns and tabs: everything finds its place again."),
)
_GRADES = (
    ("A", "Family and good friends."),
    ("B", "People you know very well, though not closely."),
    ("C", "People you know fairly well, who would return a call."),
)
_STEPS = (
    ("Step 1", "Targets: list the companies where you want to work, with 1 to 5 for how much you want to."),
    ("Step 2", "People or Outreach: grade the people you know A, B or C in Know them; say at whom they know someone."),
    ("Step 3", "Today: write to the first five. Put where it stands in Status, and what was said in Log."),
    ("Step 4", "Review: answer the questions; each answer is remembered and makes the list better."),
)
_COLOURS = (
    ("Red", "Overdue: you meant to come back to this person before today."),
    ("Amber", "Due today or in the next days."),
    ("Blue", "Waiting for an answer."),
    ("Green", "Helping you, or has introduced you."),
    ("Grey", "Off the list; the column Off list says why."),
)
_PRIVACY = (
    ("Privacy", "Contacts stay in your own files and in this workbook. Messages are counted, never read or stored."),
    ("", "Delete a row and that person is not listed again. Nobody is ever written to by syncer."),
)


@dataclass(frozen=True, slots=True)
class LastRun:
    """The run that writes: when (in words), new people, changed rows, cells kept as people typed them."""

    when: str
    new: int
    changed: int
    kept: int
    sources: Sequence[tuple[str, int, date | None]] = ()
    notes: Sequence[str] = ()
    version: str = ""
    calls: int | None = None
    seconds: float | None = None


def start_rows(run: LastRun) -> tuple[Mapping[str, Value], ...]:
    """Start here, top to bottom: sections open with a line in ``text`` alone."""
    ages = [
        (name, _many(count, "person", "people") + (f", as of {day.isoformat()}" if day else ""))
        for name, count, day in run.sources
    ]
    people = _many(run.new, "new person", "new people")
    done = f"{_many(run.changed, 'row')} changed, {_many(run.kept, 'cell')} kept as you typed them."
    status = f"{run.when}: {people}, {done}"
    noted = [("To look at", note) for note in list(run.notes)[:20]]
    if len(run.notes) > 20:
        noted.append(("", f"and {len(run.notes) - 20} more; `syncer plan` lists them all."))
    sections: tuple[tuple[str, Sequence[tuple[str, str]]], ...] = (
        ("Who to contact next, and why", _INTRO),
        ("How well do you know them?", _GRADES),
        ("Four steps", _STEPS),
        ("Colours", _COLOURS),
        ("Last run that wrote", (("When", status), *noted)),
        ("How old the data is", ages),
        ("Privacy", _PRIVACY),
    )
    rows: list[Mapping[str, Value]] = []
    for title, lines in sections:
        if lines:
            rows += [{"text": title, "detail": ""}, *({"text": text, "detail": detail} for text, detail in lines)]
            rows.append({"text": "", "detail": ""})
    return tuple(rows[:-1])


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def log_row(run: LastRun) -> Mapping[str, Value]:
    """One line of the Sync log."""
    return {
        "when": run.when,
        "sources": "; ".join(f"{name}: {count:,}" for name, count, _ in run.sources),
        "new": run.new,
        "changed": run.changed,
        "kept": run.kept,
        "warnings": "; ".join(run.notes[:5]) + (f" (+{len(run.notes) - 5})" if len(run.notes) > 5 else ""),
        "calls": "" if run.calls is None else run.calls,
        "seconds": "" if run.seconds is None else round(run.seconds, 1),
        "version": run.version,
    }
