"""What `syncer init` asks a person, and how it understands the answers."""

import re
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rich.prompt import Prompt
from rich.table import Table

from syncer.core.reports import FoundFile, Reach, SuggestedLine
from syncer.errors import SyncerError
from syncer.report.terminal import by_reach, new_console, shown_text

_WELCOME = """\
Three questions: where your contacts are, where you want to work, and where the list shall live. \
Nothing is written before the last one is answered; Ctrl-C stops."""
_HOW_TO = (
    ("LinkedIn", "Settings > Data privacy > Get a copy of your data (the larger archive); give the ZIP as it came"),
    ("Google", "contacts.google.com > Export > Google CSV"),
    ("Phone, Apple", "export contacts as vCard (.vcf)"),
    ("Outlook", "File > Open & Export > Import/Export > Export to a file > CSV"),
    ("Your own list", "any .xlsx or .csv with a column of names"),
)
_READABLE = "a LinkedIn export, a CSV of Google or Outlook, a .vcf, or a list (.csv, .xlsx) with a column of names"
_KINDS = {
    "linkedin": "LinkedIn",
    "google_csv": "Google contacts",
    "outlook_csv": "Outlook contacts",
    "vcard": "vCard (phone, Apple)",
    "spreadsheet": "your own list",
}
_BASES = {
    "follows": "you follow it",
    "saved job": "you saved a job",
    "applied": "you applied",
    "dream company": "a dream company of yours",
    "target list": "on your list",
}
_NUMBERS = re.compile(r"\d+(?:\s*-\s*\d+)?(?:[\s,]+\d+(?:\s*-\s*\d+)?)*[\s,]*")


@dataclass(frozen=True, slots=True)
class Companies:
    """Where somebody wants to work: places among the suggestions, names, or a file. Nothing: all that is suggested."""

    chosen: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    file: Path | None = None


def welcome() -> None:
    """What is coming."""
    _say(_WELCOME)


def ask_whether_to_look(folder: Path) -> bool:
    """Whether exports are to be looked for in this folder."""
    _heading("1 of 3  Where your contacts are")
    return _yes(f"Look for exports in {_home(folder)}?", default=True)


def ask_which(folder: Path, found: Sequence[FoundFile], today: date) -> tuple[int, ...]:
    """Which of the files that lie in a folder are to be taken, by place."""
    if not found:
        _say(f"No export lies in {_home(folder)}.")
        return ()
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="bold")
    for number, one in enumerate(found, 1):
        age = shown_text(_age(one.as_of, today), style="dim")
        table.add_row(
            str(number), _KINDS[one.kind], shown_text(f"{one.contacts:,} contacts"), age, shown_text(one.file)
        )
    new_console().print(table)
    usual = tuple(place for place, one in enumerate(found) if one.usual)
    default = "all of them" if len(usual) == len(found) else " ".join(str(place + 1) for place in usual) or "none"
    while True:
        text = _ask(f"Take which? (Enter: {default}; 0: none)")
        if not text:
            return usual
        if text == "0":
            return ()
        chosen = numbers(text, len(found))
        if isinstance(chosen, tuple):
            return chosen
        _say(chosen or "Type their numbers, like 1 3.")


def ask_files(add: Callable[[Path], FoundFile], today: date, *, some: bool, shown: bool) -> None:
    """Files one at a time until an empty line; what is wrong with one is said, and it is asked again.

    ``some``: there are files already. ``shown``: this step has its heading.
    """
    if not shown:
        _heading("1 of 3  Where your contacts are")
    if not some:
        _show_ways()
    while text := _ask(f"{'Another file' if some else 'File'} (Enter: {'no more' if some else 'none'})"):
        if take(add, typed_path(text), today):
            some = True


def _show_ways() -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    for where, how in _HOW_TO:
        table.add_row(where, how)
    new_console().print(table, style="dim")
    _say("Drag a file into this window, or type where it is.")


def take(add: Callable[[Path], FoundFile], path: Path, today: date) -> bool:
    """Add a file and say what is in it, or what is wrong with it."""
    if not _there(path):
        _say(f"! There is no {path}.", style="yellow")
        return False
    try:
        one = add(path)
    except SyncerError as error:
        _say(f"! {_wrong(error)}", style="yellow")
        return False
    _say(f"+ {_KINDS[one.kind]}: {one.contacts:,} contacts, {_age(one.as_of, today)} ({one.file})", style="green")
    return True


def _wrong(error: SyncerError) -> str:
    """What is wrong with a file, for somebody who has no settings yet that the remedy could speak of."""
    said = str(error).removeprefix(f"{error.code} ")
    if error.code in ("E-KIND-UNKNOWN", "E-KIND-TWO"):
        found = re.sub(r"\. (?:Kinds are|Give the file|Set `kind`) .*", "", said, flags=re.DOTALL)
        return f"{found}. Give {_READABLE}."
    return said


def ask_targets(
    lines: Sequence[SuggestedLine], reach: Reach | None, read: Callable[[Path], int], today: date
) -> Companies:
    """Where this person wants to work. ``read`` counts the companies of a file; ``SourceError`` where it cannot."""
    _heading("2 of 3  Where you want to work")
    if lines:
        _show_suggestions(lines, reach, today)
        what = "Which? (Enter: all; numbers like 1 3 5-8; more companies by name; or a CSV of your own)"
    else:
        what = "Companies, with commas between them, or a CSV of them (Enter: later, in the Targets tab)"
    while True:
        answer = understood(_ask(what), len(lines))
        if isinstance(answer, Companies) and answer.file:
            answer = _counted(answer, read)
        if isinstance(answer, Companies):
            return answer
        _say(f"! {answer}", style="yellow")


def _counted(answer: Companies, read: Callable[[Path], int]) -> Companies | str:
    if not answer.file:
        return answer
    try:
        count = read(answer.file)
    except SyncerError as error:
        return str(error)
    if not count:
        return f"{answer.file} names no company; it needs a column `name`."
    _say(f"+ {count} compan{'y' if count == 1 else 'ies'} ({answer.file.name})", style="green")
    return answer


def _show_suggestions(lines: Sequence[SuggestedLine], reach: Reach | None, today: date) -> None:
    _say(
        f"Your own data points at {len(lines)} compan{'y' if len(lines) == 1 else 'ies'}; beside each, who leads there:"
    )
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="bold")
    for number, one in enumerate(lines, 1):
        basis = _BASES[one.basis] + (f", {_age(one.seen, today).removesuffix(' old')} ago" if one.seen else "")
        table.add_row(str(number), shown_text(one.name), shown_text(basis, style="dim"), _led(one))
    new_console().print(table)
    if reach:
        _say(f"All together: {by_reach(reach)}.")


def _led(one: SuggestedLine) -> str:
    words = ((one.insiders, "there now"), (one.former, "there once"), (one.bridges, "who may know someone"))
    return ", ".join(f"{count} {word}" for count, word in words if count) or "nobody yet"


def ask_place(*, ready: bool) -> str:
    """Where the list is to live: ``""`` for a file here, "new" or an address for a Google Sheet.

    ``ready``: the file with the client's identity, without which Google lets nobody in, is there.
    """
    _heading("3 of 3  Where the list shall live")
    _say("1  an Excel file here, for Excel, LibreOffice or Numbers")
    _say("2  a Google Sheet, which others can edit with you")
    while (answer := _ask("Which? (Enter: 1)").casefold()) not in ("", "1", "2", "file", "sheet"):
        _say("Type 1 or 2.")
    if answer not in ("2", "sheet"):
        return ""
    if not ready:
        _say(
            "A Google Sheet needs client_secret.json, an identity of your own at Google, in this folder: ten minutes, "
            "once, without charge; README, section Google. The list goes into a file for now.",
            style="yellow",
        )
        return ""
    return _ask("The address of an empty Sheet of yours (Enter: a new one is made)") or "new"


def ask_contacts() -> bool:
    """Whether the contacts of the Google account are to be read too."""
    return _yes("Read the contacts of that Google account too, at every run?", default=False)


def typed_path(text: str) -> Path:
    """A path as people paste it: in quotes, with ``~``, as a file:// address, with a terminal's backslashes."""
    text = text.strip()
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    plain = Path(text.strip("'\""))
    for path in (plain, *(Path(part) for part in _unescaped(text))):
        if _there(path.expanduser()):
            return path.expanduser()
    return plain.expanduser() if not text.startswith("~") or "/" in text else plain


def _unescaped(text: str) -> list[str]:
    try:
        parts = shlex.split(text)
    except ValueError:
        return []
    return parts if len(parts) == 1 else []


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def understood(text: str, count: int) -> Companies | str:
    """What somebody answered where ``count`` companies are suggested, or what is wrong with it.

    Numbers and names may be mixed, with commas between them; a path that is there, or ends in .csv, is a file.
    """
    if not text:
        return Companies()
    path = typed_path(text)
    if path.suffix.casefold() in (".csv", ".xlsx", ".txt") or ("/" in text and _there(path)):
        return Companies(file=path) if _there(path) else f"There is no file {path}."
    chosen: list[int] = []
    names: list[str] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        if not _NUMBERS.fullmatch(part):
            names.append(part)
        elif isinstance(found := numbers(part, count), str):
            return found
        else:
            chosen += [place for place in found if place not in chosen]
    return Companies(tuple(chosen), tuple(dict.fromkeys(names)))


def numbers(text: str, count: int) -> tuple[int, ...] | str:
    """Places, from 0, of numbers like ``1 3 5-8``, or what is wrong with them."""
    if not _NUMBERS.fullmatch(text.strip()):
        return ""
    found: list[int] = []
    for first, last in re.findall(r"(\d+)(?:\s*-\s*(\d+))?", text):
        low, high = int(first[:9]), int((last or first)[:9])
        if not 1 <= low <= high <= count:
            return f"The numbers go from 1 to {count}." if count else "There are no numbers to choose from; type names."
        found += range(low - 1, high)
    return tuple(dict.fromkeys(found))


def _age(as_of: date | None, today: date) -> str:
    if as_of is None:
        return "of unknown age"
    days = (today - as_of).days
    if days < 1:
        return "from today"
    if days < 60:
        return f"{days} day{'s' * (days != 1)} old"
    return f"{days // 30} months old" if days < 730 else f"{days // 365} years old"


def _home(folder: Path) -> str:
    return f"~/{folder.relative_to(Path.home())}" if folder.is_relative_to(Path.home()) else str(folder)


def _heading(text: str) -> None:
    console = new_console()
    console.print()
    console.print(text, style="bold")


def _say(text: str, style: str = "") -> None:
    new_console().print(shown_text(text, style=style))


def _ask(question: str) -> str:
    return Prompt.ask(shown_text(question), default="", show_default=False, console=new_console()).strip()


def _yes(question: str, *, default: bool) -> bool:
    while (answer := _ask(f"{question} [{'Y/n' if default else 'y/N'}]").casefold()) not in ("", "y", "yes", "n", "no"):
        _say("Type y or n.")
    return answer.startswith("y") if answer else default
