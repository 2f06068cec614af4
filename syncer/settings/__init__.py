"""Settings: one TOML file and the environment (``SYNCER_...``). The only reader of the environment.

An environment variable names a key with two underscores between levels: ``SYNCER_WORKBOOK__PATH``. It outranks the
file. Relative paths of the file are taken from the file's folder. ``${NAME}`` inside a text is replaced from the
environment; a name that is not set is an error, never an empty text.
"""

import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from syncer.errors import ConfigError
from syncer.settings.faults import describe
from syncer.settings.sections import (
    CalendarSettings,
    CouncilSettings,
    DigestSettings,
    GoogleSettings,
    LimitSettings,
    LocalPath,
    MessageSettings,
    MonitorSettings,
    PrivacySettings,
    SourceSettings,
    TargetsSettings,
    WorkbookSettings,
    sheet_id,
)

_TAKEN = {"workbook": "rows you add by hand", "council": "the members of your council"}


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
    monitor: MonitorSettings = MonitorSettings()
    calendar: CalendarSettings = CalendarSettings()
    digest: DigestSettings = DigestSettings()
    messages: MessageSettings = MessageSettings()
    council: CouncilSettings = CouncilSettings()
    state_dir: LocalPath = Path("~/.local/state/syncer").expanduser()
    """Local lock and health file; losing it costs nothing."""

    @field_validator("sources")
    @classmethod
    def _names_are_unique(cls, sources: tuple[SourceSettings, ...]) -> tuple[SourceSettings, ...]:
        seen: dict[str, int] = {}
        for number, source in enumerate(sources, 1):
            if source.name in _TAKEN:
                raise ValueError(f"[[sources]] {number}: the name {source.name} is taken by {_TAKEN[source.name]}")
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
        raise ConfigError(describe(error, path, text, Settings), code="E-CFG-VALUE") from None
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
    google = _google(settings.google, folder)
    workbook = settings.workbook.model_copy(update={"path": absolute(settings.workbook.path)})
    seed = settings.targets.path
    targets = settings.targets.model_copy(update={"path": absolute(seed) if seed else None})
    if not workbook.in_google:
        _expect_place(workbook.path)
        _expect_others(workbook.path, sources, targets.path)
    elif loop := next((one.name for one in sources if one.sheet and sheet_id(one.sheet) == workbook.sheet_id), ""):
        raise ConfigError(f"source {loop} is the workbook itself; name another sheet", code="E-CFG-LOOP")
    ics, own = settings.calendar.path, settings.messages.templates
    calendar = settings.calendar.model_copy(update={"path": absolute(ics) if ics else None})
    messages = settings.messages.model_copy(update={"templates": absolute(own) if own else None})
    update = {"sources": sources, "workbook": workbook, "targets": targets, "google": google}
    update |= {"calendar": calendar, "messages": messages, "council": _council(settings, workbook, absolute)}
    return settings.model_copy(update={**update, "state_dir": absolute(settings.state_dir)})


def _council(settings: Settings, workbook: WorkbookSettings, absolute: Callable[[Path], Path]) -> CouncilSettings:
    """The same with its path absolute. Refuses the member's own workbook as the shared one: it holds all they have."""
    council = settings.council
    path = absolute(council.path).resolve() if council.path else None
    same_file = path and not workbook.in_google and os.path.realpath(path) == os.path.realpath(workbook.path)
    if same_file or (council.sheet_id and council.sheet_id == workbook.sheet_id):
        raise ConfigError("council: the shared workbook is your own workbook; name another", code="E-CFG-LOOP")
    return council.model_copy(update={"path": path})


def _google(google: GoogleSettings, folder: Path) -> GoogleSettings:
    """The same with every path absolute."""
    files = {name: folder / getattr(google, name) for name in ("client_file", "token_dir", "service_account_file")}
    return google.model_copy(update=files)


def _expect_others(workbook: Path, sources: Sequence[SourceSettings], targets: Path | None) -> None:
    """Refuses a source, or a list of targets, that is the workbook."""
    others = {f"source {source.name}": source.path for source in sources}
    for what, path in {**others, "targets": targets}.items():
        if path and os.path.realpath(path) == os.path.realpath(workbook):
            raise ConfigError(f"{what} is the workbook itself; name another file", code="E-CFG-LOOP")


def _expect_place(workbook: Path) -> None:
    """Refuses a workbook path that is taken by something else than a file, or cannot be one."""
    try:
        taken = workbook.exists() and not workbook.is_file()
    except OSError as error:
        raise ConfigError(f"workbook.path cannot be used: {error.strerror}", code="E-CFG-WORKBOOK") from None
    if taken:
        raise ConfigError(f"workbook.path: {workbook} is no file; name an .xlsx file", code="E-CFG-WORKBOOK")
