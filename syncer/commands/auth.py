"""`syncer auth`: the login to Google."""

from typing import TYPE_CHECKING, Annotated

import typer

from syncer.commands.options import DEFAULT, Config, messages

if TYPE_CHECKING:
    from syncer.google.auth import Person

auth = typer.Typer(name="auth", help="Log in to Google, see how the login stands, log out.", no_args_is_help=True)


@auth.command()
def login(
    config: Config = DEFAULT,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Whether there is one on this machine.")
    ] = True,
) -> None:
    """Let syncer reach your Google account, as far as the settings need it: consent once in a browser."""
    with messages():
        from syncer import app as house

        typer.echo(house.auth_login(config, somebody(), browser=browser))


def somebody() -> "Person":
    """Whoever is at the keyboard."""
    import webbrowser

    from syncer.google.auth import Person

    return Person(typer.echo, webbrowser.open, lambda: str(typer.prompt("Address")))


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
