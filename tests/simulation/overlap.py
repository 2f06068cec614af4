"""Several runs at once, one call at a time: threads that pass a baton; a script decides who makes the next call.

Only the thread that holds the baton moves, so a world with three runs is as repeatable as one with one.
"""

import threading
from collections.abc import Callable, Sequence


class Overlap:
    """``turns``: which of the runs that are still alive makes the next call; when it is used up, they take turns."""

    def __init__(self, turns: Sequence[int]) -> None:
        self._turns = list(turns)
        self._batons: list[threading.Semaphore] = []
        self._alive: list[int] = []
        self._mine = threading.local()
        self._errors: list[BaseException] = []
        self._over = threading.Event()

    def play(self, runs: Sequence[Callable[[], object]]) -> None:
        """Play all runs to their end; the first unexpected exception of any of them is raised."""
        self._batons = [threading.Semaphore(0) for _ in runs]
        self._alive = list(range(len(runs)))
        threads = [threading.Thread(target=self._one, args=(number, one)) for number, one in enumerate(runs)]
        for thread in threads:
            thread.start()
        self._batons[self._next()].release()
        for thread in threads:
            thread.join()
        if self._errors:
            raise self._errors[0]

    def turn(self) -> None:
        """Before a call: hand the baton on and wait for it."""
        following = self._next()
        if following != self._mine.number:
            self._batons[following].release()
            self._batons[self._mine.number].acquire()

    def _one(self, number: int, run: Callable[[], object]) -> None:
        self._mine.number = number
        self._batons[number].acquire()
        try:
            if not self._errors:
                run()
        except BaseException as error:
            self._errors.append(error)
        finally:
            self._alive.remove(number)
            if self._alive:
                self._batons[self._next()].release()

    def _next(self) -> int:
        turn = self._turns.pop(0) if self._turns else 0
        if self._turns == [] and turn == 0 and hasattr(self._mine, "number") and len(self._alive) > 1:
            later = [number for number in self._alive if number > self._mine.number]
            return later[0] if later else self._alive[0]
        return self._alive[turn % len(self._alive)]
