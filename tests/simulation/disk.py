"""The steps a process makes on the disk inside one folder, watched one by one, with what can go wrong at each.

Put around ``os`` and ``io.open``, below ``pathlib`` and ``shutil``: what the service calls, whatever it calls it by.
"""

import errno
import io
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from syncer.workbooks.xlsx import displaced, swapping


class Killed(BaseException):
    """The process is gone: nothing of it runs any more, no ``finally`` either (every later call of it dies too)."""


STEPS = ("link", "replace", "rename", "unlink", "mkdir", "chmod", "fsync")


class Disk:
    """One folder. ``watch`` is told of every step; nothing is, while a person works in it (``unwatched``).

    ``exchanges``: whether two files can change places here in one step.
    """

    def __init__(self, folder: Path, *, exchanges: bool = True) -> None:
        self.folder = str(folder)
        self.exchange = swapping.exchange if exchanges else lambda *_: False
        self.watch: Any = None
        self._quiet = 0
        self._fault = ""
        self._dead: set[int] = set()
        """Threads whose process died."""
        self._around: list[Any] = []
        self._depth = 0

    @contextmanager
    def unwatched(self) -> Iterator[None]:
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1

    @contextmanager
    def watched(self) -> Iterator[None]:
        """While this lasts, every step in the folder goes through here."""
        self._depth += 1
        if self._depth == 1:
            real = {step: getattr(os, step) for step in STEPS}
            self._around = [mock.patch.object(os, step, self._step(step, real[step])) for step in STEPS]
            self._around.append(mock.patch.object(io, "open", self._open(io.open)))
            self._around.append(mock.patch.object(swapping, "exchange", self._step("exchange", self.exchange)))
            self._around.append(mock.patch.object(displaced, "AT_WORK", 0.0))
            for patch in self._around:
                patch.start()
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0:
                for patch in self._around:
                    patch.stop()

    def strike(self, kind: str) -> None:
        """What the step that comes now meets."""
        self._fault = kind
        if kind == "kill_before":
            self.kill()

    def struck(self) -> None:
        """The step was made: die if that is what comes after it."""
        if self._fault == "kill_after":
            self._fault = ""
            self.kill()

    def kill(self) -> None:
        """From now on every step of this process dies, those of its ``finally`` too."""
        self._dead.add(threading.get_ident())
        raise Killed

    def calm(self) -> None:
        """Nothing is wrong any more."""
        self._fault = ""
        self._dead.clear()

    def rest(self) -> None:
        """The next process of this thread is a new one."""
        self._fault = ""
        self._dead.discard(threading.get_ident())

    def _mine(self, *words: object) -> bool:
        return not self._quiet and any(
            isinstance(word, str | os.PathLike) and str(word).startswith(self.folder) for word in words
        )

    def _step(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **options: Any) -> Any:
            if self._quiet or not (name == "fsync" or self._mine(*words)):
                return real(*words, **options)
            self._before(name)
            if self._fault in ("disk_full", "input_error"):
                raise self._error()
            done = real(*words, **options)
            self.watch.after(name)
            return done

        return call

    def _open(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(file: Any, mode: str = "r", *words: Any, **options: Any) -> Any:
            if not self._mine(file):
                return real(file, mode, *words, **options)
            self._before(f"open {mode}")
            if self._fault == "input_error" or (self._fault == "disk_full" and set(mode) & set("wx")):
                raise self._error()
            made = real(file, mode, *words, **options)
            self.watch.after(f"open {mode}")
            return _Writing(self, made) if set(mode) & set("wx") else made

        return call

    def _before(self, name: str) -> None:
        if threading.get_ident() in self._dead:
            raise Killed
        self.watch.before(name)

    def _error(self) -> OSError:
        code = errno.ENOSPC if self._fault == "disk_full" else errno.EIO
        self._fault = ""
        return OSError(code, os.strerror(code))

    def write(self, real: Any, data: bytes) -> int:
        """One write; a full disk takes half of it, so does a machine that dies in the middle."""
        if self._quiet:
            return int(real.write(data))
        self._before("write")
        if self._fault in ("disk_full", "torn", "input_error"):
            real.write(data[: len(data) // 2])
            if self._fault == "torn":
                real.flush()
                self.kill()
            raise self._error()
        done = int(real.write(data))
        self.watch.after("write")
        return done


class _Writing:
    """A file that is being written."""

    def __init__(self, disk: Disk, real: Any) -> None:
        self._disk, self._real = disk, real

    def write(self, data: bytes) -> int:
        return self._disk.write(self._real, data)

    def __enter__(self) -> "_Writing":
        return self

    def __exit__(self, *error: object) -> None:
        self._real.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)
