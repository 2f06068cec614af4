"""What `syncer forget` asks and says, and what `syncer export` prints."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console

from syncer.core.reports import ForgetReport, Held, Left
from syncer.errors import ConfigError
from syncer.report.terminal import plain, shown_text


def question(held: Held) -> str:
    """Whom it is about and what will happen, in words, before anything is done."""
    rows = ", ".join(f"{tab} row {row}" for tab, row in held.rows) or "no row"
    known = ", ".join(held.records) or "no source"
    return str(
        shown_text(
            f"{held.name} ({held.person_id}): {rows}; in {known}.\n"
            "What syncer wrote about them is taken out, and no later run brings them back. Go on?"
        )
    )


def show(report: ForgetReport, as_json: bool) -> None:
    """What was done, and what is left for the person to do."""
    if as_json:
        sys.stdout.write(json.dumps(plain(report), ensure_ascii=False, sort_keys=True) + "\n")
        return
    console = Console(highlight=False)
    for line in _lines(report):
        console.print(shown_text(line), soft_wrap=True)


def _lines(report: ForgetReport) -> Iterator[str]:
    if report.busy:
        yield "Another run is at work on this workbook; nothing was done. Try again in a moment."
        return
    if report.called_off:
        yield "Nothing was done."
        return
    yield f"Forgotten: {report.emptied} cells emptied, {report.marks} keyed marks kept so that no run brings them back."
    if report.rows:
        yield f"Now delete these rows yourself, with what you typed in them: {_places(report.rows)}."
    if report.typed:
        yield f"You wrote the name yourself in: {_places(report.typed)}. syncer leaves these to you."
    yield from (f"Not touched: {where}." for where in report.copies)
    if report.sources:
        yield f"Still in your sources, which syncer only reads: {', '.join(report.sources)}. Delete them there too."


def _places(left: tuple[Left, ...]) -> str:
    return ", ".join(f"{one.tab} row {one.row}" + (f" ({one.column})" if one.column else "") for one in left)


def show_export(held: Mapping[str, Any], output: Path | None) -> None:
    """Print it, or write it to a file that its owner alone can read. ``ConfigError`` where that cannot be written."""
    text = json.dumps(held, ensure_ascii=output is None, indent=2, default=plain) + "\n"
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.unlink(missing_ok=True)
        handle = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise ConfigError(f"{output.name} cannot be written: {error.strerror}.", code="E-FILE-WRITE") from None
    sys.stdout.write(f"Wrote {output}\n")
