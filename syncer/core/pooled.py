"""What became of the members' workbooks: counts, and what went wrong, by names that say nothing of the members."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failed:
    """A workbook that stays as it was, and why."""

    workbook: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class HandedOut:
    """``written``: brought up to date; ``same``: opened, and nothing was to be written; ``unchanged``: not opened.

    ``left``: for the next time, because Google does not let us go on now. ``left_behind``: files of members who are
    none any more; what others shared with them stays in there until somebody deletes them.
    """

    written: int
    same: int
    unchanged: int
    left: int
    failed: tuple[Failed, ...] = ()
    left_behind: tuple[str, ...] = ()
