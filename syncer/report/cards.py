"""What `syncer grade` shows: one person at a time, and the line that stays of them."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import typer
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.padding import Padding
from rich.text import Text

from syncer.core.grading import Card
from syncer.report.terminal import shown_text

Key = Callable[[], str]
_STYLES = {"A": "bold green", "B": "bold cyan", "C": "bold blue"}
_KEY = re.compile(r"\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Za-z])?|.|\Z", re.DOTALL)
"""One key: a character, or what an arrow or function key sends."""
_KEYS = (("A", "family, good friends"), ("B", "know very well"), ("C", "would return a call"))


@contextmanager
def keyboard() -> Iterator[Key]:
    """One key at a time from the terminal, typed ahead or not; from a pipe one character, ``""`` at its end.

    The terminal gives keys at once, and shows none, for the whole sitting: switched from key to key, it would drop
    what is typed while a grade is being written.
    """
    try:
        import termios
        import tty

        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor) if sys.stdin.isatty() else None
    except ImportError:  # Windows has a call of its own
        yield _pressed
        return
    if before is None:
        yield lambda: sys.stdin.read(1)
        return
    try:
        tty.setcbreak(descriptor, termios.TCSADRAIN)
        yield _Keys(descriptor).next
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


@dataclass(slots=True)
class _Keys:
    """Keys as a terminal sends them; an arrow, say, is one key of several characters that begin with Escape."""

    descriptor: int
    ahead: str = ""

    def next(self) -> str:
        """The next key; ``""`` where the terminal is gone or the person breaks off."""
        if not self.ahead:
            try:
                self.ahead = os.read(self.descriptor, 1024).decode(errors="replace")
            except (KeyboardInterrupt, OSError):
                return ""
        key = _KEY.match(self.ahead)
        assert key is not None
        self.ahead = self.ahead[key.end() :]
        return key[0]


def _pressed() -> str:
    try:
        return str(typer.getchar())
    except (KeyboardInterrupt, EOFError):
        return ""


class Cards:
    """The screen of one sitting: a card that goes away when it is answered, and a line that stays."""

    def __init__(self) -> None:
        self._console = Console(highlight=False)

    def ask(self, card: Card, place: str, key: Key) -> str:
        """Show the card until a key is pressed."""
        if not self._console.is_terminal:
            return key()
        with Live(_card(card, place), console=self._console, transient=True, auto_refresh=False):
            return key()

    def answered(self, card: Card, answer: str, note: str = "") -> None:
        """The line that stays."""
        mark = Text(f"{answer or '-':>2}  ", style=_STYLES.get(answer, "dim"))
        line = shown_text((card.name, "bold" if answer else ""), (f"  {card.work}" if card.work else "", "dim"))
        self.say(mark + line + (shown_text((f"  {note}", "yellow")) if note else Text()))

    def say(self, words: str | Text) -> None:
        """One line."""
        self._console.print(words, soft_wrap=not self._console.is_terminal)


def _card(card: Card, place: str) -> RenderableType:
    lines = [
        Text(place, style="dim"),
        Text(),
        shown_text((card.name, "bold"), f"   {card.work}" if card.work else ""),
        *([shown_text((card.leads, "green"))] if card.leads else []),
        *([shown_text(f"You: {'; '.join(card.ties)}")] if card.ties else [Text("Nothing else is known.", style="dim")]),
        Text(),
        _keys(),
    ]
    return Padding(Group(*lines), (1, 2))


def _keys() -> Text:
    parts: list[str | tuple[str, str]] = []
    for letter, meaning in _KEYS:
        parts += [(f" {letter} ", f"reverse {_STYLES[letter]}"), f" {meaning}  "]
    for letter, meaning in (("S", "skip"), ("U", "undo"), ("Q", "quit")):
        parts += [(f" {letter} ", "reverse"), f" {meaning}  "]
    return Text.assemble(*parts)
