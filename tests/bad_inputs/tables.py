"""Delimited files of every kind as they arrive after Excel, editors, other programs and accidents."""
# ruff: noqa: E501 (a case is a line)

from pathlib import Path

from tests.bad_inputs.case import Case, folder_of, text
from tests.bad_inputs.exports import ANN, BOB, HEADER, NOTES, PLAIN

NEW = "First Name,Middle Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
OLD = "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Organization 1 - Name,Phone 1 - Value\n"
OUTLOOK = "First Name,Middle Name,Last Name,Suffix,Company,Job Title,E-mail Address,Business Phone,Mobile Phone\n"
HAND = "Name,Company,Email,Phone,How well I know them,Notes\n"
GOOGLE_ANN = "Ann,,Quux,Acme,Work,ann.quux@example.com,,\n"
HUGE = "Quux " * 180_000
LONG = "Quux " * 25_000
GERMAN = (
    PLAIN.removeprefix(NOTES)
    .replace(",", ";")
    .replace("08 Feb 2026", "08.02.2026")
    .replace("01 Jan 2024", "01.01.2024")
)
FRENCH = (
    PLAIN.removeprefix(NOTES)
    .replace(",", ";")
    .replace("Acme", "Société Générale")
    .replace("08 Feb 2026", "28/02/2026")
    .replace("01 Jan 2024", "1-janv.-24")
)
AMERICAN = PLAIN.removeprefix(NOTES).replace("08 Feb 2026", "8-Feb-26").replace("01 Jan 2024", "1-Jan-24")
AMERICAN_SHORT = PLAIN.removeprefix(NOTES).replace("08 Feb 2026", "2/28/2026").replace("01 Jan 2024", "1/31/2024")
PHONES = (
    ("+49 (0)30 1234567", "DE"), ("0044 20 7946 0958", "GB"), ("01 44 55 66 77", "FR"), ("(212) 555-0142", "US"),
    ("06 12345678", "NL"), ("+55 (11) 91234-5678", "BR"), ("080-1234-5678", "JP"), ("+91 98765 43210 ext. 12", "IN"),
    ("tel:+1-212-555-0142;ext=5", "US"), ("１２３４５６７", "full width"), ("1.21256E+10", "Excel"), ("#REF!", "Excel"),
)  # fmt: skip
MAILS = (
    "ann+jobs@example.com", '"ann quux"@example.com', "ann@exämple.com", "ann@xn--exmple-cua.com", "ANN@EXAMPLE.COM.",
    "<ann@example.com>", "Ann Quux <ann@example.com>", "mailto:ann@example.com", "ann@@example.com", "ann@localhost",
    "ann at example dot com", "a@b", "ann@example.com; bob@example.com", "юзер@пример.рф", "@", "ann@" + "x" * 5000,
)  # fmt: skip
NAMES = (
    "\u202equuX nnA", "\u2067Ann\u2069 Quux", "Ann 👩🏽‍💻 Quux", "A\u200bn\u200dn Quux", "دکتر آن کووکس", "🚀",
    "Quux, Ann, PhD, MBA, (she/her)", "山田太郎", "Ann\u0000Quux", "Ａｎｎ　Ｑｕｕｘ", "N/A", "-", "?", "=1+1", "null", "0",
    "a" * 20_000, "Z\u0335\u0322" * 500 + " Quux", "(" * 3000, "Ann " + '"' * 500 + " Quux", "Dr. " * 2000 + "Quux",
)  # fmt: skip


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def google(*, names: tuple[str, ...] = (), mails: tuple[str, ...] = (), phones: tuple[str, ...] = ()) -> str:
    rows = [f"{quoted(name)},,Quux{at},Acme,,,,\n" for at, name in enumerate(names)]
    rows += [f"Ann,,Quux{at},Acme,*,{quoted(mail)},,\n" for at, mail in enumerate(mails)]
    rows += [f"Ann,,Quux{at},Acme,,,Work,{quoted(phone)}\n" for at, phone in enumerate(phones)]
    return NEW + "".join(rows)


def many(header: str, row: str, count: int) -> str:
    return header + "".join(row.replace("0", str(at)) for at in range(count))


def huge_line(folder: Path) -> Path:
    path = folder / "contacts.csv"
    with path.open("w") as file:  # 60 MB on one line, written in pieces
        file.write(NEW + GOOGLE_ANN)
        for _ in range(60):
            file.write("x" * 1_000_000)
        file.write("\n" + GOOGLE_ANN.replace("ann", "bob"))
    return path


def damaged_utf16(content: str) -> bytes:
    """UTF-16 with half a character lost in the middle: everything behind it is shifted by a byte."""
    data = content.encode("utf-16")
    middle = len(data) // 2 | 1
    return data[:middle] + data[middle + 1 :]


def lone_surrogate(content: str) -> bytes:
    return content.encode("utf-16") + b"\x00\xd8" + "\n".encode("utf-16-le")


TABLES: dict[str, Case] = {
    # what Excel makes of Connections.csv
    "Excel, German": Case(text(GERMAN), records=2, said="semicolons"),
    "Excel, French": Case(text(FRENCH, encoding="cp1252"), records=2, said="cp1252"),
    "Excel, American, day-month": Case(text(AMERICAN), records=2),
    "Excel, American, slashes": Case(text(AMERICAN_SHORT), records=2),
    "Excel, Unicode text": Case(text(GERMAN.replace(";", "\t"), encoding="utf-16"), records=2, said="UTF-16"),
    "Excel, sep=;": Case(text("sep=;\n" + GERMAN), records=2),
    "Excel, German with the notes kept": Case(
        text('Notes:;;;;;;\n"When exporting your connection data, you may";;;;;;\n;;;;;;\n' + GERMAN), records=2
    ),
    "every row in one pair of quotes": Case(
        text("".join(quoted(line) + "\n" for line in PLAIN.removeprefix(NOTES).splitlines())), code="E-KIND-UNKNOWN"
    ),
    "MS-DOS end of file": Case(text(PLAIN + "\x1a"), records=2, rejected=("E-LI-NO-KEY",)),
    # bytes
    "UTF-16, shifted by a byte": Case(text(damaged_utf16(PLAIN)), "linkedin", "E-FILE-BYTES", said="UTF-8"),
    "UTF-16, half a character at the end": Case(text(lone_surrogate(PLAIN)), "linkedin", "E-FILE-BYTES"),
    "UTF-16, shifted, kind left out": Case(text(damaged_utf16(PLAIN)), code="E-FILE-BYTES"),
    "UTF-32 with a code point that cannot be": Case(
        text(PLAIN.encode("utf-32") + b"\xff\xff\xff\xff"), "linkedin", records=2, rejected=("E-CSV-BYTES",)
    ),
    "UTF-32": Case(text(PLAIN, encoding="utf-32"), records=2, said="UTF-32"),
    "UTF-16 without a mark": Case(text(PLAIN, encoding="utf-16-be"), records=2, said="UTF-16"),
    "two encodings in one file": Case(
        text(
            PLAIN.encode()
            + ANN.replace("Ann", "Zoë").replace("ann", "zoe").encode() * 1
            + BOB.replace("Bob", "José").replace("bob-", "jose-").encode("cp1252")
        ),
        records=3,
        rejected=("E-CSV-BYTES",),
    ),
    "bytes that are never text": Case(text(bytes(range(256)) * 40, "contacts.csv"), "google_csv", "E-CSV-HEADER"),
    "zeros": Case(text(b"\0" * 10_000, "contacts.csv"), "google_csv", "E-CSV-EMPTY"),
    "a picture": Case(
        text(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "contacts.csv"), "google_csv", "E-CSV-TYPE", said="picture"
    ),
    "a program": Case(text(b"\x7fELF\x02\x01\x01" + b"\0" * 60, "contacts.csv"), code="E-KIND-UNKNOWN"),
    # nothing in it
    **{
        f"{kind}: {what}": Case(
            text(content, "contacts.csv"), kind, "E-VCF-EMPTY" if kind == "vcard" else "E-CSV-EMPTY"
        )
        for kind in ("linkedin", "google_csv", "vcard", "outlook_csv", "spreadsheet")
        for what, content in (("no bytes", ""), ("blank lines", "\r\n \n\n"), ("a mark only", "\ufeff"))
    },
    "no bytes, kind left out": Case(text(""), code="E-KIND-UNKNOWN", said="empty"),
    **{
        f"a header only: {kind}": Case(text(header, "contacts.csv"), kind)
        for kind, header in (("linkedin", HEADER), ("google_csv", NEW), ("outlook_csv", OUTLOOK), ("spreadsheet", HAND))
    },
    "a header only, no line end, kind left out": Case(text(NEW.strip(), "contacts.csv")),
    "a header twice": Case(text(HEADER + HEADER + ANN), records=1, skipped={"repeated headers": 1}),
    "a header between": Case(text(NEW + GOOGLE_ANN + NEW, "contacts.csv"), records=1, skipped={"repeated headers": 1}),
    "only quotes": Case(text('"' * 50_001, "contacts.csv"), "google_csv", "E-CSV-HEADER"),
    "only quotes below a header": Case(
        text(NEW + '"\n' * 3000, "contacts.csv"), "google_csv", skipped={"blank rows": 1500}
    ),
    "only commas": Case(text(",,,,,\n" * 100, "contacts.csv"), "google_csv", "E-CSV-HEADER"),
    "rows of commas below a header": Case(text(NEW + ",,,,,,,\n" * 100, "contacts.csv"), skipped={"blank rows": 100}),
    "a quote that never closes": Case(
        text(many(NEW + 'Ann,,"Quux,Acme,,,,\n', "Ann0,,Quux,Acme,,,,\n", 300), "contacts.csv"),
        records=300,
        rejected=("E-CSV-QUOTE",),
    ),
    # sizes
    "a line of 60 MB": Case(huge_line, records=2, rejected=("E-CSV-ROW-SIZE",)),
    "cells of a megabyte": Case(
        text(NEW + f"Ann,,{HUGE},Acme,,,,\nBob,,Quux,{HUGE},,,,\n", "contacts.csv"), rejected=("E-CSV-CELL-SIZE",) * 2
    ),
    "an e-mail of a megabyte": Case(
        text(NEW + f"Ann,,Quux,,,{'a' * 60_000}@{'b.' * 30_000}example,,\n", "contacts.csv"), records=1
    ),
    "a phone of a megabyte": Case(text(NEW + f"Ann,,Quux,,,,,{'1 (2) ' * 21_000}\n", "contacts.csv"), records=1),
    "notes of a megabyte": Case(text(HAND + f"Ann Quux,Acme,,,,{'a@b ' * 32_000}\n", "people.csv"), records=1),
    "a name of a megabyte": Case(text(HAND + f"{LONG},Acme,,,,\n", "people.csv"), records=1),
    "a name of brackets": Case(text(HAND + f"{'(a ' * 40_000},Acme,,,,\n", "people.csv"), records=1),
    "a URL of a megabyte": Case(
        text(HEADER + f"Ann,Quux,https://www.linkedin.com/in/{'a' * 120_000},,Acme,,\n"), records=1
    ),
    "more rows than the limit": Case(
        text(many(HEADER, "A,Quux,https://www.linkedin.com/in/a0,,Acme,,\n", 2_001)), code="E-CSV-ROWS", said="rows"
    ),
    "a header of 10,000 columns": Case(
        text("First Name,Last Name,Organization Name" + ",x" * 10_000 + "\nAnn,Quux\n", "contacts.csv"),
        "google_csv",
        records=1,
    ),
    # not what it says
    "Google given as LinkedIn": Case(
        text(NEW + GOOGLE_ANN, "contacts.csv"), "linkedin", "E-LI-WRONG-FILE", said="Google contacts"
    ),
    "LinkedIn given as Google": Case(text(PLAIN), "google_csv", "E-CSV-KIND", said="LinkedIn connections"),
    "Outlook given as Google": Case(
        text(OUTLOOK + "Ann,,Quux,,Acme,CEO,a@example.com,,\n", "contacts.csv"),
        "google_csv",
        "E-CSV-KIND",
        said="Outlook",
    ),
    "Google given as Outlook": Case(text(NEW + GOOGLE_ANN, "contacts.csv"), "outlook_csv", "E-CSV-KIND", said="Google"),
    "cards given as Google": Case(
        text("BEGIN:VCARD\nFN:Ann Quux\nEND:VCARD\n", "contacts.csv"), "google_csv", "E-CSV-TYPE", said="vCard"
    ),
    "a workbook given as Google": Case(text(b"PK\x03\x04", "contacts.csv"), "google_csv", "E-CSV-TYPE", said="ZIP"),
    "JSON given as a sheet": Case(
        text('{"name": "Ann Quux"}', "people.csv"), "spreadsheet", "E-XLSX-TYPE", said="JSON"
    ),
    "a web page given as a sheet": Case(
        text("<html><table><tr><td>Name</td></tr><tr><td>Ann Quux</td></tr></table>", "people.xls"),
        "spreadsheet",
        "E-XLSX-TYPE",
        said="HTML",
    ),
    "rich text given as a sheet": Case(
        text("{\\rtf1 Name, Company\nAnn Quux, Acme}", "people.csv"), "spreadsheet", "E-XLSX-TYPE", said="rich text"
    ),
    "messages given as LinkedIn": Case(
        text("CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE\n1,Ann Quux,x,y,z\n", "messages.csv"),
        code="E-LI-WRONG-FILE",
        said="messages",
    ),
    "people without a header": Case(text(ANN + BOB), "linkedin", "E-CSV-HEADER", said="no header"),
    "people without a header, kind left out": Case(text(ANN + BOB), code="E-KIND-UNKNOWN"),
    "names without a header": Case(
        text("Ann Quux,Acme\nBob Quux,Initech\n", "people.csv"), "spreadsheet", "E-CSV-HEADER"
    ),
    "a header in Georgian": Case(text("სახელი,გვარი,კომპანია\nAnn,Quux,Acme\n", "people.csv"), code="E-KIND-UNKNOWN"),
    "separated by bars": Case(
        text(HAND.replace(",", "|") + "Ann Quux|Acme||||\n", "people.csv"), "spreadsheet", "E-CSV-HEADER", said="|"
    ),
    "UTF-16 of 200 KB, kind left out": Case(
        text(many(HEADER, "A,Quux,https://www.linkedin.com/in/a0,,Żółć" + " x" * 60 + ",,\n", 400), encoding="utf-16"),
        records=400,
        said="UTF-16",
    ),
    "a diary": Case(text("Dear diary,\ntoday I met Ann Quux.\n", "diary.txt"), code="E-KIND-UNKNOWN"),
    # rows
    "footer and totals": Case(text(PLAIN + "Total: 2,,,,,,\n"), records=2, rejected=("E-LI-NO-KEY",)),
    "a member twice, changed": Case(text(PLAIN + ANN.replace("Acme", "Initech")), records=2, merged=1),
    "profiles that are none": Case(
        text(
            HEADER
            + "Ann,Quux,https://www.linkedin.com/company/acme,,Acme,,\nBob,Quux,javascript:alert(1),,Acme,,\nCy,Quux,x,,,,\n"
        ),
        records=2,
        rejected=("E-LI-NO-KEY",),
    ),
    "dates nobody can read": Case(
        text(
            HEADER
            + "".join(
                f"A,Quux,https://www.linkedin.com/in/q{at},,Acme,,{day}\n"
                for at, day in enumerate(
                    (
                        "31 Feb 2026",
                        "0000-00-00",
                        "Quux's birthday",
                        "45000",
                        "99/99/9999",
                        "1 Jan 10000",
                        "２０２６-01-01",
                    )
                )
            )
        ),
        records=7,
        said="cannot be used",
    ),
    "names of all kinds": Case(text(google(names=NAMES), "contacts.csv"), records=len(NAMES)),
    "e-mails of all kinds": Case(text(google(mails=MAILS), "contacts.csv"), records=len(MAILS)),
    "phones of all countries": Case(
        text(google(phones=tuple(phone for phone, _ in PHONES)), "contacts.csv"), records=len(PHONES)
    ),
    "GC01 the older Google": Case(
        text(OLD + "Ann Quux,Ann,Quux,Work,ann@example.com,Acme,\n", "google.csv"), records=1
    ),
    "GC02 the newer Google": Case(text(NEW + GOOGLE_ANN, "contacts.csv"), records=1),
    "GC03 many values in a cell": Case(
        text(NEW + "Ann,,Quux,Acme,*,a@example.com ::: b@example.com,,\n", "contacts.csv"), records=1
    ),
    "GC05 Google's Outlook form": Case(
        text(OUTLOOK + "Ann,,Quux,,Acme,CEO,a@example.com,,\n", "contacts.csv"), records=1
    ),
    "two columns of one name": Case(
        text("Name,Company,Name,Email\nAnn Quux,Acme,Bob Quux,ann@example.com\n", "people.csv"), records=1
    ),
    "a blank first column": Case(text(",Name,Company\n1,Ann Quux,Acme\n2,Bob Quux,Acme\n", "people.csv"), records=2),
    "formulas": Case(
        text(HAND + '"=HYPERLINK(""http://x"",""Quux"")",@SUM(A1),+1,-2,\t=1,\'=1\n', "people.csv"), records=1
    ),
    "LinkedIn with a cell missing in a row": Case(
        text(HEADER + "Ann,Quux,ann@example.com,Acme,CTO,08 Feb 2026\n" + BOB),
        records=1,
        rejected=("E-LI-SHIFTED",),
        said="Connections.csv:2",
    ),
    "LinkedIn with the date one column early": Case(
        text(HEADER + "Ann,Quux,https://www.linkedin.com/in/ann,,Acme,08 Feb 2026,\n" + BOB),
        records=1,
        rejected=("E-LI-SHIFTED",),
    ),
    "one profile under two names": Case(
        text(HEADER + ANN + ANN.replace("Ann", "Bob").replace("Quux", "Roe")),
        records=1,
        merged=1,
        said="line 3 has the profile of line 2 under another name",
    ),
    "LinkedIn with a column twice": Case(
        text(HEADER.replace("Company", "Company,Company") + ANN.replace("Acme", "Acme,Globex")),
        records=1,
        said="columns that stand twice, of which only the first is read: Company",
    ),
    "LinkedIn of the year 1": Case(
        text(HEADER + ANN.replace("2026", "0001")), records=1, said="Connected On cannot be used"
    ),
    "Google with columns deleted": Case(
        text("First Name,E-mail 1 - Value,Organization 1 - Name\nAnn,ann@quux.example,Acme\n", "contacts.csv"),
        records=1,
    ),
    "Google with two hundred addresses": Case(
        text(
            "First Name,"
            + ",".join(f"E-mail {at} - Value" for at in range(1, 201))
            + "\nAnn"
            + ",a@quux.example" * 200
            + "\n",
            "contacts.csv",
        ),
        records=1,
    ),
    "Google with a picture in a cell": Case(
        text(
            "First Name,Last Name,E-mail 1 - Value,Photo\nAnn,Quux,ann@example.com," + "QUJD" * 30_000 + "\n",
            "contacts.csv",
        ),
        records=1,
    ),
    "a header with nothing said below": Case(
        text(HAND + "N/A,-,n/a,?,—,#N/A\n", "people.csv"), records=0, skipped={"blank rows": 1}
    ),
    "zeros in the header": Case(
        text(HAND.replace("Name", "Na\0me") + "Ann Quux,Acme,ann@example.com,,,\n", "people.csv"), records=1, said="NUL"
    ),
    "a folder of tables": Case(folder_of({"a.csv": NEW, "b.csv": NEW}), code="E-KIND-UNKNOWN", said="folder"),
}
