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
        assert "Quux" not in str(stopped.value)
        assert book.read_bytes() == damaged
    finally:
        book.write_bytes(whole)
