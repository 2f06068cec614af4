"""Values go into cells and come back exactly the same, whatever people's names are made of."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncer.core.workbook.plan import AppendRow, Plan
from syncer.core.workbook.state import CellError, Value
from syncer.workbooks.excel import ExcelWorkbook
from syncer.workbooks.xlsx.cells import as_value, cell_xml, column_number, from_serial, letters, same, to_serial
from tests.workbooks.small import cells

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=60
) | st.sampled_from(
    [
        "_x0041_",
        "_x005F_",
        "a_x000D_b",
        "\r\n",
        "\t",
        "\x00\x1f",
        "=1+1",
        "'a",
        "<&>\"'",
        " ",
        "\u2028",
        "]]>",
    ]
)


@settings(max_examples=4, deadline=None)
@given(st.lists(TEXTS, min_size=100, max_size=150))
def test_any_text_comes_back_character_by_character(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("cells") / "w.xlsx"
    edits = tuple(AppendRow("people", f"p_{number:010}", {"notes": text}) for number, text in enumerate(texts))
    state = ExcelWorkbook(path).commit(Plan("", edits=edits, create=True))
    for number, text in enumerate(texts):
        assert cells(state, "people", f"p_{number:010}")["notes"] == text


@given(st.integers(1, 16_384))
def test_columns_count_like_a_spreadsheet(number: int) -> None:
    assert column_number(letters(number)) == number
    assert [letters(given) for given in (1, 26, 27, 702, 703, 16_384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


@given(st.dates(date(1904, 1, 2), date(9999, 12, 31)), st.booleans())
def test_days_become_numbers_and_back(day: date, date1904: bool) -> None:
    serial = to_serial(day, date1904)
    assert serial is not None and from_serial(serial, date1904) == day


def test_days_that_no_spreadsheet_knows_stay_readable() -> None:
    assert cell_xml("A1", "", date(1899, 5, 6)) == '<c r="A1" t="inlineStr"><is><t>1899-05-06</t></is></c>'
    assert from_serial(0, False) is None and from_serial(1e12, False) is None


@pytest.mark.parametrize(
    ("raw", "kind", "value"),
    [
        (3.0, "number", 3),
        (3.5, "number", 3.5),
        (True, "text", True),
        (46357.0, "date", date(2026, 12, 1)),
        (46357.0, "text", 46357),
        (-4.0, "date", -4),
        (date(1900, 1, 1), "number", 1),
        (
            datetime(1900, 3, 1, 12),  # noqa: DTZ001 as the reader gives it
            "number",
            61.5,
        ),
        (time(6), "number", 0.25),
        (timedelta(days=30), "number", 30),
    ],
)
def test_numbers_are_what_their_column_says(raw: object, kind: str, value: Value) -> None:
    found = as_value(raw, kind, False)
    assert found == value and type(found) is type(value)


def test_a_tick_is_no_one_and_an_error_no_word() -> None:
    assert same(1, 1.0) and not same(1, True) and not same("#REF!", CellError("#REF!"))
