"""Settings: one TOML file and the environment (``SYNCER_...``). The only reader of the environment.

An environment variable names a key with two underscores between levels: ``SYNCER_WORKBOOK__PATH``. It outranks the
file. Relative paths of the file are taken from the file's folder. ``${NAME}`` inside a text is replaced from the
environment; a name that is not set is an error, never an empty text.
"""

import difflib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from syncer.errors import ConfigError

DEFAULT_FILE = Path("syncer.toml")
FileSourceKind = Literal["linkedin", "google_csv", "vcard", "outlook_csv", "spreadsheet"]
SourceKind = Literal[FileSourceKind, "google_contacts"]
"""Files, and what is read over the network from an account you log in to; that has no path."""


class _Strict(BaseModel):
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


class SourceSettings(_Strict):
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


class WorkbookSettings(_Strict):
    """Where the workbook is."""

    kind: Literal["excel"] = "excel"
    path: LocalPath = Path("outreach.xlsx")


class TargetsSettings(_Strict):
    """The companies where you want to work; seeds the Targets tab once, after that the tab rules."""

    path: LocalPath | None = None


class LimitSettings(_Strict):
    """How much of a file is read before it is refused."""

    rows: int = Field(default=100_000, ge=1, le=5_000_000)


class PrivacySettings(_Strict):
    """What may be copied into the workbook."""

    copy_notes: bool = False
    """Copy notes found in your sources into Notes of new rows."""


class GoogleSettings(_Strict):
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


class Settings(BaseSettings):
    """Everything one installation can set."""

    model_config = SettingsConfigDict(
        env_prefix="SYNCER_", env_nested_delimiter="__", extra="forbid", frozen=True, hide_input_in_errors=True
    )

    sources: tuple[SourceSettings, ...] = ()
    workbook: WorkbookSettings = WorkbookSettings()
    targets: TargetsSettings = TargetsSettings()
    limits: LimitSettings = LimitSettings()
    privacy: PrivacySettings = PrivacySettings()
    google: GoogleSettings = GoogleSettings()
    state_dir: LocalPath = Path("~/.local/state/syncer").expanduser()
    """Local lock and health file; losing it costs nothing."""

    @field_validator("sources")
    @classmethod
    def _names_are_unique(cls, sources: tuple[SourceSettings, ...]) -> tuple[SourceSettings, ...]:
        seen: dict[str, int] = {}
        for number, source in enumerate(sources, 1):
            if source.name == "workbook":
                raise ValueError(f"[[sources]] {number}: the name workbook is taken by rows you add by hand")
            if source.name in seen:
                raise ValueError(f"[[sources]] {seen[source.name]} and {number} have the same name")
            seen[source.name] = number
        if sum(source.kind == "google_contacts" for source in sources) > 1:
            raise ValueError("[[sources]]: google_contacts can stand here once only; there is one login")
        return sources

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first, then the file (given as init values); nothing else."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings


def load_settings(path: Path) -> Settings:
    """The settings of this file and the environment; ``ConfigError`` says key, file, line and what is allowed."""
    text = _read(path)
    try:
        values = _expand(tomllib.loads(text), path)
    except ValueError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}", code="E-CFG-SYNTAX") from None
    except RecursionError:
        raise ConfigError(f"{path}: not valid TOML: nested too deep", code="E-CFG-SYNTAX") from None
    try:
        settings = Settings(**values)
    except ValidationError as error:
        raise ConfigError(_describe(error, path, text), code="E-CFG-VALUE") from None
    except SettingsError as error:
        raise ConfigError(f"the environment: {error}; write it as JSON", code="E-CFG-ENV") from None
    return _anchor(settings, path.resolve().parent)


def _read(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise ConfigError(f"{path} is no file", code="E-CFG-READ")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{path} is not there. Make one with: syncer init", code="E-CFG-MISSING") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {type(error).__name__}", code="E-CFG-READ") from None


def _expand(value: Any, path: Path) -> Any:
    if isinstance(value, Mapping):
        return {key: _expand(item, path) for key, item in value.items()}
    if isinstance(value, list):
        return [_expand(item, path) for item in value]
    if not isinstance(value, str):
        return value

    def replace(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in os.environ:
            raise ConfigError(f"{path}: environment variable {name} is not set", code="E-CFG-ENV")
        return os.environ[name]

    return re.sub(r"\$\{(\w+)\}", replace, value)


def _anchor(settings: Settings, folder: Path) -> Settings:
    """The same settings with every path absolute."""

    def absolute(path: Path) -> Path:
        return folder / path

    sources = tuple(
        source.model_copy(update={"path": absolute(source.path)}) if source.path else source
        for source in settings.sources
    )
    files = {"client_file": absolute(settings.google.client_file), "token_dir": absolute(settings.google.token_dir)}
    google = settings.google.model_copy(update=files)
    workbook = settings.workbook.model_copy(update={"path": absolute(settings.workbook.path)})
    seed = settings.targets.path
    targets = settings.targets.model_copy(update={"path": absolute(seed) if seed else None})
    _expect_place(workbook.path)
    others = {f"source {source.name}": source.path for source in sources}
    for what, path in {**others, "targets": targets.path}.items():
        if path and os.path.realpath(path) == os.path.realpath(workbook.path):
            raise ConfigError(f"{what} is the workbook itself; name another file", code="E-CFG-LOOP")
    update = {"sources": sources, "workbook": workbook, "targets": targets, "google": google}
    return settings.model_copy(update={**update, "state_dir": absolute(settings.state_dir)})


def _expect_place(workbook: Path) -> None:
    """Refuses a workbook path that is taken by something else than a file, or cannot be one."""
    try:
        taken = workbook.exists() and not workbook.is_file()
    except OSError as error:
        raise ConfigError(f"workbook.path cannot be used: {error.strerror}", code="E-CFG-WORKBOOK") from None
    if taken:
        raise ConfigError(f"workbook.path: {workbook} is no file; name an .xlsx file", code="E-CFG-WORKBOOK")


_PLAIN_WORDS = {
    "tuple_type": "should be a list: write [[sources]] above each one",
    "path_type": "should be a path in quotes",
    "model_type": "should be a section with settings of its own",
    "int_parsing": "should be a whole number",
    "int_type": "should be a whole number",
    "missing": "is missing",
}
"""Faults whose words are those of the library, in words for people."""


def _describe(error: ValidationError, path: Path, text: str) -> str:
    lines = []
    for problem in error.errors(include_input=False, include_url=False):
        where = ".".join(str(part + 1) if isinstance(part, int) else part for part in problem["loc"])
        line = _line_of(text, problem["loc"])
        place = f"{path}:{line}" if line else str(path)
        lines.append(f"{place}: {where}: {_words(problem, problem['loc'])}")
    return "; ".join(lines)


def _words(problem: Mapping[str, Any], location: tuple[int | str, ...]) -> str:
    if problem["type"] != "extra_forbidden":
        return _PLAIN_WORDS.get(problem["type"]) or str(problem["msg"]).removeprefix("Value error, ")
    allowed = sorted(_fields_at(location[:-1]))
    close = difflib.get_close_matches(str(location[-1]), allowed, n=1, cutoff=0.6)
    hint = f" Did you mean {close[0]}?" if close else ""
    return f"there is no such setting.{hint} Allowed here: {', '.join(allowed)}"


def _fields_at(location: tuple[int | str, ...]) -> Iterator[str]:
    sections: dict[str, type[BaseModel]] = {
        "sources": SourceSettings,
        "workbook": WorkbookSettings,
        "targets": TargetsSettings,
        "limits": LimitSettings,
        "privacy": PrivacySettings,
        "google": GoogleSettings,
    }
    model = sections[str(location[0])] if location else Settings
    yield from model.model_fields


def _line_of(text: str, location: tuple[int | str, ...]) -> int:
    """1-based line of the key in the file, 0 when it is not there (a missing key, the environment)."""
    names = [part for part in location if isinstance(part, str)]
    occurrence = next((part for part in location if isinstance(part, int)), 0)
    section, key = (names[0], names[-1]) if len(names) > 1 else ("", names[-1] if names else "")
    current, count = "", -1
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*\[+\s*([\w.-]+)\s*\]+", line):
            current = header.group(1)
            count += current == section
            if not section and current == key:
                return number
        elif (not section or (current == section and count == occurrence)) and re.match(
            rf"\s*{re.escape(key)}\s*=", line
        ):
            return number
    return 0
