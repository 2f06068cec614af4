"""Input files that are damaged or made to harm: they cost their own rows and no others, and are named."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from syncer.cli import app
from tests.pool.books import Pool, rows


def small(folder: Path) -> Path:
    """Ann looks for Initech, where Dana and Ben each know somebody; contacts lie in a file a member."""
    pool = Pool()
    for member in ("Ann", "Dana", "Ben"):
        pool.member(member, "names", wants=["Initech"])
    pool.knows("Dana", "Zerlina Quixwood", "Initech", emails="zerlina@example.com")
    pool.write(folder)
    lines = (folder / "contacts.csv").read_text(encoding="utf-8")
    (folder / "contacts.csv").unlink()
    (folder / "contacts").mkdir()
    (folder / "contacts" / "dana.csv").write_text(lines, encoding="utf-8")
    return folder


def run(folder: Path) -> tuple[int, str]:
    found = CliRunner().invoke(
        app, ["pool", "run", str(folder), "-o", str(folder.parent / "out"), "--today", "2026-11-23"]
    )
    return found.exit_code, found.output


def text(*lines: bytes) -> Callable[[Path], Any]:
    return lambda path: path.write_bytes(b"\n".join(lines))


HEADER = b"record_id,owner,full_name,company"
DAMAGED: Mapping[str, Callable[[Path], Any]] = {
    "bytes that are no text": text(HEADER, b"1,ben,\xff\xfe\x00,Initech"),
    "a row with more cells than the header": text(HEADER, b"1,ben,Tove Lanyon,Initech,more,and,more"),
    "a quote that never ends": text(HEADER, b'1,ben,"Tove,Initech', b"2,ben,Mira,Initech"),
    "a link out of the folder": lambda path: path.symlink_to("/etc/passwd"),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_one_damaged_file_costs_its_own_rows_and_is_named(tmp_path: Path, damage: str) -> None:
    folder = small(tmp_path / "in")
    DAMAGED[damage](folder / "contacts" / "ben.csv")
    code, told = run(folder)
    assert code == 3
    assert "contacts/ben.csv" in told
    assert "Input files left out, which cannot be read or lead out of the folder: 1." in told
    assert "root" not in told
    assert [row["why"] for row in rows(tmp_path / "out" / "paths") if row["member_id"] == "ann"] == [
        "Dana (pool) knows 1 person at Initech: Zerlina Quixwood."
    ]


def test_one_damaged_parquet_file_among_whole_ones_costs_its_own_rows(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    (folder / "contacts" / "dana.csv").unlink()
    made = {"record_id": ["1"], "owner": ["dana"], "full_name": ["Zerlina Quixwood"], "company": ["Initech"]}
    for member in ("dana", "ben", "cho"):
        parquet.write_table(pa.table({**made, "owner": [member]}), folder / "contacts" / f"{member}.parquet")
    whole = (folder / "contacts" / "ben.parquet").read_bytes()
    (folder / "contacts" / "ben.parquet").write_bytes(whole[: len(whole) // 2])
    torn = bytearray((folder / "contacts" / "cho.parquet").read_bytes())
    torn[4:40] = b"\xff" * 36  # a whole footer over torn pages
    (folder / "contacts" / "cho.parquet").write_bytes(bytes(torn))
    code, told = run(folder)
    assert code == 3
    assert "contacts/ben.parquet" in told
    assert "contacts/cho.parquet" in told
    assert len(rows(tmp_path / "out" / "people")) == 1


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("contacts.parquet", b"PAR1" + bytes(200), "contacts.parquet cannot be read as Parquet"),
        ("contacts.csv", HEADER + b"\n1,ben,Tove,Initech,more\n", "contacts.csv, line 2 cannot be read"),
    ],
)
def test_a_damaged_file_that_is_the_only_one_stops_the_job_and_nothing_of_it_is_printed(
    tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    folder = small(tmp_path / "in")
    (folder / name).write_bytes(data)
    code, said = run(folder)
    assert code == 2
    assert "E-POOL-FILE contacts:" in said
    assert told in said
    assert "Tove" not in said
    assert not (tmp_path / "out").exists()


def test_values_of_any_type_are_read_as_text(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    (folder / "contacts" / "dana.csv").unlink()
    strange: dict[str, list[Any]] = {
        "record_id": [7],
        "owner": ["dana"],
        "full_name": ["Zerlina Quixwood"],
        "company": ["Initech"],
        "emails": [[b"zerlina@example.com"]],
        "phones": [[[1, 2]]],
        "title": [date(2020, 1, 1)],
        "grade": [True],
        "birthday": [Decimal("1.5")],
        "city": [b"\xff\xfe"],
        "former": [{"a": "=HYPERLINK(1)"}],
    }
    parquet.write_table(pa.table(strange), folder / "contacts" / "a.parquet")
    parquet.write_table(pa.table({"record_id": ["8"], "owner": ["dana"]}), folder / "contacts" / "b.parquet")
    code, told = run(folder)
    assert code == 0
    assert "2 contacts" in told
    assert rows(tmp_path / "out" / "paths")[0]["why"] == "Dana (pool) knows 1 person at Initech: Zerlina Quixwood."


def test_files_with_other_columns_in_another_order_are_read_together(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    other = b'\xef\xbb\xbfcompany,"full_name",owner,record_id,record_id,\r\nInitech,"Lanyon, Tove",ben,1,9,x\r\n'
    (folder / "contacts" / "ben.csv").write_bytes(other)
    (folder / "contacts" / "empty.csv").write_bytes(b"")
    code, told = run(folder)
    assert code == 0, told
    assert "2 contacts" in told
