"""Columns as people name them, file by file, and what is said where they cannot be told; Ann looks for Initech."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from syncer.cli import app
from syncer.errors import ConfigError
from syncer.pool.duckdb_engine import DuckDb
from tests.pool.books import Pool, Result, result

SECRETS = ("+1 202 555 0170", "Zerlina Quixwood", "zerlina@example.com", "zerlina")
BOOKS = {
    "ann": ("member_id,name,email,employer", "Zerlina Quixwood", "zerlina@example.com"),
    "ben": ("member_id,name,email,employer", "Tove Lanyon", "tove@example.com"),
    "mal": ("owner,full_name,emails,company", "Oswin Marblethwaite", "oswin@example.com"),
}


def of(folder: Path, *more: str) -> Path:
    """Three members who share names and want Initech; their contacts, each a file of its own, in their own words."""
    pool = Pool()
    for member in ("Ann", "Ben", "Mal"):
        pool.member(member, wants=["Initech"])
    pool.write(folder)
    (folder / "contacts.csv").unlink()
    for owner, (header, name, mail) in BOOKS.items():
        written(folder / "contacts" / f"{owner}.csv", f"Record ID,{header}", f"1,{owner},{name},{mail},Initech", *more)
    return folder


def written(path: Path, *lines: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def tabled(path: Path, columns: Mapping[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.with_suffix(".csv").unlink(missing_ok=True)
    parquet.write_table(pa.table(dict(columns)), path)


def done(folder: Path) -> Result:
    engine = DuckDb(2_000, 1, folder.parent)
    try:
        return result(engine, str(folder), folder.parent / "out")
    finally:
        engine.close()


def refused(folder: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        done(folder)
    assert caught.value.code == "E-POOL-COLUMNS"
    return str(caught.value)


# --- as people spell them ------------------------------------------------------------------------------------------


def test_each_members_file_may_name_its_columns_in_its_own_way(tmp_path: Path) -> None:
    found = done(of(tmp_path / "in"))
    assert sorted(row["owner"] for row in found.people) == ["ann", "ben", "mal"]
    assert found.summary["without_member_or_id"] == 0
    assert found.of("Ann")[0]["name"] == "Zerlina Quixwood"
    assert "Ben (pool) knows 1 person at Initech: Tove Lanyon." in found.why("Ann")
    assert "Mal (pool) knows 1 person at Initech: Oswin Marblethwaite." in found.why("Ann")


def test_capitals_may_differ_from_file_to_file_beside_one_that_is_damaged(tmp_path: Path) -> None:
    """Names that only differ so are one column to DuckDB, as long as it can read all files at once."""
    folder = of(tmp_path / "in")
    written(folder / "contacts" / "ann.csv", "RECORD ID,MEMBER ID,NAME,EMAIL", "1,ann,Zerlina Quixwood,z@example.com")
    (folder / "contacts" / "zoe.csv").write_bytes(b"record_id,owner\n1,\xff\xfe\x00\n")
    found = done(folder)
    assert sorted(row["owner"] for row in found.people) == ["ann", "ben", "mal"]
    assert found.summary["files_left_out"] == 1


def test_files_of_members_may_be_spelled_differently_too(tmp_path: Path) -> None:
    folder = of(tmp_path / "in")
    (folder / "members.csv").unlink()
    written(folder / "members" / "a.csv", "ID,Name,Consent", "ann,Ann,names")
    written(folder / "members" / "b.csv", "member_id,name,consent", "ben,Ben,names", "mal,Mal,names")
    found = done(folder)
    assert (found.summary["members"], found.summary["sharing"], found.summary["contacts"]) == (3, 3, 3)


def test_of_two_names_in_one_file_the_first_that_is_not_blank_counts(tmp_path: Path) -> None:
    folder = of(tmp_path / "in")
    rows = ("1,ann,Zerlina Quixwood,,Initech", "2,ann,Tove Lanyon,Initech,Globex")
    written(folder / "contacts" / "ann.csv", "record_id,owner,full_name,company,employer", *rows)
    own = [row["why"] for row in done(folder).of("Ann") if row["kind"] == "direct"]
    assert len(own) == 2


def test_two_columns_of_one_name_in_a_book_do_not_cost_the_book(tmp_path: Path) -> None:
    folder = of(tmp_path / "in")
    written(folder / "contacts" / "ann.csv", "record_id,owner,Name,name,company", "1,ann,Zerlina Quixwood,x,Initech")
    found = done(folder)
    assert found.summary["files_left_out"] == 0
    assert found.of("Ann")[0]["name"] == "Zerlina Quixwood"


def test_a_book_that_does_not_say_whose_it_is_is_counted_row_by_row(tmp_path: Path) -> None:
    folder = of(tmp_path / "in")
    written(folder / "contacts" / "ann.csv", "record_id,full_name", "1,Zerlina Quixwood", "2,Tove Lanyon")
    written(folder / "contacts" / "ben.csv", "owner,full_name", "ben,Tove Lanyon")
    assert done(folder).summary["without_member_or_id"] == 3


# --- what is said --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["contacts", "members", "targets"])
def test_a_file_without_a_header_is_told_without_a_word_of_its_first_line(tmp_path: Path, table: str) -> None:
    folder = of(tmp_path / "in")
    for file in (folder / "contacts").iterdir():
        file.unlink()
    written(folder / "contacts" / "ann.csv", "record_id,owner")
    for path in (folder / f"{table}.csv", folder / table / "ann.csv"):
        path.unlink(missing_ok=True)
    written(folder / f"{table}.csv", ",".join((*SECRETS, "Company")), ",".join((*SECRETS, "Initech")))
    command = ["pool", "run", str(folder), "-o", str(tmp_path / "out"), "--today", "2026-11-23"]
    found = CliRunner().invoke(app, command)
    assert found.exit_code == 2
    assert f"E-POOL-COLUMNS {table}: missing column " in found.stderr
    assert "The first line of a CSV file must name its columns; of the 5 columns there" in found.stderr
    assert ("these are known: company." if table != "members" else "these are known: none.") in found.stderr
    assert not [secret for secret in SECRETS if secret.casefold() in found.output.casefold()]


@pytest.mark.parametrize("header", ["Consent ,consent", "consent,consent", "consent,name,CONSENT"])
def test_two_consents_of_one_member_are_refused(tmp_path: Path, header: str) -> None:
    folder = of(tmp_path / "in")
    (folder / "members.csv").unlink()
    written(folder / "members" / "a.csv", "member_id,name,consent", "ann,Ann,off", "ben,Ben,off")
    written(folder / "members" / "b.csv", f"member_id,{header}", "mal,names,off,names")
    assert "members: a file has two columns named consent" in refused(folder)


def test_two_consents_in_parquet_are_refused(tmp_path: Path) -> None:
    folder = of(tmp_path / "in")
    (folder / "members.csv").unlink()
    columns = [pa.array(["ann"]), pa.array(["names"]), pa.array(["off"])]
    for names in (["consent", "consent"], ["Consent", "consent"]):
        parquet.write_table(pa.table(columns, names=["member_id", *names]), folder / "members.parquet")
        assert "members: a file has two columns named consent" in refused(folder)


# --- numbers -------------------------------------------------------------------------------------------------------


def test_a_member_is_the_same_whether_a_table_holds_1_or_1_0(tmp_path: Path) -> None:
    """As pandas writes integers among which some are missing."""
    folder = tmp_path / "in"
    folder.mkdir()
    tabled(folder / "members.parquet", {"member_id": [1, 2], "name": ["Ann", "Ben"], "consent": ["names", "names"]})
    wanted = {"member_id": [1.0, None], "company": ["Initech", "Globex"], "motivation": [5.0, float("nan")]}
    tabled(folder / "targets.parquet", wanted)
    large = float(2**60)
    book = {"record_id": [7.0, large], "full_name": ["Zerlina Quixwood", "Tove Lanyon"], "company": ["Initech"] * 2}
    tabled(folder / "contacts" / "a.parquet", {**book, "owner": pa.array([2.0, 2.0], pa.float32())})
    tabled(folder / "contacts" / "b.parquet", {**book, "record_id": [2**60 + 1, 8], "owner": ["2", "2"]})
    tabled(folder / "contacts" / "c.parquet", {**book, "record_id": ["x1", "x2"], "owner": [float("nan"), 1.0]})
    found = done(folder)
    assert [(row["owner"], row["record_id"]) for row in found.people] == [
        ("1", "x2"),
        ("2", "1152921504606846976"),
        ("2", "1152921504606846977"),
        ("2", "7"),
        ("2", "8"),
    ]
    assert found.summary["without_member_or_id"] == 1
    assert "Ben (pool) knows" in found.why("1")[1]
