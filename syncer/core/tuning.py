"""Limits, cadence and weights that people set in the Settings tab, with the words that explain each.

Figures are those of the outreach model. A value that cannot be used is ignored and said; every number has bounds, so
that no setting can stop a run or turn a score upside down.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from syncer.core.workbook.state import CellError, Value


@dataclass(frozen=True, slots=True)
class Tuning:
    """Every figure a person may change. Days are calendar days unless the name says ``business``."""

    sought_role: str = ""
    country: str = "US"
    time_zone: str = ""
    job_found: bool = False
    new_per_day: int = 5
    live_per_target: int = 2
    max_rows: int = 1000
    second_after_business: int = 3
    nudge_after_business: int = 7
    give_up_after_business: int = 10
    rest_days: int = 90
    ask_gap_days: int = 30
    thanks_within_business: int = 1
    result_after_days: int = 14
    check_in_days: int = 30
    keep_a_days: int = 30
    keep_b_days: int = 60
    keep_c_days: int = 90
    keep_per_day: int = 3
    bridge_margin: int = 10
    hysteresis: int = 3
    stale_after_days: int = 60
    weight_path: int = 35
    weight_closeness: int = 25
    weight_role: int = 15
    weight_evidence: int = 15
    weight_timing: int = 10


DEFAULTS = Tuning()


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the Settings tab. ``low`` and ``high`` bound a number, both included; both 0 for text."""

    key: str
    name: str
    default_text: str
    meaning: str
    low: int = 0
    high: int = 0


def _number(key: str, name: str, low: int, high: int, meaning: str) -> Setting:
    return Setting(key, name, str(getattr(DEFAULTS, key)), f"{meaning} From {low} to {high}.", low, high)


SETTINGS: tuple[Setting, ...] = (
    Setting(
        *("sought_role", "Sought role", ""),
        "What you look for, such as Product Manager. Blank: the jobs you saved or applied for, else your last title.",
    ),
    Setting("country", "Country", "US", "Whose public holidays count, as two letters: US, GB, DE, FR, ES, PT ..."),
    Setting("time_zone", "Time zone", "", "Where your day begins, such as Europe/Berlin. Blank: this computer's."),
    Setting("job_found", "Job found", "No", "Yes stops new outreach and follow-ups. Thanks and keeping in touch stay."),
    _number("new_per_day", "New people a day", 1, 50, "How many new people to write to on one working day."),
    _number("live_per_target", "Live outreaches per company", 1, 20, "How many open conversations at one company."),
    _number("max_rows", "Longest list", 10, 10_000, "How many people stand in Outreach at most."),
    _number("second_after_business", "Second person after", 1, 60, "Silent working days before a second person."),
    _number("nudge_after_business", "Nudge after", 2, 90, "Silent working days before one friendly nudge."),
    _number("give_up_after_business", "No answer after", 2, 180, "Further silent working days before you let it rest."),
    _number("rest_days", "Rest after no answer", 1, 1000, "Days of rest before you may try that person again."),
    _number("ask_gap_days", "Days between two asks", 0, 365, "One person is asked for something once in this time."),
    _number("thanks_within_business", "Thank within", 0, 30, "Working days after a meeting or an introduction."),
    _number("result_after_days", "Tell what came of it", 1, 365, "Days after advice before you tell its result."),
    _number("check_in_days", "Check in every", 7, 365, "Days between news to the people who help you."),
    _number("keep_a_days", "Keep in touch, A", 1, 1000, "Days between contacts with family and good friends."),
    _number("keep_b_days", "Keep in touch, B", 1, 1000, "Days between contacts with those you know very well."),
    _number("keep_c_days", "Keep in touch, C", 1, 1000, "Days between contacts with those you know fairly well."),
    _number("keep_per_day", "Keep in touch a day", 0, 50, "How many of these Today shows at most."),
    _number("bridge_margin", "Bridge margin", 0, 100, "Ask for an introduction only if no insider is this close."),
    _number("hysteresis", "Score must change by", 0, 20, "A person keeps their place until the score moves this far."),
    _number("stale_after_days", "Old export after", 7, 1000, "Days after which Why warns that the data may be old."),
    _number("weight_path", "Weight of the path", 0, 100, "Most points for how the person leads to the company."),
    _number("weight_closeness", "Weight of closeness", 0, 100, "Most points for how well you know them."),
    _number("weight_role", "Weight of their role", 0, 100, "Most points for function and influence."),
    _number("weight_evidence", "Weight of shared history", 0, 100, "Most points for work together and messages."),
    _number("weight_timing", "Weight of timing", 0, 100, "Most points for when you last spoke, and news of theirs."),
)

_YES = frozenset(["yes", "y", "true", "1", "x", "ja", "oui", "si", "sí", "sim"])
_NO = frozenset(["no", "n", "false", "0", "nein", "non", "não", "nao"])


def read_tuning(values: Mapping[str, Value]) -> tuple[Tuning, tuple[str, ...]]:
    """The tuning that these Settings cells make, by key or by name; a bad one is left at its default and noted."""
    found: dict[str, Any] = {}
    notes = []
    for setting, value in _given(values):
        try:
            found[setting.key] = _parsed(setting, value)
        except ValueError as error:
            notes.append(f"Settings, {setting.name}: {error}; the default ({setting.default_text or 'blank'}) is used.")
    return replace(DEFAULTS, **found), tuple(notes)


def _given(values: Mapping[str, Value]) -> Iterator[tuple[Setting, Value]]:
    """Settings with a value, in table order. A cell in error (#REF!) is unknown, so it counts as blank."""
    by_name = {str(key).strip().casefold(): value for key, value in values.items()}
    for setting in SETTINGS:
        value = by_name.get(setting.key, by_name.get(setting.name.casefold(), ""))
        if str(value).strip() and not isinstance(value, CellError):
            yield setting, value


def _parsed(setting: Setting, value: Value) -> object:
    if setting.high:
        return _whole(setting, value)
    text = str(value).strip()
    if setting.key == "job_found":
        return _answer(text)
    if setting.key == "country":
        return _country(text)
    if setting.key == "time_zone":
        return _time_zone(text)
    return text[:200]


def _whole(setting: Setting, value: Value) -> int:
    try:
        number = float(str(value).strip().replace(",", "."))
    except ValueError:
        raise ValueError("is no number") from None
    if not setting.low <= number <= setting.high:
        raise ValueError(f"must be from {setting.low} to {setting.high}")
    return round(number)


def _answer(text: str) -> bool:
    if text.casefold() in _YES | _NO:
        return text.casefold() in _YES
    raise ValueError("must be Yes or No")


@lru_cache(maxsize=64)
def _country(text: str) -> str:
    code = {"UK": "GB"}.get(text.upper(), text.upper())
    if code == DEFAULTS.country:
        return code
    from holidays.registry import COUNTRIES

    if any(code in codes[1:2] for codes in COUNTRIES.values()):
        return code
    raise ValueError("is no two-letter country code with known holidays")


@lru_cache(maxsize=64)
def _time_zone(text: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(text).key
    except (KeyError, ValueError, OSError):
        raise ValueError("is no time zone such as Europe/Berlin") from None
