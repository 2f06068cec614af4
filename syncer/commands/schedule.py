"""`syncer schedule` and `syncer health`: running by itself on this machine."""

import json
from typing import Annotated

import typer

from syncer.commands.options import DEFAULT, Config, Json, messages

schedule = typer.Typer(
    name="schedule", help="Run by itself on this machine: install, show, remove.", no_args_is_help=True
)


@schedule.command()
def install(
    config: Config = DEFAULT,
    at: Annotated[str, typer.Option("--at", metavar="TIME", help="The time of day.")] = "06:00",
    every_day: Annotated[bool, typer.Option("--every-day", help="At weekends too.")] = False,
) -> None:
    """Run every working morning; again with another time to change it."""
    with messages():
        from syncer import by_itself

        typer.echo(by_itself.schedule_install(config, at, every_day=every_day))


@schedule.command()
def show(config: Config = DEFAULT) -> None:
    """When it runs, and how the last run went."""
    with messages():
        from syncer import by_itself

        typer.echo(by_itself.schedule_show(config))


@schedule.command()
def remove(config: Config = DEFAULT) -> None:
    """Run no more by itself."""
    with messages():
        from syncer import by_itself

        typer.echo(by_itself.schedule_remove(config))


def health(config: Config = DEFAULT, as_json: Json = False) -> None:
    """How the last run went, in one line; leaves with its exit code."""
    with messages():
        from syncer import by_itself

        found = by_itself.last_run(config)
        typer.echo(json.dumps(dict(found.facts), sort_keys=True) if as_json else str(found))
        raise typer.Exit(found.exit_code)
