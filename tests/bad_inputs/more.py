"""Forty more of the same kinds that are on no list: the rule has to hold, not the case."""
# ruff: noqa: E501 (a case is a line)

import io
import zipfile
from pathlib import Path

from tests.bad_inputs.cards import ANN as CARD
from tests.bad_inputs.cards import BOB as CARD_BOB
from tests.bad_inputs.cards import card, cards
from tests.bad_inputs.case import Case, changed, folder_of, text, zipped
from tests.bad_inputs.exports import ANN, BOB, HEADER, NOTES, PLAIN, both, packed
from tests.bad_inputs.tables import GOOGLE_ANN, HAND, NEW
from tests.bad_inputs.workbooks import as_is, book, part, repacked

SLUG = "A,Quux,https://www.linkedin.com/in/q{},,Acme,,\n"


def zip64(folder: Path) -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as archive, archive.open("Connections.csv", "w", force_zip64=True) as member:
        member.write(PLAIN.encode())
    return path


def streamed(folder: Path) -> Path:
    """Sizes and checksum behind the data, as programs write that cannot go back."""

    class OneWay(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    made = OneWay()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Connections.csv", PLAIN)
    (folder / "export.zip").write_bytes(made.getvalue())
    return folder / "export.zip"


def many_small_bombs(folder: Path) -> Path:
    names = ("Connections.csv", "messages.csv", "Invitations.csv", "Positions.csv", "Education.csv", "Profile.csv")
    return zipped(dict.fromkeys(names, "a" * 1900000))(folder)


MORE: dict[str, Case] = {
    # archives
    "ZIP64": Case(zip64, records=2),
    "sizes behind the data": Case(streamed, records=2),
    "a comment of 60 KB": Case(changed(zipped({"Connections.csv": PLAIN}), lambda data: data[:-2] + (60_000).to_bytes(2, "little") + b"x" * 60_000), records=2),
    "bombs below the ratio": Case(many_small_bombs, code="E-ZIP-SIZE"),
    "Connections.csv.gz in a ZIP": Case(zipped({"Connections.csv.gz": b"\x1f\x8b\x08"}), "linkedin", "E-LI-NO-CONNECTIONS"),
    "a member with a date that is none": Case(changed(zipped({"Connections.csv": PLAIN}), lambda data: both(data, 10, 12, 0xFFFFFFFF, 4)), records=2),
    "a member that begins outside of the file": Case(changed(zipped({"Connections.csv": PLAIN}), lambda data: data[: data.index(b"PK\x01\x02") + 42] + b"\xff\xff\xff\x7f" + data[data.index(b"PK\x01\x02") + 46 :]), code="E-ZIP-BROKEN"),
    "bzip2": Case(zipped({"Connections.csv": PLAIN}, method=zipfile.ZIP_BZIP2), code="E-ZIP-METHOD", said="12"),
    "LZMA": Case(zipped({"Connections.csv": PLAIN}, method=zipfile.ZIP_LZMA), code="E-ZIP-METHOD", said="14"),
    "a name of 60 KB": Case(zipped({"Connections.csv": PLAIN, "x" * 60_000: "y"}), records=2),
    "a name that would act on a terminal": Case(zipped({"\x1b[2J/Connections.csv": PLAIN}), records=2, said="read from"),
    "dots and blanks around the name": Case(zipped({" Connections.csv ": PLAIN, "Connections.csv.": PLAIN}), "linkedin", "E-LI-NO-CONNECTIONS"),
    "an archive named .csv": Case(zipped({"Connections.csv": PLAIN}, "Connections.csv"), records=2),
    "a tar of it": Case(text(b"Connections.csv" + b"\0" * 85 + b"0000644\0" + b"\0" * 149 + b"ustar\x0000" + b"\0" * 247, "export.tar"), "linkedin", "E-LI-WRONG-FILE"),
    # tables
    "a header in capitals": Case(text(PLAIN.replace(HEADER, HEADER.upper())), records=2),
    "a header in quotes": Case(text(NOTES + ",".join(f'"{name}"' for name in HEADER.strip().split(",")) + "\n" + ANN), records=1),
    "blanks after commas": Case(text(HEADER + ANN.replace(",", ", ")), records=1),
    "a comma at the end of every row": Case(text(HEADER.strip() + ",\n" + ANN.strip() + ",\n"), records=1),
    "curly quotes": Case(text(HEADER + ANN.replace("Ann", "“Ann”")), records=1),
    "two line ends in one file": Case(text(HEADER.replace("\n", "\r\n") + ANN + BOB.replace("\n", "\r")), records=2),
    "vertical tabs, form feeds, separators": Case(text(HEADER + ANN.replace("Acme", "A\x0bc\x0cm\x1ce\u2028\u2029\x85")), records=1),
    "a million blank lines": Case(text(HEADER + "\n" * 1_000_000 + ANN), records=1, skipped={"blank rows": 1_000_000}),
    "profiles with every sign": Case(text(HEADER + "".join(SLUG.format(f"{at}%{at:02x}?x=1#y") for at in range(32, 127))), records=95),
    "one profile, a thousand rows": Case(text(HEADER + SLUG.format(1) * 1_000), records=1, merged=999),
    "a date for a name": Case(text(HEADER + ANN.replace("Ann", "2026-01-01")), records=1),
    "a person in the URL column": Case(text(HEADER + ANN.replace("https://www.linkedin.com/in/ann-quux", "Ann Quux")), records=1),
    "an e-mail in every column": Case(text(NEW + "ann@example.com," * 7 + "ann@example.com\n", "contacts.csv"), records=1),
    "UTF-7": Case(text(NEW.encode() + b"+AEEAbgBu-,,Quux,Acme,,,,\n", "contacts.csv"), records=1),
    "EBCDIC": Case(text((NEW + GOOGLE_ANN).encode("cp037"), "contacts.csv"), "google_csv", "E-CSV-HEADER"),
    "Shift-JIS": Case(text((HAND + "山田 太郎,Acme,,,,\n").encode("shift-jis"), "people.csv"), records=1),
    "a table in Markdown": Case(text("| Name | Company |\n|---|---|\n| Ann Quux | Acme |\n", "people.csv"), "spreadsheet", "E-CSV-HEADER"),
    "SQL": Case(text("INSERT INTO people (name, company) VALUES ('Ann Quux', 'Acme');\n", "people.csv"), code="E-KIND-UNKNOWN"),
    "a source file of a program": Case(text("def name(company, email): pass\n", "people.csv"), code="E-KIND-UNKNOWN"),
    # cards
    "a card in a card, unfolded": cards(card("FN:Ann Quux", "NOTE:BEGIN:VCARD\\nFN:Bob Quux\\nEND:VCARD"), records=1),
    "quoted-printable that is none": cards(card("FN;ENCODING=QUOTED-PRINTABLE:=ZZ=4=Quux", version="2.1"), records=1),
    "a property of nothing but parameters": cards(card("FN:Ann Quux", "TEL;TYPE=;TYPE;;;=:1"), records=1),
    "a thousand e-mails": cards(card("FN:Ann Quux", *(f"EMAIL:a{at}@example.com" for at in range(1_000))), records=1),
    "two versions in one card": cards(card("VERSION:4.0", "FN:Ann Quux", "N:Quux;Ann"), records=1),
    "only a group": cards(CARD + card("KIND:group", "FN:Quux friends", "MEMBER:urn:uuid:1"), records=1, skipped={"groups": 1}),
    "cards without line ends between": cards(CARD.rstrip("\n") + CARD_BOB, records=2),
    "a folder of ten thousand other files": Case(folder_of({f"{at}.txt": "" for at in range(10_000)} | {"a.vcf": CARD}), "vcard", records=1),
    # workbooks
    "a workbook with an outside link": Case(repacked(book(as_is), part("workbook.xml", b"</workbook>", b'<externalReferences><externalReference r:id="rId99" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></externalReferences></workbook>')), records=2),
    "cells of every type": Case(book(lambda sheet: [sheet.append((value, "Acme", "")) for value in (1, 1.5, True, "x", "=1+1", "#N/A")] and None), records=6, rejected=("E-CSV-NOBODY",) * 2),
    "a workbook in a workbook": Case(zipped({"xl/embeddings/book.xlsx": packed({"xl/workbook.xml": ""})}, "people.xlsx"), "spreadsheet", "E-XLSX-TYPE"),
}  # fmt: skip
