"""What the terminal shows: short tables on stdout, progress on stderr, one JSON object where a machine reads."""

import dataclasses
import json
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from syncer import log
from syncer.core.reports import Explanation, Health, PlanReport, Reach, RunReport, SourceLine, WhoAnswer, WhoLine

Progress = Callable[[str], None]
_STYLES = {"+": "green", "~": "yellow", "=": "cyan", "-": "dim"}
_SHOWN = 40
"""Lines of a plan, or rejected records, that are shown before "and N more"."""
_READABLE = 100
"""Signs in a line of running text."""


def shown_text(*parts: str | tuple[str, str], style: str = "") -> Text:
    """Text as it is, markup included, without control, direction and escape characters; a pair is (text, style)."""
    safe = [(part, "") if isinstance(part, str) else part for part in parts]
    return Text.assemble(*((_safe(text), how) for text, how in safe), style=style)


def _safe(text: str) -> str:
    return "".join(one for one in text if one in "\n\t" or unicodedata.category(one)[0] != "C")


def new_console() -> Console:
    """Where words go: nothing in them is taken for a colour or a number to be coloured."""
    console = Console(highlight=False)
    if console.width < 1:  # COLUMNS=0, as some schedulers set it: every line would be cut to nothing
        console.width = 80
    return console


@contextmanager
def progress(verbose: bool) -> Iterator[Progress]:
    """A callback that names the step under way: a spinner where someone is watching, else nothing."""
    log.set_up(verbose)
    if verbose or not sys.stderr.isatty():
        yield lambda _: None
        return
    with Console(stderr=True).status("Starting") as status:
        yield status.update


def plain(value: Any) -> Any:
    """The value as JSON types."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return round(value, 3) if isinstance(value, float) else value


def show_json(value: Any) -> None:
    """One JSON object on one line, for a machine."""
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, sort_keys=True) + "\n")


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _age(as_of: date | None, today: date | None) -> str:
    if as_of is None:
        return ""
    days = (today - as_of).days if today else None
    if days is None:
        return f"{as_of}"
    return f"{days} day{'s' * (days != 1)} old" if days > 0 else "from today"


def _sources(console: Console, sources: tuple[SourceLine, ...], today: date | None) -> None:
    if not sources:
        return
    table = _table("Source", "Kind", "In", "Contacts", "Merged", "Skipped", "Rejected", "Data")
    for line in sources:
        if line.error:
            table.add_row(line.name, line.kind, "", shown_text("left out", style="bold red"), "", "", "", "")
            continue
        counts = (line.records_in, line.records, line.merged, sum(line.skipped.values()), len(line.rejected))
        table.add_row(line.name, line.kind, *(str(count) for count in counts), _age(line.as_of, today))
    console.print(table)
    for line in sources:
        if line.error:
            console.print(shown_text(f"! {line.name}: {line.error}", style="red"), soft_wrap=not console.is_terminal)
        told = [reason for reason in line.skipped if any(reason in note for note in line.notes)]
        for reason, count in line.skipped.items():
            if reason in told:
                continue
            console.print(
                shown_text(f"  {line.name}: {_counted(count, reason)} skipped", style="dim"),
                soft_wrap=not console.is_terminal,
            )
        if line.suppressed:
            left_out = f"{line.suppressed} record{'s' * (line.suppressed != 1)}"
            console.print(
                shown_text(f"  {line.name}: {left_out} of people you asked to forget", style="dim"),
                soft_wrap=not console.is_terminal,
            )
        for note in line.notes:
            console.print(shown_text(f"  {line.name}: {note}", style="dim"), soft_wrap=not console.is_terminal)
        for rejected in line.rejected[:_SHOWN]:
            console.print(
                shown_text(f"  {line.name}: {rejected.place}: {rejected.reason}", style="dim"),
                soft_wrap=not console.is_terminal,
            )
        if len(line.rejected) > _SHOWN:
            console.print(
                shown_text(f"  {line.name}: and {len(line.rejected) - _SHOWN} more", style="dim"),
                soft_wrap=not console.is_terminal,
            )


def _counted(count: int, things: str) -> str:
    """``2 blank rows``, ``1 company``."""
    one = f"{things[:-3]}y" if things.endswith("ies") else things.removesuffix("s")
    return f"{count} {one if count == 1 else things}"


def by_reach(reach: Reach) -> str:
    """How far contacts lead: "36 insiders, 7 who worked there and 6 bridges at 12 targets"."""
    covered = reach.targets - reach.uncovered
    insiders = f"{reach.insiders} insider{'s' * (reach.insiders != 1)}"
    bridges = f"{reach.bridges} bridge{'s' * (reach.bridges != 1)}"
    nobody = f"; nobody yet at {reach.uncovered}" if reach.uncovered else ""
    return (
        f"{insiders}, {reach.former} who worked there and {bridges} at {covered} target{'s' * (covered != 1)}{nobody}"
    )


def _reached(reach: Reach) -> str:
    people = "1 person." if reach.people == 1 else f"{reach.people} people."
    return f"{people} {by_reach(reach)}." if reach.targets else people


def _counts(counts: Mapping[str, int]) -> str:
    words = {"+": "new", "~": "changed", "=": "kept because you edited", "-": "off the list"}
    return ", ".join(f"{counts.get(sign, 0)} {word}" for sign, word in words.items())


def show_run(report: RunReport, as_json: bool) -> None:
    """What a run did: counts and places only."""
    if as_json:
        show_json(report)
        return
    console = new_console()
    _show_done(console, report)
    for step in _next_steps(report):
        console.print(shown_text(step), soft_wrap=not console.is_terminal)


def show_first(report: RunReport, first: WhoAnswer | None) -> None:
    """What the first run did, whom to write to first and why, and what to do next."""
    console = new_console()
    _show_done(console, report)
    if first and first.lines:
        console.print()
        console.print(f"Write to {'these' if len(first.lines) > 1 else 'this person'} first:", style="bold")
        _people(console, first.lines)
    console.print()
    for hint in first.hints if first else ():
        console.print(shown_text(hint), soft_wrap=not console.is_terminal)
    for step in _next_steps(report):
        console.print(shown_text(step), soft_wrap=not console.is_terminal)


def _show_done(console: Console, report: RunReport) -> None:
    if report.busy:
        console.print("Another run is at work on this workbook; nothing to do here.")
        return
    _sources(console, report.sources, report.today)
    console.print()
    if any(source.error for source in report.sources) and not report.created:
        console.print("A source was left out: the list stays as it was, until a run reads all of them.")
    else:
        console.print(_reached(report.reach), soft_wrap=not console.is_terminal)
    verb = "Made" if report.created else "Updated" if report.wrote else "Nothing new in"
    console.print(
        shown_text((f"{verb} ", "bold"), (report.workbook, "bold"), f": {_counts(report.counts)}."),
        soft_wrap=not console.is_terminal,
    )
    if report.questions:
        console.print(f"{report.questions} question{'s' * (report.questions > 1)} for you in the Review tab.")
    for warning in report.warnings:
        console.print(shown_text(f"! {warning}", style="yellow"), soft_wrap=not console.is_terminal)


def _next_steps(report: RunReport) -> Iterator[str]:
    """What a person does after the first run, and while there are no contacts or no targets."""
    if not (report.sources or report.busy):
        yield "No contacts yet: name a file with contacts in the settings: [[sources]], name = ..., path = ..."
    if not (report.reach.targets or report.busy):
        yield "No targets yet: type the companies where you want to work into the Targets tab, then `syncer run` again."
    if report.suggested:
        yield "The targets are what your own data points at (companies you follow, saved jobs): change them in Targets."
    if report.reach.targets and report.created:
        yield (
            "Next: say how well you know people. `syncer grade` asks one key a person; or open the workbook, put A, B "
            "or C under Know them, save and close. Then `syncer run` again: the list changes with every grade."
        )
        yield "`syncer who` shows who comes next, `syncer who COMPANY` whom you know there, `syncer explain NAME` why."


def show_plan(report: PlanReport, as_json: bool) -> None:
    """What a run would change, as a diff."""
    if as_json:
        show_json(report)
        return
    console = new_console()
    for change in report.changes[:_SHOWN]:
        value = f"{change.old} -> {change.new}" if change.old else change.new
        place = f"{change.tab}: {change.subject}"
        line = f"{change.sign} {place}" + (f", {change.column}: {value}" if change.column else f" {value}".rstrip())
        console.print(shown_text(line, style=_STYLES.get(change.sign, "")), soft_wrap=True)
    if len(report.changes) > _SHOWN:
        console.print(
            shown_text(f"  and {len(report.changes) - _SHOWN} more (--json lists all)", style="dim"), soft_wrap=True
        )
    for source in report.run.sources:
        if source.error:
            console.print(shown_text(f"! {source.name}: {source.error}", style="red"), soft_wrap=True)
    for warning in report.run.warnings:
        console.print(shown_text(f"! {warning}", style="yellow"), soft_wrap=True)
    console.print(shown_text(f"{_counts(report.run.counts)}. Nothing was written.", style="bold"))


def show_who(answer: WhoAnswer, as_json: bool, *, brief: bool = False) -> None:
    """Who leads to a company, best first, with the reason and what to ask; ``brief``: a table without those."""
    if as_json:
        show_json(answer)
        return
    console = new_console()
    if answer.company:
        console.print(
            shown_text(
                f"{answer.company}: {len(answer.lines) or 'no'} {'person' if len(answer.lines) == 1 else 'people'}",
                style="bold",
            )
        )
    if answer.lines:
        _brief(console, answer.lines) if brief else _people(console, answer.lines, told=not answer.company)
    elif not answer.company:
        nobody = "Nobody is on the list yet. Type the companies where you want to work into the Targets tab, then run"
        console.print(f"{nobody} `syncer run`; `syncer who COMPANY` looks at any company now.", soft_wrap=True)
    for hint in answer.hints:
        console.print(shown_text(f"  {hint}"), soft_wrap=hint.startswith("https://"))


def _brief(console: Console, lines: tuple[WhoLine, ...]) -> None:
    """One line a person."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for title in ("", "Name", "Know", "Target", "Path", "Score"):
        table.add_column(title, justify="right" if title in ("", "Score") else "left", no_wrap=True)
    for number, line in enumerate(lines, 1):
        told = (str(number), line.name, line.grade, line.target, line.path, f"{line.score:.0f}")
        table.add_row(*map(shown_text, told))
    console.print(table)


def _people(console: Console, lines: tuple[WhoLine, ...], *, told: bool = True) -> None:
    """One after another: who it is, why, and what to ask. ``told``: with the target each leads to."""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold", max_width=_READABLE)
    for number, line in enumerate(lines, 1):
        marks = [*([line.target] if told else []), *([f"grade {line.grade}"] if line.grade else [])]
        marks.append(f"score {line.score:.0f}")
        table.add_row(str(number), shown_text((line.name, "bold"), f"  {', '.join(marks)}"))
        table.add_row("", shown_text(line.why))
        table.add_row("", shown_text(f"{line.channel}: {line.ask}" if line.channel else line.ask, style="dim"))
    console.print(table)


def show_explain(answer: Explanation, as_json: bool) -> None:
    """Evidence, score parts and merges of one person."""
    if as_json:
        show_json(answer)
        return
    console = new_console()
    console.print(shown_text((answer.name, "bold"), f"  {answer.person_id}"))
    for section in answer.sections:
        console.print()
        console.print(shown_text(section.title, style="bold"))
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True, style="dim")
        table.add_column(overflow="fold")
        for label, text in section.lines:
            table.add_row(shown_text(label), shown_text(text))
        console.print(table)


def show_check(health: Health, as_json: bool) -> None:
    """Whether settings, sources and workbook are usable."""
    if as_json:
        show_json(health)
        return
    console = new_console()
    console.print(shown_text(f"Settings: {health.settings}"))
    _sources(console, health.sources, health.today)
    console.print(shown_text(f"Workbook: {health.workbook}", style="" if health.workbook_healthy else "red"))
    for note in health.notes:
        console.print(shown_text(f"  {note}", style="dim"), soft_wrap=True)


_COUNTED = {"match": "with a match", "review": "to review", "no": "with none"}


def show_summary(summary: Mapping[str, Any], as_json: bool) -> None:
    """One line of counts (match, link): ``10 rows, 8 with a match, 0 to review, 2 with none``."""
    if as_json:
        show_json(summary)
        return
    new_console().print(
        ", ".join(f"{value} {_COUNTED.get(key) or key.replace('_', ' ')}" for key, value in summary.items())
    )
