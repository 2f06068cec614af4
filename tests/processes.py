"""`syncer` as a process of its own, forked from one that has loaded everything and done nothing.

Loading takes most of a short command's CPU and shows the same every time. What is forked has streams, environment,
signals and an exit code of its own, and no threads or values of the tests. What the start itself does (a closed stream,
no home, the script on the path) is told by stories that run the script, such as `bad_inputs/test_odd_surroundings.py`.

`python -m tests.processes FD` is the process that forks; it ends when the other end of its socket is closed.
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import selectors
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

SYNCER = Path(sys.executable).with_name("syncer")
NOT_LOADED = ("council", "digests", "google", "pool", "pooling")
"""Parts that these runs do not need."""
LIBRARIES = ("duckdb", "lxml.etree", "nameparser", "openpyxl", "phonenumbers", "python_calamine", "splink")
"""What a run imports where it uses it."""


class Process:
    """A process that runs `syncer` with these words; speaks as `subprocess.Popen` does."""

    def __init__(self, *words: object, env: Mapping[str, str] | None = None) -> None:
        self.args, self.returncode, self._said = [str(one) for one in words], None, ("", "")
        (out, out_end), (err, err_end) = os.pipe(), os.pipe()
        self._ends = (out, err)
        given = {"words": self.args, "env": dict(os.environ if env is None else env), "folder": str(Path.cwd())}
        with Path(os.devnull).open() as nothing:
            self.pid = int(_nursery().ask(given, (nothing.fileno(), out_end, err_end)))
        os.close(out_end)
        os.close(err_end)

    returncode: int | None

    def communicate(self, timeout: float = 120) -> tuple[str, str]:
        """What it said on both streams until it ended; a process that hangs is killed and fails the test."""
        if self.returncode is None:
            watched = self._heard(time.monotonic() + timeout)
            if watched is None:
                self.kill()
            self.returncode = int(_nursery().ask({"wait": self.pid}))
            for end in self._ends:
                os.close(end)
            assert watched is not None, f"still at work after {timeout} s"
            self._said = watched
        return self._said

    def _heard(self, until: float) -> tuple[str, str] | None:
        heard: dict[int, bytes] = dict.fromkeys(self._ends, b"")
        with selectors.DefaultSelector() as ears:
            for end in self._ends:
                ears.register(end, selectors.EVENT_READ)
            while ears.get_map():
                if not (ready := ears.select(max(0.0, until - time.monotonic()))):
                    return None
                for key, _ in ready:
                    if piece := os.read(key.fd, 1 << 16):
                        heard[key.fd] += piece
                    else:
                        ears.unregister(key.fd)
        out, err = (heard[end].decode() for end in self._ends)
        return out, err

    def wait(self, timeout: float = 120) -> int:
        """How it ended; below 0 by a signal."""
        self.communicate(timeout)
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: signal.Signals) -> None:
        """It is there, if only in name, until it was waited for."""
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def done(*words: object, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """What one command said and how it ended."""
    process = Process(*words, env=env)
    out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.wait(), out, err)


class _Nursery:
    """The process that forks, seen from the tests: one question, one answer."""

    def __init__(self) -> None:
        self._door, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "tests.processes", str(theirs.fileno())]
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()])
        atexit.register(self.close)

    def ask(self, question: Mapping[str, Any], streams: Iterable[int] = ()) -> str:
        text = json.dumps(question).encode()
        socket.send_fds(self._door, [len(text).to_bytes(8, "big")], list(streams))
        self._door.sendall(text)
        return self._door.recv(64).decode()

    def close(self) -> None:
        self._door.close()
        self._process.wait()


@cache
def _nursery() -> _Nursery:
    return _Nursery()


def serve(door: socket.socket) -> None:
    """Fork, and say how what was forked ended, until nobody asks any more."""
    _load()
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        head, streams, _, _ = socket.recv_fds(door, 8, 3)
        if not head:
            return
        question = json.loads(_read(door, int.from_bytes(head, "big")))
        if "wait" in question:
            answer = os.waitstatus_to_exitcode(os.waitpid(question["wait"], 0)[1])
        elif (answer := os.fork()) == 0:
            door.close()
            _become(question, streams)
        for stream in streams:
            os.close(stream)
        door.sendall(str(answer).encode())


def _load() -> None:
    import syncer

    for found in pkgutil.walk_packages(syncer.__path__, "syncer.", onerror=lambda _: None):
        if found.name.split(".")[1] not in NOT_LOADED and not found.name.endswith(("__main__", "on_spark")):
            importlib.import_module(found.name)
    for name in LIBRARIES:
        importlib.import_module(name)


def _read(door: socket.socket, size: int) -> bytes:
    text = b""
    while len(text) < size and (piece := door.recv(size - len(text))):
        text += piece
    return text


def _become(question: Mapping[str, Any], streams: Iterable[int]) -> NoReturn:
    """The command line in this process, which ends with it."""
    code = 1
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        os.environ.clear()
        os.environ.update(question["env"])
        os.chdir(question["folder"])
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.argv = [str(SYNCER), *question["words"]]
        from syncer.cli import main

        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as socket_given:
        serve(socket_given)
    os._exit(0)  # without a word of what its libraries still hold
