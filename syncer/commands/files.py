"""`syncer match` and `syncer link`: the two engines by themselves, from file to file."""

from pathlib import Path
from typing import Annotated

import typer

from syncer.commands.options import Json, messages


def match(
    input_csv: Annotated[Path, typer.Argument(metavar="INPUT.csv", help="Columns employer and/or email_domain.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the result goes.")],
    targets: Annotated[Path | None, typer.Option("--targets", help="CSV: name,domain,aliases (; between).")] = None,
    as_json: Json = False,
) -> None:
    """Judge employers against targets."""
    with messages():
        from syncer import app as house
        from syncer.report import terminal

        terminal.show_summary(house.match(input_csv, output, targets), as_json)


def link(
    input_file: Annotated[Path, typer.Argument(metavar="INPUT", help="CSV or Parquet of contact records.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the result goes.")],
    suggestions: Annotated[Path | None, typer.Option("--suggestions", help="Pairs for review, with reasons.")] = None,
    as_json: Json = False,
) -> None:
    """Find which records are one person."""
    with messages():
        from syncer import app as house
        from syncer.report import terminal

        terminal.show_summary(house.link(input_file, output, suggestions), as_json)
