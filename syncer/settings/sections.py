"""What can be set, section by section. Each section is one table of the settings file."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    field_validator,
    model_validator,
)

from syncer.settings.toml_text import BACKSLASHES

FileSourceKind = Literal["linkedin", "google_csv", "vcard", "outlook_csv", "spreadsheet"]
SourceKind = Literal[FileSourceKind, "google_contacts", "google_sheet"]
"""Files, and what is read over the network from an account you log in to; that has no path."""
_SHEET = re.compile(r"(?:https://docs\.google\.com/spreadsheets/(?:u/\d+/)?d/)?([\w-]{20,})(?:[/?#].*)?")
_TAB = re.compile(r"[#?&]gid=(\d+)")
_ADDRESS = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,30}")
_WEB = re.compile(r"(?:https://[^/\s@]+|http://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?)(?:/\S*)?")
NEW = "new"
"""Stands for a sheet that `syncer init` is to make."""


class Strict(BaseModel):
    """A section that refuses keys it does not know, and never shows a value in an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


def _expect_web(address: str) -> str:
    """Refuses what is no address of the web; plain http only on this machine."""
    if not _WEB.fullmatch(address):
        raise ValueError("should be an address that begins with https:// (http:// only to this machine)")
    return address


def _secret_web(address: SecretStr) -> SecretStr:
    _expect_web(address.get_secret_value())
    return address


def _web_if_any(address: str) -> str:
    return address and _expect_web(address)


WebAddress = Annotated[str, AfterValidator(_expect_web)]
SecretWebAddress = Annotated[SecretStr, AfterValidator(_secret_web)]


def _on_this_machine(path: Path) -> Path:
    """Refuses what can name no file here, before anything is opened or made."""
    if "\0" in str(path):
        raise ValueError("no path can hold the character NUL")
    if not str(path).isprintable() and re.search(r"[\x00-\x1f]", str(path)):
        raise ValueError(f"holds a line break or a tab: {BACKSLASHES}")
    if re.match(r"[a-z][a-z+.-]+:/", str(path), re.IGNORECASE):
        raise ValueError("web addresses are not read as a path; download the file, or put the address under url")
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError(f"there is no home folder {path.parts[0]}") from None


def _named(path: Any) -> Any:
    """Refuses an empty text, of which ``Path`` makes the folder one happens to stand in."""
    if isinstance(path, str) and not path.strip():
        raise ValueError("is empty; name a place, or take the line away")
    return path


LocalPath = Annotated[Path, BeforeValidator(_named), AfterValidator(_on_this_machine)]
"""A path on this machine, ``~`` replaced."""


def _short(name: str) -> str:
    """Refuses what is no name of a source; says how it could be written."""
    if _NAME.fullmatch(name):
        return name
    could = re.sub(r"[^a-z0-9_]+", "-", name.casefold()).strip("-_")[:31].rstrip("-_")
    hint = f", such as {could}" if could else ""
    raise ValueError(f"should be 1 to 31 of a-z, 0-9, - and _, and begin with a letter or digit{hint}")


class SourceSettings(Strict):
    """One place where you keep contacts."""

    name: Annotated[str, AfterValidator(_short)]
    """Short and lower-case; never change it later: it is part of every record's identity."""
    kind: SourceKind | None = None
    """Left out, the file is recognised by its content."""
    path: LocalPath | None = None
    """The file or folder; ``google_contacts`` has none."""
    url: str = ""
    """Instead of ``path``: an https address of a file; read only with ``allow_urls``."""
    other_contacts: bool = False
    """``google_contacts``: read 'Other contacts' too, everybody you ever wrote to."""
    sheet: str = ""
    """``google_sheet``: its address as the browser shows it, or the id in it."""
    tab: str = ""
    """``google_sheet``: which tab; left out, the tab of the address, or every tab with a header that is known."""

    @model_validator(mode="after")
    def _path_where_there_is_a_file(self) -> Self:
        if self.kind in ("google_contacts", "google_sheet"):
            if self.path is not None or self.url:
                raise ValueError(f"{self.kind} is read from your account and has no path")
        elif self.path is not None and self.url:
            raise ValueError("path and url are two places; name one")
        elif self.path is None and not self.url:
            raise ValueError("path is missing")
        if self.kind != "google_contacts" and self.other_contacts:
            raise ValueError("other_contacts is a setting of google_contacts only")
        if self.kind == "google_sheet":
            sheet_id(self.sheet)
        elif self.sheet or self.tab:
            raise ValueError("sheet and tab are settings of google_sheet only")
        return self


def sheet_id(text: str) -> str:
    """The id in the address of a Google Sheet, or an id by itself. ``ValueError`` where there is none."""
    found = _SHEET.fullmatch(text.strip())
    if not found:
        raise ValueError(
            "is no address of a Google Sheet; copy it from the browser: https://docs.google.com/spreadsheets/d/..."
        )
    return found[1]


def tab_id(text: str) -> int | None:
    """The tab that an address of a Google Sheet leads to, if it names one."""
    found = _TAB.search(text)
    return int(found[1]) if found else None


class WorkbookSettings(Strict):
    """Where the workbook is: a file, or a Google Sheet."""

    kind: Literal["excel", "google"] | None = None
    """Left out, it is told by which of ``path`` and ``google_sheet`` is there."""
    path: LocalPath = Path("outreach.xlsx")
    google_sheet: str = ""
    """Address or id of the Google Sheet; "new": `syncer init` makes one."""
    access: Literal["created", "any"] = "any"
    """``google``: "created" for a sheet that syncer made: it then may open no other sheet of yours."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.kind == "google" and not self.google_sheet:
            raise ValueError('google_sheet is missing: the address of the sheet, or "new" to have syncer init make one')
        if self.google_sheet and self.kind == "excel":
            raise ValueError('kind is "excel" and google_sheet is set; take one of them away')
        if self.google_sheet and "path" in self.model_fields_set:
            raise ValueError("path and google_sheet are two places; name one")
        if self.google_sheet and self.google_sheet != NEW:
            sheet_id(self.google_sheet)
        return self

    @property
    def place(self) -> Path | str:
        """The file, or the link of the Google Sheet: how it is named to people, and told from other workbooks."""
        return f"https://docs.google.com/spreadsheets/d/{self.sheet_id}/edit" if self.in_google else self.path

    @property
    def in_google(self) -> bool:
        """Whether the workbook is a Google Sheet, made or to be made."""
        return bool(self.google_sheet)

    @property
    def sheet_id(self) -> str:
        """The id of the Google Sheet; ``""`` where the workbook is a file, or the sheet is not made yet."""
        return sheet_id(self.google_sheet) if self.google_sheet not in ("", NEW) else ""


class CouncilSettings(Strict):
    """A council: a workbook shared with others who look for work; off unless a place is set.

    What is shared is said here and nowhere else, and holds from the next run on.
    """

    path: LocalPath | None = None
    """The shared workbook as a file all members can reach; made by the first who shares."""
    google_sheet: str = ""
    """Or as a Google Sheet: its address or id. Share it with the members and with nobody else."""
    member: str = ""
    """Your name as the others read it."""
    email: str = ""
    """Your e-mail address for the others; their syncer knows you by it. May be left out."""
    consent: Literal["off", "companies", "names_on_request", "names"] = "off"
    """How much you share, and so how much you see."""
    released: tuple[str, ...] = ()
    """``names_on_request``: companies for which you told, after you were asked, whom you know there."""
    held_back: tuple[str, ...] = ()
    """Companies of which the others hear nothing from you: neither that you want them nor that you know somebody."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.path is not None and self.google_sheet:
            raise ValueError("path and google_sheet are two places; name one")
        if self.google_sheet:
            sheet_id(self.google_sheet)
        if self.place and not self.member.strip():
            raise ValueError("member is missing: your name as the others are to read it")
        if re.search(r"[;(),\n]", self.member):
            raise ValueError("member is a name without brackets, commas and semicolons")
        if self.email and not _ADDRESS.fullmatch(self.email):
            raise ValueError("email is one address, such as you@example.com")
        return self

    @property
    def place(self) -> Path | str | None:
        """The file, or the link of the Google Sheet; None where there is no council."""
        return f"https://docs.google.com/spreadsheets/d/{self.sheet_id}/edit" if self.google_sheet else self.path

    @property
    def sheet_id(self) -> str:
        """The id of the Google Sheet; ``""`` where the shared workbook is a file."""
        return sheet_id(self.google_sheet) if self.google_sheet else ""


class TargetsSettings(Strict):
    """The companies where you want to work; seeds the Targets tab once, after that the tab rules."""

    path: LocalPath | None = None


class LimitSettings(Strict):
    """How much of a file is read before it is refused."""

    rows: int = Field(default=100_000, ge=1, le=5_000_000)

    @field_validator("rows", mode="before")
    @classmethod
    def _no_yes_or_no(cls, rows: object) -> object:
        if isinstance(rows, bool):
            raise ValueError("should be a whole number")
        return rows


class PrivacySettings(Strict):
    """What may be copied into the workbook, and who stays out of it."""

    copy_notes: bool = False
    """Copy notes found in your sources into Notes of new rows."""
    quarantine: bool = True
    """Keep records that could not be read in ``state_dir`` for 30 days, for you to mend."""
    allow_urls: bool = False
    """Let sources be downloaded from the web (``url``)."""
    forget_key: SecretStr | None = Field(default=None, min_length=32)
    """What forgotten people are known by again; left out, ``forget.key`` in ``state_dir``, made when it is needed."""


class GoogleSettings(Strict):
    """How to reach your Google account; needed for Google Contacts and Google Sheets only."""

    client_file: LocalPath = Path("client_secret.json")
    """The JSON of your client of type 'Desktop app', from Google's console."""
    token_dir: LocalPath = Path("~/.config/syncer").expanduser()
    """Where the login is kept, readable by you alone."""
    sheets_as: Literal["login", "service_account", "attached"] = "login"
    """As whom sheets are opened: you, a service account, or the identity of the machine in the cloud."""
    service_account_file: LocalPath = Path("service_account.json")
    """The JSON key of the service account; read only where ``sheets_as`` is one."""
    incremental: bool = True
    """Keep a copy of your Google contacts in ``state_dir``, so that a run asks only for what changed since."""
    people_endpoint: Annotated[str, AfterValidator(_web_if_any)] = ""
    """Another People API (a stand-in for tests); empty is Google's."""
    sheets_endpoint: Annotated[str, AfterValidator(_web_if_any)] = ""
    """The same for Sheets."""
    drive_endpoint: Annotated[str, AfterValidator(_web_if_any)] = ""
    """The same for Drive."""
    auth_uri: WebAddress = "https://accounts.google.com/o/oauth2/v2/auth"
    token_uri: WebAddress = "https://oauth2.googleapis.com/token"  # noqa: S105
    revoke_uri: WebAddress = "https://oauth2.googleapis.com/revoke"


class MonitorSettings(Strict):
    """A monitor that wants a sign of life after each run (a dead man's switch); off unless set."""

    success_url: SecretWebAddress | None = None
    """Called after a run that did its work (exit code 0 or 3); nothing is sent with it."""
    failure_url: SecretWebAddress | None = None
    """Called after any other run."""


class CalendarSettings(Strict):
    """A calendar file to import, written after each run; off unless set."""

    path: LocalPath | None = None
    """Where the .ics file goes; readable by you alone."""


class DigestSettings(Strict):
    """The day in one message, once a day after a run: by mail, or to a chat; off unless set."""

    webhook: SecretWebAddress | None = None
    """The address a chat gave you for incoming messages; whoever knows it can write there."""
    webhook_kind: Literal["slack", "discord", "any"] = "slack"
    """``slack`` suits Mattermost, Teams and Google Chat too; ``any`` gets title, text and parts as JSON."""
    smtp_host: str = ""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    """``none`` only to this machine."""
    smtp_user: str = ""
    smtp_password: SecretStr | None = None
    mail_from: str = ""
    """Left out: ``mail_to``."""
    mail_to: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.smtp_host) != bool(self.mail_to):
            raise ValueError("smtp_host and mail_to go together")
        for address in filter(None, (self.mail_from, self.mail_to)):
            if not _ADDRESS.fullmatch(address):
                raise ValueError("mail_from and mail_to are one address each, such as you@example.com")
        if self.smtp_security == "none" and self.smtp_host not in ("", "localhost", "127.0.0.1", "::1"):
            raise ValueError('smtp_security = "none" would send the digest and the password in the open')
        return self


class MessageSettings(Strict):
    """The templates that `syncer draft` fills in."""

    templates: LocalPath | None = None
    """A folder with your own; what it does not hold is taken from those that come with syncer."""
