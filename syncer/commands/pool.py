"""`syncer pool`: the books of many members together."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from syncer.commands.options import Json, Today, Verbose, day, messages

pool = typer.Typer(name="pool", help="Many members: who can open which company for whom.", no_args_is_help=True)


class EngineName(StrEnum):
    """What does the work."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class Accepted(StrEnum):
    """What may have stopped a member's workbook; see `syncer accept`."""

    SHRINK = "shrink"
    RESTORE = "restore"
    COPY = "copy"
    RECREATE = "recreate"


@pool.command("run")
def run(  # noqa: PLR0913, PLR0917 - each is an option
    folder: Annotated[str, typer.Argument(help="Folder or object-store path with members, targets and contacts.")],
    output: Annotated[str, typer.Option("--output", "-o", help="Folder for the result as Parquet.")],
    engine: Annotated[EngineName, typer.Option("--engine", help="One machine, or a cluster.")] = EngineName.DUCKDB,
    memory: Annotated[
        int, typer.Option("--memory", min=1000, help="Megabytes: of duckdb in all, of Spark on this machine its heap.")
    ] = 4000,
    master: Annotated[str, typer.Option("--master", help="spark: the cluster, like spark://host:7077.")] = "local[*]",
    scratch: Annotated[str, typer.Option("--scratch", help="Where tables wait; spark: reached by all workers.")] = "",
    most: Annotated[int, typer.Option("--top", min=1, help="Rows of each kind on a member's list.")] = 50,
    workbooks: Annotated[
        Path | None, typer.Option("--workbooks", help="Also write each member's workbook: a folder for .xlsx files.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option("--config", "-c", help="Settings whose [google] opens members' Google Sheets.")
    ] = None,
    refresh: Annotated[
        bool,
        typer.Option(
            "--refresh",
            help="Also workbooks for which nothing changed, so that what members typed into Google Sheets counts "
            "(files that they saved are opened anyway).",
        ),
    ] = False,
    accept: Annotated[list[Accepted] | None, typer.Option("--accept", help="What stopped a member's workbook.")] = None,
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
        accepted = frozenset(one.value for one in accept or ())
        delivery = pooling.delivered_to(workbooks, config, accepted, refresh=refresh)
        job = pooling.job(folder, output, day(today), most)
        with terminal.progress(verbose) as progress:
            found = pooling.pooled(choice, job, progress, delivery)
        show_pool(found.summary, found.left_out, found.reached, found.handed_out, as_json)
        if found.left_out or (found.handed_out and (found.handed_out.failed or found.handed_out.left)):
            raise typer.Exit(3)
