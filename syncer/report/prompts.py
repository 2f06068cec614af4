"""What `syncer init` asks a person."""

from pathlib import Path

from rich.console import Console
from rich.prompt import Prompt

_HOW_TO = """\
Files with contacts, one at a time; an empty line ends the list.
  LinkedIn: Settings > Data privacy > Get a copy of your data (the larger archive); give the ZIP as it came.
  Google:   contacts.google.com > Export > Google CSV.    Phone: export contacts as vCard (.vcf).
  Outlook:  File > Open & Export > Export to a file (CSV).  Your own list: any .xlsx or .csv with a name column.
"""


def ask_files() -> tuple[Path, ...]:
    """Paths of existing files or folders, asked for one at a time."""
    console = Console()
    console.print(_HOW_TO)
    files: list[Path] = []
    while text := Prompt.ask("File", default="", show_default=False, console=console).strip().strip("'\""):
        path = Path(text).expanduser()
        if path.exists():
            files.append(path)
        else:
            console.print(f"There is no {path}.")
    return tuple(files)


def ask_targets() -> Path | None:
    """The path of a CSV of target companies, or None to type them into the Targets tab later."""
    console = Console()
    text = Prompt.ask(
        "CSV of companies you want to work for (Enter: type them into the Targets tab)",
        default="",
        show_default=False,
        console=console,
    ).strip()
    path = Path(text).expanduser() if text else None
    if path and not path.is_file():
        console.print(f"There is no {path}; you can type companies into the Targets tab.")
        return None
    return path
