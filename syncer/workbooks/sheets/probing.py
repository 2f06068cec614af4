"""What Google does with metadata in this spreadsheet, found out by batches that leave it as it is.

Nobody has documented it (google-api.md, section 16), and everything that refuses a batch rests on it.
"""

from syncer.errors import Conflict
from syncer.google.faults import GoogleFault
from syncer.google.sheets import Refused, Sheets, Unanswered, Why
from syncer.workbooks.sheets import marks
from syncer.workbooks.sheets.marks import Json, Mark

_KEY = "syncer.probe"


def ways(sheets: Sheets, spreadsheet: str, run: str) -> marks.Ways:
    """How revision and marks can be swapped. ``Refused`` where the account may not write at all."""
    if _swapped(sheets, spreadsheet, run):
        return {}
    # The first may find what the test above left, where a second of one id is no error; the other finds nothing.
    refused = _tried(sheets, spreadsheet, [marks.deleted(marks.number(_KEY))] * 2)
    return {marks.SWAP: "name", **({marks.MISS: "error"} if refused is not None else {})}


def _swapped(sheets: Sheets, spreadsheet: str, run: str) -> bool:
    """Whether an id can be deleted and made in one batch, and a second of one id is refused."""
    probe = marks.number(_KEY)
    made = marks.created(probe, Mark(_KEY, run))
    requests = [made, marks.deleted(probe, value=run), made, made]
    refused = _tried(sheets, spreadsheet, requests)
    if refused is not None and refused.why is not Why.EXISTS:
        raise refused
    return refused is not None and refused.place == len(requests) - 1


def _tried(sheets: Sheets, spreadsheet: str, requests: list[Json]) -> Refused | None:
    """What Google says to a batch that is sent to find that out."""
    try:
        sheets.send(spreadsheet, {"requests": requests}, "spreadsheetId")
    except Refused as refused:
        return refused
    except Unanswered:
        raise Conflict("The spreadsheet did not answer.", code="E-GOOGLE-UNKNOWN") from None
    except GoogleFault as fault:
        raise sheets.error(fault) from None
    return None
