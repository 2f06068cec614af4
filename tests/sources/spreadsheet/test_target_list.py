"""Lists of companies for the Targets tab: what is one, and what only looks like one."""

from pathlib import Path

import openpyxl
import pytest

from syncer.errors import SourceError
from syncer.sources.spreadsheet.target_list import read_targets


def written(folder: Path, text: str) -> Path:
    path = folder / "targets.csv"
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    "header",
    ["Name,Company,Email", "First Name,Last Name,Company,Position", "Name;Title;E-mail", "Full Name,Where they work"],
)
def test_people_are_no_companies(header: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as stopped:
        read_targets(written(tmp_path, f"{header}\nAnn Quux,Acme,Dev,x\n"))
    assert stopped.value.code in ("E-TARGETS-PEOPLE", "E-CSV-HEADER")
    assert "Quux" not in str(stopped.value)


def test_a_list_of_people_is_told_with_where_it_belongs(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as stopped:
        read_targets(written(tmp_path, "My list\nName,Company,Email\nAnn Quux,Acme,ann@example.com\n"))
    assert str(stopped.value) == (
        "E-TARGETS-PEOPLE targets.csv:2: this is a list of people (Name, Company, Email). Give a list of companies: a "
        "CSV or .xlsx with columns such as name, domain, aliases, motivation. People belong under [[sources]]."
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("name\nAcme\nInitech\n", ["Acme", "Initech"]),
        ("Company,Contact,E-mail,Motivation\nAcme,Ann Quux,ann@example.com,5\n", ["Acme"]),
        ("Name,Company,Domain\nthe first,Acme,acme.example\n", ["Acme"]),
        ("Employer List;Motivation\nAcme;3\n", ["Acme"]),
        ("name,domain,notes\nAcme,acme.example,Ann knows them\n", ["Acme"]),
    ],
)
def test_companies_are_read_from_the_column_that_names_them(text: str, names: list[str], tmp_path: Path) -> None:
    assert [target.name for target in read_targets(written(tmp_path, text))] == names


def test_a_workbook_with_companies_will_do(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(("Where I want to work",))
    for row in (
        ("Company", "Website", "Motivation"),
        ("Acme", "acme.example", 4),
        (None, None, 2),
        ("Initech", None, None),
    ):
        book.active.append(row)
    book.save(tmp_path / "targets.xlsx")
    found = read_targets(tmp_path / "targets.xlsx")
    assert [(one.name, one.domain, one.motivation) for one in found] == [
        ("Acme", "acme.example", 4),
        ("Initech", "", None),
    ]


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"%PDF-1.7\n", "E-TARGETS-TYPE", "it looks like a PDF. Give a list of companies"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "E-TARGETS-TYPE", "an old Office file (.xls"),
        (b"PK\x03\x04 cut", "E-ZIP-BROKEN", "cut short or damaged"),
        (b"Domain,Aliases\nacme.example,x\n", "E-CSV-HEADER", "Expected columns such as name"),
    ],
)
def test_what_is_no_list_is_told_by_what_it_is(content: bytes, code: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "targets.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError) as stopped:
        read_targets(path)
    assert stopped.value.code == code
    assert words in str(stopped.value)
