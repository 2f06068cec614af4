"""Real processes on a real socket: `syncer run` dies in the moment a call of its arrives at Google.

A process is a fork of this one, so that it need not load everything again; the server kills it.
"""

import itertools
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from syncer.cli import main
from tests.emulator.faults import Lost
from tests.emulator.service import Google

WAYS = tuple(itertools.product((signal.SIGKILL, signal.SIGTERM), (True, False)))
"""The signal, and whether the call that was under way still takes effect."""
MOST_CALLS = 12


def started(folder: Path, *arguments: str, state: str = "state") -> int:
    """A process of its own that runs `syncer` with the settings in a folder; its number."""
    process = os.fork()
    if process:
        return process
    code: object = 1
    try:
        os.environ["SYNCER_STATE_DIR"] = str(folder / state)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        sys.argv = ["syncer", *arguments, "--config", str(folder / "syncer.toml")]
        main()
        code = 0
    except SystemExit as end:
        code = end.code or 0
    finally:
        os._exit(code if isinstance(code, int) else 1)


def ended(process: int) -> int:
    """How it ended; below 0 by a signal. A process that hangs is killed and fails the test."""
    watch = threading.Timer(60, os.kill, (process, signal.SIGKILL))
    watch.start()
    try:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    finally:
        watch.cancel()


class Strike:
    """Sends a signal to a process when its call number ``at`` arrives."""

    def __init__(self, at: int, number: signal.Signals, *, arrives: bool) -> None:
        self.at, self.number, self.arrives, self.process, self.struck = at, number, arrives, 0, False
        self.ready = threading.Event()

    def __call__(self, name: str) -> None:
        self.at -= 1
        if self.at == -1:
            self.struck = True
            self.ready.wait(10)
            os.kill(self.process, self.number)
            if not self.arrives:
                raise Lost(applied=False)


def struck(google: Google, strike: Strike, folder: Path, *arguments: str) -> int:
    """How a process ended that was struck."""
    google.before = strike
    strike.process = started(folder, *arguments)
    strike.ready.set()
    code = ended(strike.process)
    google.before = lambda _: None
    return code


def ways() -> Iterator[tuple[int, signal.Signals, bool]]:
    """Which call is struck, by what, and whether it still takes effect.

    Each call once, in one of the four ways after the other; with ``SYNCER_KILLS=all`` each call in all four.
    """
    turn = itertools.cycle(WAYS)
    for at in range(MOST_CALLS):
        chosen: Sequence[tuple[signal.Signals, bool]] = WAYS
        if os.environ.get("SYNCER_KILLS") != "all":
            chosen = (next(turn),)
        for number, arrives in chosen:
            yield at, number, arrives


def unreachable(name: str) -> None:
    """No write gets through."""
    if name.endswith("batchUpdate"):
        raise Lost(applied=False)
