"""The sources of the settings."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from syncer.adapters.accounts import google_account, sheet_access
from syncer.adapters.books import council_of
from syncer.adapters.clock import today_here
from syncer.adapters.files import SOURCES, Recognised
from syncer.adapters.quarantine import drop as drop_quarantine
from syncer.core.model import Snapshot
from syncer.errors import ConfigError, SourceError
from syncer.local import caches, read_kept
from syncer.ports import Source
from syncer.settings import Settings
from syncer.settings.sections import SourceSettings, tab_id
from syncer.settings.sections import sheet_id as id_of_sheet
from syncer.sources.reading.limits import Limits

if TYPE_CHECKING:
    from syncer.kept import KeptFile
    from syncer.web import Web

Progress = Callable[[str], None]
COUNCIL_SEEN = "council"
"""The word under which is kept that this machine shared something there."""


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


@dataclass(frozen=True, slots=True)
class Outside:
    """A source that is not to be read because its path leads out of the settings' folder. ``why``: in words."""

    name: str
    why: str

    def fetch(self) -> Snapshot:
        """Nothing but ``SourceError`` E-FILE-OUTSIDE."""
        raise SourceError(f"{self.name}: {self.why}", code="E-FILE-OUTSIDE")


def expect_contacts(settings: Settings) -> None:
    """Refuses to begin with nothing: no source, and no workbook yet in which somebody could have typed people."""
    book = settings.workbook
    if settings.sources or settings.council.place or book.in_google or book.path.exists():
        return
    found = "the settings name no source of contacts, and there is no workbook yet"
    remedy = "Add [[sources]] with a name and the path of a file with contacts, or let `syncer init` write one."
    raise ConfigError(f"sources: {found}. {remedy}", code="E-CFG-SOURCES")


def sources_of(settings: Settings) -> tuple[Source, ...]:
    """Every source of the settings; nothing is read yet. ``SourceError`` comes from its ``fetch``."""
    own = (_source(one, settings) for one in settings.sources)
    return (*own, _council(settings)) if settings.council.place else tuple(own)


def missing(settings: Settings) -> str:
    """Why the shared file is not there although it should be, with what to do; ``""`` where all is well.

    A folder that is not mounted must not begin a council of one, nor count as everybody having left.
    """
    path = settings.council.path
    if path is None or path.exists():
        return ""
    if not path.parent.is_dir():
        return f"There is no folder {path.parent}: mount it, or correct path in [council]. Nothing was shared."
    if read_kept(settings.state_dir, path, COUNCIL_SEEN):
        return (
            f"{path.name} was in {path.parent} and is gone: put it back, from a copy of another member perhaps. To "
            "begin a new one, name another file in [council]. Nothing was shared."
        )
    return ""


def _council(settings: Settings) -> Source:
    from syncer.core.council.consent import Consent
    from syncer.council.source import CouncilSource

    council = settings.council
    return CouncilSource(council_of(settings, None), council.member, Consent(council.consent), missing(settings))


def _source(source: SourceSettings, settings: Settings) -> Source:
    limits = Limits(rows=settings.limits.rows)
    if why := settings.outside.get(f"sources.{source.name}"):
        return Outside(source.name, why)
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


def copies_of(settings: Settings) -> tuple[str, ...]:
    """Where older versions of the workbook lie, in words."""
    if settings.workbook.in_google:
        history = "the version history of the Google Sheet; a copy made with File > Make a copy has none"
    else:
        history = f"the old copies of the workbook in {settings.workbook.path.parent / '.syncer-backup'}"
    made = "pages of syncer report, calendars that took the calendar file in, digests, your own backups and copies"
    shared = ("your council's workbook, as far as you share names: they leave it with your next run",)
    return history, f"{made}, and messages you sent", *(shared if settings.council.place else ())


def forget_kept(settings: Settings) -> None:
    """Delete what is kept between runs: of accounts, of records that could not be read, what saves time, the calendar.

    The next run writes the calendar file anew, without those who were forgotten.
    """
    from syncer.afterwards import is_ours

    drop_quarantine(settings)
    for path in caches(settings.state_dir, settings.workbook.place):
        path.unlink(missing_ok=True)
    if settings.calendar.path and is_ours(settings.calendar.path):
        settings.calendar.path.unlink(missing_ok=True)
    for source in settings.sources:
        if source.kind == "google_contacts":
            _kept(source, settings).delete()
