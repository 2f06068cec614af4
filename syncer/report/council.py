"""`syncer council` in the terminal: members with what they open, then companies with who opens them."""

from rich.table import Table

from syncer.core.council.report import CouncilReport
from syncer.report.terminal import new_console, show_json, shown_text


def show_council(report: CouncilReport, as_json: bool) -> None:
    """The council's table; one JSON object for a machine."""
    if as_json:
        show_json(report)
        return
    console = new_console()
    console.print(shown_text(f"{report.member}, you share: {report.consent}.", style="bold"))
    for note in report.notes:
        console.print(shown_text(note), soft_wrap=True)
    if report.members:
        console.print(_members(report))
        console.print()
        console.print(_targets(report))
    if report.nobody:
        listed = ", ".join(report.nobody)
        console.print(shown_text(f"\nNobody reaches {listed}: ask two people each who might know someone there."))
    for company in report.asked:
        console.print(
            shown_text(f"Somebody asks whom you know at {company}. To tell them: add it to released in [council].")
        )
    console.print(shown_text(f"\n{report.workbook}", style="dim"), soft_wrap=True)


def _members(report: CouncilReport) -> Table:
    table = _table("Member", "Shares", "Opens", "Only way to")
    for one in report.members:
        table.add_row(shown_text(one.member), one.shares, f"{one.opens}", shown_text(", ".join(one.alone)))
    return table


def _targets(report: CouncilReport) -> Table:
    table = _table("Target", "Wanted by", "Opened by")
    for one in report.targets:
        cells = (one.company, ", ".join(one.wanted_by), ", ".join(one.opened_by) or "nobody yet")
        table.add_row(*(shown_text(text) for text in cells))
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
