"""Starts LibreOffice and somebody at its keyboard; tests say what is typed, by tab, person and column."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from syncer.core.workbook.layout import TABS

KEYBOARD = Path(__file__).with_name("keyboard.py")
PYTHONS = ("/usr/bin/python3", "/usr/lib/libreoffice/program/python", "/opt/libreoffice/program/python")


@contextmanager
def libreoffice(folder: Path) -> Iterator["Hands"]:
    """LibreOffice with a profile of its own, until the end of the block."""
    pipe = f"syncer{os.getpid()}"
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--nologo"]
    with subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"], stderr=subprocess.DEVNULL) as office:
        python = next(one for one in PYTHONS if _has_uno(one))
        keyboard = subprocess.Popen(
            [python, str(KEYBOARD), pipe], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        hands = Hands(keyboard)
        try:
            yield hands
            hands.act("quit")
        finally:
            keyboard.kill()
            office.terminate()


def _has_uno(python: str) -> bool:
    asked = [python, "-c", "import uno"]
    return Path(python).exists() and subprocess.run(asked, check=False, capture_output=True).returncode == 0


class Hands:
    """Acts on the open workbook. Tabs are named by key, columns by key, rows by id (``row``) or number from 0."""

    def __init__(self, keyboard: "subprocess.Popen[str]") -> None:
        self._keyboard = keyboard
        self.titles = {tab.key: tab.title for tab in TABS}
        self.headers = {tab.key: {column.key: column.header for column in tab.columns} for tab in TABS}

    def act(self, *words: Any) -> Any:
        assert self._keyboard.stdin and self._keyboard.stdout
        self._keyboard.stdin.write(json.dumps(words) + "\n")
        self._keyboard.stdin.flush()
        line = self._keyboard.stdout.readline()
        if words[0] == "quit":
            return None
        answer = json.loads(line)
        assert not (isinstance(answer, dict) and "error" in answer), answer
        return answer

    @contextmanager
    def at(self, path: Path) -> Iterator["Hands"]:
        """The workbook open in LibreOffice; saved and closed at the end of the block."""
        self.act("open", str(path))
        yield self
        self.act("save")
        self.act("close")

    def column(self, tab: str, key: str) -> int:
        return self.act("header", self.titles[tab]).index(self.headers[tab][key])

    def values(self, tab: str, key: str) -> list[Any]:
        """A whole column, its header first."""
        return self.act("values", self.titles[tab], self.column(tab, key))

    def row(self, tab: str, key: str, value: Any) -> int:
        """The row that shows this in a column."""
        return self.values(tab, key).index(value)

    def type(self, tab: str, row: int, column: str, value: Any) -> None:
        self.act("type", self.titles[tab], self.column(tab, column), row, value)
