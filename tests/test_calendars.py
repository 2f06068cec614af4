"""The calendar of a country is loaded without those of all others, and says the same."""

import subprocess
import sys

SAY = "print([sorted(map(str, holidays.country_holidays(one, years=(2026, 2027)))) for one in {countries}])"
ALONE = "from syncer.adapters.clock import only_calendars_asked_for; only_calendars_asked_for()"
COUNT = "import sys; print(sum(name.startswith('holidays.countries.') for name in sys.modules))"


def _python(*lines: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_asked_about_one_country_only_its_calendar_is_loaded() -> None:
    assert _python(ALONE, "import holidays", SAY.format(countries=["US"]), COUNT)[-1] == "1"


def test_every_country_has_the_same_days_off_either_way() -> None:
    every = "holidays.list_supported_countries(include_aliases=False)"
    shown = ("import holidays", SAY.format(countries=every))
    days = _python(*shown)
    assert _python(ALONE, *shown) == days
    assert len(days[0]) > 90_000
