"""A workbook that was cut, renamed, taken apart or put in place of another: nothing is written, and the remedy is said."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from syncer import app
from syncer.errors import SyncerError

DAY = date(2026, 11, 23)
CONTENT = {"Name": b"Name,Company\nAnn Quux,Acme\n"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "people.csv").write_text("Name,Company,Email\nAnn Quux,Acme,ann@example.com\n")
    (folder / "syncer.toml").write_text(
        'state_dir = "state"\n[[sources]]\nname = "hand"\npath = "people.csv"\n[workbook]\npath = "book.xlsx"\n'
    )
    app.run(folder / "syncer.toml", DAY, lambda _: None, frozenset())
    return folder


def parts(change: Callable[[dict[str, bytes]], object]) -> Callable[[bytes, Path], None]:
    """The workbook with its parts changed."""

    def put(_: bytes, path: Path) -> None:
        with zipfile.ZipFile(path) as opened:
            found = {name: opened.read(name) for name in opened.namelist()}
        change(found)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in found.items():
                packed.writestr(name, content)

    return put


def half(name: str) -> Callable[[dict[str, bytes]], object]:
    return lambda found: found.update({name: found[name][: len(found[name]) // 2]})


def put(name: str, content: bytes) -> Callable[[bytes, Path], None]:
    return parts(lambda found: found.update({name: content}))


def swap(name: str, old: bytes, new: bytes) -> Callable[[bytes, Path], None]:
    return parts(lambda found: found.update({name: found[name].replace(old, new)}))


def flipped(whole: bytes, path: Path) -> None:
    at = whole.index(b"xl/worksheets/sheet") + 200
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :])


# ruff: noqa: E501 (a case is a line)
# What is done to the file -> its code, and words of the message.
DAMAGE: dict[str, tuple[Callable[[bytes, Path], object], str, str]] = {
    "cut at 60 %": (lambda whole, path: path.write_bytes(whole[: len(whole) * 6 // 10]), "E-XLSX-BROKEN", "cut short"),
    "0 bytes": (lambda _, path: path.write_bytes(b""), "E-XLSX-BROKEN", "it has 0 bytes"),
    "a CSV": (lambda _, path: path.write_bytes(CONTENT["Name"]), "E-XLSX-BROKEN", "whatever its name says"),
    "a web page": (lambda _, path: path.write_text("<html>Sign in</html>"), "E-XLSX-BROKEN", "whatever its name says"),
    "an old .xls": (lambda _, path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "E-XLSX-ENCRYPTED", "Save it as .xlsx without"),
    "another ZIP": (parts(lambda found: (found.clear(), found.update(CONTENT))), "E-XLSX-BROKEN", "a ZIP file, but no .xlsx"),
    "half a sheet": (parts(half("xl/worksheets/sheet4.xml")), "E-XLSX-DAMAGED", "save it again"),
    "a sheet less": (parts(lambda found: found.pop("xl/worksheets/sheet4.xml")), "E-XLSX-DAMAGED", "save it again"),
    "half the list of sheets": (parts(half("xl/workbook.xml")), "E-XLSX-DAMAGED", "save it again"),
    "half the relations": (parts(half("xl/_rels/workbook.xml.rels")), "E-XLSX-DAMAGED", "save it again"),
    "half the styles": (parts(half("xl/styles.xml")), "E-XLSX-DAMAGED", "save it again"),
    "no content types": (parts(lambda found: found.pop("[Content_Types].xml")), "E-XLSX-DAMAGED", "its part [Content_Types].xml is missing"),
    "half the content types": (parts(half("[Content_Types].xml")), "E-XLSX-DAMAGED", "the part [Content_Types].xml of the workbook is not valid XML"),
    "content types that say nothing": (put("[Content_Types].xml", b"<Types/>"), "E-XLSX-DAMAGED", "does not say what xl/workbook.xml is"),
    "a sheet that is declared no more": (swap("[Content_Types].xml", b"/xl/worksheets/sheet4.xml", b"/xl/worksheets/sheet444.xml"), "E-XLSX-DAMAGED", "does not say what xl/worksheets/sheet4.xml is"),
    "styles declared as something else": (swap("[Content_Types].xml", b"spreadsheetml.styles+xml", b"spreadsheetml.stilus+xml"), "E-XLSX-DAMAGED", "does not say what xl/styles.xml is"),
    "no relations at all": (parts(lambda found: found.pop("_rels/.rels")), "E-XLSX-BROKEN", "book.xlsx: the workbook is a ZIP file, but no .xlsx"),
    "relations that lead nowhere": (swap("_rels/.rels", b"xl/workbook.xml", b"xl/work.xml"), "E-XLSX-DAMAGED", "xl/work.xml is missing"),
    "no relations of the sheets": (parts(lambda found: found.pop("xl/_rels/workbook.xml.rels")), "E-XLSX-DAMAGED", "list of sheets"),
    "no styles": (parts(lambda found: found.pop("xl/styles.xml")), "E-XLSX-DAMAGED", "xl/styles.xml"),
    "no theme": (parts(lambda found: found.pop("xl/theme/theme1.xml")), "E-XLSX-DAMAGED", "xl/theme/theme1.xml is missing"),
    "a list of sheets that is something else": (put("xl/workbook.xml", b"<html/>"), "E-XLSX-DAMAGED", "list of sheets"),
    "no list of sheets": (parts(lambda found: found.pop("xl/workbook.xml")), "E-XLSX-DAMAGED", "xl/workbook.xml is missing"),
    "half the relations of one sheet": (parts(lambda found: found.update({"xl/worksheets/_rels/sheet4.xml.rels": b"<Relationships"})), "E-XLSX-DAMAGED", "sheet4.xml.rels of the workbook is not valid XML"),
    "entities in the properties": (put("docProps/core.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "E-XLSX-DAMAGED", "docProps/core.xml of the workbook declares a document type"),
    "a byte that is another": (flipped, "E-XLSX-DAMAGED", ".syncer-backup"),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_workbook_is_left_as_it_is_and_the_remedy_is_said(name: str, made: Path) -> None:
    book = made / "book.xlsx"
    whole = book.read_bytes()
    damage, code, words = DAMAGE[name]
    try:
        damage(whole, book)
        damaged = book.read_bytes()
        with pytest.raises(SyncerError) as stopped:
            app.run(made / "syncer.toml", DAY, lambda _: None, frozenset())
        assert (stopped.value.exit_code, stopped.value.code) == (4, code)
        assert words in str(stopped.value)
        assert "book.xlsx: " in str(stopped.value)
        assert "Quux" not in str(stopped.value)
        assert book.read_bytes() == damaged
    finally:
        book.write_bytes(whole)
