import zipfile
from pathlib import Path

import pytest

from syncer.errors import SourceError
from syncer.sources.recognise import CLAIMS, recognise
from tests.golden.pairs import SOURCES, cases

CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAnn,Lee,,,,,01 Jan 2024\n"
GOOGLE = "First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value\nAnn,Lee,,,a@lee.example\n"


def file(folder: Path, text: str | bytes, name: str = "contacts.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("case", cases(SOURCES), ids=lambda case: f"{case.parent.name}/{case.name}")
def test_every_golden_input_is_recognised_by_its_content(case: Path) -> None:
    assert recognise(next(case.glob("input*"))) == case.parent.name


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("linkedin", CONNECTIONS),
        ("linkedin", 'Notes:\n"When exporting your connection data, you may notice ..."\n\n' + CONNECTIONS),
        ("google_csv", GOOGLE),
        ("google_csv", "Name,Given Name,Family Name,Group Membership\nAnn Lee,Ann,Lee,\n"),
        (
            "outlook_csv",
            "First Name,Last Name,Company,Job Title,Business Phone,E-mail Address\nAnn,Lee,,,,a@lee.example\n",
        ),
        ("outlook_csv", "First Name,Last Name,Display Name,Primary Email,Secondary Email,Organization\nAnn,Lee,,,,\n"),
        ("vcard", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee\r\nEND:VCARD\r\n"),
        ("spreadsheet", "Name,Company,How well I know them\nAnn Lee,Acme,A\n"),
        ("spreadsheet", "My people\n\nName;Where they work;Notes\nAnn Lee;Acme;\n"),
        (
            "spreadsheet",
            "First Name,Last Name,Company,E-mail Address,Mobile Phone,Home Phone,Closeness\nAnn,Lee,,,,,A\n",
        ),
        ("spreadsheet", "#,Employer List,Advocacy,Motivation,Posting\n1,Acme,Y,5,3\n"),
    ],
)
def test_a_file_is_recognised_by_its_header_and_not_by_its_name(tmp_path: Path, kind: str, text: str) -> None:
    assert recognise(file(tmp_path, text, "export.txt")) == kind


def test_first_and_last_name_alone_do_not_make_a_google_file_linkedins(tmp_path: Path) -> None:
    assert recognise(file(tmp_path, GOOGLE)) == "google_csv"


def test_two_kinds_that_claim_a_file_are_an_error_that_names_both(tmp_path: Path) -> None:
    header = "First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value,Connected On"
    with pytest.raises(SourceError, match="E-KIND-TWO") as refused:
        recognise(file(tmp_path, header + "\nAnn,Lee,,,,\n"))
    assert "linkedin" in str(refused.value)
    assert "google_csv" in str(refused.value)


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        ("Item,Cost\nCoffee,3\n", "text without a header"),
        ("<html><body>Sign in</body></html>", "HTML"),
        ("", "an empty file"),
        (b"\x00\x01\x02\x03", "neither text nor an archive"),
    ],
)
def test_a_file_of_no_kind_is_told_what_it_looks_like_and_which_kinds_there_are(
    tmp_path: Path, content: str | bytes, looks: str
) -> None:
    with pytest.raises(SourceError) as refused:
        recognise(file(tmp_path, content))
    assert refused.value.code == "E-KIND-UNKNOWN"
    assert looks in str(refused.value)
    assert all(kind in str(refused.value) for kind in CLAIMS)


def test_an_archive_of_something_else_names_what_is_in_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "holiday.zip", "w") as archive:
        archive.writestr("beach.txt", "sand")
    with pytest.raises(SourceError, match=r"a ZIP archive with beach\.txt\. Give the file in it"):
        recognise(tmp_path / "holiday.zip")


def test_a_file_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"E-FILE-READ none\.csv"):
        recognise(tmp_path / "none.csv")
