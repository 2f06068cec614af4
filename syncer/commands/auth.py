"""`syncer auth`: the login to Google."""

from typing import Annotated

import typer

from syncer.commands.options import DEFAULT, Config, messages

auth = typer.Typer(name="auth", help="Log in to Google, see how the login stands, log out.", no_args_is_help=True)


@auth.command()
def login(
    config: Config = DEFAULT,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Whether there is one on this machine.")
    ] = True,
) -> None:
    """Let syncer read your Google contacts: consent once in a browser."""
    with messages():
        import webbrowser

        from syncer import app as house
        from syncer.google.auth import Person

        person = Person(typer.echo, webbrowser.open, lambda: str(typer.prompt("Address")))
        typer.echo(house.auth_login(config, person, browser=browser))


@auth.command()
def status(config: Config = DEFAULT) -> None:
    """Which account is logged in, for what, and whether Google still accepts it."""
    with messages():
        from syncer import app as house

        typer.echo(house.auth_status(config))


@auth.command()
def logout(config: Config = DEFAULT) -> None:
    """Forget the login here and withdraw it at Google."""
    with messages():
        from syncer import app as house

        typer.echo(house.auth_logout(config))
