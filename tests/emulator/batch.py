"""``spreadsheets.batchUpdate``: requests in order on a copy; the copy counts only when all of them passed."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.emulator import content, dimensions, metadata, objects, tables, tabs
from tests.emulator.errors import NotEmulatedError, Refused, invalid
from tests.emulator.grid import Book, Json
from tests.emulator.switches import Switches

MOST_REQUESTS = 100_000


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks, and how the service behaves."""

    switches: Switches
    rng: random.Random
    user: str


Handler = Callable[[Book, Json, Context], Json | None]

HANDLERS: dict[str, Handler] = {
    "updateCells": lambda book, request, context: content.update(book, request, context.switches),
    "appendCells": lambda book, request, context: content.append(book, request, context.switches),
    "repeatCell": lambda book, request, context: content.repeat(book, request, context.switches),
    "setDataValidation": lambda book, request, context: content.validate(book, request),
    "findReplace": lambda book, request, context: content.replace(book, request),
    "copyPaste": lambda book, request, context: content.copy(book, request),
    "cutPaste": lambda book, request, context: content.cut(book, request),
    "addSheet": lambda book, request, context: tabs.add(book, request, context.rng),
    "deleteSheet": lambda book, request, context: tabs.delete(book, request),
    "duplicateSheet": lambda book, request, context: tabs.duplicate(book, request, context.rng),
    "updateSheetProperties": lambda book, request, context: tabs.update(book, request),
    "updateSpreadsheetProperties": lambda book, request, context: tabs.update_file(book, request),
    "insertDimension": lambda book, request, context: dimensions.insert(book, request),
    "deleteDimension": lambda book, request, context: dimensions.delete(book, request),
    "moveDimension": lambda book, request, context: dimensions.move(book, request),
    "appendDimension": lambda book, request, context: dimensions.append(book, request),
    "updateDimensionProperties": lambda book, request, context: dimensions.update(book, request),
    "autoResizeDimensions": lambda book, request, context: dimensions.fit(book, request),
    "addDimensionGroup": lambda book, request, context: dimensions.group(book, request),
    "deleteDimensionGroup": lambda book, request, context: dimensions.ungroup(book, request),
    "sortRange": lambda book, request, context: dimensions.sort(book, request, context.switches),
    "createDeveloperMetadata": lambda book, request, context: metadata.create(
        book, request, context.switches, context.rng
    ),
    "updateDeveloperMetadata": lambda book, request, context: metadata.update(book, request),
    "deleteDeveloperMetadata": lambda book, request, context: metadata.delete(book, request, context.switches),
    "addNamedRange": lambda book, request, context: objects.name(book, request, context.rng),
    "updateNamedRange": lambda book, request, context: objects.rename(book, request),
    "deleteNamedRange": lambda book, request, context: objects.unname(book, request),
    "addProtectedRange": lambda book, request, context: objects.protect(book, request, context.rng, context.user),
    "updateProtectedRange": lambda book, request, context: objects.update(book, "protectedRanges", request),
    "deleteProtectedRange": lambda book, request, context: objects.delete(
        book, "protectedRanges", request.get("protectedRangeId", 0)
    ),
    "addBanding": lambda book, request, context: objects.add(book, "bandedRanges", request, context.rng),
    "updateBanding": lambda book, request, context: objects.update(book, "bandedRanges", request),
    "deleteBanding": lambda book, request, context: objects.delete(
        book, "bandedRanges", request.get("bandedRangeId", 0)
    ),
    "addFilterView": lambda book, request, context: objects.add(book, "filterViews", request, context.rng),
    "updateFilterView": lambda book, request, context: objects.update(book, "filterViews", request),
    "deleteFilterView": lambda book, request, context: objects.delete(book, "filterViews", request.get("filterId", 0)),
    "addChart": lambda book, request, context: objects.chart(book, request, context.rng),
    "updateChartSpec": lambda book, request, context: objects.chart_spec(book, request),
    "updateEmbeddedObjectPosition": lambda book, request, context: objects.move(book, request),
    "deleteEmbeddedObject": lambda book, request, context: objects.delete(book, "charts", request.get("objectId", 0)),
    "addTable": lambda book, request, context: tables.add(book, request, context.rng),
    "updateTable": lambda book, request, context: tables.update(book, request),
    "deleteTable": lambda book, request, context: tables.delete(book, request),
    "mergeCells": lambda book, request, context: objects.merge(book, request),
    "unmergeCells": lambda book, request, context: objects.unmerge(book, request),
    "setBasicFilter": lambda book, request, context: objects.set_filter(book, request, context.switches),
    "clearBasicFilter": lambda book, request, context: objects.clear_filter(book, request),
    "addConditionalFormatRule": lambda book, request, context: objects.add_rule(book, request),
    "updateConditionalFormatRule": lambda book, request, context: objects.update_rule(book, request),
    "deleteConditionalFormatRule": lambda book, request, context: objects.delete_rule(book, request),
}
"""Every request kind that is emulated. Any other fails loudly."""


def apply(book: Book, requests: list[Json], context: Context) -> tuple[Book, list[Json]]:
    """The file after all requests, and a reply for each; the given file stays as it was."""
    if not requests:
        raise invalid("Must specify at least one request.")
    if len(requests) > MOST_REQUESTS:
        raise invalid(f"Cannot exceed {MOST_REQUESTS} requests in a single batch.")
    fresh, replies = book.copy(), []
    for number, request in enumerate(requests):
        replies.append(_one(fresh, number, request, context))
    tables.name_columns(fresh)
    fresh.graves.clear()
    return fresh, replies


def _one(book: Book, number: int, request: Json, context: Context) -> Json:
    if len(request) != 1:
        raise invalid(f"Invalid requests[{number}]: exactly one request must be set, not {sorted(request)}.")
    (kind, inner), *_ = request.items()
    if kind not in HANDLERS:
        raise NotEmulatedError(f"requests[{number}].{kind}")
    try:
        reply = HANDLERS[kind](book, inner, context)
    except Refused as refused:
        raise invalid(f"Invalid requests[{number}].{kind}: {refused}") from None
    return {} if reply is None else {kind: reply}
