"""Requests about what lies over cells: names, protections, merges, filters, bandings, charts, conditional formats."""

import random

from tests.emulator import masks
from tests.emulator.cells import must_be_open
from tests.emulator.dimensions import sort
from tests.emulator.errors import PROTECTED, NotEmulatedError, Refused
from tests.emulator.grid import Book, Json, Sheet, Span
from tests.emulator.switches import Switches

NAMES = {
    "bandedRanges": ("bandedRange", "bandedRangeId", "BandedRange"),
    "filterViews": ("filter", "filterViewId", "FilterView"),
    "protectedRanges": ("protectedRange", "protectedRangeId", "ProtectedRange"),
    "charts": ("chart", "chartId", "EmbeddedChart"),
}
"""Kind of object: its field in a request, its id, its schema."""


def _known(book: Book, kind: str, number: int) -> tuple[Sheet, int]:
    name = NAMES[kind][1]
    for sheet in book.sheets:
        for place, each in enumerate(sheet.objects[kind]):
            if each[name] == number:
                return sheet, place
    raise Refused(f"No {kind[:-1]} with id: {number}")


def _numbered(book: Book, kind: str, given: Json, rng: random.Random) -> Json:
    """The object under the id it asks for, which must be free, or under a new one."""
    name = NAMES[kind][1]
    taken = {each[name] for sheet in book.sheets for each in sheet.objects[kind]}
    number = given.get(name)
    if number in taken:
        raise Refused(f"A {kind[:-1]} with id {number} already exists.")
    while not number or number in taken:
        number = rng.randrange(1, 2**31)
    return {name: number} | given | {name: number}


def _over(book: Book, given: Json) -> tuple[Sheet, Span]:
    if "namedRangeId" in given:
        return book.of(_name_with_id(book, given["namedRangeId"])["range"])
    if "range" not in given:
        raise Refused("A range must be specified.")
    return book.of(given["range"])


def add(book: Book, kind: str, request: Json, rng: random.Random) -> Json:
    """``addBanding`` and ``addFilterView``."""
    field = NAMES[kind][0]
    given = _numbered(book, kind, request.get(field, {}), rng)
    sheet, span = _over(book, given)
    if kind == "bandedRanges" and any(sheet.span(each["range"]).meets(span) for each in sheet.objects[kind]):
        raise Refused("You cannot add alternating background colors to a range that already has them.")
    if kind == "filterViews":
        given = {"title": f"Filter {len(sheet.objects[kind]) + 1}", **given}
    sheet.objects[kind].append(given)
    return {field: given}


def update(book: Book, kind: str, request: Json) -> None:
    """``updateBanding``, ``updateFilterView``, ``updateProtectedRange``."""
    field, name, message = NAMES[kind]
    given = request.get(field, {})
    sheet, place = _known(book, kind, given.get(name, 0))
    mask = masks.in_update(request.get("fields"), "sheets", message)
    old = sheet.objects[kind][place]
    if kind == "protectedRanges" and not old.get("requestingUserCanEdit"):
        raise Refused(PROTECTED)
    fresh = {**masks.update(old, given, mask), name: old[name]}
    if kind == "protectedRanges":
        fresh["requestingUserCanEdit"] = True
    sheet.objects[kind][place] = fresh


def delete(book: Book, kind: str, number: int) -> None:
    """``deleteBanding``, ``deleteFilterView``, ``deleteProtectedRange``, ``deleteEmbeddedObject``."""
    sheet, place = _known(book, kind, number)
    if kind == "protectedRanges" and not sheet.objects[kind][place].get("requestingUserCanEdit"):
        raise Refused(PROTECTED)
    del sheet.objects[kind][place]


def protect(book: Book, request: Json, rng: random.Random, user: str) -> Json:
    """``addProtectedRange``: who asks may edit; a later read names them among the editors [recorded]."""
    given = _numbered(book, "protectedRanges", request.get("protectedRange", {}), rng)
    sheet, _ = _over(book, given)
    editors = given.get("editors", {})
    reply = {**given, "requestingUserCanEdit": True, "editors": editors}
    kept = {**editors, "users": sorted({user, *editors.get("users", ())})}
    sheet.objects["protectedRanges"].append({**reply, "editors": kept})
    return {"protectedRange": reply}


def chart(book: Book, request: Json, rng: random.Random) -> Json:
    """``addChart``: kept as given, in Roboto unless said otherwise [pygsheets' live tests]; on a tab of cells only."""
    given = _numbered(book, "charts", request.get("chart", {}), rng)
    given = {**given, "spec": _lettered(given.get("spec", {}))}
    place = given.get("position", {})
    if "overlayPosition" not in place:
        raise NotEmulatedError(f"a chart placed by {sorted(place)}")
    cell = place["overlayPosition"].get("anchorCell", {})
    book.sheet(cell.get("sheetId", 0)).objects["charts"].append(given)
    return {"chart": given}


def chart_spec(book: Book, request: Json) -> None:
    """``updateChartSpec``: the whole specification is replaced."""
    sheet, place = _known(book, "charts", request.get("chartId", 0))
    old = sheet.objects["charts"][place]
    sheet.objects["charts"][place] = {**old, "spec": _lettered(request.get("spec", {}))}


def _lettered(spec: Json) -> Json:
    titles = {"titleTextFormat": {"fontFamily": "Roboto", **spec.get("titleTextFormat", {})}} if "title" in spec else {}
    return {"fontName": "Roboto", **spec, **titles}


def move(book: Book, request: Json) -> Json:
    """``updateEmbeddedObjectPosition``: moves a chart over the cells of its tab."""
    sheet, place = _known(book, "charts", request.get("objectId", 0))
    mask = masks.in_update(request.get("fields"), "sheets", "OverlayPosition")
    wanted = request.get("newPosition", {})
    if set(wanted) - {"overlayPosition"}:
        raise NotEmulatedError(f"a chart placed by {sorted(wanted)}")
    old = sheet.objects["charts"][place]
    fresh = masks.update(old["position"]["overlayPosition"], wanted.get("overlayPosition", {}), mask)
    if fresh.get("anchorCell", {}).get("sheetId", 0) != sheet.id:
        raise NotEmulatedError("moving a chart to another tab")
    position = {"overlayPosition": fresh}
    sheet.objects["charts"][place] = {**old, "position": position}
    return {"position": position}


def _name_with_id(book: Book, number: str) -> Json:
    for named in book.named:
        if named["namedRangeId"] == number:
            return named
    raise Refused(f"No named range with id: {number}")


def _name_is_free(book: Book, name: str, besides: Json | None = None) -> None:
    taken = [named for named in book.named if named["name"].casefold() == name.casefold() and named is not besides]
    if taken:
        raise Refused(f"Cannot add named range with name: {name}, a named range with that name already exists.")


def name(book: Book, request: Json, rng: random.Random) -> Json:
    """``addNamedRange``: name and id must be free."""
    given = request.get("namedRange", {})
    if not given.get("name"):
        raise Refused("The name of a named range must be specified.")
    number = given.get("namedRangeId") or str(rng.randrange(1, 2**31))
    if any(named["namedRangeId"] == number for named in book.named):
        raise Refused(f"A named range with id {number} already exists.")
    _name_is_free(book, given["name"])
    _over(book, {"range": given.get("range", {})})
    fresh = {"range": {}, **given, "namedRangeId": number}
    book.named.append(fresh)
    return {"namedRange": fresh}


def rename(book: Book, request: Json) -> None:
    """``updateNamedRange``."""
    given = request.get("namedRange", {})
    old = _name_with_id(book, given.get("namedRangeId", ""))
    mask = masks.in_update(request.get("fields"), "sheets", "NamedRange")
    fresh = {**masks.update(old, given, mask), "namedRangeId": old["namedRangeId"]}
    _name_is_free(book, fresh["name"], old)
    _over(book, fresh | {"namedRangeId": old["namedRangeId"]})
    book.named[book.named.index(old)] = fresh


def unname(book: Book, request: Json) -> None:
    """``deleteNamedRange``."""
    book.named.remove(_name_with_id(book, request.get("namedRangeId", "")))


def merge(book: Book, request: Json) -> None:
    """``mergeCells``: merges inside the range give way; what merged cells cover is gone."""
    sheet, span = book.of(request.get("range", {}))
    must_be_open(sheet, span)
    _clear_merges(sheet, span, "You must select all cells in a merged range to merge or unmerge them.")
    for part in _parts(span, request.get("mergeType", "MERGE_ALL")):
        if (part.bottom - part.top) * (part.right - part.left) > 1:
            sheet.objects["merges"].append(sheet.ranged(part))
            _keep_first(sheet, part)


def _parts(span: Span, kind: str) -> list[Span]:
    if kind == "MERGE_COLUMNS":
        return [Span(span.top, span.bottom, column, column + 1) for column in range(span.left, span.right)]
    if kind == "MERGE_ROWS":
        return [Span(row, row + 1, span.left, span.right) for row in range(span.top, span.bottom)]
    return [span]


def _keep_first(sheet: Sheet, span: Span) -> None:
    for row in range(span.top, span.bottom):
        fresh = {}
        for column in range(span.left, span.right):
            if (row, column) != (span.top, span.left):
                fresh[column] = {
                    field: inner for field, inner in sheet.cell(row, column).items() if field != "userEnteredValue"
                }
        sheet.put(row, fresh)


def _clear_merges(sheet: Sheet, span: Span, message: str) -> None:
    kept = []
    for each in sheet.objects["merges"]:
        merged = sheet.span(each)
        if merged.meets(span):
            if not span.holds(merged):
                raise Refused(message)
        else:
            kept.append(each)
    sheet.objects["merges"] = kept


def unmerge(book: Book, request: Json) -> None:
    """``unmergeCells``: every merge inside the range; one that sticks out is refused."""
    sheet, span = book.of(request.get("range", {}))
    _clear_merges(sheet, span, "You must select all cells in a merged range to merge or unmerge them.")


def set_filter(book: Book, request: Json, switches: Switches) -> None:
    """``setBasicFilter``: open ends are filled in; it sorts below its first row; hidden values hide their rows."""
    given = request.get("filter", {})
    sheet, span = _over(book, {"range": {}, **given})
    by_column = {int(column): criteria for column, criteria in given.get("criteria", {}).items()}
    by_column |= {spec.get("columnIndex", 0): spec.get("filterCriteria", {}) for spec in given.get("filterSpecs", ())}
    sheet.objects["basicFilter"] = [{**given, "range": sheet.ranged(span), **_both_forms(by_column)}]
    hidden: dict[int, set[str]] = {}
    for column, criteria in by_column.items():
        if set(criteria) - {"hiddenValues"}:
            raise NotEmulatedError(f"a basic filter by {sorted(criteria)}")
        hidden[column] = set(criteria.get("hiddenValues", ()))
    show_all(sheet)
    if given.get("sortSpecs") and span.bottom - span.top > 1:
        below = sheet.ranged(Span(span.top + 1, span.bottom, span.left, span.right))
        sort(book, {"range": below, "sortSpecs": given["sortSpecs"]}, switches)
    for row in range(span.top + 1, span.bottom):
        for column, texts in hidden.items():
            value = sheet.cell(row, column).get("userEnteredValue", {})
            if str(next(iter(value.values()), "")) in texts:
                sheet.row_info[row] = {**sheet.row_info[row], "hiddenByFilter": True}


def _both_forms(by_column: dict[int, Json]) -> Json:
    """ "Both criteria and filter_specs are populated in responses" (discovery document)."""
    if not by_column:
        return {}
    specs = [{"columnIndex": column, "filterCriteria": criteria} for column, criteria in sorted(by_column.items())]
    return {"criteria": {str(column): criteria for column, criteria in sorted(by_column.items())}, "filterSpecs": specs}


def show_all(sheet: Sheet) -> None:
    """No row is hidden by a filter any more."""
    for row, info in enumerate(sheet.row_info):
        if info.get("hiddenByFilter"):
            sheet.row_info[row] = {field: value for field, value in info.items() if field != "hiddenByFilter"}


def clear_filter(book: Book, request: Json) -> None:
    """``clearBasicFilter``."""
    sheet = book.sheet(request.get("sheetId", 0))
    sheet.objects["basicFilter"] = []
    show_all(sheet)


def _rule_sheet(book: Book, rule: Json) -> Sheet:
    ranges = rule.get("ranges", [])
    if not ranges:
        raise Refused("A conditional format rule must have at least one range.")
    return book.of(ranges[0])[0]


def add_rule(book: Book, request: Json) -> None:
    """``addConditionalFormatRule``: at its place in the order of rules."""
    rule, index = request.get("rule", {}), request.get("index", 0)
    rules = _rule_sheet(book, rule).objects["conditionalFormats"]
    if index > len(rules):
        raise Refused(f"The index {index} is out of bounds.")
    rules.insert(index, rule)


def update_rule(book: Book, request: Json) -> Json:
    """``updateConditionalFormatRule``: replaces a rule, or moves it."""
    index, sheet_id = request.get("index", 0), request.get("sheetId", 0)
    rules = (_rule_sheet(book, request["rule"]) if "rule" in request else book.sheet(sheet_id)).objects[
        "conditionalFormats"
    ]
    old = _rule_at(rules, index)
    if "rule" in request:
        rules[index] = request["rule"]
        return {"newRule": request["rule"], "newIndex": index, "oldRule": old, "oldIndex": index}
    rules.insert(request.get("newIndex", 0), rules.pop(index))
    return {"newRule": old, "newIndex": request.get("newIndex", 0), "oldIndex": index}


def delete_rule(book: Book, request: Json) -> Json:
    """``deleteConditionalFormatRule``; replies with the rule."""
    rules = book.sheet(request.get("sheetId", 0)).objects["conditionalFormats"]
    return {"rule": _rule_at(rules, request.get("index", 0), take=True)}


def _rule_at(rules: list[Json], index: int, take: bool = False) -> Json:
    if index >= len(rules):
        raise Refused(f"No conditional format on sheet at index: {index}")
    return rules.pop(index) if take else rules[index]
