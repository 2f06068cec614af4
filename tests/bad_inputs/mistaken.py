"""Files as people really give them: still packed, saved by another program, joined, re-typed, in another language."""
# ruff: noqa: E501 (a case is a line)

import gzip
from pathlib import Path

from openpyxl import Workbook

from tests.bad_inputs.cards import ANN as CARD
from tests.bad_inputs.cards import card
from tests.bad_inputs.case import Build, Case, changed, folder_of, text, zipped
from tests.bad_inputs.exports import ANN, BOB, HEADER, NOTES, PLAIN, packed
from tests.bad_inputs.tables import GOOGLE_ANN, NEW, OUTLOOK
from tests.bad_inputs.workbooks import as_is, book, repacked, replaced, without

ROWS = "Ann Quux,Acme,ann@example.com\nBob Quux,Initech,bob@example.com\n"
HAND = "Name,Company,Email\n" + ROWS
GOOGLE_BOB = GOOGLE_ANN.replace("Ann", "Bob").replace("ann", "bob")
UNPACK = "Unpack it and give the file in it"


def sheet(*rows: tuple[object, ...], merged: str = "") -> Build:
    def build(folder: Path) -> Path:
        made = Workbook()
        assert made.active is not None
        for row in rows:
            made.active.append(row)  # type: ignore[union-attr]
        if merged:
            made.active.merge_cells(merged)  # type: ignore[union-attr]
        made.save(folder / "people.xlsx")
        return folder / "people.xlsx"

    return build


def links_in_a_ring(folder: Path) -> Path:
    (folder / "a.csv").symlink_to(folder / "b.csv")
    (folder / "b.csv").symlink_to(folder / "a.csv")
    return folder / "a.csv"


def table(
    content: str | bytes,
    *,
    said: str = "",
    code: str = "",
    kind: str = "",
    records: int = 0,
    rejected: tuple[str, ...] = (),
    encoding: str = "utf-8",
) -> Case:
    return Case(text(content, "people.csv", encoding), kind, code, records, rejected=rejected, said=said)


HEADERS = {
    "Swedish": "Namn,Företag,E-post",
    "Danish": "Navn,Virksomhed,Stilling",
    "Polish": "Imię i nazwisko,Pracodawca,Stanowisko",
    "Czech": "Jméno a příjmení,Společnost,E-mail",
    "Hungarian": "Név,Cég,E-mail cím",
    "Turkish": "Ad Soyad,Şirket,E-posta",
    "Russian": "ФИО,Компания,Почта",
    "Ukrainian": "ПІБ,Компанія,Посада",
    "Greek": "Ονοματεπώνυμο,Εταιρεία,Email",
    "Japanese": "氏名,会社名,メールアドレス",
    "Chinese": "姓名,公司,邮箱",
    "Korean": "이름,회사,이메일",
}

MISTAKEN: dict[str, Case] = {
    # packed, or of another program
    "a gzip file named .csv": table(gzip.compress(HAND.encode()), code="E-KIND-UNKNOWN", said=f"a gzip file. {UNPACK}"),
    "bzip2": table(b"BZh91AY&SY" + bytes(range(128, 230)), code="E-KIND-UNKNOWN", said=f"a bzip2 file. {UNPACK}"),
    "xz, kind given": table(b"\xfd7zXZ\0\0\4\xe6\xd6", kind="google_csv", code="E-CSV-TYPE", said=f"an xz file. {UNPACK}"),
    "Zstandard": table(b"\x28\xb5\x2f\xfd\x04\x58" + bytes(range(128, 230)), code="E-KIND-UNKNOWN", said=f"a Zstandard file. {UNPACK}"),
    "cards in a ZIP, kind given": Case(zipped({"people.vcf": CARD}), "vcard", "E-VCF-TYPE", said=f"a ZIP file. {UNPACK}"),
    "a workbook in a ZIP, kind given": Case(zipped({"people.xlsx": packed({"xl/workbook.xml": ""})}), "spreadsheet", "E-XLSX-TYPE", said=f"this ZIP is no .xlsx workbook. {UNPACK}"),
    "a workbook given as Google": Case(book(as_is), "google_csv", "E-CSV-TYPE", said='Set `kind` of this source to "spreadsheet"'),
    "a presentation": Case(zipped({"ppt/presentation.xml": "<x/>"}, "people.pptx"), "spreadsheet", "E-XLSX-TYPE", said="a presentation (.pptx)"),
    "Numbers": Case(zipped({"Index/Document.iwa": b"x"}, "people.numbers"), code="E-KIND-UNKNOWN", said="Apple Numbers document (.numbers). Open it in the program that wrote it"),
    "an Outlook data file": table(b"!BDN\x8a\x91" + bytes(range(256)), code="E-KIND-UNKNOWN", said="an Outlook data file (.pst). Export your contacts as CSV"),
    "an old message of Outlook": table(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), code="E-KIND-UNKNOWN", said="an old Office file (.xls, .doc, .msg)"),
    "a web page saved as one file": table("MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>Quux", kind="spreadsheet", code="E-XLSX-TYPE", said="a web page saved as one"),
    "an e-mail": table("From: Ann Quux <ann@example.com>\nSubject: x\n\nhello\n", code="E-KIND-UNKNOWN", said="an e-mail message"),
    "LDIF": table("dn: cn=Ann Quux\ncn: Ann Quux\nmail: ann@example.com\n", code="E-KIND-UNKNOWN", said="an LDIF address book"),
    "a web page in UTF-16": table("<html><body>Quux", encoding="utf-16", kind="spreadsheet", code="E-XLSX-TYPE", said="HTML"),
    "JSON over several lines": table('[\n  {"name": "Ann Quux"}\n]\n', kind="linkedin", code="E-LI-WRONG-FILE", said="JSON"),
    "bytes of a program": table(bytes(range(1, 256)) * 3, code="E-KIND-UNKNOWN", said="neither text nor an archive"),
    "links in a ring": Case(links_in_a_ring, code="E-FILE-READ", said="a.csv: it cannot be read (Too many levels"),
    "a folder named people.xlsx": Case(folder_of({"a": "Quux"}, "people.xlsx"), "spreadsheet", "E-FILE-READ", said="it is a folder"),
    "cards one folder further down": Case(folder_of({"mine/a.vcf": CARD}), "vcard", "E-VCF-TYPE", said="no .vcf file in the folder itself"),
    "LinkedIn's files under other names": Case(zipped({"Kontakte.csv": PLAIN, "Profil.csv": "x"}), "linkedin", "E-LI-NO-CONNECTIONS", said="If one of these files holds your connections, call it Connections.csv"),
    "a tail of zeros": Case(text(HAND.encode() + bytes(5_000), "people.csv"), records=2, skipped={"blank rows": 1}, said="NUL characters removed"),
    "zeros before the text": Case(text(bytes(60) + HAND.encode(), "people.csv"), records=2, said="NUL characters removed"),
    "the owner file that Excel leaves": Case(text(b"\x09Ann Quux" + b" " * 40 + b"\x00" * 100, "~$people.xlsx"), code="E-KIND-UNKNOWN"),
    # joined and re-saved
    "two exports joined, each with its mark": Case(text("\ufeff" + NEW + GOOGLE_ANN + "\ufeff" + NEW + GOOGLE_BOB, "contacts.csv"), records=2, skipped={"repeated headers": 1}),
    "two exports joined, the second in German": Case(text(HEADER + ANN + "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n" + BOB), records=2, skipped={"repeated headers": 1}),
    "Google's export with LinkedIn's behind it": Case(text(NEW + GOOGLE_ANN + HEADER + BOB, "contacts.csv"), records=1, skipped={"repeated headers": 1}, rejected=("E-CSV-OTHER-HEADER",), said="contacts.csv:4 the header on line 3 has other columns; keep the rows below it in a file of their own"),
    "LinkedIn's export with one of before 2023 behind it, and the first again": Case(text(HEADER + ANN + HEADER.replace("URL,", "") + "Cy,Quux,,Acme,CTO,08 Feb 2026\n" + HEADER + BOB), records=2, skipped={"repeated headers": 2}, rejected=("E-CSV-OTHER-HEADER",), said="Connections.csv:4"),
    "two exports of Google with other columns": Case(text(NEW + GOOGLE_ANN + NEW.replace("Phone 1", "E-mail 2").strip() + ",Notes\n" + GOOGLE_BOB, "contacts.csv"), records=1, skipped={"repeated headers": 1}, rejected=("E-CSV-OTHER-HEADER",), said="contacts.csv:4"),
    "Outlook's export with Google's behind it": Case(text(OUTLOOK + "Ann,,Quux,,Acme,CEO,a@example.com,,\n" + NEW + GOOGLE_BOB, "contacts.csv"), records=1, skipped={"repeated headers": 1}, rejected=("E-CSV-OTHER-HEADER",), said="contacts.csv:4"),
    "somebody whose labels are names of columns": Case(text("First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value,Website 1 - Label,Relation 1 - Label,Relation 1 - Value\nAnn,Quux,Acme,Email,,Profile,Referred by,Bob\n", "contacts.csv"), records=1),
    "a mark within the rows": Case(text(NEW + GOOGLE_ANN + '\ufeff"Bob",,Quux,Acme,,,,\n', "contacts.csv"), records=2),
    "notes and header again between the rows": Case(text(NOTES + HEADER + ANN + "\n" + NOTES + HEADER + BOB), records=2, skipped={"blank rows": 2, "repeated headers": 1}, rejected=("E-LI-NO-KEY",) * 2),
    "rows with another separator than the header": table("Name,Company,Email\nAnn Quux;Acme;ann@example.com\nBob Quux,Initech,\n", records=1, rejected=("E-CSV-DELIMITER",), said="people.csv:2"),
    "a quote open in the first row": table('Name,Company,Email\n"Ann Quux,Acme,ann@example.com\n' + ROWS, records=2, rejected=("E-CSV-QUOTE",), said="people.csv:2:Name"),
    "a quote open in the last row": table(HAND + 'Cy Quux,"Acme,\n', records=2, rejected=("E-CSV-QUOTE",), said="people.csv:4:Company"),
    "a quote open in the header": table('Name,"Company,Email\n' + ROWS, code="E-KIND-UNKNOWN", said='beginning with aaaa,"aaaaaaa,aaaaa'),
    "bars between the cells": table(HAND.replace(",", "|"), code="E-KIND-UNKNOWN", said="text without a header that is known, beginning with aaaa|aaaaaaa|aaaaa. A table has a header such as Name, Company, Email, and commas, semicolons or tabs"),
    "columns set with blanks": table("Name       Company   Email\nAnn Quux   Acme      ann@example.com\n", code="E-KIND-UNKNOWN", said="commas, semicolons or tabs between its cells"),
    "a table on its side": table("Name,Ann Quux\nCompany,Acme\nEmail,ann@example.com\n", code="E-KIND-UNKNOWN", said="beginning with aaaa,aaa aaaa"),
    "all rows on the line of the header": table(HAND.replace("\n", "\u2028"), records=0, said="people.csv: nobody stands below the header"),
    "two people side by side": table("Name,Company,Name,Company\nAnn Quux,Acme,Bob Quux,Initech\n", records=1, said="columns that stand twice, of which the first is read: Name, Company"),
    "phones that a spreadsheet rounded": table('Name,Company,Phone\nAnn Quux,Acme,4.91765E+11\nBob Quux,Acme,"4,91765E+11"\n', records=2, said="people.csv:3: a phone number that a spreadsheet rounded"),
    "phones of Google that a spreadsheet rounded": Case(text(NEW + "Ann,,Quux,Acme,,,Work,1.31256E+10\n", "contacts.csv"), records=1, said="rounded (such as 4.9E+11), kept as text: 1, the first on line 2"),
    "a header in row 5": table("My list\n\nof 2026\n,,\n" + HAND, records=2),
    **{f"a header in {language}": table(header + "\n" + ROWS, records=2) for language, header in HEADERS.items()},
    "LinkedIn with a French header": Case(text("Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion\n" + ANN), records=1),
    # nobody is named where a header should be, or a day
    **{f"people without a header, given as {kind}": table("Ann Quux,Quux Ltd,Boston\nBob Quux,Initech,bob@example.com\n", kind=kind, code="E-CSV-HEADER", said="begins with aaa aaaa,") for kind in ("spreadsheet", "google_csv", "outlook_csv", "linkedin")},
    "a person whose firm is called Contact": table("Ann Quux,Contact,Boston\nBob Quux,Initech,bob@example.com\n", kind="spreadsheet", code="E-CSV-HEADER", said="begins with aaa aaaa,"),
    "a name for a day": Case(text(HEADER + ANN.replace("08 Feb 2026", "Quux")), records=1, said="line 2 'aaaa' (not one clear date)"),
    "a phone for a day": Case(text(HEADER + ANN.replace("08 Feb 2026", "312 555 0142")), records=1, said="line 2 '999 999 9999' (not one clear date)"),
    # workbooks
    "formulas that nobody calculated": Case(sheet(("Name", "Company", "Email"), ('="Ann "&C9', "Acme", "ann@example.com"), ("Bob Quux", "=A1", "")), records=2, said="people.xlsx[Sheet]: 2 formulas whose results were never saved, the first in A2"),
    "a title merged over the header": Case(sheet(("My people", None, None), ("Name", "Company", "Email"), ("Ann Quux", "Acme", ""), merged="A1:C1"), records=1),
    "days and phones as bare numbers": Case(sheet(("Name", "Company", "Phone", "Last contact"), ("Ann Quux", "Acme", 13125550195.0, 45999)), records=1),
    "numbers for names": Case(sheet(("Name", "Company"), (123, "Acme"), (True, "Acme")), records=2),
    "no relations": Case(repacked(book(as_is), without("_rels/.rels")), code="E-XLSX-BROKEN", said="save it as .xlsx again"),
    "content types that are no XML": Case(repacked(book(as_is), replaced("[Content_Types].xml", "<Types")), records=2),
    "cut off in the middle": Case(changed(book(as_is), lambda data: data[: len(data) // 2]), code="E-ZIP-BROKEN", said="cut short"),
    # cards
    "a soft break that is none": Case(text("BEGIN:VCARD\nVERSION:2.1\nFN:Ann Quux\nNOTE;ENCODING=QUOTED-PRINTABLE:a =\nEND:VCARD\n" + card("FN:Bob Quux"), "people.vcf"), records=2),
    "half a letter at the end": Case(text(card("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=c3=b6rg =C3", version="2.1"), "people.vcf"), records=1),
}  # fmt: skip
