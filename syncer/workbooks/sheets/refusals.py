"""What it means for the person that Google refused a batch though nothing had changed; nothing of it was applied."""

from collections.abc import Iterable, Sequence

from syncer.errors import WorkbookError
from syncer.google.sheets import Refused, Why
from syncer.workbooks.sheets.checks import protected
from syncer.workbooks.sheets.marks import Json
from syncer.workbooks.sheets.reading import Seen


def error(refused: Refused, seen: Seen, requests: Sequence[Json]) -> WorkbookError:
    """The error, with the tab and where it can be told the column; it quotes no cell."""
    title = _title(seen, requests[refused.place : refused.place + 1])
    if refused.why is Why.PROTECTED:
        return protected(title)
    if refused.why is Why.RULE:
        where = _headers(seen, requests[refused.place : refused.place + 1])
        return WorkbookError(
            f"A rule in {title}{where} refuses what syncer writes there, so nothing was written. Open Data > Data "
            "validation, and let that rule show a warning instead of rejecting the input.",
            code="E-SHEET-RULE",
        )
    return WorkbookError(
        f"Google refused what syncer sent ({refused.request or 'the batch'}, {refused.status}); nothing was "
        "written. This is a fault of syncer: please report it with this line.",
        code="E-SHEET-REFUSED",
    )


def _title(seen: Seen, requests: Iterable[Json]) -> str:
    for request in requests:
        text = str(request)
        for place in seen.places.values():
            if str(place.sheet) in text:
                return place.title
    return "A tab"


def _headers(seen: Seen, requests: Iterable[Json]) -> str:
    """The columns that an ``updateCells`` writes, in the words of their headers; a whole new row names none."""
    for request in requests:
        start = request.get("updateCells", {}).get("start", {})
        place = next((place for place in seen.places.values() if place.sheet == start.get("sheetId")), None)
        if place is not None:
            width = max(len(row["values"]) for row in request["updateCells"]["rows"])
            heads = place.heads[start["columnIndex"] : start["columnIndex"] + width]
            named = ", ".join(str(head) for head in heads if head != "")
            return f", {'column' if width == 1 else 'one of the columns'} {named}," if named else ""
    return ""
