"""Developer metadata: kept by id for the whole file, at a row, a column, a tab or the file itself."""

import random
from typing import Any

from tests.emulator import masks
from tests.emulator.errors import NotEmulatedError, Refused
from tests.emulator.grid import Book, Json
from tests.emulator.switches import Switches

KIND = {"ROWS": "ROW", "COLUMNS": "COLUMN"}
MOST_CHARACTERS = 30_000


def place_of(location: Json) -> tuple[str, int | None, int | None]:
    """Kind of place, tab and index of a stored location."""
    if "dimensionRange" in location:
        span = location["dimensionRange"]
        return KIND[span["dimension"]], span.get("sheetId", 0), span.get("startIndex", 0)
    if "sheetId" in location:
        return "SHEET", location["sheetId"], None
    return "SPREADSHEET", None, None


def at(book: Book, kind: str, sheet_id: int | None = None) -> list[Json]:
    """All metadata of the file, or of a tab as a whole."""
    return [each for _, each in sorted(book.metadata.items()) if place_of(each["location"])[:2] == (kind, sheet_id)]


def by_place(book: Book, sheet_id: int, dimension: str) -> dict[int, list[Json]]:
    """Metadata of rows or of columns of a tab, by index."""
    if book.memo is None:
        return _by_place(book).get((KIND[dimension], sheet_id), {})
    if "metadata" not in book.memo:
        book.memo["metadata"] = _by_place(book)
    found: dict[int, list[Json]] = book.memo["metadata"].get((KIND[dimension], sheet_id), {})
    return found


def _by_place(book: Book) -> dict[tuple[str, int | None], dict[int, list[Json]]]:
    found: dict[tuple[str, int | None], dict[int, list[Json]]] = {}
    for _, each in sorted(book.metadata.items()):
        kind, sheet, index = place_of(each["location"])
        if index is not None:
            found.setdefault((kind, sheet), {}).setdefault(index, []).append(each)
    return found


def _location(book: Book, given: Json) -> Json:
    """The location as stored, with its type; a row or column must exist and be exactly one."""
    if "dimensionRange" in given:
        span = given["dimensionRange"]
        sheet = book.sheet(span.get("sheetId", 0))
        start, end = span.get("startIndex", 0), span.get("endIndex", 0)
        if span.get("dimension") not in KIND:
            raise Refused("A dimension must be specified.")
        if end - start != 1:
            raise Refused("dimensionRange must represent a single row or column.")
        if end > (sheet.height if span["dimension"] == "ROWS" else sheet.width):
            raise Refused("dimensionRange is outside the grid.")
        return {"locationType": KIND[span["dimension"]], "dimensionRange": span}
    if "sheetId" in given:
        book.sheet(given["sheetId"])
        return {"locationType": "SHEET", "sheetId": given["sheetId"]}
    if given.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    raise Refused("A developer metadata location must be specified.")


def create(book: Book, request: Json, switches: Switches, rng: random.Random) -> Json:
    """``createDeveloperMetadata``: refuses an id that exists, makes one up where none is given."""
    given = request.get("developerMetadata", {})
    for needed, words in (("metadataKey", "key"), ("visibility", "visibility"), ("location", "location")):
        if not given.get(needed):
            raise Refused(f"A developer metadata {words} must be specified.")
    number = given.get("metadataId") or _fresh(book, rng)
    if number < 0:
        raise Refused("Developer metadata ID must be positive.")
    buried = number in book.graves and not switches.create_sees_delete_of_same_batch
    if switches.duplicate_metadata_id_refused and (number in book.metadata or buried):
        raise Refused(
            f"Cannot add developer metadata with ID [{number}] because developer metadata with that ID already exists."
        )
    fresh = {**given, "metadataId": number, "location": _location(book, given["location"])}
    book.metadata[number] = fresh
    _must_fit(book)
    return {"developerMetadata": fresh}


def _fresh(book: Book, rng: random.Random) -> int:
    while (number := rng.randrange(1, 2**31)) in book.metadata:
        pass
    return number


def _must_fit(book: Book) -> None:
    used = sum(len(each["metadataKey"]) + len(each.get("metadataValue", "")) for each in book.metadata.values())
    if used > MOST_CHARACTERS:
        raise Refused(f"Developer metadata exceeds the limit of {MOST_CHARACTERS} characters for a spreadsheet.")


def update(book: Book, request: Json) -> Json:
    """``updateDeveloperMetadata``: every match takes the masked fields."""
    given = request.get("developerMetadata", {})
    mask = masks.in_update(request.get("fields"), "sheets", "DeveloperMetadata")
    wanted = [number for each in request.get("dataFilters", ()) for number in matching(book, each)]
    changed = []
    for number in sorted(set(wanted)):
        fresh = masks.update(book.metadata[number], given, mask)
        if "location" in given and masks.wants(mask, "location"):
            fresh["location"] = _location(book, given["location"])
        book.metadata[number] = {**fresh, "metadataId": number}
        changed.append(book.metadata[number])
    _must_fit(book)
    return {"developerMetadata": changed} if changed else {}


def delete(book: Book, request: Json, switches: Switches) -> Json:
    """``deleteDeveloperMetadata``: what matched, or by switch a refusal when nothing did."""
    wanted = matching(book, request.get("dataFilter", {}))
    if not wanted and switches.delete_no_match == "error":
        raise Refused("No developer metadata matches the given data filter.")
    book.graves.update(wanted)
    gone = [book.metadata.pop(number) for number in wanted]
    return {"deletedDeveloperMetadata": gone} if gone else {}


def search(book: Book, filters: list[Json]) -> Json:
    """``developerMetadata.search``: each match once, with the filters it matched."""
    matched: dict[int, list[Json]] = {}
    for each in filters:
        for number in matching(book, each):
            matched.setdefault(number, []).append(each)
    found = [
        {"developerMetadata": book.metadata[number], "dataFilters": hits} for number, hits in sorted(matched.items())
    ]
    return {"matchedDeveloperMetadata": found} if found else {}


def matching(book: Book, data_filter: Json) -> list[int]:
    """Ids that a data filter selects: all given fields must match."""
    lookup = data_filter.get("developerMetadataLookup")
    if lookup is None:
        raise NotEmulatedError(f"metadata by a data filter with {sorted(data_filter)}")
    _check(lookup)
    return [number for number, each in sorted(book.metadata.items()) if _matches(each, lookup)]


def _check(lookup: Json) -> None:
    if not lookup:
        raise Refused("A developer metadata lookup must have at least one field.")
    strategy, where = lookup.get("locationMatchingStrategy"), lookup.get("metadataLocation")
    if strategy and where is None:
        raise Refused("locationMatchingStrategy cannot be set without metadataLocation.")
    if strategy == "EXACT_LOCATION" and "locationType" in lookup:
        raise Refused("locationType cannot be set with EXACT_LOCATION.")


def _matches(each: Json, lookup: Json) -> bool:
    for name in ("metadataId", "metadataKey", "visibility"):
        if name in lookup and each[name] != lookup[name]:
            return False
    if "metadataValue" in lookup and each.get("metadataValue", "") != lookup["metadataValue"]:
        return False
    if "locationType" in lookup and each["location"]["locationType"] != lookup["locationType"]:
        return False
    where = lookup.get("metadataLocation")
    return where is None or _located(each["location"], where, lookup.get("locationMatchingStrategy"))


def _located(here: Json, where: Json, strategy: str | None) -> bool:
    kind, sheet, index = place_of(here)
    asked: tuple[Any, ...] = place_of(where)
    if strategy == "EXACT_LOCATION":
        same = (kind, sheet, index) == asked
        ends = here.get("dimensionRange", {}).get("endIndex") == where.get("dimensionRange", {}).get("endIndex")
        return same and (index is None or ends)
    if asked[0] == "SPREADSHEET":
        return True
    if sheet != asked[1]:
        return False
    if kind != asked[0]:
        return True
    span = where.get("dimensionRange", {})
    return index is None or span.get("startIndex", 0) <= index < span.get("endIndex", 2**31)
