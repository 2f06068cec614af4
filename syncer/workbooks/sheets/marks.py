"""Developer metadata that syncer keeps in a spreadsheet: the revision, where tabs are, and marks on rows and columns.

Ids are chosen here, so that creating one that exists is refused, and with it the batch (google-api.md, section 7). A
mark is deleted at the exact place where it was read and made again where it is wanted: if its row or column moved in
between, it is not found there, still exists, and the batch is refused.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple
from zlib import crc32

from syncer.core.workbook.layout import LAYOUT_VERSION

Json = dict[str, Any]
Dimension = Literal["ROWS", "COLUMNS"]

REVISION_KEY, TABS_KEY, COLUMN_KEY, GUARD_KEY = "syncer.revision", "syncer.tabs", "syncer.column", "syncer.guard"
LANDED_KEY = "syncer.landed"
"""On the column that the last batch wrote under a label (``ledger``), where no guard can refuse a batch."""
NAME_PREFIX = "_syncer_revision_"
"""Named ranges that stand for the revision where metadata cannot; none is ever used twice."""


SWAP, MISS = "@swap", "@miss"
Ways = Mapping[str, str]
"""What the set-up found out of this spreadsheet and remembers beside its tabs; empty where metadata can be swapped.
``SWAP: name``: the revision is a named range. ``MISS: error``: to delete a mark that is not there refuses the batch."""


class Spot(NamedTuple):
    """One row or column of one tab, from 0."""

    sheet: int
    dimension: Dimension
    place: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of metadata as it stands in the file. ``spot`` is None for one of the file itself."""

    key: str
    value: str
    spot: Spot | None = None


def number(name: str) -> int:
    """The metadata id of a name: positive, the same for ever, and far from the small ones that others choose."""
    return 1_000_000_000 + crc32(name.encode()) % 1_000_000_000


def twin(mark: int) -> int:
    """The other id of a mark: where an id that a batch deletes cannot be made again in it, two take turns."""
    return number(f"twin:{mark}")


REVISION, TABS = number(REVISION_KEY), number(TABS_KEY)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What one commit writes as the revision. ``text`` is told apart from that of every other attempt."""

    count: int
    run: str
    attempt: int
    plan: str
    spreadsheet: str
    layout: int = LAYOUT_VERSION

    @property
    def text(self) -> str:
        """As it is stored, under 300 characters."""
        content = {
            "revision": self.count,
            "run": self.run,
            "attempt": self.attempt,
            "plan": self.plan,
            "spreadsheet": self.spreadsheet,
            "layout": self.layout,
        }
        return packed(content)


def fields_of(text: str) -> Mapping[str, Any]:
    """A stored JSON object; empty for anything else, which only a person's program can have put there."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def packed(content: Mapping[str, Any]) -> str:
    """A JSON object as it is stored."""
    return json.dumps(content, separators=(",", ":"))


def deleted(mark: int, *, value: str | None = None, spot: Spot | None = None) -> Json:
    """Delete a mark if it holds exactly this value, or stands exactly there."""
    lookup: Json = {"metadataId": mark}
    if value is not None:
        lookup["metadataValue"] = value
    if spot is not None:
        lookup |= {"metadataLocation": _location(spot), "locationMatchingStrategy": "EXACT_LOCATION"}
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}


def created(mark: int, made: Mark) -> Json:
    """Make a mark; the batch is refused if its id exists."""
    content: Json = {"metadataId": mark, "metadataKey": made.key, "visibility": "DOCUMENT"}
    content |= {"metadataValue": made.value} if made.value else {}
    content["location"] = _location(made.spot)
    return {"createDeveloperMetadata": {"developerMetadata": content}}


def set_again(before: Mapping[int, Mark], wanted: Mapping[int, Mark]) -> Iterable[Json]:
    """Delete each mark where it was read, if it was, and make it where it is wanted."""
    for mark, made in wanted.items():
        old = before.get(mark)
        if old is not None:
            yield deleted(mark, value=old.value if old.spot is None else None, spot=old.spot)
        yield created(mark, made)


def updated(mark: int, value: str) -> Json:
    """Another value for a mark that is there."""
    filters = [{"developerMetadataLookup": {"metadataId": mark}}]
    request = {"dataFilters": filters, "developerMetadata": {"metadataValue": value}, "fields": "metadataValue"}
    return {"updateDeveloperMetadata": request}


def _location(spot: Spot | None) -> Json:
    if spot is None:
        return {"spreadsheet": True}
    span = {"sheetId": spot.sheet, "dimension": spot.dimension, "startIndex": spot.place, "endIndex": spot.place + 1}
    return {"dimensionRange": span}
