"""Every form in which LinkedIn has given connections since 2011, and how an export is told and dated."""

import os
from datetime import date
from pathlib import Path

import pytest

from syncer.sources.linkedin import claims
from syncer.sources.reading.head import look
from tests.sources.linkedin.export import ANN, BOB, HEADER_6, HEADER_7, PLAIN, PREAMBLE, PROFILE, bare, fetch, zipped

OUTLOOK_ERA = (
    '"Title","First Name","Middle Name","Last Name","Suffix","E-mail Address","E-mail 2 Address","E-mail 3 Address",'
    '"Business Street","Business City","Company","Department","Job Title","Business Phone","Home Phone","Mobile Phone",'
    '"Birthday","Notes","Spouse","Web Page","Personal Web Page"\n'
    '"Dr","Ann","M.","Lee","","ann@example.com","lee@example.org","","","Oslo","Acme","","Engineer","","","+47 555","",'
    '"","","",""\n'
)
SIX = "Ann,Lee,,Acme,Engineer,08 Feb 2020\nBob,Ray,bob@example.com,Initech,Manager,01 Jan 2019\nCy,Fox,,,,02 Jan 2019\n"


def test_today_seven_columns_under_a_note(tmp_path: Path) -> None:
    ann, bob = fetch(bare(tmp_path, PLAIN)).records
    assert (ann.first_name, ann.last_name, ann.urls) == ("Ann", "Lee", ("https://www.linkedin.com/in/ann-lee",))
    assert (ann.positions[0].employer, ann.positions[0].title, ann.positions[0].current) == ("Acme", "Engineer", True)
    assert (ann.connected_on, ann.place.line) == (date(2026, 2, 8), 5)
    assert (bob.emails, str(bob.ref)) == (("bob@example.com",), "mine:bob-ray")


@pytest.mark.parametrize("above", [PREAMBLE, ""], ids=["2021 to 2023", "2020 to 2021"])
def test_before_2023_six_columns_without_a_profile(above: str, tmp_path: Path) -> None:
    ann, bob, cy = (snapshot := fetch(bare(tmp_path, above + HEADER_6 + SIX))).records
    assert [record.weak_key for record in (ann, bob, cy)] == [True, False, True]
    assert bob.ref.key == "bob@example.com"
    assert any("no URL column" in note for note in snapshot.notes)


def test_before_2023_a_new_job_does_not_make_a_new_record(tmp_path: Path) -> None:
    before = fetch(bare(tmp_path, HEADER_6 + SIX)).records
    after = fetch(bare(tmp_path, HEADER_6 + SIX.replace("Acme,Engineer", "Initech,Director"))).records
    assert [record.ref for record in before] == [record.ref for record in after]


def test_before_2023_namesakes_are_kept_apart_and_exact_repeats_are_not(tmp_path: Path) -> None:
    ann = "Ann,Lee,,Acme,Engineer,08 Feb 2020\n"
    snapshot = fetch(
        bare(tmp_path, HEADER_6 + ann + ann.replace("Acme", "Initech") + ann + ann.replace("Acme", "Initech"))
    )
    assert [record.positions[0].employer for record in snapshot.records] == ["Acme", "Initech"]
    assert snapshot.merged == 2


def test_2016_to_2018_the_company_was_called_current(tmp_path: Path) -> None:
    text = "First Name,Last Name,Email Address,Current Company,Current Position,Connected On,Tags\n"
    text += "Ann,Lee,,Acme,Engineer,08 Feb 2017,x\n"
    (record,) = fetch(bare(tmp_path, text)).records
    assert (record.positions[0].employer, record.positions[0].title) == ("Acme", "Engineer")


def test_before_2017_the_file_was_made_for_outlook(tmp_path: Path) -> None:
    (record,) = fetch(bare(tmp_path, OUTLOOK_ERA, "linkedin_connections_export_microsoft_outlook.csv")).records
    assert (record.first_name, record.middle_name, record.last_name) == ("Ann", "M.", "Lee")
    assert record.emails == ("ann@example.com", "lee@example.org")
    assert (record.positions[0].title, record.phones, record.city) == ("Engineer", ("+47 555",), "Oslo")
    assert record.weak_key is False


def test_letters_that_an_export_garbled_once_are_put_right_and_others_left_alone(tmp_path: Path) -> None:
    garbled = PLAIN.replace("Ann", "José".encode().decode("cp1252")).replace("Bob", "CONCEIÇÃO")
    assert [record.first_name for record in fetch(bare(tmp_path, garbled)).records] == ["José", "CONCEIÇÃO"]


def test_hidden_members_are_counted_and_said(tmp_path: Path) -> None:
    snapshot = fetch(bare(tmp_path, PLAIN + ",,,,,,21 Feb 2026\n" * 3))
    assert snapshot.skipped == {"hidden members": 3}
    assert snapshot.notes == ("Connections.csv: 3 hidden members: LinkedIn gives only the date",)


# --- the same export in other wrappings ----------------------------------------------------------------------------


def test_a_zip_a_zip_with_a_top_folder_a_folder_and_a_bare_file_hold_the_same_people(tmp_path: Path) -> None:
    folder = tmp_path / "Complete_LinkedInDataExport_09-23-2026"
    (folder / "Jobs").mkdir(parents=True)
    bare(folder, PLAIN)
    plain = zipped(tmp_path, {"Connections.csv": PLAIN}, "Basic_LinkedInDataExport_09-23-2026.zip")
    deep = zipped(tmp_path, {f"{folder.name}/Connections.csv": PLAIN}, "mine.zip")
    exports = [fetch(path) for path in (plain, deep, folder, folder / "Connections.csv")]
    assert len({export.records for export in exports}) == 1
    assert [export.as_of for export in exports] == [date(2026, 9, 23)] * 3 + [date(2026, 2, 8)]


def test_a_zip_under_another_name_is_still_a_zip(tmp_path: Path) -> None:
    assert len(fetch(zipped(tmp_path, {"Connections.csv": PLAIN}, "export.bin")).records) == 2


@pytest.mark.parametrize(
    ("name", "content", "day"),
    [
        ("Basic_LinkedInDataExport_09-23-2026.zip", PLAIN, date(2026, 9, 23)),
        ("Basic_LinkedInDataExport_09-23-2026 (1).zip", PLAIN, date(2026, 9, 23)),
        ("Basic_LinkedInDataExport_31-23-2026.zip", PLAIN, date(2026, 2, 8)),
        ("mine.zip", PLAIN, date(2026, 2, 8)),
    ],
)
def test_an_export_is_as_old_as_its_name_says_or_else_its_newest_connection(
    name: str, content: str, day: date, tmp_path: Path
) -> None:
    assert fetch(zipped(tmp_path, {"Connections.csv": content}, name)).as_of == day


def test_without_any_date_an_export_is_as_old_as_its_file(tmp_path: Path) -> None:
    assert fetch(bare(tmp_path, HEADER_7 + "Ann,Lee,https://www.linkedin.com/in/ann-lee,,,,")).as_of == date(
        2026, 11, 1
    )


def test_a_file_date_that_most_connections_are_later_than_is_the_one_that_is_wrong(tmp_path: Path) -> None:
    path = bare(tmp_path, PLAIN)
    os.utime(path, (1, 1))
    snapshot = fetch(path)
    assert (snapshot.as_of, snapshot.notes) == (date(2026, 2, 8), ())


# --- recognising ---------------------------------------------------------------------------------------------------


def test_an_export_is_recognised_by_its_content(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    bare(folder, PLAIN)
    own = [
        folder,
        bare(tmp_path, PLAIN, "whatever.txt"),
        bare(tmp_path, HEADER_6 + SIX, "old.csv"),
        bare(tmp_path, PREAMBLE + "Имя,Фамилия\n", "broken.csv"),
        zipped(tmp_path, {"x/connections.csv": PLAIN}, "a.zip"),
        zipped(tmp_path, {"Profile.csv": PROFILE, "messages.csv": ""}, "partial.zip"),
    ]
    assert [path.name for path in own if not claims(look(path))] == []


def test_what_is_not_linkedins_is_left_to_others(tmp_path: Path) -> None:
    other = [
        bare(tmp_path, "First Name,Last Name,Organization Name,E-mail 1 - Label\n", "google.csv"),
        bare(tmp_path, "Name,Given Name,Family Name,E-mail 1 - Value\n", "google-old.csv"),
        bare(tmp_path, OUTLOOK_ERA, "outlook.csv"),
        bare(tmp_path, "Name,Company,How met\nAnn Lee,Acme,fair\n", "mine.csv"),
        bare(tmp_path, "BEGIN:VCARD\nEND:VCARD\n", "x.vcf"),
        zipped(tmp_path, {"xl/workbook.xml": "", "[Content_Types].xml": ""}, "book.xlsx"),
        zipped(tmp_path, {"photo.jpg": ""}, "photos.zip"),
        tmp_path / "nowhere.csv",
    ]
    assert [path.name for path in other if claims(look(path))] == []


def test_rows_of_the_portability_api_are_read_like_rows_of_the_file() -> None:
    from syncer.sources.linkedin.connections import Connections, read_rows_by_header

    found = Connections("mine", "CONNECTIONS")
    header, values = HEADER_7.strip().split(","), (ANN.strip().split(","), BOB.strip().split(","))
    read_rows_by_header([dict(zip(header, row, strict=True)) for row in values], found)
    assert list(found.records) == ["ann-lee", "bob-ray"]
