"""Settings: one TOML file and the environment (``SYNCER_...``). The only reader of the environment.

An environment variable names a key with two underscores between levels: ``SYNCER_WORKBOOK__PATH``. It outranks the
file. Relative paths of the file are taken from the file's folder. ``${NAME}`` inside a text is replaced from the
environment; a name that is not set is an error, never an empty text.
"""

import difflib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from pydantic import PrivateAttr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from syncer.errors import ConfigError
from syncer.settings.faults import describe, line_of
from syncer.settings.places import expect_folder, expect_others, expect_workbook, leads_out
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
from syncer.settings.toml_text import parsed, text_of

_PREFIX = "SYNCER_"
_ANYWHERE: ContextVar[bool] = ContextVar("_ANYWHERE", default=False)
_TAKEN = {"workbook": "rows you add by hand", "council": "the members of your council"}


class Settings(BaseSettings):
    """Everything one installation can set."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True, hide_input_in_errors=True
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
    _outside: Mapping[str, str] = PrivateAttr(default_factory=dict)

    @property
    def outside(self) -> Mapping[str, str]:
        """Inputs not to be read: ``sources.NAME`` or ``targets.path`` -> what to do about a path that leads out of the
        settings' folder."""
        return self._outside

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


@contextmanager
def inputs(*, anywhere: bool) -> Iterator[None]:
    """Settings are loaded. ``anywhere``: who runs syncer lets inputs lie outside of the settings' folder
    (``--allow-path``); settings that came from somebody else cannot say so themselves."""
    before = _ANYWHERE.set(anywhere)
    try:
        yield
    finally:
        _ANYWHERE.reset(before)


def load_settings(path: Path) -> Settings:
    """The settings of this file and the environment; ``ConfigError`` says key, file, line and what is allowed."""
    text = text_of(path)
    _expect_known_names(os.environ)
    values = _expand(parsed(text, path), path)
    _expect_small_letters(values, path, text)
    try:
        settings = Settings(**values)
    except ValidationError as error:
        raise ConfigError(describe(error, path, text, Settings), code="E-CFG-VALUE") from None
    except SettingsError as error:
        raise ConfigError(f"the environment: {error}; write it as JSON", code="E-CFG-ENV") from None
    return _anchor(settings, path.resolve().parent)


def _expect_known_names(environment: Mapping[str, str]) -> None:
    """Refuses a name that can only be a slip of one of ours: it would be passed over, and nobody would know."""
    sections = {name.upper() for name in Settings.model_fields}
    for name in sorted(name for name in environment if name.startswith(_PREFIX)):
        section, dots, key = name.removeprefix(_PREFIX).partition("__")
        close = difflib.get_close_matches(section, sorted(sections), n=1, cutoff=0.6 if dots else 0.85)
        if section not in sections and (dots or close):
            hint = f" Did you mean {_PREFIX}{close[0]}{dots}{key}?" if close else ""
            raise ConfigError(f"the environment: {name} is no setting of syncer.{hint}", code="E-CFG-ENV")


def _expect_small_letters(values: Mapping[str, Any], path: Path, text: str) -> None:
    """Refuses ``[[Sources]]``: beside ``[[sources]]``, one of the two would be passed over."""
    for key in values:
        if key not in Settings.model_fields and key.lower() in Settings.model_fields:
            place = f"{path}:{line_of(text, (key,))}"
            found = f"{place}: {key}: there is no such setting. Did you mean {key.lower()}? Capitals count here"
            raise ConfigError(found, code="E-CFG-VALUE")


def _expand(value: Any, path: Path) -> Any:
    if isinstance(value, Mapping):
        return {key: _expand(item, path) for key, item in value.items()}
    if isinstance(value, list):
        return [_expand(item, path) for item in value]
    if not isinstance(value, str):
        return value

    def replace(found: re.Match[str]) -> str:
        name = found.group(1)
        if not re.fullmatch(r"\w+", name):
            raise ConfigError(f"{path}: a ${{}} that names no environment variable", code="E-CFG-ENV")
        if name not in os.environ:
            raise ConfigError(f"{path}: environment variable {name} is not set", code="E-CFG-ENV")
        return os.environ[name]

    return re.sub(r"\$\{([^{}]*)\}", replace, value)


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
        expect_workbook("workbook.path", workbook.path)
        expect_others(workbook.path, sources, targets.path)
    elif loop := next((one.name for one in sources if one.sheet and sheet_id(one.sheet) == workbook.sheet_id), ""):
        raise ConfigError(f"source {loop} is the workbook itself; name another sheet", code="E-CFG-LOOP")
    ics, own = settings.calendar.path, settings.messages.templates
    calendar = settings.calendar.model_copy(update={"path": absolute(ics) if ics else None})
    messages = settings.messages.model_copy(update={"templates": absolute(own) if own else None})
    update = {"sources": sources, "workbook": workbook, "targets": targets, "google": google}
    update |= {"calendar": calendar, "messages": messages, "council": _council(settings, workbook, absolute)}
    state_dir = absolute(settings.state_dir)
    expect_folder("state_dir", state_dir)
    if messages.templates:
        expect_folder("messages.templates", messages.templates, there=True)
    anchored = settings.model_copy(update={**update, "state_dir": state_dir})
    anchored._outside = {} if _ANYWHERE.get() else _leading_out(settings, folder)
    return anchored


def _leading_out(settings: Settings, folder: Path) -> dict[str, str]:
    """Inputs whose relative path leads out of the settings' folder, each with what to do."""
    inputs = {f"sources.{source.name}": source.path for source in settings.sources}
    inputs["targets.path"] = settings.targets.path
    remedy = "If you want it read, write its whole path in the settings, or add --allow-path to the command."
    return {
        name: f"{path} leads out of the folder of the settings. {remedy}"
        for name, path in inputs.items()
        if path and leads_out(path, folder)
    }


def _council(settings: Settings, workbook: WorkbookSettings, absolute: Callable[[Path], Path]) -> CouncilSettings:
    """The same with its path absolute. Refuses the member's own workbook as the shared one: it holds all they have."""
    council = settings.council
    if council.path:
        expect_workbook("council.path", absolute(council.path))
    path = absolute(council.path).resolve() if council.path else None
    same_file = path and not workbook.in_google and os.path.realpath(path) == os.path.realpath(workbook.path)
    if same_file or (council.sheet_id and council.sheet_id == workbook.sheet_id):
        raise ConfigError("council: the shared workbook is your own workbook; name another", code="E-CFG-LOOP")
    return council.model_copy(update={"path": path})


def _google(google: GoogleSettings, folder: Path) -> GoogleSettings:
    """The same with every path absolute."""
    files = {name: folder / getattr(google, name) for name in ("client_file", "token_dir", "service_account_file")}
    return google.model_copy(update=files)
