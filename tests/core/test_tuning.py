"""What people type into Settings."""

from syncer.core.tuning import DEFAULTS, SETTINGS, Tuning, read_tuning
from syncer.core.workbook.state import CellError


def test_an_empty_settings_tab_gives_the_defaults() -> None:
    assert read_tuning({}) == (DEFAULTS, ())
    assert read_tuning({setting.name: "" for setting in SETTINGS}) == (DEFAULTS, ())


def test_every_figure_has_a_row_and_every_row_says_its_default() -> None:
    assert {setting.key for setting in SETTINGS} == set(Tuning.__slots__)
    assert all(setting.meaning.endswith(".") for setting in SETTINGS)
    assert read_tuning({setting.key: setting.default_text for setting in SETTINGS}) == (DEFAULTS, ())


def test_values_are_read_by_key_or_by_the_name_people_see() -> None:
    tuning, notes = read_tuning(
        {"New people a day": 3.0, "country": "de", "Time zone": "Europe/Berlin", "job_found": True}
    )
    assert (tuning.new_per_day, tuning.country, tuning.time_zone, tuning.job_found) == (3, "DE", "Europe/Berlin", True)
    assert notes == ()


def test_people_say_uk_and_yes_in_their_own_way() -> None:
    tuning, notes = read_tuning({"country": "UK", "job_found": "ja"})
    assert (tuning.country, tuning.job_found, notes) == ("GB", True, ())


def test_a_bad_value_is_ignored_and_said() -> None:
    tuning, notes = read_tuning(
        {
            "hysteresis": 99,
            "new_per_day": "many",
            "time_zone": "../../etc/passwd",
            "country": "Narnia",
            "max_rows": "nan",
        }
    )
    assert tuning == DEFAULTS
    assert len(notes) == 5
    assert "Settings, New people a day: is no number; the default (5) is used." in notes


def test_a_cell_in_error_counts_as_blank() -> None:
    assert read_tuning({"new_per_day": CellError("#REF!")}) == (DEFAULTS, ())
