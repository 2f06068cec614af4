"""The part of `syncer init` that concerns a workbook in Google: log in, make the sheet or open it, name it for good."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from syncer.adapters.accounts import google_account
from syncer.adapters.books import make_sheet, sheet_title
from syncer.adapters.clock import today_here
from syncer.errors import ConfigError, CredentialError, TemporaryError, WorkbookError
from syncer.settings import Settings, load_settings
from syncer.settings.sections import NEW, sheet_id

if TYPE_CHECKING:
    from syncer.google.auth import Person

TITLE = "Job search"
"""Of a sheet that is made; people rename it as they like."""
_LINE = re.compile(r"""^(?P<indent>[ \t]*)google_sheet[ \t]*=[ \t]*(["'])new\2[^\n]*$""", re.MULTILINE)


def expect_address(text: str) -> None:
    """``ConfigError`` where this is neither "new" nor the address of a Google Sheet."""
    if text != NEW:
        try:
            sheet_id(text)
        except ValueError as error:
            raise ConfigError(f"--google-sheet {error} (or: new)", code="E-CFG-SHEET") from None


def unfinished(config: Path) -> bool:
    """Whether a settings file waits for `init` to make its sheet."""
    return config.is_file() and load_settings(config).workbook.google_sheet == NEW


def open_workbook(config: Path, person: "Person | None", say: Callable[[str], None]) -> None:
    """Make sure that the workbook in Google is there and may be written; ``say`` tells where it is.

    Nothing is done where the workbook is a file. ``person``: who can consent now; ``None`` where nobody is asked.
    """
    settings = load_settings(config)
    if not settings.workbook.in_google:
        return
    if settings.google.sheets_as == "login":
        _log_in(settings, person, say)
    if settings.workbook.google_sheet == NEW:
        settings = _make(config, settings, say)
    say(f"The workbook is the Google Sheet {sheet_title(settings)!r}: {settings.workbook.place}")


def _log_in(settings: Settings, person: "Person | None", say: Callable[[str], None]) -> None:
    """A login that covers what the settings need: the stored one, or a new one if somebody is there to consent."""
    account = google_account(settings)
    try:
        account.must_cover()
    except CredentialError:
        if person is None:
            raise
        say(account.log_in(person, today_here(), browser=True))


def _make(config: Path, settings: Settings, say: Callable[[str], None]) -> Settings:
    if settings.google.sheets_as != "login":
        raise ConfigError(
            "A service account has no Drive to make a sheet in. Make an empty Google Sheet yourself, share it with the "
            "service account as Editor, and set workbook.google_sheet to its address.",
            code="E-CFG-SHEET",
        )
    text = config.read_text(encoding="utf-8-sig")
    if len(_LINE.findall(text)) != 1:
        raise ConfigError(
            f'workbook.google_sheet is "new", but {config} has no line google_sheet = "new" to write its address in. '
            "Put it there (under [workbook]) and run syncer init again.",
            code="E-CFG-SHEET",
        )
    number = _made(settings)
    link = f"https://docs.google.com/spreadsheets/d/{number}/edit"
    say(f"Made a Google Sheet: {link}")  # before anything else can go wrong: it is there now
    config.write_text(_named(text, link), encoding="utf-8")
    return load_settings(config)


def _made(settings: Settings) -> str:
    """The id of a new sheet. That is not tried twice: an answer that was lost does not say that it was not made."""
    try:
        return make_sheet(settings, TITLE)
    except (TemporaryError, WorkbookError) as error:
        raise TemporaryError(
            f"Google did not say whether the sheet was made ({error.code}). Look for {TITLE!r} in your Drive: if it is "
            "there, set workbook.google_sheet to its address; if not, run syncer init again.",
            code="E-GOOGLE-MADE",
        ) from None


def _named(text: str, link: str) -> str:
    """The settings with the address of the sheet that syncer made, and the right to that sheet only."""
    named = _LINE.sub(lambda found: f'{found["indent"]}google_sheet = "{link}"', text)
    if re.search(r"^[ \t]*access[ \t]*=", text, re.MULTILINE):
        return named
    return named.replace(f'google_sheet = "{link}"', f'google_sheet = "{link}"\naccess = "created"')
