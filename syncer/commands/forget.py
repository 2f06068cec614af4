"""`syncer forget` and `syncer export`: what a person may ask of whoever keeps a list they stand on."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from syncer.commands.options import DEFAULT, AllowPath, Config, Json, Today, day, messages, reading

if TYPE_CHECKING:
    from syncer.core.reports import Held

Who = Annotated[str, typer.Argument(help="A name, an e-mail address or an id from the workbook.")]


def forget(
    person: Who,
    config: Config = DEFAULT,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    today: Today = "",
    as_json: Json = False,
    allow_path: AllowPath = False,
) -> None:
    """Take PERSON out of the workbook and its memory, for good."""
    with messages(), reading(anywhere=allow_path):
        from syncer import app as house
        from syncer.report import forgetting, terminal

        def sure(held: "Held") -> bool:
            return yes or typer.confirm(forgetting.question(held), err=True)

        with terminal.progress(False) as progress:
            report = house.forget(config, person, sure, day(today), progress)
        forgetting.show(report, as_json)


def export(
    person: Who,
    config: Config = DEFAULT,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file instead; only you can read it.")] = None,
    today: Today = "",
    allow_path: AllowPath = False,
) -> None:
    """Show all that is held of PERSON, as JSON."""
    with messages(), reading(anywhere=allow_path):
        from syncer import app as house
        from syncer.report import forgetting, terminal

        with terminal.progress(False) as progress:
            held = house.export(config, person, day(today), progress)
        forgetting.show_export(held, output)
