"""A workbook of somebody's own named as syncer's by mistake: it is said plainly, and nothing in it is written."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from syncer import app
from syncer.errors import SyncerError

DAY = date(2026, 11, 23)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "people.csv").write_text("Name,Company,Email\nAnn Quux,Acme,ann@example.com\n")
    (tmp_path / "syncer.toml").write_text(
        'state_dir = "state"\n[[sources]]\nname = "hand"\npath = "people.csv"\n[workbook]\npath = "book.xlsx"\n'
    )
    return tmp_path / "syncer.toml"


def budget(config: Path, *titles: str, header: tuple[str, ...] = ("Item", "Cost")) -> Path:
    """A workbook of somebody's own with these tabs."""
    made = Workbook()
    made.remove(made.active)
    for title in titles:
        sheet: Worksheet = made.create_sheet(title)
        sheet.append(header)
        sheet.append(("Rent", 700))
    made.save(config.parent / "book.xlsx")
    return config.parent / "book.xlsx"


def refused(config: Path, *accepted: str) -> SyncerError:
    with pytest.raises(SyncerError) as stopped:
        app.run(config, DAY, lambda _: None, frozenset(accepted))
    assert stopped.value.exit_code == 4
    return stopped.value


def first_sheet(book: Path) -> bytes:
    with zipfile.ZipFile(book) as opened:
        return opened.read("xl/worksheets/sheet1.xml")


def test_a_workbook_that_was_never_syncers_is_left_alone_and_both_ways_on_are_named(config: Path) -> None:
    book = budget(config, "Budget")
    before = book.read_bytes()
    stopped = refused(config)
    assert stopped.code == "E-SHEET-FOREIGN"
    for words in ("never syncer's", "Name another file in [workbook] path", "`syncer accept recreate`"):
        assert words in str(stopped)
    health = app.check(config, lambda _: None)
    assert (health.exit_code, health.workbook) == (4, str(stopped))
    assert book.read_bytes() == before


def test_with_recreate_syncers_tabs_stand_beside_those_that_are_there(config: Path) -> None:
    book = budget(config, "Budget")
    before = first_sheet(book)
    assert app.run(config, DAY, lambda _: None, frozenset({"recreate"})).wrote
    assert first_sheet(book) == before
    again = app.run(config, DAY, lambda _: None, frozenset())
    assert (again.exit_code, again.wrote) == (0, False)


@pytest.mark.parametrize(
    ("titles", "accepted"),
    [
        (("People",), ()),
        (("Start here",), ("recreate",)),
        (("Dashboard", "Log"), ("recreate",)),
        (("Budget", "settings"), ("recreate",)),
    ],
)
def test_a_tab_of_somebodys_own_under_a_title_of_syncers_is_not_taken(
    titles: tuple[str, ...], accepted: tuple[str, ...], config: Path
) -> None:
    book = budget(config, *titles)
    before = book.read_bytes()
    stopped = refused(config, *accepted)
    assert stopped.code == "E-SHEET-TAKEN"
    assert titles[-1] in str(stopped)
    assert "Budget" not in str(stopped)
    assert book.read_bytes() == before


@pytest.mark.parametrize(("title", "code"), [("Budget", "E-SHEET-FOREIGN"), ("Targets", "E-SHEET-TAKEN")])
def test_nor_is_a_workbook_of_somebodys_own_taken_for_the_councils(title: str, code: str, config: Path) -> None:
    before = budget(config, title).rename(config.parent / "council.xlsx").read_bytes()
    config.write_text(config.read_text() + '[council]\npath = "council.xlsx"\nmember = "Dana"\nconsent = "companies"\n')
    report = app.run(config, DAY, lambda _: None, frozenset())
    assert (report.exit_code, report.wrote) == (3, True)  # one's own workbook is brought up to date all the same
    (said,) = (warning for warning in report.warnings if code in warning)
    assert "never the council's" in said
    assert "`syncer accept recreate`" in said
    assert (config.parent / "council.xlsx").read_bytes() == before
