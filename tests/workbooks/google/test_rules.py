"""Colours that follow the cells: which rule of the sheet applies to a row, worked out as Sheets does."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from syncer.core.workbook.layout import BY_KEY, TABS
from syncer.workbooks.xlsx import look
from syncer.workbooks.xlsx.rules import STATE_OF_STATUS
from tests.contract.workbook_suite import CARDS
from tests.core.workbook.service import TODAY, Service
from tests.emulator.formulas import effective
from tests.workbooks.google.cloud import account, new
from tests.workbooks.google.hand import GoogleHand

LISTS = [tab for tab in TABS if tab.header and tab.columns and tab.key != "start"]
NAMED = look.STATES | {f"grade {letter}": pair for letter, pair in look.TEAL.items()}


@pytest.fixture(scope="module")
def hand():
    google = account()
    book = new(google)
    Service(book, list(CARDS)).run()
    return GoogleHand(google, book)


def ground(hand: GoogleHand, tab: str, column: str) -> list[str]:
    """What the ground of a cell of the first row below the header says, by the first rule that holds: names of colours.

    The service keeps colours in 256 steps, so one step off is the same colour.
    """
    sheet, place = hand.sheet(tab)
    at = place.columns[column]
    for rule in sheet.objects["conditionalFormats"]:
        (span,) = rule["ranges"]
        assert span["startRowIndex"] == 1
        assert span.get("endRowIndex", sheet.height) == sheet.height  # new rows are coloured too
        inside = span.get("startColumnIndex", 0) <= at < span["endColumnIndex"]
        if inside and holds(hand, sheet, at, rule["booleanRule"]):
            shown = rule["booleanRule"]["format"]["backgroundColorStyle"]["rgbColor"]
            return [name for name, (ground, _) in NAMED.items() if alike(shown, ground)]
    return []


def alike(shown: Mapping[str, float], ground: str) -> bool:
    wanted = [int(ground[at : at + 2], 16) for at in (0, 2, 4)]
    parts = [round(shown.get(part, 0) * 255) for part in ("red", "green", "blue")]
    return all(abs(one - other) <= 1 for one, other in zip(parts, wanted, strict=True))


def holds(hand: GoogleHand, sheet, at: int, rule) -> bool:
    [value] = [each["userEnteredValue"] for each in rule["condition"]["values"]]
    if rule["condition"]["type"] == "TEXT_EQ":
        return sheet.cell(1, at).get("userEnteredValue", {}).get("stringValue", "") == value
    assert rule["condition"]["type"] == "CUSTOM_FORMULA"
    asked = {"userEnteredValue": {"formulaValue": value}}
    return bool(effective(asked, sheet, hand.person.book, hand.google.switches).get("boolValue"))


@pytest.mark.parametrize("tab", LISTS, ids=lambda tab: tab.key)
def test_every_second_row_is_shaded_to_the_last_of_the_grid_and_only_below_the_header(hand, tab):
    sheet, _ = hand.sheet(tab.key)
    (band,) = sheet.objects["bandedRanges"]
    assert band["range"]["startRowIndex"] == 1
    assert band["range"].get("endRowIndex", sheet.height) == sheet.height
    assert (band["range"].get("startColumnIndex", 0), band["range"]["endColumnIndex"]) == (0, len(tab.columns))
    shades = [band["rowProperties"][name] for name in ("firstBandColorStyle", "secondBandColorStyle")]
    assert shades[0] != shades[1]


@pytest.mark.parametrize("status", STATE_OF_STATUS)
def test_a_status_has_its_colour_as_soon_as_it_is_chosen(hand, status):
    hand.type("outreach", 0, "status", status)
    assert STATE_OF_STATUS[status] in ground(hand, "outreach", "status")


def test_a_grade_has_its_colour_and_another_letter_has_none(hand):
    for grade in look.TEAL:
        hand.type("people", 0, "grade", grade)
        assert f"grade {grade}" in ground(hand, "people", "grade")
    hand.type("people", 0, "grade", "Q")
    assert ground(hand, "people", "grade") == []


def test_a_day_that_has_passed_is_overdue_one_that_comes_soon_is_due_and_a_word_is_neither(hand):
    shown = {}
    for days in (-1, 0, 3, 4):
        hand.type("outreach", 0, "next_date", TODAY + timedelta(days))
        shown[days] = [name for name in ground(hand, "outreach", "next_date") if name in ("overdue", "due")]
    assert shown == {-1: ["overdue"], 0: ["due"], 3: ["due"], 4: []}
    hand.type("outreach", 0, "next_date", "soon")
    assert ground(hand, "outreach", "next_date") == []


def test_who_is_off_the_list_is_grey_from_the_first_column_to_the_last_whatever_else_holds(hand):
    hand.type("outreach", 0, "status", "Helping")
    hand.type("outreach", 0, "off_list", "Do not contact")
    keys = [column.key for column in BY_KEY["outreach"].columns]
    assert all("off" in ground(hand, "outreach", key) for key in (keys[0], "name", "status", "next_date", keys[-1]))
