"""Bad inputs LC01 to LC48: what Connections.csv may look like when it arrives."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from syncer.core.model import Snapshot
from syncer.errors import SourceError
from syncer.sources.reading.limits import Limits
from tests.sources.linkedin.export import ANN, BOB, HEADER_6, HEADER_7, MESSAGES, PLAIN, PREAMBLE, bare, by_slug, fetch

CANARY = "Canary,Bird,https://www.linkedin.com/in/canary,canary@example.com,Canary Inc,Canary,01 Jan 2020\n"


@dataclass(frozen=True)
class Case:
    """A file, and what must come of it."""

    content: str | bytes
    people: int = 2
    aside: tuple[str, ...] = ()
    """Rows set aside as "line[:column] code"."""
    notes: tuple[str, ...] = ()
    merged: int = 0
    blank: int = 0


CASES = {
    "LC01 csv_notes_preamble": Case(PLAIN),
    "LC01 quoted Notes": Case(PLAIN.replace("Notes:\n", '"Notes:"\n')),
    "LC01 preamble in one cell": Case(
        '"Notes:\nWhen exporting, some\naddresses are missing"\n\n' + HEADER_7 + ANN + BOB
    ),
    "LC01 two blank lines below": Case(PREAMBLE + "\n" + HEADER_7 + ANN + BOB),
    "LC01 note unquoted, no blank line": Case("Notes:\nWhen exporting, you may, or not\n" + HEADER_7 + ANN + BOB),
    "LC02 csv_preamble_longer": Case("a line, of notes\n" * 12 + HEADER_7 + ANN + BOB),
    "LC04 csv_header_localised de": Case(
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n" + ANN + BOB
    ),
    "LC04 csv_header_localised fr": Case("Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté le\n" + ANN + BOB),
    "LC05 csv_header_renamed_column, as an alias": Case(PLAIN.replace("Connected On", "Connected")),
    "LC08 csv_header_bom": Case(b"\xef\xbb\xbf" + PLAIN.replace(PREAMBLE, "").encode()),
    "LC09 csv_header_nbsp": Case(PLAIN.replace("First Name,Last Name,", "First\u00a0Name , LAST  NAME,")),
    "LC10 csv_utf16": Case(PLAIN.replace(",", "\t").encode("utf-16"), notes=("UTF-16", "tabs")),
    "LC11 csv_latin1": Case(PLAIN.replace("Ann", "José").encode("cp1252"), notes=("cp1252",)),
    "LC13 csv_invalid_utf8_mid": Case(
        PLAIN.replace("Bob", "Zoë").encode() + b"J\xffrg,Lee,https://www.linkedin.com/in/j,,A,B,08 Feb 2026",
        aside=("7:First Name E-CSV-BYTES",),
    ),
    "LC14 csv_nul_byte": Case(PLAIN.replace("Ann", "A\0nn"), notes=("NUL",)),
    "LC16 csv_field_bomb": Case(PLAIN + "x" * 2_000_000 + "\n", aside=("7 E-CSV-ROW-SIZE",)),
    "LC18 csv_10k_columns": Case(PLAIN + "x," * 10_000 + "x\n", aside=("7 E-CSV-COLUMNS",)),
    "LC19 csv_semicolon": Case(PLAIN.replace(PREAMBLE, "").replace(",", ";"), notes=("semicolons",)),
    "LC20 csv_tab": Case(PLAIN.replace(PREAMBLE, "").replace(",", "\t"), notes=("tabs",)),
    "LC22 csv_quote_inside_name, kept": Case(PLAIN.replace("Bob", 'Bob "The Builder"')),
    "LC22 csv_quote_inside_name, set aside": Case(
        PREAMBLE + HEADER_7 + '"Bob "The Builder"' + BOB[3:] + ANN + BOB, aside=("5:First Name E-CSV-QUOTE",)
    ),
    "LC23 csv_newline_in_field": Case(PLAIN.replace("Engineer", '"Engineer\nand more"')),
    "LC24 csv_cr_only": Case(PLAIN.replace("\n", "\r")),
    "LC25 csv_short_row": Case(PLAIN + "Cy,Fox,https://www.linkedin.com/in/cy-fox", people=3, notes=("line 7",)),
    "LC26 csv_long_row": Case(PLAIN + CANARY.strip() + ",extra\n", aside=("7 E-CSV-LONG-ROW",)),
    "LC27 csv_blank_rows": Case(PLAIN + "\n,,,,,,\n  ,,,,,,\n", blank=3),
    "LC29 csv_total_row": Case(PLAIN + "Total: 1234,,,,,,\n", aside=("7 E-LI-NO-KEY",)),
    "LC29 csv_total_row of an old export": Case(
        HEADER_6 + "Ann,Lee,,Acme,Engineer,08 Feb 2020\nTotal: 1234,,,,,\n",
        people=1,
        aside=("3 E-LI-NO-KEY",),
        notes=("no URL column",),
    ),
    "LC34 li_date_formats": Case(
        PLAIN.replace("08 Feb 2026", "2021-03-03").replace("01 Jan 2024", "3/4/21"),
        notes=("Connected On cannot be used: line 6 '3/4/21' (not one clear date)",),
    ),
    "LC35 li_date_future": Case(PLAIN.replace("2026", "2099"), notes=("line 5 '2099-02-08' (in the future)",)),
    "LC36 li_date_local_month": Case(PLAIN.replace("08 Feb 2026", "3 mars 2021")),
    "LC44 li_exact_dup_row": Case(PLAIN + ANN, merged=1),
}


@pytest.mark.parametrize("case", CASES)
def test_a_file_that_can_be_used_is_used_and_what_cannot_be_is_said(case: str, tmp_path: Path) -> None:
    wanted = CASES[case]
    snapshot = fetch(bare(tmp_path, wanted.content))
    assert len(snapshot.records) == wanted.people
    assert tuple(f"{bad.place} {bad.code}" for bad in snapshot.rejected) == tuple(
        f"Connections.csv:{place}" for place in wanted.aside
    )
    assert (snapshot.merged, snapshot.skipped.get("blank rows", 0)) == (wanted.merged, wanted.blank)
    assert bool(snapshot.notes) == bool(wanted.notes)
    assert [words for words in wanted.notes if not any(words in note for note in snapshot.notes)] == []
    assert "anary" not in repr((snapshot.notes, snapshot.rejected))


NO_CONNECTED = HEADER_7.replace("Connected On", "Kontakt seit") + ANN + BOB
REFUSED = {
    "LC03 csv_no_header": (CANARY * 3, "E-CSV-HEADER", "Expected columns such as First Name, Last Name, URL"),
    "LC04 unknown language": (
        "სახელი,გვარი,ბმული,ფოსტა,კომპანია,თანამდებობა,თარიღი\n" + CANARY,
        "E-CSV-HEADER",
        "found სახელი, გვარი, ბმული, ფოსტა, კომპანია, თანამდებობა, თარიღი",
    ),
    "LC05 csv_header_renamed_column": (NO_CONNECTED, "E-CSV-COLUMN", "no column Connected On; not known: Kontakt seit"),
    "LC05 renamed URL": (
        HEADER_7.replace("URL", "Profil-Link") + ANN,
        "E-CSV-COLUMN",
        "no column URL; not known: Profil-Link",
    ),
    "LC05 renamed Company": (HEADER_7.replace("Company", "Betrieb") + ANN, "E-CSV-COLUMN", "no column Company"),
    "LC48 li_wrong_file, messages": (MESSAGES, "E-LI-WRONG-FILE", "looks like LinkedIn messages"),
    "LC48 li_wrong_file, Google": (
        "First Name,Middle Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value\n" + "Canary,,,,,\n",
        "E-LI-WRONG-FILE",
        "looks like Google contacts",
    ),
    "LC48 li_wrong_file, a PDF": (b"%PDF-1.7 x", "E-LI-WRONG-FILE", "looks like a PDF"),
    "LC48 li_wrong_file, recommendations": (
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nCanary,,,,,,\n",
        "E-CSV-COLUMN",
        "Connected On",
    ),
    "empty": (b"", "E-CSV-EMPTY", "the file is empty"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_used_is_refused_with_place_finding_and_remedy(case: str, tmp_path: Path) -> None:
    content, code, words = REFUSED[case]
    with pytest.raises(SourceError) as stopped:
        fetch(bare(tmp_path, content))
    assert stopped.value.code == code
    assert str(stopped.value).startswith(f"{code} Connections.csv")
    assert words in str(stopped.value)
    assert "anary" not in str(stopped.value)


def test_lc06_columns_in_another_order_and_one_more_are_mapped_by_name(tmp_path: Path) -> None:
    header = "Connected On,Notes,Position,Company,Last Name,First Name,URL\n"
    text = header + "08 Feb 2026,met at a fair,Engineer,Acme,Lee,Ann,x\n"
    (record,) = fetch(bare(tmp_path, text)).records
    assert (record.first_name, record.last_name, record.positions[0].employer) == ("Ann", "Lee", "Acme")
    assert record.said.notes == "met at a fair"


def test_a_table_with_one_name_column_is_read(tmp_path: Path) -> None:
    text = "Name,Company,Job Title,Email,Profile\nAnn Lee,Acme,Engineer,ann@example.com,linkedin.com/in/Ann-Lee/\n"
    (record,) = fetch(bare(tmp_path, text)).records
    assert (record.full_name, record.ref.key, record.emails) == ("Ann Lee", "ann-lee", ("ann@example.com",))


def test_lc17_a_million_rows_are_refused_and_the_setting_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"E-CSV-ROWS .*`rows`"):
        fetch(bare(tmp_path, PREAMBLE + HEADER_7 + ANN * 60), Limits(rows=50))


def test_lc30_people_without_an_email_are_kept_under_their_profile(tmp_path: Path) -> None:
    record = by_slug(fetch(bare(tmp_path, PLAIN)))["ann-lee"]
    assert (record.emails, record.weak_key) == ((), False)


def test_lc31_without_a_profile_a_name_and_a_company_are_kept_as_a_weak_key(tmp_path: Path) -> None:
    snapshot = fetch(bare(tmp_path, PLAIN + "Cy,Fox,,,Acme,,01 Jan 2020\nDi,Hay,,,,Engineer,01 Jan 2020\n"))
    assert [record.first_name for record in snapshot.records if record.weak_key] == ["Cy"]
    assert [bad.code for bad in snapshot.rejected] == ["E-LI-NO-KEY"]


def test_lc32_one_profile_written_in_five_ways_is_one_person(tmp_path: Path) -> None:
    urls = (
        "http://www.linkedin.com/in/ann-lee/",
        "https://de.linkedin.com/in/Ann-Lee",
        "linkedin.com/in/ann-lee?trk=x",
    )
    snapshot = fetch(
        bare(tmp_path, PLAIN + "".join(ANN.replace("https://www.linkedin.com/in/ann-lee", url) for url in urls))
    )
    assert (len(snapshot.records), snapshot.merged) == (2, 3)


def test_the_second_row_of_a_member_fills_what_the_first_left_blank(tmp_path: Path) -> None:
    first = "Ann,Lee,https://www.linkedin.com/in/ann-lee,,,,\n"
    snapshot = fetch(bare(tmp_path, HEADER_7 + first + ANN))
    (record,) = snapshot.records
    assert (record.positions[0].employer, str(record.connected_on), snapshot.merged) == ("Acme", "2026-02-08", 1)


def test_lc37_a_profile_without_a_name_is_kept(tmp_path: Path) -> None:
    record = by_slug(fetch(bare(tmp_path, PLAIN + ",,https://www.linkedin.com/in/nobody,,,,\n")))["nobody"]
    assert (record.first_name, record.full_name, record.weak_key) == ("", "", False)


VERBATIM = {
    "LC38": "🚀 Dr. Ann  Lee, PhD (she/her)",
    "LC40": "An\u200bn",
    "LC42": '=HYPERLINK("http://x/?"&A1,"hi")',
    "LC43 plus": "+1-555",
    "LC43 minus": "-Acme",
    "LC43 at": "@home",
    "LC43 full-width": "＝1+1",
}


@pytest.mark.parametrize("case", VERBATIM)
def test_lc38_to_43_what_people_call_themselves_arrives_byte_for_byte(case: str, tmp_path: Path) -> None:
    text = VERBATIM[case]
    quoted = '"' + text.replace('"', '""') + '"'
    line = f"{quoted},Lee,https://www.linkedin.com/in/x,,{quoted},{quoted},08 Feb 2026\n"
    (record,) = fetch(bare(tmp_path, HEADER_7 + line)).records
    assert (record.first_name, record.positions[0].employer, record.positions[0].title) == (text, text, text)


def test_lc45_two_people_of_one_name_stay_two(tmp_path: Path) -> None:
    snapshot = fetch(bare(tmp_path, HEADER_7 + ANN + ANN.replace("/ann-lee", "/ann-lee-2")))
    assert [record.ref.key for record in snapshot.records] == ["ann-lee", "ann-lee-2"]


def test_a_header_alone_is_an_empty_address_book(tmp_path: Path) -> None:
    snapshot: Snapshot = fetch(bare(tmp_path, PREAMBLE + HEADER_7.strip()))
    assert (snapshot.records, snapshot.records_in) == ((), 0)
