"""Columns of syncer's that are gone are made again right of everything, whatever moves in the moment they are made."""

import pytest

from tests.workbooks.google.cloud import IN_FULL
from tests.workbooks.google.moments import Moment
from tests.workbooks.google.test_moments import persist, told
from tests.workbooks.google.test_moved_columns import FALLBACKS, ready

POSITIONS = FALLBACKS if IN_FULL else FALLBACKS[:1]
ACTS = {
    "puts a column in": lambda hand: hand.insert_column("people", 3, "Met at", ["a fair"]),
    "puts two columns in": lambda hand: [hand.insert_column("people", 3, name, ["a fair"]) for name in ("One", "Two")],
    "deletes a column of people's": lambda hand: hand.delete_column("people", "how_known"),
    "drags Notes to the right end": lambda hand: hand.move_column("people", "notes", hand.place("people").right - 1),
}


def own_words(hand) -> dict[str, set[str]]:
    """Header -> words of the columns that are people's own; without a header: "bare"."""
    sheet, place = hand.sheet("people")
    found: dict[str, set[str]] = {}
    for index in range(place.right):
        head, *rest = (
            str(sheet.cell(row, index).get("userEnteredValue", {}).get("stringValue", ""))
            for row in range(place.header - 1, place.last)
        )
        if index not in place.columns.values() and any(rest):
            found[head or "bare"] = set(rest) - {""}
    return found


@pytest.mark.parametrize("position", [{}, *POSITIONS])
@pytest.mark.parametrize("act", ACTS)
def test_no_header_and_no_word_of_a_persons_own_column_is_written_over(act, position):
    google, service, hand = ready(position)
    persist(service)
    hand.delete_column("people", "keep_in_touch_due")
    before, own = told(service), own_words(hand)
    assert {"Birthday", "bare"} <= set(own)
    moment = Moment(google, lambda: ACTS[act](hand))
    persist(service)
    assert moment.happened
    assert "keep_in_touch_due" in hand.place("people").columns
    found = own_words(hand)
    assert {head: found.get(head) for head in own} == own
    dropped = {"how_known"} if "deletes" in act else set()
    notes = {name: {key: value for key, value in cells.items() if key not in dropped} for name, cells in before.items()}
    assert {name: cells.get("notes") for name, cells in told(service).items()} == {
        name: cells["notes"] for name, cells in notes.items()
    }
