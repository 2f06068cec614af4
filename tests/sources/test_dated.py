import os
from datetime import date
from pathlib import Path

import pytest

from syncer.sources.dated import made_on


@pytest.mark.parametrize("name", ["contacts-2026-10-30.csv", "contacts 20261030.csv", "Export_10-30-2026.csv"])
def test_the_day_in_the_name_of_a_file_is_the_day_it_was_made(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert made_on(tmp_path / name) == date(2026, 10, 30)


@pytest.mark.parametrize("name", ["contacts.csv", "contacts-2026-13-40.csv", "invoice-20269999.csv"])
def test_otherwise_it_is_the_day_the_file_was_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    os.utime(path, (1_793_534_400, 1_793_534_400))
    assert made_on(path) == date(2026, 11, 1)


def test_a_file_that_is_not_there_has_no_day(tmp_path: Path) -> None:
    assert made_on(tmp_path / "none.csv") is None
