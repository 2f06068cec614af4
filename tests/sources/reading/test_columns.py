import pytest

from syncer.errors import SourceError
from syncer.sources.reading.columns import ALIASES, Column, Header, header_key, known_fields

WANTED = (Column("first", ("First Name", "Vorname"), required=True), Column("title", ("Job Title", "Title")))


def header(*cells: str) -> Header:
    return Header(4, cells, tuple(header_key(cell) for cell in cells))


@pytest.mark.parametrize(
    "text",
    ["First Name", " first  name ", "FIRST\u00a0NAME", "First_Name", "\ufeffFirst Name", "First-name"[:5] + " Name"],
)
def test_a_header_cell_is_known_however_it_is_spelled(text: str) -> None:
    assert header_key(text) == "first name"


def test_mail_has_a_hyphen_or_not() -> None:
    assert header_key("E-mail 1 - Value") == "email 1 value"
    assert header_key("E-Mail-Adresse") == header_key("EMailAdresse") == "emailadresse"
    assert header_key("Société ") == header_key("societe")


def test_a_better_name_wins_over_one_that_stands_further_left() -> None:
    binding = header("Title", "First Name", "Job Title").bind(WANTED, "C.csv")
    assert binding.row(["Dr", "Ann", "Engineer"]) == {"first": "Ann", "title": "Engineer"}


def test_a_column_that_is_not_there_is_not_in_the_row() -> None:
    binding = header("First Name", "Foo").bind(WANTED, "C.csv")
    assert binding.row(["Ann", "x"]) == {"first": "Ann"}
    assert "title" not in binding


def test_a_missing_column_is_named_with_those_that_are_there() -> None:
    with pytest.raises(SourceError) as stopped:
        header("Given", "Surname").bind(WANTED, "C.csv")
    assert str(stopped.value).startswith("E-CSV-COLUMN C.csv:4: no column First Name among Given, Surname.")


def test_no_alias_leads_to_two_fields() -> None:
    every = [(header_key(name), field) for field, names in ALIASES.items() for name in names]
    assert len({name for name, _ in every}) == len({*every})


def test_a_retyped_header_names_known_fields() -> None:
    cells = ("Vorname", "Nachname", "URL", "E-Mail-Adresse", "Unternehmen", "Position", "Verbunden am")
    keys = [header_key(cell) for cell in cells]
    assert known_fields(keys) == {"first", "last", "linkedin", "email", "company", "title"}
