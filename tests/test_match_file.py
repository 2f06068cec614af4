import csv
from pathlib import Path

import pytest

from syncer.errors import ConfigError
from syncer.match_file import match_file


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def run(folder: Path, table: str, targets: str = "") -> list[dict[str, str]]:
    listed = write(folder / "targets.csv", targets) if targets else None
    match_file(write(folder / "in.csv", table), folder / "out.csv", listed)
    return read(folder / "out.csv")


TARGETS = "name,domain,aliases\nGoogle,google.com,\nCorvale,corvale.example,CVL Works;Korvale\n"


def test_each_row_is_judged_against_its_own_target_alone(tmp_path):
    rows = run(
        tmp_path,
        "id,employer,email_domain,target_name,target_domain\n"
        "1,Google Ireland Ltd,,Google,google.com\n2,Google Ireland Ltd,,Corvale,\n"
        "3,,corvale.example,,corvale.example\n",
    )
    assert [(row["id"], row["target"], row["outcome"], row["kind"]) for row in rows] == [
        ("1", "Google", "match", "current"),
        ("2", "Corvale", "no", ""),
        ("3", "corvale.example", "match", "current+domain"),
    ]
    assert '"Google Ireland Ltd"' in rows[0]["reason"]


def test_aliases_of_the_targets_file_apply_to_a_row_that_names_its_target(tmp_path):
    table = "employer,target_name\nCVL Works,corvale\nCVL Works,Google\n"
    assert [row["outcome"] for row in run(tmp_path, table, TARGETS)] == ["match", "no"]
    assert run(tmp_path, table, TARGETS)[0]["kind"] == "current+alias"


def test_without_an_own_target_every_target_is_tried_and_each_hit_is_a_line(tmp_path):
    rows = run(tmp_path, 'employer\n"ex-Google | Korvale"\nAcme Widgets\n', TARGETS)
    assert [(row["employer"], row["target"], row["outcome"]) for row in rows] == [
        ("ex-Google | Korvale", "Corvale", "match"),
        ("ex-Google | Korvale", "Google", "match"),
        ("Acme Widgets", "", "no"),
    ]


def test_columns_and_cells_of_the_input_come_back_and_no_formula_with_them(tmp_path):
    text = '\ufeffEmployer;Note\r\n=Google;"two\r\nlines; ""quoted"""\r\nCorvale\r\n'
    rows = run(tmp_path, text, TARGETS)
    assert list(rows[0]) == ["Employer", "Note", "target", "outcome", "reason", "kind"]
    assert rows[0]["Employer"] == "'=Google"
    assert rows[0]["Note"] == 'two\r\nlines; "quoted"'
    assert rows[1]["Note"] == ""
    assert [row["outcome"] for row in rows] == ["match", "match"]


def test_the_summary_counts_rows_by_their_best_outcome(tmp_path):
    source = write(
        tmp_path / "in.csv", "employer,target_name\nGoogle,Google\nDelta Dental,Delta Air Lines\nAcme,Google\n"
    )
    assert match_file(source, tmp_path / "out.csv") == {
        "rows": 3,
        "match": 1,
        "review": 0,
        "no": 2,
    }
    twice = write(tmp_path / "in.csv", "employer\nGoogle\nCorvale\n")
    targets = write(tmp_path / "twice.csv", "name,domain,aliases\nGoogle,google.com,\nAlphabet,,Google\n")
    counts = match_file(twice, tmp_path / "out.csv", targets)
    assert (counts["rows"], counts["match"], counts["no"]) == (2, 1, 1)
    assert (tmp_path / "out.csv").read_text().count("match") == 2, "one line for each target"


@pytest.mark.parametrize(
    ("table", "targets", "said"),
    [
        ("company,mail\nGoogle,\n", TARGETS, "needs a column employer or email_domain; it has company, mail"),
        ("employer\nGoogle\n", "", "give --targets, or a column target_name or target_domain; it has employer"),
        ("employer\nGoogle\n", "company,domain\nGoogle,\n", "targets.csv: needs a column name; it has company, domain"),
        ("", TARGETS, "in.csv: is empty"),
    ],
)
def test_a_wrong_file_names_the_columns_it_has(tmp_path, table, targets, said):
    with pytest.raises(ConfigError, match=said):
        run(tmp_path, table, targets)


def test_a_file_that_is_missing_or_not_utf8_is_said(tmp_path):
    with pytest.raises(ConfigError, match="there is no such file"):
        match_file(tmp_path / "none.csv", tmp_path / "out.csv")
    with pytest.raises(ConfigError, match="not UTF-8"):
        match_file(write(tmp_path / "in.csv", "employer\nNestlé\n", "cp1252"), tmp_path / "out.csv")


def test_a_row_with_more_cells_than_the_header_cannot_push_the_answer_out_of_its_columns(tmp_path):
    assert run(tmp_path, "employer,note\nCorvale,x,,\n", TARGETS)[0]["outcome"] == "match"
    with pytest.raises(ConfigError, match=r"in\.csv: row 2 has 3 cells, the header 2"):
        run(tmp_path, "employer,note\nCorvale, Inc.,x\n", TARGETS)
