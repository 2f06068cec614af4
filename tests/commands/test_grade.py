"""`syncer grade` and `syncer log` as a person meets them: keys in a terminal, lines in the workbook."""

import io
import os
import pty
import select
import subprocess
import time
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path

import pytest

from syncer import app
from syncer.commands.grade import _sit
from syncer.report.cards import Cards
from syncer.workbooks.excel import ExcelWorkbook
from tests.samples.search import sample_search
from tests.test_cli import DAY, SYNCER, on
from tests.workbooks.hand import ExcelHand

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _state(monkeypatch: pytest.MonkeyPatch, search: Path) -> None:
    monkeypatch.setenv("SYNCER_STATE_DIR", str(search.parent / "state"))


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_search(tmp_path_factory.mktemp("search"))


def sitting(search: Path, keys: str) -> str:
    """What the terminal shows of a sitting in which these keys come through a pipe."""
    shown, pressed = io.StringIO(), iter(keys)
    with redirect_stdout(shown):
        _sit(app.grading(search, TODAY, lambda _: None), Cards(), lambda: next(pressed, ""))
    return shown.getvalue()


def grades(search: Path) -> dict[str, str]:
    """Everybody's grade as it stands in Outreach, else in People."""
    state = ExcelWorkbook(search.parent / "outreach.xlsx").read()
    rows = [*state.tabs["people"].rows, *state.tabs["outreach"].rows]
    return {str(row.cells["name"]): str(row.cells["grade"]) for row in rows if "grade" in row.cells}


def names(shown: str) -> list[str]:
    return [line[4:].split("  ")[0] for line in shown.splitlines()[:-1]]


def test_grades_are_written_at_once_undone_and_asked_about_again_another_day(search: Path) -> None:
    before = grades(search)
    shown = sitting(search, "aBsuscq")
    first, second, third, again, skipped, fourth = names(shown)
    assert (third, again, skipped) == (third, third, third)
    given = {name: grade for name, grade in grades(search).items() if before.get(name) != grade}
    assert given == {first: "A", second: "B", fourth: "C"}
    assert "3 graded" in shown
    assert app.run(search, TODAY, lambda _: None, frozenset()).wrote
    fifth = names(sitting(search, "s"))[0]
    assert fifth not in (first, second, third, fourth)
    assert third not in names(sitting(search, "sss"))[:2]


def test_a_cell_filled_meanwhile_stays(search: Path) -> None:
    grading = app.grading(search, None, lambda _: None)
    card = grading.cards[0]
    hand = ExcelHand(search.parent / "outreach.xlsx")
    hand.type("outreach", hand.find("outreach", name=card.name), "grade", "my sister")
    assert not grading.give(card, "A")
    assert grades(search)[card.name] == "my sister"
    hand.type("outreach", hand.find("outreach", name=card.name), "grade", "")
    assert grading.give(card, "A")
    hand.type("outreach", hand.find("outreach", name=card.name), "grade", "B")
    assert not grading.take_back(card, "A")
    assert grades(search)[card.name] == "B"


def test_in_a_terminal_one_key_is_enough_and_the_card_goes_away(search: Path) -> None:
    before = grades(search)
    main, side = pty.openpty()
    environment = {**os.environ, "SYNCER_STATE_DIR": str(search.parent / "state"), "TERM": "xterm", "COLUMNS": "100"}
    command = [str(SYNCER), "grade", "--config", str(search), *DAY]
    process = subprocess.Popen(command, stdin=side, stdout=side, stderr=side, env=environment)
    os.close(side)
    screen = Screen(main)
    try:
        screen.until(b"quit")
        os.write(main, b"\x1b[A")  # an arrow is no answer
        os.write(main, b"bcu")  # typed ahead, faster than a workbook is written
        screen.until(b"taken back")
        screen.until(b"quit")
        os.write(main, b"\x1b")
        screen.until(b"left for another day")
        assert process.wait(timeout=90) == 0
    finally:
        process.kill()
        process.wait()
        os.close(main)
    given = {name: grade for name, grade in grades(search).items() if before.get(name) != grade}
    assert list(given.values()) == ["B"]
    assert "family, good friends" in screen.text
    assert next(iter(given)) in screen.text


class Screen:
    """What a terminal shows, as it comes; one piece may hold the end of one card and the whole of the next."""

    def __init__(self, terminal: int) -> None:
        self._terminal, self._shown, self._read = terminal, b"", 0

    @property
    def text(self) -> str:
        """Everything so far."""
        return self._shown.decode(errors="replace")

    def until(self, words: bytes) -> None:
        """Wait for words after those that were waited for before."""
        deadline = time.monotonic() + 60
        while (found := self._shown.find(words, self._read)) < 0:
            assert select.select([self._terminal], [], [], max(0.0, deadline - time.monotonic()))[0], words
            self._shown += os.read(self._terminal, 65_536)
        self._read = found + len(words)


def test_log_writes_a_line_that_the_next_run_follows(search: Path) -> None:
    name = app.who(search, "", TODAY, lambda _: None).lines[0].name
    answer = on(search, "log", name, "coffee")
    assert (answer.returncode, "In the Log" in answer.stdout) == (0, True)
    app.run(search, TODAY, lambda _: None, frozenset())
    today = ExcelWorkbook(search.parent / "outreach.xlsx").read().tabs["today"].rows
    assert ("Thank them", name) in [(row.cells["what"], row.cells["name"]) for row in today]


def test_log_of_nobody_says_so_in_one_line(search: Path) -> None:
    answer = on(search, "log", "Nobody Atall", "coffee")
    assert (answer.returncode, answer.stderr.count("\n")) == (2, 1)
