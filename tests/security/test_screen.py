"""Security 9: no name can act on the terminal or turn a line of text around."""

import unicodedata
from pathlib import Path

import pytest

from tests.security.household import ESCAPES, Household, household

SHOWN = (
    ("plan",), ("who",), ("who", "Acme"), ("explain", "Kanarva"), ("check",), ("run", "--verbose"), ("export", "owned"),
)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Household:
    folder = tmp_path_factory.mktemp("home")
    made = household(folder, f"Eve{ESCAPES}", f"Acme {ESCAPES}")
    text = (folder / "contacts.csv").read_text()
    (folder / "contacts.csv").write_text(
        text.replace("Canarytwo", f"Two{ESCAPES}").replace("+1 312", f"{ESCAPES}+1 312")
    )
    (folder / "broken.csv").rename(folder / f"broken{ESCAPES.replace('/', '')}.csv")
    settings = (folder / "syncer.toml").read_text()
    (folder / "syncer.toml").write_text(
        settings.replace('"broken.csv"', '"broken\\u001b]0;owned\\u0007\\u001b[2J\\u202egnp.exe\\u2066\\u009b31m.csv"')
    )
    return made


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_nothing_that_is_shown_acts_on_a_terminal(words: tuple[str, ...], home: Household) -> None:
    said = home.syncer(*words)
    acting = {sign for sign in said.out + said.err if unicodedata.category(sign)[0] == "C" and sign not in "\n\t"}
    assert {f"U+{ord(sign):04X}" for sign in acting} == set()
    assert "Traceback" not in said.err


def test_what_stands_in_the_workbook_turns_no_text_around(home: Household, tmp_path: Path) -> None:
    from syncer.workbooks.excel import ExcelWorkbook

    del tmp_path
    home.syncer("run")
    state = ExcelWorkbook(home.book).read()
    shown = "".join(str(value) for tab in state.tabs.values() for row in tab.rows for value in row.cells.values())
    assert not [sign for sign in ESCAPES if unicodedata.category(sign)[0] == "C" and sign in shown]
