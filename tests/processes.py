"""`syncer` as a process of its own, forked from one that has loaded everything and done nothing.

Loading takes most of a short command's CPU and shows the same every time. What is forked has streams, environment,
signals and an exit code of its own, and no threads or values of the tests. What the start itself does (a closed stream,
no home, the script on the path) is told by stories that run the script, such as `bad_inputs/test_odd_surroundings.py`.
"""

import os
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

SYNCER = Path(sys.executable).with_name("syncer")
NOT_LOADED = ("council", "digests", "google", "pool", "pooling")
"""Parts that these runs do not need."""
LIBRARIES = ("duckdb", "lxml.etree", "nameparser", "openpyxl", "phonenumbers", "python_calamine", "splink")
"""What a run imports where it uses it."""


class Process:
    """A process that runs `syncer` with these words; speaks as `subprocess.Popen` does."""

    def __init__(self, *words: object, env: Mapping[str, str] | None = None) -> None:
        self.args = [str(one) for one in words]
        self.returncode: int | None = None
        self._said = tempfile.TemporaryDirectory(prefix="syncer-said-")
        self._streams = [Path(self._said.name, name) for name in ("out", "err")]
        for stream in self._streams:
            stream.touch()
        given = self.args, dict(os.environ if env is None else env), Path.cwd(), self._streams
        self._process = _loaded().Process(target=_become, args=given)
        self._process.start()
        assert self._process.pid
        self.pid = self._process.pid

    def communicate(self, timeout: float = 120) -> tuple[str, str]:
        """What it said on both streams until it ended; a process that hangs is killed and fails the test."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            self.kill()
        assert self._process.exitcode is not None, f"still at work after {timeout} s"
        self.returncode = self._process.exitcode
        out, err = (stream.read_text() for stream in self._streams)
        return out, err

    def wait(self, timeout: float = 120) -> int:
        """How it ended; below 0 by a signal."""
        self.communicate(timeout)
        assert self.returncode is not None
        return self.returncode

    def kill(self) -> None:
        """As SIGKILL does, at once."""
        self._process.kill()

    def terminate(self) -> None:
        """As a scheduler does that wants it to end."""
        self._process.terminate()


def done(*words: object, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """What one command said and how it ended."""
    process = Process(*words, env=env)
    out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.wait(), out, err)


@cache
def _loaded() -> ForkServerContext:
    """Forks from a process without threads that has imported what a run needs."""
    import syncer

    found = (one.name for one in pkgutil.walk_packages(syncer.__path__, "syncer."))
    own = [name for name in found if name.split(".")[1] not in NOT_LOADED and not name.endswith("__main__")]
    context = get_context("forkserver")
    context.set_forkserver_preload([*own, *LIBRARIES, __name__])
    return context


def _become(words: list[str], environment: dict[str, str], folder: Path, streams: list[Path]) -> None:
    """The command line in this process, which ends with it."""
    for number, path in enumerate((Path(os.devnull), *streams)):
        with path.open("a" if number else "r") as stream:
            os.dup2(stream.fileno(), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = [str(SYNCER), *words]
    from syncer.cli import main

    main()
