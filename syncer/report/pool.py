"""`syncer pool run` in the terminal: what came in and out, what was left out, who opens most, what nobody reaches."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from rich.table import Table

from syncer.core.council.reached import Reached
from syncer.core.pooled import HandedOut
from syncer.report.terminal import new_console, show_json, shown_text

_FAILED = 10
"""Workbooks that failed and are told one by one."""
_TROUBLE = {
    "members_named_twice": "Members who stand in several rows of members, of whose consents the strictest counts",
    "targets_of_nobody": "Rows of targets left out, whose member_id is no member or that name no company",
    "targets_left_out": "Targets left out, of members who have too many; what they want most was looked at",
    "without_member_or_id": "Rows of contacts left out, whose owner is no member or that have no record_id",
    "record_id_used_twice": "Rows of contacts left out, whose record_id stands twice in their owner's book",
    "records_with_too_many_identifiers": "Records with so many e-mails or phones that none of them was used",
    "books_kept_apart": "Books that contradict what the others agree on, kept apart (table kept_apart says whose)",
    "records_told_apart": "Records that only one book joins to a person whom another book holds apart, not joined",
    "crowds_cut": "Crowds of records that hung together by weak evidence, taken apart",
    "members_with_too_many_contacts": "Members who know too many people at targets; graded people were looked at first",
    "files_left_out": "Input files left out, which cannot be read or lead out of the folder",
}
"""What a count of the summary means, where it is not 0."""
_CONSENTS = "off, companies, names on request or names"


def show_pool(
    summary: Mapping[str, int], left_out: Sequence[str], reached: Reached, handed_out: HandedOut | None, as_json: bool
) -> None:
    """Counts, then the coverage and what became of the workbooks; one JSON object for a machine.

    Members are named as they share; no contact is. ``left_out``: input files that could not be read.
    """
    if as_json:
        workbooks = {"workbooks": asdict(handed_out)} if handed_out else {}
        show_json({**summary, "left_out": left_out, "coverage": asdict(reached), **workbooks})
        return
    console = new_console()
    for line in _lines(summary):
        console.print(shown_text(line), soft_wrap=True)
    for file in left_out[:_FAILED]:
        console.print(shown_text(f"  {file}"), soft_wrap=True)
    if reached.connectors:
        console.print()
        console.print(_connectors(reached))
        console.print()
    console.print(shown_text(f"{reached.reached} of {reached.wanted} targets have somebody who opens them."))
    if reached.nobody:
        left = reached.wanted - reached.reached - len(reached.nobody)
        more = f" and {left} more" if left else ""
        console.print(shown_text(f"Nobody reaches {', '.join(reached.nobody)}{more}."), soft_wrap=True)
    if handed_out:
        console.print()
        for line in _workbooks(handed_out):
            console.print(shown_text(line), soft_wrap=True)


def _workbooks(found: HandedOut) -> Iterator[str]:
    same = f", {found.same:,} needed nothing" if found.same else ""
    yield f"{_many(found.written, 'workbook')} written{same}; nothing changed for {found.unchanged:,}."
    if found.left:
        waits = _many(found.left, "Google Sheet waits", "Google Sheets wait")
        yield f"{waits}: Google does not let us go on now. Run again later for the rest."
    if found.failed:
        stayed = _many(len(found.failed), "stayed as it was, and is", "stayed as they were, and are")
        yield f"{stayed} tried again by the next run:"
    for one in found.failed[:_FAILED]:
        yield f"  {one.workbook}: {one.code} {one.message}"
    if len(found.failed) > _FAILED:
        yield f"  and {len(found.failed) - _FAILED:,} more (--json tells all)"
    if found.left_behind:
        yield _left_behind(found.left_behind)


def _left_behind(files: Sequence[str]) -> str:
    belong = _many(len(files), "workbook in the folder belongs", "workbooks in the folder belong")
    shown, more = ", ".join(files[:_FAILED]), len(files) - _FAILED
    rest = f" and {more:,} more (--json tells all)" if more > 0 else ""
    them = "it, and its older copies" if len(files) == 1 else "them, and their older copies"
    return f"{belong} to no member any more: {shown}{rest}. Delete {them} in .syncer-backup."


def _lines(summary: Mapping[str, int]) -> Iterator[str]:
    count = {name: f"{number:,}" for name, number in summary.items()}
    members = _many(summary["members"], "member")
    yield f"{members}, of whom {count['sharing']} share; {_many(summary['contacts'], 'contact')}."
    people, paths = _many(summary["people"], "person", "people"), _many(summary["paths"], "path")
    yield f"{people}; {paths}, {count['second_degree_paths']} of them through members."
    if unclear := summary["consents_not_understood"]:
        whose = _many(unclear, "member's", "members'")
        yield f"{whose} consent was not understood and counts as off: write {_CONSENTS}."
    yield from (f"{words}: {count[name]}." for name, words in _TROUBLE.items() if summary[name])


def _many(count: int, one: str, more: str = "") -> str:
    """``1 workbook``, ``2 workbooks``."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _connectors(reached: Reached) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Super-connectors", overflow="fold")
    for column in ("Targets", "Only way to", "People there"):
        table.add_column(column, justify="right")
    for one in reached.connectors:
        table.add_row(shown_text(one.member), f"{one.opens:,}", f"{one.alone:,}", f"{one.now:,}")
    return table
