"""What can be set, section by section. Each section is one table of the settings file."""

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

FileSourceKind = Literal["linkedin", "google_csv", "vcard", "outlook_csv", "spreadsheet"]
SourceKind = Literal[FileSourceKind, "google_contacts"]
"""Files, and what is read over the network from an account you log in to; that has no path."""


class Strict(BaseModel):
    """A section that refuses keys it does not know, and never shows a value in an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


def _on_this_machine(path: Path) -> Path:
    """Refuses what can name no file here, before anything is opened or made."""
    if "\0" in str(path):
        raise ValueError("no path can hold the character NUL")
    if re.match(r"[a-z][a-z+.-]+:/", str(path), re.IGNORECASE):
        raise ValueError("web addresses are not read; download the file and give its path")
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError(f"there is no home folder {path.parts[0]}") from None


LocalPath = Annotated[Path, AfterValidator(_on_this_machine)]
"""A path on this machine, ``~`` replaced."""


class SourceSettings(Strict):
    """One place where you keep contacts."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,30}$")
    """Short and lower-case; never change it later: it is part of every record's identity."""
    kind: SourceKind | None = None
    """Left out, the file is recognised by its content."""
    path: LocalPath | None = None
    """The file or folder; ``google_contacts`` has none."""
    other_contacts: bool = False
    """``google_contacts``: read 'Other contacts' too, everybody you ever wrote to."""

    @model_validator(mode="after")
    def _path_where_there_is_a_file(self) -> Self:
        if self.kind == "google_contacts":
            if self.path is not None:
                raise ValueError("google_contacts is read from your account and has no path")
        elif self.path is None:
            raise ValueError("path is missing")
        elif self.other_contacts:
            raise ValueError("other_contacts is a setting of google_contacts only")
        return self


class WorkbookSettings(Strict):
    """Where the workbook is."""

    kind: Literal["excel"] = "excel"
    path: LocalPath = Path("outreach.xlsx")


class TargetsSettings(Strict):
    """The companies where you want to work; seeds the Targets tab once, after that the tab rules."""

    path: LocalPath | None = None


class LimitSettings(Strict):
    """How much of a file is read before it is refused."""

    rows: int = Field(default=100_000, ge=1, le=5_000_000)


class PrivacySettings(Strict):
    """What may be copied into the workbook."""

    copy_notes: bool = False
    """Copy notes found in your sources into Notes of new rows."""


class GoogleSettings(Strict):
    """How to reach your Google account; needed for sources of kind ``google_contacts`` only."""

    client_file: LocalPath = Path("client_secret.json")
    """The JSON of your client of type 'Desktop app', from Google's console."""
    token_dir: LocalPath = Path("~/.config/syncer").expanduser()
    """Where the login is kept, readable by you alone."""
    people_endpoint: str = ""
    """Another People API (a stand-in for tests); empty is Google's."""
    auth_uri: str = "https://accounts.google.com/o/oauth2/v2/auth"
    token_uri: str = "https://oauth2.googleapis.com/token"  # noqa: S105
    revoke_uri: str = "https://oauth2.googleapis.com/revoke"


def _web_address(address: SecretStr) -> SecretStr:
    """Refuses what is no address of the web; plain http only on this machine."""
    if not re.match(r"https://[^/\s]+|http://(127\.0\.0\.1|localhost)(:\d+)?(/|$)", address.get_secret_value()):
        raise ValueError("should be an address that begins with https://")
    return address


class MonitorSettings(Strict):
    """A monitor that wants a sign of life after each run (a dead man's switch); off unless set."""

    success_url: Annotated[SecretStr, AfterValidator(_web_address)] | None = None
    """Called after a run that did its work (exit code 0 or 3); nothing is sent with it."""
    failure_url: Annotated[SecretStr, AfterValidator(_web_address)] | None = None
    """Called after any other run."""
