"""Files that other programs wrote, and tables whose rows and header do not go together."""
# ruff: noqa: E501 (a case is a line)

from tests.bad_inputs.case import Case, folder_of, text, zipped
from tests.bad_inputs.workbooks import OLE

_SAVE = "save it as .xlsx or .csv, without a password."
_ROW = "Ann Quux,Acme,Engineer,ann@example.com\n"
_RUSSIAN = (
    "Name,Company,Title,Email\nИван Quux,Вымысел,Инженер,ivan@example.com\nОльга Quux,Пример,Врач,olga@example.com\n"
)
_JAPANESE = (
    "Name,Company,Title,Email\n田中 Quux,株式会社サクラ,部長,t@example.com\n鈴木 Quux,みほん銀行,課長,s@example.com\n"
)

OTHERS: dict[str, Case] = {
    "Numbers": Case(zipped({"Index/Document.iwa": b"x", "preview.jpg": b"x"}, "people.numbers"), code="E-KIND-UNKNOWN", said=f"an Apple Numbers document (.numbers). Open it in the program that wrote it and {_SAVE}"),
    "Numbers, kind given": Case(zipped({"Index/Document.iwa": b"x"}, "people.numbers"), "spreadsheet", "E-XLSX-TYPE", said=_SAVE),
    "a binary workbook": Case(zipped({"xl/workbook.bin": b"x"}, "people.xlsb"), code="E-KIND-UNKNOWN", said=f"a binary workbook (.xlsb). Open it in the program that wrote it and {_SAVE}"),
    "a Word document": Case(zipped({"word/document.xml": b"<x/>"}, "people.docx"), code="E-KIND-UNKNOWN", said="a Word document (.docx)"),
    "an old workbook": Case(text(OLE, "people.xls"), code="E-KIND-UNKNOWN", said=_SAVE),
    "a PDF": Case(text(b"%PDF-1.7\n", "people.pdf"), code="E-KIND-UNKNOWN", said=_SAVE),
    "gzip": Case(text(b"\x1f\x8b\x08\x00", "Connections.csv.gz"), code="E-KIND-UNKNOWN", said="Unpack it and give the file in it"),
    "a database": Case(text(b"SQLite format 3\x00" + bytes(100), "people.db"), code="E-KIND-UNKNOWN", said="a database. Export your contacts as CSV, vCard or .xlsx"),
    "a mailbox": Case(text("From ann@example.com Mon\nSubject: Quux\n\nHello\n", "people.mbox"), code="E-KIND-UNKNOWN", said="a mailbox"),
    "a folder without files": Case(folder_of({}), code="E-KIND-UNKNOWN", said="a folder with nothing in it"),
    "blank lines above the header": Case(text("\n" * 30 + f"Name,Company,Title,Email\n{_ROW}", "people.csv"), "spreadsheet", "E-CSV-HEADER", said="lines are blank. Delete them"),
    "rows by commas under a header by semicolons": Case(text(f"Name;Company;Title;Email\n{_ROW}Bob Quux;Acme;Engineer;bob@example.com\n", "people.csv"), "spreadsheet", records=1, rejected=("E-CSV-DELIMITER",)),
    "one cell with commas is no row by commas": Case(text("Name;Company;Title;Email;Notes\nAnn Quux, née Roe\n", "people.csv"), "spreadsheet", records=1),
    "Cyrillic from an old program": Case(text(_RUSSIAN, "people.csv", "cp1251"), "spreadsheet", records=2, said="Windows-1251, Cyrillic"),
    "Cyrillic from Unix": Case(text(_RUSSIAN, "people.csv", "koi8-r"), "spreadsheet", records=2, said="KOI8-R"),
    "Japanese from Excel": Case(text(_JAPANESE, "people.csv", "cp932"), "spreadsheet", records=2, said="Shift-JIS"),
}  # fmt: skip
