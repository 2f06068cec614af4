"""Settings -> concrete sources, workbook, linker, clock. The only file that names adapters."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from syncer import __version__
from syncer.core.forgotten import Forgotten
from syncer.core.model import Snapshot, SuggestedTarget
from syncer.core.outreach import Employers, Target
from syncer.errors import ConfigError, SourceError
from syncer.ports import Source, Workbook
from syncer.run import Answer, Parts
from syncer.settings import Settings
from syncer.settings.sections import GoogleSettings, SourceSettings, WorkbookSettings, tab_id
from syncer.settings.sections import sheet_id as id_of_sheet
from syncer.sources.reading.limits import Limits

if TYPE_CHECKING:
    from syncer.google.access import Access
    from syncer.google.account import Account
    from syncer.google.endpoints import Endpoints
    from syncer.google.sheets import Sheets
    from syncer.google.tokens import TokenFile
    from syncer.kept import KeptFile
    from syncer.web import Web

Progress = Callable[[str], None]


class MakeSource(Protocol):
    """How a file source is made."""

    def __call__(self, name: str, path: Path, limits: Limits) -> Source:
        """A source that has not read anything yet."""


def _linkedin(name: str, path: Path, limits: Limits) -> Source:
    from syncer.sources.linkedin.source import LinkedIn

    return LinkedIn(name, path, limits)


def _google_csv(name: str, path: Path, limits: Limits) -> Source:
    from syncer.sources.google_csv import GoogleCsv

    return GoogleCsv(name, path, limits)


def _outlook_csv(name: str, path: Path, limits: Limits) -> Source:
    from syncer.sources.outlook import OutlookCsv

    return OutlookCsv(name, path, limits)


def _vcard(name: str, path: Path, limits: Limits) -> Source:
    from syncer.sources.vcard.source import VCard

    return VCard(name, path, limits)


def _spreadsheet(name: str, path: Path, limits: Limits) -> Source:
    from syncer.sources.spreadsheet import Spreadsheet

    return Spreadsheet(name, path, limits)


SOURCES: Mapping[str, MakeSource] = {
    "linkedin": _linkedin,
    "google_csv": _google_csv,
    "vcard": _vcard,
    "outlook_csv": _outlook_csv,
    "spreadsheet": _spreadsheet,
}


@dataclass(frozen=True, slots=True)
class Recognised:
    """A source whose kind is told by its content when it is read."""

    name: str
    path: Path
    limits: Limits

    def fetch(self) -> Snapshot:
        """Everything it holds; ``SourceError`` too where no kind, or more than one, claims the file."""
        from syncer.sources.recognise import recognise

        return SOURCES[recognise(self.path)](self.name, self.path, self.limits).fetch()


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A source that lies on the web; of any kind that a file can be. ``allowed``: what the settings say of that."""

    name: str
    url: str = field(repr=False)
    kind: str | None
    limits: Limits
    allowed: bool
    web: "Web | None" = None

    def fetch(self) -> Snapshot:
        """Everything the file holds now. ``SourceError`` E-URL-OFF, those of ``web.downloaded`` and of its kind."""
        from syncer.sources.recognise import recognise
        from syncer.web import downloaded

        if not self.allowed:
            remedy = "Set allow_urls = true under [privacy], or download the file and give its path."
            raise SourceError(f"{self.name}: sources are not read from the web. {remedy}", code="E-URL-OFF")
        with downloaded(self.url, self.web) as path:
            return SOURCES[self.kind or recognise(path)](self.name, path, self.limits).fetch()


def recognised(paths: Sequence[Path]) -> tuple[tuple[Path, str], ...]:
    """Each file with its kind, told by its content; ``SourceError`` where none, or more than one, claims it."""
    from syncer.sources.recognise import recognise

    return tuple((path, recognise(path)) for path in paths)


def sources_of(settings: Settings) -> tuple[Source, ...]:
    """Every source of the settings; nothing is read yet. ``SourceError`` comes from its ``fetch``."""
    return tuple(_source(one, settings) for one in settings.sources)


def _source(source: SourceSettings, settings: Settings) -> Source:
    limits = Limits(rows=settings.limits.rows)
    if source.kind == "google_sheet":
        return _google_sheet(source, settings, limits)
    if source.url:
        return Downloaded(source.name, source.url, source.kind, limits, settings.privacy.allow_urls)
    if source.path is None:  # the settings promise: an account
        return _google_contacts(source, settings)
    if source.kind:
        return SOURCES[source.kind](source.name, source.path, limits)
    return Recognised(source.name, source.path, limits)


def _google_sheet(source: SourceSettings, settings: Settings, limits: Limits) -> Source:
    from syncer.google.retry import patience
    from syncer.google.scopes import SHEETS_READ
    from syncer.google.values import SheetValues
    from syncer.sources.spreadsheet import GoogleSheet

    access = sheet_access(settings, (SHEETS_READ,))
    number = id_of_sheet(source.sheet)
    sheet = SheetValues(source.name, number, access.connect, patience(), access.endpoints, access.api)
    return GoogleSheet(source.name, sheet, source.tab or tab_id(source.sheet), today_here, limits)


def _google_contacts(source: SourceSettings, settings: Settings) -> Source:
    from syncer.google.retry import patience
    from syncer.sources.google_contacts import GoogleContacts, IncrementalContacts

    people = google_account(settings).people(source.name, patience(), other_contacts=source.other_contacts)
    contacts = GoogleContacts(source.name, people, today_here, source.other_contacts)
    if not settings.google.incremental:
        return contacts
    return IncrementalContacts(contacts, _kept(source, settings))


def _kept(source: SourceSettings, settings: Settings) -> "KeptFile":
    from syncer.kept import kept_file

    return kept_file(settings.state_dir, source.name, google_account(settings).owner)


def forget_kept(settings: Settings) -> None:
    """Delete what sources keep of an account between runs."""
def copies_of(settings: Settings) -> tuple[str, ...]:
    """Where older versions of the workbook lie, in words."""
    if settings.workbook.in_google:
        history = "the version history of the Google Sheet; a copy made with File > Make a copy has none"
    else:
        history = f"the old copies of the workbook in {settings.workbook.path.parent / '.syncer-backup'}"
    return history, "your own backups and copies, and messages you sent"


    for source in settings.sources:
        if source.kind == "google_contacts":
            _kept(source, settings).delete()


def google_account(settings: Settings) -> "Account":
    """The Google account of the settings, for all that they need of a login."""
    from syncer.google.account import Account
    from syncer.google.scopes import least

    google = settings.google
    return Account(google.client_file, _tokens(google), _endpoints(google), least(_scopes(settings)))


def _scopes(settings: Settings) -> tuple[str, ...]:
    """What the login must cover; contacts where nothing in the settings needs one yet."""
    from syncer.google import scopes

    kinds = {source.kind for source in settings.sources}
    wanted: list[str] = []
    if settings.google.sheets_as == "login":
        wanted += workbook_scopes(settings.workbook) if settings.workbook.in_google else ()
        wanted += [scopes.SHEETS_READ] if "google_sheet" in kinds else []
    if "google_contacts" in kinds or not wanted:
        others = any(source.other_contacts for source in settings.sources)
        wanted += scopes.contacts_scopes(other_contacts=others)
    return tuple(wanted)


def workbook_scopes(workbook: WorkbookSettings) -> tuple[str, ...]:
    """What a workbook in Google needs: of one that syncer makes or made, no right to any other."""
    from syncer.google import scopes

    own = workbook.access == "created" or not workbook.sheet_id
    return (scopes.OWN_SHEETS,) if own else (scopes.SHEETS,)


def sheet_access(settings: Settings, scopes: tuple[str, ...]) -> "Access":
    """As whom sheets are opened."""
    from syncer.google.access import Access
    from syncer.google.remedies import As

    google = settings.google
    return Access(As(google.sheets_as), _tokens(google), google.service_account_file, _endpoints(google), scopes)


def _tokens(google: GoogleSettings) -> "TokenFile":
    from syncer.google.tokens import TokenFile

    return TokenFile(google.token_dir / "google.json")


def _endpoints(google: GoogleSettings) -> "Endpoints":
    from syncer.google.endpoints import Endpoints

    people, sheets = google.people_endpoint, google.sheets_endpoint
    return Endpoints(people, sheets, google.auth_uri, google.token_uri, google.revoke_uri)


def today_here() -> date:
    """The day on this machine."""
    return now_in(None).date()


def workbook_of(settings: Settings, today: date | None) -> Workbook:
    """The workbook of the settings. ``ConfigError`` where it is a Google Sheet that is not made yet."""
    if settings.workbook.in_google:
        from syncer.workbooks.google import GoogleWorkbook

        if not settings.workbook.sheet_id:
            message = 'workbook.google_sheet is "new": the sheet is not made yet. Make it with: syncer init'
            raise ConfigError(message, code="E-CFG-SHEET")
        return GoogleWorkbook(settings.workbook.sheet_id, _sheets(settings), today)
    from syncer.workbooks.excel import ExcelWorkbook

    return ExcelWorkbook(settings.workbook.path, today=today)


def _sheets(settings: Settings) -> "Sheets":
    from syncer.google.retry import patience
    from syncer.google.sheets import Sheets

    access = sheet_access(settings, workbook_scopes(settings.workbook))
    return Sheets(access.connect, patience(), access.endpoints, access.api)


def make_sheet(settings: Settings, title: str) -> str:
    """A new Google Sheet in the Drive of the login; its id."""
    from syncer.workbooks.google import create

    return create(_sheets(settings), title)


def sheet_title(settings: Settings) -> str:
    """What the Google Sheet of the settings is called; ``WorkbookError`` where it cannot be opened."""
    found = _sheets(settings).read(settings.workbook.sheet_id, "properties(title)")
    return str((found.get("properties") or {}).get("title", ""))


def seeds_of(settings: Settings) -> tuple[SuggestedTarget, ...]:
    """The companies that seed the Targets tab. ``ConfigError`` where their file cannot be read."""
    from syncer.sources.target_list import read_targets

    if not settings.targets.path:
        return ()
    try:
        return read_targets(settings.targets.path)
    except SourceError as error:
        message = str(error).removeprefix(f"{error.code} ")
        raise ConfigError(f"targets.path: {message}", code=error.code) from None


def parts_of(settings: Settings, today: date | None) -> Parts:
    """Everything a run needs, made but not yet read."""
    from syncer.linkage.splink_linker import SplinkLinker, nicknames

    return Parts(
        sources=sources_of(settings),
        workbook=workbook_of(settings, today),
        linker=SplinkLinker(),
        nicknames=nicknames(),
        employers=_employers,
        seeds=partial(seeds_of, settings),
        copy_notes=settings.privacy.copy_notes,
        version=__version__,
        now=now_in,
        timer=time.perf_counter,
        forgotten=_forgotten(settings),
    )


def _forgotten(settings: Settings) -> Forgotten:
    from syncer.forgotten_here import forgotten_here

    key = settings.privacy.forget_key
    return forgotten_here(settings.state_dir, key.get_secret_value() if key else "")


def _employers(targets: Sequence[Target], answers: Sequence[Answer]) -> Employers:
    from syncer.core.employers.match import TargetEmployers
    from syncer.data.load import load_knowledge

    return TargetEmployers(targets, load_knowledge(), answers)


def now_in(zone: ZoneInfo | None) -> datetime:
    """The moment, in a time zone; ``None``: the machine's own."""
    return datetime.now(zone).astimezone(zone)
