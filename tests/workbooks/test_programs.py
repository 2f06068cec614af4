"""What spreadsheet programs put into a file beside our cells: it is read, and it survives a run."""

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from syncer.core.workbook.layout import TABS
from syncer.core.workbook.plan import AppendRow, Edit, Plan, ReplaceTab, SetCell
from syncer.workbooks.excel import ExcelWorkbook
from tests.workbooks.hand import ExcelHand, add_part, change_part, parts_of, sheet_part, write_parts
from tests.workbooks.small import ANA, BO, TODAY, cells, make, run

NEW = AppendRow("people", "p_dddddddddd", {"name": "Dee Oh", "connected_on": date(2021, 5, 6)})
JOB = ("people", ANA, "employer", "Globex", "Initech")
RESAVED = Path(__file__).parent / "fixtures" / "resaved-by-libreoffice.xlsx"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "outreach.xlsx"


def test_comments_charts_and_tabs_of_a_person_survive(path: Path) -> None:
    make(path)
    with ExcelHand(path).open() as book:
        own = book.create_sheet("My budget")
        for row in range(1, 4):
            own.append([f"item {row}", row * 10])
        own["B5"] = "=SUM(B1:B3)"
        chart = BarChart()
        chart.add_data(Reference(own, min_col=2, min_row=1, max_row=3))
        own.add_chart(chart, "D2")
        book["People"]["A2"].comment = Comment("called her on Monday", "me")
    before = parts_of(path)
    run(path, SetCell(*JOB), NEW, ReplaceTab("today", ({"order": 1, "what": "x"},)))
    after = parts_of(path)
    kept = [name for name in before if re.search(r"comment|chart|drawing|My|sheet13", name)]
    assert len(kept) > 10
    assert [name for name in kept if before[name] != after[name]] == []
    assert load_workbook(path)["People"]["A2"].comment.text == "called her on Monday"


RICH = (
    b'<c r="%s" t="inlineStr"><is><r><rPr><b/></rPr><t>Bold</t></r>'
    b'<r><t xml:space="preserve"> and plain</t></r></is></c>'
)
SPARK = (
    b'<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    b'uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups '
    b'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup><x14:sparklines><x14:sparkline>'
    b"<xm:f>People!A2:A4</xm:f><xm:sqref>AB2</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup>"
    b"</x14:sparklineGroups></ext></extLst>"
)


def test_rich_text_and_sparklines_survive(path: Path) -> None:
    make(path)
    part = sheet_part(path, "People")

    def decorate(xml: bytes) -> bytes:
        xml = xml.replace(b'<c r="Q2"', RICH % b"O2" + b'<c r="Q2"')
        return xml.replace(b"</worksheet>", SPARK + b"</worksheet>")

    change_part(path, part, decorate)
    state = run(path, SetCell(*JOB), NEW).read()
    assert cells(state, "people", ANA)["notes"] == "Bold and plain"
    after = parts_of(path)[part]
    assert RICH % b"O2" in after and SPARK in after
    assert after.index(b"<hyperlinks") < after.index(b"<extLst")


def test_where_columns_have_no_look_of_their_own_new_rows_look_like_the_last_ones(path: Path) -> None:
    """As in a download from a service that knows the look of cells only."""
    make(path)
    part = sheet_part(path, "People")
    change_part(path, part, lambda xml: re.sub(rb'(<col [^>]*?) style="\d+"', rb"\1", xml))
    run(path, NEW)
    sheet = load_workbook(path)["People"]
    for column in ("A", "C", "Q"):
        assert sheet[f"{column}5"].font.b == sheet[f"{column}4"].font.b
        assert sheet[f"{column}5"].number_format == sheet[f"{column}4"].number_format
    assert sheet["Q5"].value.date() == date(2021, 5, 6)


STRINGS = (
    '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>山田 太郎</t>'
    '<rPh sb="0" eb="2"><t>ヤマダ</t></rPh><phoneticPr fontId="1"/></si></sst>'
).encode()


def test_shared_strings_phonetic_runs_and_prefixes_are_read_and_kept(path: Path) -> None:
    """The shapes that Excel itself writes: strings in a part of their own, readings, prefixed elements."""
    make(path)
    parts, part = parts_of(path), sheet_part(path, "People")
    add_part(parts, "sharedStrings", STRINGS)
    xml = re.sub(rb'<c r="A3"[^>]*>.*?</c>', b'<c r="A3" t="s"><v>0</v></c>', parts[part])
    parts[part] = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", xml).replace(
        b"<x:worksheet xmlns=", b"<x:worksheet xmlns:x="
    )
    write_parts(path, parts)
    state = run(path, SetCell("people", BO, "employer", "Globex", "Hooli"), NEW).read()
    assert cells(state, "people", BO) | {"name": "山田 太郎", "employer": "Hooli"} == cells(state, "people", BO)
    assert len(state.tabs["people"].rows) == 4
    assert parts_of(path)["xl/sharedStrings.xml"] == STRINGS


CHAIN = b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="C2" i="5"/></calcChain>'


def test_a_formula_that_is_overwritten_leaves_no_order_of_calculation_behind(path: Path) -> None:
    make(path)
    parts, part = parts_of(path), sheet_part(path, "People")
    add_part(parts, "calcChain", CHAIN)
    formula = b'<c r="C2" t="str"><f>D9&amp;"Globex"</f><v>Globex</v></c>'
    parts[part] = re.sub(rb'<c r="C2"[^>]*>.*?</c>', formula, parts[part])
    write_parts(path, parts)
    run(path, SetCell("people", BO, "employer", "Globex", "Hooli"))
    assert "xl/calcChain.xml" in parts_of(path)
    run(path, SetCell(*JOB))
    after = parts_of(path)
    assert "xl/calcChain.xml" not in after
    assert not any(b"calcChain" in after[name] for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"))


@pytest.mark.filterwarnings("ignore:Print area")  # openpyxl knows no print area of whole columns
def test_a_workbook_saved_again_by_libreoffice_works_like_the_first(path: Path) -> None:
    path.write_bytes(RESAVED.read_bytes())
    workbook = ExcelWorkbook(path, today=TODAY)
    state = workbook.read()
    assert [row.cells["name"] for row in state.tabs["people"].rows] == ["Ana Silva", "=SUM(1) Jones", "Bo Ek"]
    assert len(state.memory) == 2 and state.workbook_id
    for tab in TABS:
        assert state.tabs[tab.key].columns == tuple(column.key for column in tab.columns)
    first = state.tabs["people"].rows[0]
    edits: tuple[Edit, ...] = (SetCell("people", first.row_id, "employer", "Globex", "Initech"), NEW)
    after = workbook.commit(Plan(state.revision, edits=edits, memory={"header": '{"commits": 2}'}))
    assert after == ExcelWorkbook(path).read()
    assert cells(after, "people", first.row_id) == {**first.cells, "employer": "Initech"}
    assert cells(after, "people", NEW.row_id)["connected_on"] == date(2021, 5, 6)
    sheet = load_workbook(path)["People"]
    assert sheet.auto_filter.ref == "A1:W5" and sheet["Q5"].number_format == sheet["Q4"].number_format


MODERN = {
    "xl/threadedComments/threadedComment1.xml": b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/'
    b'spreadsheetml/2018/threadedcomments"><threadedComment ref="A2" dT="2026-11-01T10:00:00.00" personId="{A}" '
    b'id="{B}"><text>call her @Bo</text></threadedComment></ThreadedComments>',
    "xl/persons/person.xml": b'<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
    b'threadedcomments"><person displayName="Bo" id="{A}" userId="x" providerId="None"/></personList>',
    "xl/slicers/slicer1.xml": b'<slicers xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    b'<slicer name="Know them" cache="Slicer_Know_them" rowHeight="241300"/></slicers>',
    "xl/slicerCaches/slicerCache1.xml": b'<slicerCacheDefinition xmlns="http://schemas.microsoft.com/office/'
    b'spreadsheetml/2009/9/main" name="Slicer_Know_them" sourceName="Know them"/>',
    "xl/metadata.xml": b'<metadata xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellMetadata '
    b'count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>',
    "customXml/item1.xml": b"<mine>kept</mine>",
}
SPILL = b'<c r="AA2" cm="1"><f t="array" ref="AA2:AA3">_xlfn.UNIQUE(C2:C4)</f><v>7</v></c>'
MARKS = (
    b'<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    b'uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings><x14:conditionalFormatting '
    b'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="iconSet" priority="9" '
    b'id="{C}"/><xm:sqref>AA2:AA3</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>'
    b'<ext uri="{A8765BA9-456A-4dab-B4F3-ACF838C121DE}"><x14:slicerList><x14:slicer r:id="rId77"/></x14:slicerList>'
    b"</ext></extLst>"
)


def test_threaded_comments_slicers_spilling_formulas_and_rules_of_newer_excel_survive(path: Path) -> None:
    make(path)
    sheet = sheet_part(path, "People")
    parts = parts_of(path)
    data = re.sub(rb'(<row r="2"[^>]*>.*?)(</row>)', lambda row: row[1] + SPILL + row[2], parts[sheet], count=1)
    office = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    data = data.replace(b"</worksheet>", MARKS.replace(b"<extLst", b"<extLst " + office.strip(), 1) + b"</worksheet>")
    write_parts(path, {**parts, sheet: data, **MODERN})
    state = run(path, SetCell(*JOB), NEW).read()
    assert cells(state, "people", ANA)["name"] == "Ana Silva"
    after = parts_of(path)
    assert {name: after[name] for name in MODERN} == MODERN
    assert SPILL in after[sheet]
    assert after[sheet].count(b"x14:cfRule") == 1 and b'<x14:slicer r:id="rId77"/>' in after[sheet]


def test_a_download_from_google_sheets_works_like_the_first(path: Path) -> None:
    """As it comes from there: shared strings, no hidden names, whole numbers with a point, a thousand blank rows."""
    make(path)
    with ExcelHand(path).open() as book:
        for name in list(book.defined_names):
            del book.defined_names[name]
        for sheet in book.worksheets:
            sheet.cell(1_000, 1).value = None
            sheet.auto_filter.ref = None
    part = sheet_part(path, "Outreach")
    change_part(path, part, lambda xml: re.sub(rb"<v>(\d+)</v>", rb"<v>\1.0</v>", xml) if b't="s"' not in xml else xml)
    before = ExcelWorkbook(path).read()
    assert cells(before, "people", ANA)["name"] == "Ana Silva"
    state = run(path, SetCell(*JOB), NEW).read()
    assert cells(state, "people", JOB[1])[JOB[2]] == JOB[4]
    assert {row.row_id for row in before.tabs["people"].rows} < {row.row_id for row in state.tabs["people"].rows}
    assert state.memory == before.memory
