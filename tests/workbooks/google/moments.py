"""What somebody else does in the one moment that is left: after the second reading, before the batch is applied."""

from collections.abc import Callable

from tests.emulator.service import Google


class Moment:
    """Lets something happen just before a call of one kind reaches the service, once."""

    def __init__(self, google: Google, act: Callable[[], object], method: str = "batchUpdate", skip: int = 0) -> None:
        self.left, self.act, self.method = skip, act, method
        self.happened = False
        google.before = self

    def __call__(self, name: str) -> None:
        """Told of every call as it arrives."""
        if self.happened or not name.endswith(self.method):
            return
        if self.left:
            self.left -= 1
            return
        self.happened = True
        self.act()
