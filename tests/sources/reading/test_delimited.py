import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pytest

from syncer.errors import SourceError
from syncer.sources.reading.delimited import Table, open_table
from syncer.sources.reading.limits import Limits

HEAD = "First Name,Last Name,URL,Connected On\n"


def has_connected_on(keys: Sequence[str]) -> bool:
    return "connected on" in keys


def table(content: str | bytes | Path, limits: Limits | None = None) -> Table:
    source = content.encode() if isinstance(content, str) else content
    return open_table(source, "C.csv", has_connected_on, ("First Name",), limits or Limits())


def read(content: str | bytes | Path, limits: Limits | None = None) -> tuple[list[tuple[int, list[str]]], Table]:
    opened = table(content, limits)
    return [(row.line, row.cells) for row in opened.rows()], opened


def faults(opened: Table) -> list[str]:
    return [f"{bad.place} {bad.code}" for bad in opened.rejected]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_line_end_and_any_usual_delimiter_is_read(end: str, delimiter: str) -> None:
    text = (HEAD + "Ann,Lee,u,d\nBob,Ray,v,e").replace(",", delimiter).replace("\n", end)
    rows, opened = read(text)
    assert rows == [(2, ["Ann", "Lee", "u", "d"]), (3, ["Bob", "Ray", "v", "e"])]
    assert opened.rejected == []
    assert bool(opened.notes()) == (delimiter != ",")


def test_the_delimiter_is_told_by_the_header_and_not_by_what_people_wrote_below() -> None:
    rows, _ = read(HEAD.replace(",", ";") + 'Ann;Lee;u;"1,2,3,4,5,6,7,8"\n')
    assert rows == [(2, ["Ann", "Lee", "u", "1,2,3,4,5,6,7,8"])]


@pytest.mark.parametrize("above", [0, 3, 12, 49])
def test_the_header_is_found_by_what_it_says_wherever_it_stands(above: int) -> None:
    rows, opened = read("a note, with commas\n" * above + HEAD + "Ann,Lee,u,d")
    assert opened.header.line == above + 1
    assert rows == [(above + 2, ["Ann", "Lee", "u", "d"])]


def test_a_header_may_hold_line_breaks() -> None:
    rows, opened = read('First Name,"How well\nI know them",Connected On\nAnn,A,d')
    assert (opened.header.keys, rows) == (
        ("first name", "how well i know them", "connected on"),
        [(3, ["Ann", "A", "d"])],
    )


def test_the_search_for_a_header_ends() -> None:
    with pytest.raises(SourceError, match=r"E-CSV-HEADER"):
        table("a note\n" * 50 + HEAD)


def test_line_breaks_and_separators_of_other_scripts_stay_inside_their_cell() -> None:
    rows, _ = read(HEAD + '"Ann\nMarie","Le\u2028e","x\u0085y",d\r\nBob,Ray,v,e')
    assert rows == [(2, ["Ann\nMarie", "Le\u2028e", "x\u0085y", "d"]), (4, ["Bob", "Ray", "v", "e"])]


def test_an_unescaped_quote_costs_its_own_row_only() -> None:
    rows, opened = read(HEAD + '"Bob "The" B",Smith,u,d\nAnn,"Lee, P",u,"d"\nCy,Young,u,d')
    assert [cells[0] for _, cells in rows] == ["Ann", "Cy"]
    assert faults(opened) == ["C.csv:2:First Name E-CSV-QUOTE"]


def test_a_quote_inside_a_plain_cell_is_a_letter_like_any_other() -> None:
    rows, opened = read(HEAD + 'Bob "The Builder",Smith,u,d')
    assert rows == [(2, ['Bob "The Builder"', "Smith", "u", "d"])]
    assert opened.rejected == []


def test_a_quote_that_never_closes_does_not_swallow_the_rest_of_the_file() -> None:
    rows, opened = read(HEAD + 'Bo,"Ray,u,d\n' + 'Ann,"",u,d\nCy,Young,u,d\n' * 3)
    assert len(rows) == 6
    assert faults(opened) == ["C.csv:2:Last Name E-CSV-QUOTE"]


def test_a_stray_quote_in_the_last_row_is_found_too() -> None:
    rows, opened = read(HEAD + 'Ann,Lee,u,d\nBo,"Ray,u,d')
    assert len(rows) == 1
    assert faults(opened) == ["C.csv:3:Last Name E-CSV-QUOTE"]


def test_a_file_full_of_broken_quotes_is_given_up_in_bounded_time() -> None:
    content = HEAD + 'Bo,"Ray,u,d\n' * 3 + "Ann,Lee,u,d\n" * 100
    rows, opened = read(content)
    assert len(rows) + len(opened.rejected) == 103
    many = HEAD + '"a\n""b\n' * 2_000
    rows, opened = read(many)
    assert len(opened.rejected) <= 4_000


def test_a_long_row_is_set_aside_because_its_cells_have_shifted() -> None:
    rows, opened = read(HEAD + "Ann,Lee,u,d,extra\nBob,Ray,v,e\nCy,Young,w,f,,\n")
    assert [cells[0] for _, cells in rows] == ["Bob", "Cy"]
    assert faults(opened) == ["C.csv:2 E-CSV-LONG-ROW"]


def test_a_short_row_is_filled_up_and_said() -> None:
    rows, opened = read(HEAD + "Ann,Lee\n")
    assert rows == [(2, ["Ann", "Lee", "", ""])]
    assert opened.notes() == ("C.csv: short rows filled up with blanks: 1, the first on line 2",)


def test_blank_rows_are_counted() -> None:
    rows, opened = read(HEAD + "\n,,,\n ,\u00a0, ,\nAnn,Lee,u,d\n,,,,,\n")
    assert len(rows) == 1
    assert opened.skipped == {"blank rows": 4}


def test_a_row_of_ten_thousand_columns_is_set_aside() -> None:
    rows, opened = read(HEAD + "x" + "," * 10_000 + "y\nAnn,Lee,u,d")
    assert len(rows) == 1
    assert faults(opened) == ["C.csv:2 E-CSV-COLUMNS"]


def test_one_enormous_cell_is_set_aside_without_being_loaded(tmp_path: Path) -> None:
    path = tmp_path / "C.csv"
    with path.open("w") as file:
        file.write(HEAD + "Ann,Lee,u,d\n")
        for _ in range(300):
            file.write("x" * 100_000)
        file.write("\nBob,Ray,v,e\n")
    tracemalloc.start()
    rows, opened = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [cells[0] for _, cells in rows] == ["Ann", "Bob"]
    assert faults(opened) == ["C.csv:3 E-CSV-ROW-SIZE"]
    assert peak < 12_000_000


def test_more_rows_than_allowed_stop_the_source_and_the_message_says_what_to_raise() -> None:
    opened = table(HEAD + "Ann,Lee,u,d\n" * 11, Limits(rows=10))
    with pytest.raises(SourceError, match=r"E-CSV-ROWS C.csv: more than 10 rows. Raise `rows`"):
        list(opened.rows())


def test_header_names_that_repeat_are_kept_apart() -> None:
    text = "Nom,Titre,Prénom,Nom,Connected On\nLee,Dr,Ann,Acme,d"
    _, opened = read(text)
    assert opened.header.all("Nom") == (0, 3)


# --- encodings -----------------------------------------------------------------------------------------------------


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    rows, opened = read(b"\xef\xbb\xbf" + HEAD.encode() + "José,Peña,u,d".encode())
    assert opened.header.cells[0] == "First Name"
    assert rows == [(2, ["José", "Peña", "u", "d"])]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_excels_unicode_text_is_read_and_said(codec: str) -> None:
    rows, opened = read((HEAD + "José,Peña,u,d").replace(",", "\t").encode(codec))
    assert rows == [(2, ["José", "Peña", "u", "d"])]
    assert any("UTF-" in note for note in opened.notes())


def test_a_windows_file_is_read_as_such_and_said() -> None:
    rows, opened = read((HEAD + "José,Peña – “x”,u,d\nAnn,Lee,u,d").encode("cp1252"))
    assert rows[0] == (2, ["José", "Peña – “x”", "u", "d"])
    assert "cp1252" in opened.notes()[0]


def test_one_damaged_byte_costs_one_row_and_not_every_other_accent() -> None:
    rows, opened = read(HEAD.encode() + "José,Peña,u,d\n".encode() + b"J\xffrg,Lee,u,d\n" + b"Ann,Lee,u,d")
    assert [cells[0] for _, cells in rows] == ["José", "Ann"]
    assert faults(opened) == ["C.csv:3:First Name E-CSV-BYTES"]


def test_one_damaged_byte_in_a_file_of_plain_letters_costs_one_row() -> None:
    rows, opened = read(HEAD.encode() + b"Bob,Ray,u,d\nJ\xffrg,Lee,u,d\n")
    assert [cells[0] for _, cells in rows] == ["Bob"]
    assert faults(opened) == ["C.csv:3:First Name E-CSV-BYTES"]


def test_zero_characters_are_dropped_and_said() -> None:
    rows, opened = read(HEAD + "A\0nn,Lee,u,d")
    assert rows == [(2, ["Ann", "Lee", "u", "d"])]
    assert opened.notes() == ("C.csv: NUL characters removed",)


# --- refusals ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_called_empty(content: bytes) -> None:
    with pytest.raises(SourceError, match=r"E-CSV-EMPTY C.csv: the file is empty"):
        table(content)


def test_data_without_a_header_is_refused_and_not_quoted() -> None:
    with pytest.raises(SourceError) as stopped:
        table("Ann,Canary,canary@example.com,01 Jan 2020\n" * 3)
    assert stopped.value.code == "E-CSV-HEADER"
    assert "C.csv:1" in str(stopped.value)
    assert "First Name" in str(stopped.value)
    assert "canary" not in str(stopped.value).lower()


def test_a_header_in_an_unknown_language_is_refused_by_name() -> None:
    with pytest.raises(SourceError, match="Имя, Фамилия, Компания"):
        table("Имя,Фамилия,Компания,Дата\nИван,Канарейкин,Acme,01 Jan 2020\n")
