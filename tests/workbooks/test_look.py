"""What the first file looks like to the person who opens it, and that every program may open it."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook

from syncer.core.workbook.layout import TABS, Owner
from syncer.core.workbook.plan import ReplaceTab
from syncer.core.workbook.start import LastRun, start_rows
from syncer.workbooks.xlsx import look
from tests.workbooks.hand import parts_of
from tests.workbooks.small import make, run

ORDER = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
]
"""Children of a worksheet as ECMA-376 orders them; Excel calls a file with another order damaged."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "outreach.xlsx"
    make(found)
    return found


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(left: str, right: str) -> float:
    dark, light = sorted((brightness(left), brightness(right)))
    return (light + 0.05) / (dark + 0.05)


def test_every_text_can_be_read_on_its_ground() -> None:
    """WCAG 2 asks for 4.5 : 1."""
    pairs = [look.SERVICE_HEADER, look.PEOPLE_HEADER, *look.TEAL.values(), *look.STATES.values()]
    pairs += [(look.PEOPLE_CELL, look.INK), (look.PEOPLE_CELL, look.LINK), ("FFFFFF", look.MUTED)]
    pairs += [("FFFFFF", look.TITLE), (look.TILE, look.MUTED), (look.TILE, look.TITLE)]
    assert min(contrast(*pair) for pair in pairs) >= 4.5


def test_sheets_hold_their_elements_in_the_order_of_the_format(path: Path) -> None:
    for name, data in parts_of(path).items():
        if "worksheets/sheet" in name and name.endswith(".xml"):
            inside = re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData/>", data, flags=re.DOTALL)
            from lxml import etree

            found = [ORDER.index(etree.QName(node).localname) for node in etree.fromstring(inside)]
            assert all(left <= right for left, right in pairwise(found)), name


def test_headers_tell_whose_a_column_is(path: Path) -> None:
    book = load_workbook(path)
    for tab in TABS:
        for number, column in enumerate(tab.columns if tab.header else (), 1):
            cell = book[tab.title].cell(1, number)
            assert cell.value == column.header
            ground = look.PEOPLE_HEADER[0] if column.owner is Owner.PEOPLE else look.SERVICE_HEADER[0]
            assert cell.fill.fgColor.rgb.endswith(ground)
            assert (cell.comment.text if cell.comment else "") == column.note


def test_ids_are_hidden_headers_stay_in_view_and_filters_take_the_ids_along(path: Path) -> None:
    book = load_workbook(path)
    for tab in (tab for tab in TABS if tab.header):
        sheet = book[tab.title]
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref.startswith("A1:")
        for number, column in enumerate(tab.columns, 1):
            letter = sheet.cell(1, number).column_letter
            assert sheet.column_dimensions[letter].hidden is (column.key == "_id")
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == ["_syncer"]


def test_dropdowns_offer_and_warn_but_do_not_forbid(path: Path) -> None:
    book = load_workbook(path)
    for tab in TABS:
        rules = {str(rule.sqref).split("2:")[0]: rule for rule in book[tab.title].data_validations.dataValidation}
        for number, column in enumerate(tab.columns, 1):
            letter = book[tab.title].cell(1, number).column_letter
            if column.choices:
                assert rules[letter].formula1 == f'"{",".join(column.choices)}"'
                assert rules[letter].errorStyle == "warning" and len(rules[letter].formula1) <= 257


def test_start_here_is_a_page_with_swatches(path: Path) -> None:
    rows = start_rows(LastRun("2026-11-23 08:00", 3, 2, 1, [("linkedin", 412, None)], ["A note. " * 30]))
    run(path, ReplaceTab("start", rows))
    run(path, ReplaceTab("start", (*rows[:-1], {"text": "", "detail": "x"}, *rows[-1:])))
    sheet = load_workbook(path)["Start here"]
    texts = {str(cell.value): cell for cell in sheet["A"] if cell.value}
    assert texts["Who to contact next, and why"].font.sz == 22
    assert sheet.row_dimensions[texts["Who to contact next, and why"].row].height == 44
    for word, pair in {"A": look.TEAL["A"], "Red": look.STATES["overdue"], "Yours": look.PEOPLE_HEADER}.items():
        assert texts[word].fill.fgColor.rgb.endswith(pair[0]) and texts[word].font.color.rgb.endswith(pair[1])
    assert not sheet.merged_cells.ranges


def test_rows_are_tall_enough_for_their_words(path: Path) -> None:
    run(path, ReplaceTab("paths", ({"target": "Globex", "words": "word " * 60}, {"target": "Hooli", "words": "short"})))
    sheet = load_workbook(path)["Paths"]
    assert sheet.row_dimensions[2].height >= 4 * 15 > sheet.row_dimensions[3].height
