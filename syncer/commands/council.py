"""`syncer council`: who of your council opens which company, and which nobody reaches."""

from syncer.commands.options import DEFAULT, Config, Json, Today, day, messages


def council(config: Config = DEFAULT, today: Today = "", as_json: Json = False) -> None:
    """Who of your council opens which company; write nothing. `syncer run` shares your part."""
    with messages():
        from syncer import app as house
        from syncer.report.council import show_council

        show_council(house.council(config, day(today)), as_json)
