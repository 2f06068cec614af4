"""Files that are no workbook, or hold something they should not."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from syncer.errors import WorkbookError
from syncer.workbooks.excel import ExcelWorkbook
from syncer.workbooks.xlsx import package as package_module
from syncer.workbooks.xlsx.first import first_file
from syncer.workbooks.xlsx.package import Package


def archive(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E-XLSX-BROKEN"),
        (b"name,email\nAna,a@example.com\n", "E-XLSX-BROKEN"),
        (b"<html><body>Sign in</body></html>", "E-XLSX-BROKEN"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "E-XLSX-ENCRYPTED"),
        (first_file()[:-2000], "E-XLSX-BROKEN"),
        (archive(readme=b"a ZIP of something else"), "E-XLSX-BROKEN"),
        (archive(**{"_rels/.rels": b"<Relationships/>"}), "E-XLSX-BROKEN"),
        (archive(**{"_rels/.rels": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "E-XLSX-DAMAGED"),
        (archive(**{"_rels/.rels": b"<not closed"}), "E-XLSX-DAMAGED"),
    ],
)
def test_a_file_that_is_no_workbook_gets_one_clear_message(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "outreach.xlsx"
    path.write_bytes(data)
    with pytest.raises(WorkbookError) as caught:
        ExcelWorkbook(path).read()
    assert caught.value.code == code


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    path = tmp_path / "outreach.xlsx"
    whole = bytearray(first_file())
    with zipfile.ZipFile(BytesIO(bytes(whole))) as package:
        info = package.getinfo("xl/workbook.xml")
    start = info.header_offset + 30 + len(info.filename)
    whole[start + 40 : start + 80] = b"\0" * 40
    path.write_bytes(bytes(whole))
    with pytest.raises(WorkbookError, match=r"damaged.*\.syncer-backup"):
        ExcelWorkbook(path).read()


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_module, "MAX_BYTES", 1_000)
    with pytest.raises(WorkbookError, match="unpacks to more"):
        Package(archive(part=b"0" * 2_000))


def test_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="cannot be read"):
        ExcelWorkbook(tmp_path).read()


def test_other_parts_are_copied_as_they_were_compressed() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(zipfile.ZipInfo("ключ.xml"), "a" * 5_000, zipfile.ZIP_DEFLATED, 9)
        package.writestr("stored.bin", bytes(range(256)), zipfile.ZIP_STORED)
        package.writestr("old.xml", b"old")
        package.writestr("gone.xml", b"gone")
    made = Package(out.getvalue()).rewrite({"old.xml": b"new", "gone.xml": None, "more.xml": b"more"})
    before, after = zipfile.ZipFile(out), zipfile.ZipFile(BytesIO(made))
    assert after.testzip() is None
    assert after.namelist() == ["ключ.xml", "stored.bin", "old.xml", "more.xml"]
    for name in ("ключ.xml", "stored.bin"):
        assert after.read(name) == before.read(name)
        assert after.getinfo(name).compress_size == before.getinfo(name).compress_size
    assert (after.read("old.xml"), after.read("more.xml")) == (b"new", b"more")


NAME_NO_UTF_8 = bytes.fromhex("00000008") + bytes(18) + b"\x12"
"""Over the first part's own header: its name is said to be UTF-8, and longer than it is."""


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 30_000), st.binary(min_size=1, max_size=40))
@example(4, NAME_NO_UTF_8)
def test_whatever_is_broken_in_a_file_it_is_read_or_refused_with_a_message(place: int, junk: bytes) -> None:
    whole = bytearray(first_file())
    whole[place : place + len(junk)] = junk
    workbook = ExcelWorkbook(Path("unused.xlsx"))
    try:
        workbook._understood(bytes(whole))
    except WorkbookError as error:
        assert str(error)
