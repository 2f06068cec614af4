import csv
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet as pq

from syncer.errors import ConfigError
from syncer.link_file import link_file

HEADER = "record_id,source,owner,first_name,last_name,full_name,emails,phones,linkedin_url,company,title,city,birthday"
ROWS = [
    "007,google,me,Bob,Tanner,,bob.t@example.com;rt@example.org,+1 (212) 555-0143,,Corvale,,,",
    'r 2,vcard,me,,,"Tanner, Robert",,2125550143,,,,,1980-05-14',
    "3,linkedin,me,Priya,Sharma,,,,https://www.linkedin.com/in/priya-sharma-1,Corvale,Analyst,,",
    "4,linkedin,me,Priya,Sharma,,,,https://de.linkedin.com/in/Priya-Sharma-2/,Corvale,Analyst,,",
    "5,,,,,,,,,,,,",
]


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened))
    assert rows[0] == ["record_id", "person_id"]
    return dict(rows[1:])


def test_every_record_gets_a_row_in_order_with_its_id_unchanged(tmp_path):
    summary = link_file(write(tmp_path / "in.csv", *ROWS), tmp_path / "out.csv")
    found = read(tmp_path / "out.csv")
    assert list(found) == ["007", "r 2", "3", "4", "5"]
    assert found["007"] == found["r 2"]
    assert len({found["3"], found["4"], found["5"], found["007"]}) == 4
    assert summary == {"records": 5, "people": 4}


def test_the_order_of_rows_changes_no_person_id(tmp_path):
    link_file(write(tmp_path / "a.csv", *ROWS), tmp_path / "a.out.csv")
    link_file(write(tmp_path / "b.csv", *ROWS[::-1]), tmp_path / "b.out.csv")
    assert read(tmp_path / "a.out.csv") == read(tmp_path / "b.out.csv")


def test_parquet_with_lists_and_nulls_reads_as_the_csv_does(tmp_path):
    table = pa.table(
        {
            "record_id": pa.array([7, 8], pa.int64()),
            "full_name": ["Bob Tanner", "Robert Tanner"],
            "first_name": pa.array([None, None], pa.string()),
            "emails": pa.array([["bob.t@example.com"], None], pa.list_(pa.string())),
            "phones": [["+12125550143"], ["+12125550143"]],
            "birthday": pa.array([None, date(1980, 5, 14)], pa.date32()),
            "mood": ["fine", "fine"],
        }
    )
    pq.write_table(table, tmp_path / "in.parquet")
    link_file(tmp_path / "in.parquet", tmp_path / "out.csv")
    found = read(tmp_path / "out.csv")
    assert list(found) == ["7", "8"]
    assert len(set(found.values())) == 1


def test_more_than_one_owner_makes_longer_ids_for_the_pool(tmp_path):
    rows = [ROWS[0], ROWS[1].replace(",me,", ",you,")]
    link_file(write(tmp_path / "in.csv", *rows), tmp_path / "out.csv")
    assert {len(person) for person in read(tmp_path / "out.csv").values()} == {18}


def test_suggestions_list_pairs_below_the_merge_line_with_the_reason_in_words(tmp_path):
    rows = ["1,linkedin,me,John,Smith,,,,,,,,", "2,vcard,me,John,Smith,,,+12125550143,,,,,"]
    summary = link_file(write(tmp_path / "in.csv", *rows), tmp_path / "out.csv", tmp_path / "ask.csv")
    assert summary == {"records": 2, "people": 2, "suggestions": 1}
    with (tmp_path / "ask.csv").open(encoding="utf-8") as opened:
        (asked,) = csv.DictReader(opened)
    assert (asked["left_record_id"], asked["right_record_id"], asked["reason"]) == ("1", "2", "Same name")


def test_a_few_columns_are_enough_and_unknown_ones_are_ignored(tmp_path):
    (tmp_path / "in.csv").write_text(
        "\ufeffEmails,shoe size,RECORD_ID\na@example.com,43,x\nA@example.com,43,y\n", encoding="utf-8"
    )
    link_file(tmp_path / "in.csv", tmp_path / "out.csv")
    assert list(read(tmp_path / "out.csv")) == ["x", "y"]


@pytest.mark.parametrize("header", ["id,full_name", "record_id,shoe_size", ""])
def test_missing_columns_are_said_with_those_present(tmp_path, header):
    (tmp_path / "in.csv").write_text(f"{header}\n1,2\n", encoding="utf-8")
    with pytest.raises(
        ConfigError, match=r"E-LINK-COLUMNS.*missing column.*present: " + (header.replace(",", ", ") or "none")
    ):
        link_file(tmp_path / "in.csv", tmp_path / "out.csv")


def test_no_file_and_no_text_are_said(tmp_path):
    with pytest.raises(ConfigError, match="no such file"):
        link_file(tmp_path / "gone.csv", tmp_path / "out.csv")
    (tmp_path / "in.csv").write_bytes(b"record_id,full_name\n1,\xff\xfe\xfa\n")
    with pytest.raises(ConfigError, match="UTF-8"):
        link_file(tmp_path / "in.csv", tmp_path / "out.csv")


def test_a_file_without_rows_gives_a_file_without_rows(tmp_path):
    assert link_file(write(tmp_path / "in.csv"), tmp_path / "out.csv") == {"records": 0, "people": 0}
    assert read(tmp_path / "out.csv") == {}


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ("a,b,", r"E-LINK-ID-BLANK.*in\.csv: no record_id in record 3, counted below the header"),
        ("a,b,a,b,a", r"E-LINK-ID-TWICE.*records 1, 3, 5, counted .* same record_id, and 2 more records share one"),
        (",".join("xxxxxxx"), r"records 1, 2, 3, 4, 5 and 2 more"),
    ],
)
def test_a_record_that_cannot_be_told_by_its_id_is_refused(tmp_path, ids, said):
    rows = [f'"{id}",Ana Ruiz' for id in ids.split(",")]
    (tmp_path / "in.csv").write_text("\n".join(("record_id,full_name", *rows)) + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        link_file(tmp_path / "in.csv", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_source_that_is_none_we_know_counts_as_a_sheet_and_is_counted(tmp_path):
    rows = [f"{at},{source},,Ana,Ruiz,,,,,,,," for at, source in enumerate(("xing", "CSV", "", "LinkedIn export"))]
    assert link_file(write(tmp_path / "in.csv", *rows), tmp_path / "out.csv") == {
        "records": 4,
        "people": 4,
        "of_unknown_source_taken_as_sheet": 1,
    }


def test_a_strangers_column_names_are_understood_and_ours_come_first(tmp_path):
    (tmp_path / "in.csv").write_text(
        "Record ID,First Name,Surname,E-mail,Email Address,Phones,Phone\n"
        "x,Bob,Tanner,bob.t@example.com,,+12125550143,+12125550199\n"
        "y,Robert,Tanner,bob.t@example.com,,+12125550143,\n",
        encoding="utf-8",
    )
    link_file(tmp_path / "in.csv", tmp_path / "out.csv")
    found = read(tmp_path / "out.csv")
    assert found["x"] == found["y"]
