"""Questions that need a person in the browser: what a script cannot do through the API."""

from collections.abc import Callable

from tests.live.desk import Desk, Unexpected, mark, said, text
from tests.live.questions import Finding

Ask = Callable[[str], str]
"""Shows what to do and waits; what the person typed."""


def sorted_by_hand(desk: Desk, ask: Ask) -> Finding:
    """Data > Sort sheet."""
    number = desk.id()
    desk.must(mark(number, "Ada", desk.line(2)))
    ask(f"In the tab '{desk.title}': select A2:B5, choose Data > Sort range > column A, A to Z. Then press Enter here")
    at, stands = desk.row_of(number), desk.column().index("Ada")
    where = "follows" if at == stands else "gone" if at is None else f"stays on row {at}, Ada is on {stands}"
    return Finding("row metadata follows a sort in the browser", where)


def undone(desk: Desk, ask: Ask) -> Finding:
    """Undo of a deleted row."""
    number = desk.id()
    desk.must(mark(number, "Ada", desk.line(2)))
    ask(f"In the tab '{desk.title}': delete row 3 (Ada), then undo it with Ctrl+Z. Then press Enter here")
    at = desk.row_of(number)
    return Finding("row metadata after its row was deleted and that undone", "gone" if at is None else f"on row {at}")


def copied(desk: Desk, ask: Ask) -> Finding:
    """File > Make a copy."""
    number = desk.id()
    desk.must(mark(number, "original"))
    link = ask("Choose File > Make a copy, share the copy as this file is shared, and paste the copy's address here")
    parts = link.strip().split("/d/")
    other = Desk(desk.send, parts[-1].split("/")[0])
    try:
        marks = other.marks()
    except Unexpected as refused:
        return Finding("a copy of the file carries its metadata", f"the copy could not be read: {refused}")
    return Finding("a copy of the file carries its metadata", "yes" if number in marks else "no")


def protected_by_another(desk: Desk, ask: Ask) -> Finding:
    """The error of a protected cell, for an account that may not edit it."""
    ask(
        f"As the owner, in the tab '{desk.title}': select A2, Data > Protect sheets and ranges, only you may edit. "
        "(This says something only if the probe runs as another account.) Then press Enter here"
    )
    status, answer = desk.batch(desk.put(1, text("x")))
    return Finding("a cell protected by another account", said(status, answer))


BY_HAND: tuple[Callable[[Desk, Ask], Finding], ...] = (sorted_by_hand, undone, copied, protected_by_another)
