"""vCard files: VC01 to VC23 of the bad inputs, and more of their kinds."""
# ruff: noqa: E501 (a case is a line)

from pathlib import Path

from tests.bad_inputs.case import Case, folder_of, text, zipped

ANN = "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Quux\nEMAIL:ann.quux@example.com\nEND:VCARD\n"
BOB = ANN.replace("Ann", "Bob").replace("ann", "bob")


def card(*lines: str, version: str = "3.0") -> str:
    return "\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def photo(folder: Path) -> Path:
    path = folder / "people.vcf"
    with path.open("w") as file:
        file.write("BEGIN:VCARD\nVERSION:3.0\nFN:Ann Quux\nPHOTO;ENCODING=b;TYPE=JPEG:\n")
        for _ in range(12_000):
            file.write(" " + "QUJD" * 250 + "\n")
        file.write("END:VCARD\n" + BOB)
    return path


def with_links(folder: Path) -> Path:
    """A folder as somebody else packed it: one card, and links to a card and to nothing outside of it."""
    (folder / "own.vcf").write_text(BOB)
    path = folder_of({"a.vcf": ANN})(folder)
    (path / "b.vcf").symlink_to(folder / "own.vcf")
    (path / "c.vcf").symlink_to("nowhere")
    (path / "d.vcf").symlink_to("a.vcf")
    return path


def cards(content: str | bytes, **wanted: object) -> Case:
    return Case(text(content, "people.vcf"), **wanted)  # type: ignore[arg-type]


CARDS: dict[str, Case] = {
    "VC01 the last card has no end": cards(ANN + BOB.replace("END:VCARD\n", ""), records=1, rejected=("E-VCF-END",)),
    "VC01 a card in the middle has no end": cards(ANN.replace("END:VCARD\n", "") + BOB, records=1, rejected=("E-VCF-END",)),
    "VC03 an empty card": cards(ANN + "BEGIN:VCARD\nEND:VCARD\n", records=1, skipped={"empty cards": 1}),
    "VC04 quoted-printable": cards(card("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=B6rg =\nQuux", version="2.1"), records=1),
    "VC04 quoted-printable without end": cards(card("FN:Ann Quux", "NOTE;ENCODING=QUOTED-PRINTABLE:a=", version="2.1") + BOB, records=2),
    "VC05 a character set of its own": cards(card("FN;CHARSET=ISO-8859-1:Zoë Quux", version="2.1").encode("latin-1"), records=1),
    "an unknown character set": cards(card("FN;CHARSET=X-QUUX:Ann Quux", version="2.1"), records=1),
    "a character set that is no text": cards(card("FN;CHARSET=base64:Zoë Quux", "N;CHARSET=hex:Quux;Zoë", version="2.1"), records=1),
    "VC07 no version": cards(ANN.replace("VERSION:3.0\n", ""), records=1, said="without VERSION"),
    "VC09 a picture of 12 MB": Case(photo, records=2),
    "VC10 the address of a picture": cards(card("FN:Ann Quux", "PHOTO;VALUE=URI:http://169.254.169.254/x"), records=1),
    "VC11 groups": cards(card("FN:Ann Quux", "item1.EMAIL:ann@example.com", "item1.X-ABLabel:_$!<Work>!$_"), records=1),
    "VC13 no FN": cards(card("N:Quux;Ann;;;"), records=1),
    "VC14 a company": cards(ANN + card("FN:Acme", "ORG:Acme"), records=1, skipped={"companies": 1}),
    "VC16 a birthday without year": cards(card("FN:Ann Quux", "BDAY:--0412"), records=1),
    "VC17 a revision of yesterday": cards(card("FN:Ann Quux", "REV:yesterday"), records=1, said="REV"),
    "VC18 letters in a number": cards(card("FN:Ann Quux", "TEL:1-800-FLOWERS"), records=1),
    "VC19 no e-mail": cards(card("FN:Ann Quux", "EMAIL:ann at quux"), records=1, said="no e-mail address"),
    "VC21 too many cards": cards(ANN.replace("Ann", "A") * 2_001, code="E-VCF-CARDS", said="rows"),
    "VC22 a table named .vcf": cards("First Name,Last Name,Company\nAnn,Quux,Acme\n", kind="vcard", code="E-VCF-TYPE", said="CSV"),
    "VC23 UTF-16": cards((ANN + BOB).encode("utf-16"), records=2, said="UTF-16"),
    "UTF-16, shifted by a byte": cards((ANN + BOB).encode("utf-16")[:-9], code="E-FILE-BYTES"),
    "in a ZIP": Case(zipped({"people.vcf": ANN}, "people.zip"), "vcard", "E-VCF-TYPE", said="ZIP"),
    "in a ZIP, kind left out": Case(zipped({"people.vcf": ANN}, "people.zip"), code="E-KIND-UNKNOWN", said="people.vcf"),
    "a folder of cards": Case(folder_of({"a.vcf": ANN, "b.VCF": BOB, "notes.txt": "Quux"}), records=2),
    "a folder with an empty card file": Case(folder_of({"a.vcf": ANN, "b.vcf": ""}), records=1, rejected=("E-VCF-EMPTY",), said="b.vcf"),
    "a folder with a web page among its cards": Case(folder_of({"a.vcf": ANN, "b.vcf": "<html>Quux"}), records=1, rejected=("E-VCF-TYPE",), said="b.vcf:1"),
    "a folder with a file whose characters are shifted": Case(folder_of({"a.vcf": ANN, "b.vcf": (BOB * 2).encode("utf-16")[:-9]}), records=2, rejected=("E-FILE-BYTES",), said="b.vcf"),
    "a folder of nothing but broken card files": Case(folder_of({"a.vcf": "", "b.vcf": "<html>Quux"}), code="E-VCF-EMPTY", said="a.vcf"),
    "a folder with links that lead out of it": Case(with_links, records=1, merged=1, said="export: links that lead out of the folder, not read: 2. Put the files themselves there"),
    "a folder with a folder of more cards": Case(folder_of({"a.vcf": ANN, "family/b.vcf": BOB}), records=1, said="export: card files in folders within it, not read: 1. Name each folder as a source"),
    "a folder that was on a Mac, and a card file named .vcard": Case(folder_of({"a.vcf": ANN, "._a.vcf": b"\0\5\x16\7Mac OS X", "b.vcard": BOB}), records=2),
    "AGENT with a card": cards("BEGIN:VCARD\nVERSION:2.1\nFN:Ann Quux\nAGENT:\n" + BOB + "EMAIL:a@example.com\nEND:VCARD\n", records=1),
    "AGENT in AGENT": cards(
        "BEGIN:VCARD\nFN:Ann Quux\n" + "AGENT:\nBEGIN:VCARD\nFN:Deep Quux\n" * 2_000 + "END:VCARD\n" * 2_001 + BOB, records=2
    ),
    "AGENT in AGENT, never ended": cards("BEGIN:VCARD\nFN:Ann Quux\n" + "AGENT:\nBEGIN:VCARD\n" * 2_000 + BOB, rejected=("E-VCF-END",)),
    "AGENT of one line": cards(card("FN:Ann Quux", 'AGENT:BEGIN:VCARD\\nFN:Bob Quux\\nEND:VCARD', "EMAIL:a@example.com"), records=1),
    "lower case and blanks": cards("\n  begin:vcard \nversion:3.0\nfn:Ann Quux\nend:vcard  \n", records=1),
    "tabs fold": cards("BEGIN:VCARD\nFN:Ann\n\t Quux\nEND:VCARD\n", records=1),
    "old Mac line ends": cards((ANN + BOB).replace("\n", "\r"), records=2),
    "a calendar": cards("BEGIN:VCALENDAR\nSUMMARY:Quux\nEND:VCALENDAR\n", kind="vcard", code="E-VCF-TYPE", said="calendar"),
    "JSON cards": cards('["vcard",[["fn",{},"text","Ann Quux"]]]', kind="vcard", code="E-VCF-TYPE", said="JSON"),
    "XML cards": cards("<?xml version='1.0'?><vcards/>", kind="vcard", code="E-VCF-TYPE", said="XML"),
    "an end without a begin": cards("END:VCARD\n" * 3, kind="vcard", code="E-VCF-TYPE"),
    "a note of 5 MB": cards("BEGIN:VCARD\nFN:Ann Quux\nNOTE:" + ("Quux" * 20 + "\n ") * 60_000 + "\nEND:VCARD\n" + BOB, records=2),
    "a line of quotes": cards("BEGIN:VCARD\nFN:Ann Quux\nNOTE" + ';x="a"' * 150_000 + "\nEND:VCARD\n", records=1, said="no property"),
    "backslashes": cards(card("FN:Ann Quux", "N:" + "\\" * 60_001 + ";" * 60_000), records=1),
    "twenty thousand properties": cards("BEGIN:VCARD\nFN:Ann Quux\n" + "TEL:1\n" * 20_000 + "END:VCARD\n", records=1),
    "one UID for all": cards(ANN.replace("END", "UID:1\nEND") + BOB.replace("END", "UID:1\nEND"), records=2),
    "the same card twice": cards(ANN * 2, records=1, merged=1),
    "damaged text": cards(ANN.encode() * 3 + BOB.replace("Bob", "B\xffb").encode("latin-1"), records=1, merged=2, rejected=("E-VCF-BYTES",)),
    "bidi, emoji, zero-width": cards(card("FN:\u202equuX\u202c 👩🏽‍💻 A\u200bnn"), records=1),
    "a table given as cards": cards("Name\nAnn Quux\n", kind="vcard", code="E-VCF-TYPE"),
    "cards given as LinkedIn": cards(ANN, kind="linkedin", code="E-LI-WRONG-FILE", said="vCard"),
    "quoted-printable without a character set": cards("BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE:Quux;J=C3=B6rg\nORG;QUOTED-PRINTABLE:Acme=20Inc\nEND:VCARD\n" + BOB, records=2),
    "a name in base64": cards(card("FN;ENCODING=BASE64:QW5uIFF1dXg=", version="2.1"), records=1),
    "a name in broken base64": cards(card("FN;ENCODING=b:QW5uIFF1dX!!") + BOB, records=1, rejected=("E-VCF-BYTES",), said="people.vcf:1"),
    "a character set that is a codec of Python": cards("".join(card(f"N;CHARSET={name};ENCODING=QUOTED-PRINTABLE:Q=FCux;Ann{at}", version="2.1") for at, name in enumerate(("undefined", "punycode", "idna", "hex", "rot13", "unicode_escape", "X-KLINGON"))), records=7, said="7"),
    "a note that quotes the end of a card": cards("BEGIN:VCARD\nVERSION:2.1\nN:Quux;Ann\nNOTE;ENCODING=QUOTED-PRINTABLE:a=\nEND:VCARD=0D=0A=\nb\nEND:VCARD\n" + BOB, records=2),
    "a BEGIN that is missing": cards(ANN.removeprefix("BEGIN:VCARD\n") + BOB, records=1, rejected=("E-VCF-BEGIN",), said="people.vcf:1"),
    "a card within a card": cards("BEGIN:VCARD\nFN:Ann Quux\n" + BOB + "EMAIL:a@example.com\nEND:VCARD\n", records=1, rejected=("E-VCF-END",)),
    "a card on one line": cards("BEGIN:VCARD VERSION:3.0 FN:Ann Quux END:VCARD\n" + BOB, records=1, rejected=("E-VCF-LINE",), said="people.vcf:1"),
    "nothing but cards on one line": cards("BEGIN:VCARD VERSION:3.0 FN:Ann Quux END:VCARD\n", kind="vcard", rejected=("E-VCF-LINE",)),
    "two files joined, each with its mark": cards("\ufeff" + ANN + "\ufeff" + BOB, records=2),
    "cards moved to the right": cards("".join(f"  {line}\n" for line in (ANN + BOB).splitlines()), records=2),
    "blanks around the colons": cards("BEGIN : VCARD\nVERSION : 3.0\nFN : Ann Quux\nEND : VCARD\n", records=1),
    "a letter above the cards": cards("Dear Ann,\nhere they are.\n\n" + ANN + BOB, records=2),
    "lines that are none": cards("BEGIN:VCARD\nQuux\nQuux Quux\nEND:VCARD\n" + BOB, records=1, rejected=("E-VCF-NOBODY",)),
    "zeros in a name": cards(ANN.replace("Ann", "A\0nn") + BOB, records=2, said="NUL"),
    "cards given as a sheet": cards(ANN, kind="spreadsheet", code="E-XLSX-TYPE", said="vCard"),
}  # fmt: skip
