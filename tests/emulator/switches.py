"""Behaviour of the real service that nobody has documented: a switch each, so that tests can hold in all positions."""

import sys
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Switches:
    """How the emulated service behaves where the documents are silent. The defaults are the likelier answers."""

    row_metadata_follows_sort: bool = True
    """Developer metadata of a row goes along when the row is sorted elsewhere."""
    delete_no_match: Literal["noop", "error"] = "noop"
    """``deleteDeveloperMetadata`` that matches nothing."""
    duplicate_metadata_id_refused: bool = True
    """``createDeveloperMetadata`` with an id that exists; when not refused, the later one takes its place."""
    create_sees_delete_of_same_batch: bool = True
    """An id deleted earlier in a batch may be created again in it."""
    append_joins_table: bool = False
    """Rows that ``appendCells`` puts right below a native Table, on its tab, become part of it."""
    expired_sync_token_status: Literal["INVALID_ARGUMENT", "FAILED_PRECONDITION"] = "INVALID_ARGUMENT"
    retry_after: int | None = None
    """Seconds in the ``Retry-After`` header of a 429; None leaves the header out, as recorded."""
    metadata_lag: int = 0
    """A search for developer metadata sees the file as it was this many calls ago."""
    strict_validation_refuses: bool = False
    """A value that a strict validation rule rejects is a 400 for the API too."""
    drive_file_unopened: Literal[403, 404] = 403
    """A ``drive.file`` token on a file that this app neither created nor was given by the picker."""
    unknown_formula: Literal["fail", "error value"] = "fail"
    """Reading the result of a formula the emulator cannot work out: a loud failure, or ``#N/A``."""
    people_delay: int = 0
    """Seconds until a change of the contacts shows in lists."""


OTHERWISE: dict[str, Any] = {
    "row_metadata_follows_sort": False,
    "delete_no_match": "error",
    "duplicate_metadata_id_refused": False,
    "create_sees_delete_of_same_batch": False,
    "append_joins_table": True,
    "expired_sync_token_status": "FAILED_PRECONDITION",
    "retry_after": 30,
    "metadata_lag": 1,
    "strict_validation_refuses": True,
    "drive_file_unopened": 404,
    "unknown_formula": "error value",
    "people_delay": 120,
}
"""The other position of every switch."""


def positions() -> list[Switches]:
    """The default, then every switch turned over by itself: what a test that must hold everywhere runs through."""
    return [Switches(), *(Switches(**{name: value}) for name, value in OTHERWISE.items())]


FALLBACKS = ("duplicate_metadata_id_refused", "create_sees_delete_of_same_batch")
"""Positions in which a revision cannot be metadata: what they promise is worth the most together with another."""


def pairs() -> list[str]:
    """Each of the two fallbacks with each other switch, once, as ``SYNCER_SWITCH`` takes them."""
    found = [(one, other) for one in FALLBACKS for other in OTHERWISE if other != one]
    return ["+".join(pair) for pair in found if pair[::-1] not in found[: found.index(pair)]]


if __name__ == "__main__":
    print(*(pairs() if "--pairs" in sys.argv else OTHERWISE), sep="\n")
