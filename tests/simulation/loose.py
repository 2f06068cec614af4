"""Ids that a sort in the moment of a write by row number put on other rows, until they are put right."""

from collections import UserDict


class Loose(UserDict[tuple[str, str], tuple[str, ...]]):
    """(tab, id that stands on rows) -> the ids which those rows had, ``""`` where one had none.

    Rows are told by the id they bear, so that people may go on sorting and deleting meanwhile.
    """

    def __init__(self) -> None:
        super().__init__()
        self.twice: set[tuple[str, str]] = set()
        """(tab, id) that stood on two rows for a moment."""

    def clear(self) -> None:
        """All is right again."""
        super().clear()
        self.twice.clear()

    def bears(self, tab: str, was: str, now: str, *, stirred: bool) -> bool:
        """Whether a row may bear another id now. Without a stir a new row gets one, and what came loose goes back."""
        origins = list(self.pop((tab, was), ()))
        loose = bool(origins)
        origin = was
        if loose:
            origin = now if now in origins else origins[0]
            origins.remove(origin)
        if origins:
            self[tab, was] = tuple(origins)
        if now != origin and (stirred or origin):
            self[tab, now] = (*self.get((tab, now), ()), origin)
        return (was == "" or stirred or (loose and now == origin)) and (now != "" or origin == "")

    def of(self, tab: str, mark: str) -> str:
        """The id of the row that bears this one."""
        return next(filter(None, self.get((tab, mark), ())), mark)
