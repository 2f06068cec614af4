from pathlib import Path

import pytest

from syncer.sources.reading.head import look


@pytest.mark.parametrize(
    ("header", "format_"),
    [
        ("First Name,Last Name,URL,Email Address,Company,Position,Connected On", "LinkedIn connections"),
        ("First Name,Middle Name,Last Name,Organization Name,E-mail 1 - Label", "Google contacts"),
        ("Name,Given Name,Additional Name,Family Name,E-mail 1 - Value", "Google contacts"),
        ('"Title","First Name","Last Name","Company","Job Title","E-mail Address"', "Outlook contacts"),
        ("First Name,Last Name,Display Name,Nickname,Primary Email", "Thunderbird contacts"),
        ('"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO"', "LinkedIn messages"),
        ("#,Employer List,Advocacy,Motivation,Posting", "LAMP list"),
        ("Full Name;Company;How we met;Last contact", ""),
        ("Lorem ipsum,dolor", ""),
    ],
)
def test_a_file_is_told_by_the_signature_in_its_header(header: str, format_: str, tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text(header + "\nx,y,z\n", encoding="utf-8")
    assert look(path).looks_like == format_


def test_the_header_may_stand_below_a_title_and_in_any_encoding(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("People I know\n\nFull Name;Company;How we met\nAnn;Acme;Fair\n", encoding="utf-16")
    head = look(path)
    assert head.header == ("full name", "company", "how we met")
    assert head.header_line == 3
    assert head.lines[0] == "People I know"


def test_a_vcard_is_told_by_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\xef\xbb\xbfbegin:vcard\r\nVERSION:3.0\r\n")
    assert look(path).looks_like == "vCard"


@pytest.mark.parametrize(
    "content", [b"", bytes(range(256)) * 16, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04broken"]
)
def test_a_look_at_anything_never_fails(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    head = look(path)
    assert (head.members, head.header, head.looks_like) == ((), (), "")


def test_a_file_that_is_not_there_looks_like_nothing(tmp_path: Path) -> None:
    assert look(tmp_path / "nowhere").looks_like == ""
