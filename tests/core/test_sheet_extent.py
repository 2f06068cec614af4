"""A slip of the keyboard in the far corner is seen before a reader lays the sheet out."""

import pytest

from syncer.core.sheet_extent import Extent, column, extent, far

NEAR = b'<row r="2" spans="1:2"><c r="A2" t="s"><v>0</v></c><c r="AB2"><v>7</v></c></row>'


@pytest.mark.parametrize(
    ("more", "found"),
    [
        (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', Extent(16_384, 1_048_576)),
        (b"<x:row r='100000'><x:c s='1' r = 'A100000'><x:v>1</x:v></x:c></x:row>", Extent(28, 100_000)),
        (b'<c r="aaa3"><v>1</v></c>', Extent(703, 3)),
        (b'<c r="AAAAA3"><v>1</v></c>', Extent(475_255, 3)),
        (b'<row r="999999"><c><v>1</v></c><c t="s"><v>1</v></c></row>', Extent(28, 999_999)),
        (b'<row r="100000">' + b"<c><v>1</v></c>" * 40 + b"</row>", Extent(40, 100_000)),
    ],
)
def test_what_stands_far_is_seen_however_it_is_written(more: bytes, found: Extent) -> None:
    assert far(NEAR + more) == extent(NEAR + more) == found
    assert found.cells == found.columns * found.rows


@pytest.mark.parametrize(
    "more",
    [
        b"",
        b'<c r="ZZ99999"><v>1</v></c>',
        b'<hyperlink ref="S2" r:id="rId3"/><tabColor rgb="0014505C"/>',
        b'<conditionalFormatting sqref="A2:A1048576"/>',
    ],
)
def test_a_sheet_with_nothing_far_costs_one_look(more: bytes) -> None:
    assert far(NEAR + more) is None


def test_cells_without_a_value_take_no_room() -> None:
    assert extent(NEAR + b'<c r="XFD1048576" s="4"/><c r="XFD1048575" s="4"></c>') == Extent(28, 2)
    assert extent(b"<sheetData/>") == Extent(0, 0)


def test_rows_without_numbers_stand_one_below_the_other() -> None:
    assert extent(b"<row><c><v>1</v></c></row>" * 5) == Extent(1, 5)


def test_columns_are_counted_as_spreadsheets_do() -> None:
    assert [column(letters) for letters in ("A", "Z", "AA", "xfd")] == [1, 26, 27, 16_384]
