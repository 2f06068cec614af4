"""The workbook of the settings."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from syncer.adapters.accounts import sheet_access, workbook_scopes
from syncer.errors import ConfigError
from syncer.ports import Workbook
from syncer.settings import Settings

if TYPE_CHECKING:
    from syncer.google.sheets import Sheets

Progress = Callable[[str], None]


def workbook_of(settings: Settings, today: date | None) -> Workbook:
    """The workbook of the settings. ``ConfigError`` where it is a Google Sheet that is not made yet."""
    if settings.workbook.in_google:
        if not settings.workbook.sheet_id:
            message = 'workbook.google_sheet is "new": the sheet is not made yet. Make it with: syncer init'
            raise ConfigError(message, code="E-CFG-SHEET")
        return _google_workbook(settings, today)
    from syncer.workbooks.excel import ExcelWorkbook

    return ExcelWorkbook(settings.workbook.path, today=today)


def _google_workbook(settings: Settings, today: date | None) -> Workbook:
    """The Google Sheet; whether it lies in the bin is asked where the right to it is one that Drive answers too."""
    from syncer.google.drive import Drive
    from syncer.google.retry import patience
    from syncer.google.scopes import OWN_SHEETS
    from syncer.google.sheets import Sheets
    from syncer.workbooks.google import GoogleWorkbook

    access = sheet_access(settings, workbook_scopes(settings.workbook))
    connect = cache(access.connect)
    sheets = Sheets(connect, patience(), access.endpoints, access.api)
    if access.scopes != (OWN_SHEETS,):
        return GoogleWorkbook(settings.workbook.sheet_id, sheets, today)
    drive = Drive(connect, access.endpoints.drive)
    return GoogleWorkbook(settings.workbook.sheet_id, sheets, today, in_bin=drive.in_bin)


def council_of(settings: Settings, today: date | None) -> Workbook:
    """The shared workbook of the council; only where the settings name one."""
    from syncer.core.workbook.layout import COUNCIL_TABS

    council = settings.council
    if council.google_sheet:
        from syncer.google.retry import patience
        from syncer.google.scopes import SHEETS
        from syncer.google.sheets import Sheets
        from syncer.workbooks.google import GoogleWorkbook

        access = sheet_access(settings, (SHEETS,))
        sheets = Sheets(access.connect, patience(), access.endpoints, access.api)
        return GoogleWorkbook(council.sheet_id, sheets, today, tabs=COUNCIL_TABS)
    from syncer.workbooks.excel import ExcelWorkbook

    assert council.path is not None
    return ExcelWorkbook(council.path, today=today, tabs=COUNCIL_TABS)


def sheets_of(settings: Settings) -> "Sheets":
    """The seam to the Sheets service, for what the workbook needs."""
    from syncer.google.retry import patience
    from syncer.google.sheets import Sheets

    access = sheet_access(settings, workbook_scopes(settings.workbook))
    return Sheets(access.connect, patience(), access.endpoints, access.api)


def make_sheet(settings: Settings, title: str) -> str:
    """A new Google Sheet in the Drive of the login; its id."""
    from syncer.workbooks.google import create

    return create(sheets_of(settings), title)


def sheet_title(settings: Settings) -> str:
    """What the Google Sheet of the settings is called; ``WorkbookError`` where it cannot be opened."""
    found = sheets_of(settings).read(settings.workbook.sheet_id, "properties(title)")
    return str((found.get("properties") or {}).get("title", ""))
