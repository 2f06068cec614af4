"""`syncer pool`: the books of many members together."""

from enum import StrEnum
from typing import Annotated

import typer

from syncer.commands.options import Json, Today, Verbose, day, messages

pool = typer.Typer(name="pool", help="Many members: who can open which company for whom.", no_args_is_help=True)


class EngineName(StrEnum):
    """What does the work."""

    DUCKDB = "duckdb"
    SPARK = "spark"


@pool.command("run")
def run(  # noqa: PLR0913, PLR0917 - each is an option
    folder: Annotated[str, typer.Argument(help="Folder or object-store path with members, targets and contacts.")],
    output: Annotated[str, typer.Option("--output", "-o", help="Folder for the result as Parquet.")],
    engine: Annotated[EngineName, typer.Option("--engine", help="One machine, or a cluster.")] = EngineName.DUCKDB,
    memory: Annotated[int, typer.Option("--memory", min=1000, help="duckdb: megabytes in all.")] = 4000,
    master: Annotated[str, typer.Option("--master", help="spark: the cluster, like spark://host:7077.")] = "local[*]",
    scratch: Annotated[str, typer.Option("--scratch", help="Where tables wait; spark: reached by all workers.")] = "",
    most: Annotated[int, typer.Option("--top", min=1, help="Rows of each kind on a member's list.")] = 50,
    today: Today = "",
    as_json: Json = False,
    verbose: Verbose = False,
) -> None:
    """Link the members' contacts, match employers, and list each member's best paths."""
    with messages():
        from syncer import pooling
        from syncer.report import terminal
        from syncer.report.pool import show_pool

        choice = pooling.engine(engine.value, memory, master, scratch)
        with terminal.progress(verbose) as progress:
            found = pooling.pooled(folder, output, choice, day(today), most, progress)
        show_pool(found.summary, found.reached, as_json)
