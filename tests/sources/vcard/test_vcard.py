import tracemalloc
from pathlib import Path

import pytest

from syncer.core.model import Position, Record, Snapshot
from syncer.core.normalise.contacts import normalise
from syncer.errors import SourceError
from syncer.sources.reading.limits import Limits
from syncer.sources.vcard import VCard


def card(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD", ""))


def read(folder: Path, content: str | bytes, limits: Limits | None = None) -> Snapshot:
    path = folder / "phone.vcf"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    snapshot = VCard("phone", path, limits or Limits()).fetch()
    accounted = len(snapshot.records) + snapshot.merged + len(snapshot.rejected) + sum(snapshot.skipped.values())
    assert snapshot.records_in == accounted
    return snapshot


def only(snapshot: Snapshot) -> Record:
    (record,) = snapshot.records
    return record


def test_vc01_a_card_without_its_end_is_set_aside_and_the_others_stay(tmp_path: Path) -> None:
    cut = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cut Short\r\n"
    snapshot = read(tmp_path, card("VERSION:3.0", "FN:Ann Lee") + cut + card("VERSION:3.0", "FN:Bo Kim") + cut)
    assert [record.full_name for record in snapshot.records] == ["Ann Lee", "Bo Kim"]
    assert [(str(rejected.place), rejected.code) for rejected in snapshot.rejected] == [
        ("phone.vcf:5", "E-VCF-END"),
        ("phone.vcf:12", "E-VCF-END"),
    ]
    assert "card 2" in snapshot.rejected[0].reason


def test_vc03_empty_cards_are_counted(tmp_path: Path) -> None:
    snapshot = read(tmp_path, card() + card("VERSION:3.0", "N:;;;;") + card("VERSION:3.0", "FN:Ann Lee"))
    assert snapshot.skipped == {"empty cards": 2}


def test_vc04_quoted_printable_with_soft_breaks_is_decoded(tmp_path: Path) -> None:
    value = "N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:M=C3=BCller;J=\r\n=C3=B6rg"
    record = only(read(tmp_path, card("VERSION:2.1", value, "TEL;CELL:+12125550142")))
    assert (record.first_name, record.last_name) == ("Jörg", "Müller")
    assert record.phones == ("+12125550142",)


@pytest.mark.parametrize("charset", ["ISO-8859-1", "windows-1252", "UTF-8"])
def test_vc05_a_card_may_name_its_own_character_set(tmp_path: Path, charset: str) -> None:
    content = card("VERSION:2.1", f"FN;CHARSET={charset}:Jörg Müller").encode(charset)
    assert only(read(tmp_path, content)).full_name == "Jörg Müller"


def test_vc07_a_card_without_version_is_read_as_3_0_with_a_note(tmp_path: Path) -> None:
    snapshot = read(tmp_path, card("FN:Ann Lee"))
    assert only(snapshot).full_name == "Ann Lee"
    assert snapshot.notes == ("cards without VERSION, read as 3.0: 1",)


@pytest.mark.parametrize("fold", ["\r\n ", "\r\n"])
def test_vc09_a_picture_of_ten_megabytes_is_never_held(tmp_path: Path, fold: str) -> None:
    picture = "PHOTO;ENCODING=b;TYPE=JPEG:" + fold.join(["/9j4AAQSkZJRgABAQ" * 4] * 150_000)
    content = card("VERSION:3.0", picture, "FN:Ann Lee", "EMAIL:ann@lee.example").encode()
    (tmp_path / "big.vcf").write_bytes(content)
    tracemalloc.start()
    snapshot = VCard("phone", tmp_path / "big.vcf").fetch()
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert only(snapshot).emails == ("ann@lee.example",)
    assert snapshot.notes == ()
    assert "9j4AAQ" not in repr(snapshot)
    assert held < 5_000_000, f"{held:,} bytes for a picture nobody wants"


def test_vc10_the_address_of_a_picture_is_neither_kept_nor_fetched(tmp_path: Path) -> None:
    snapshot = read(tmp_path, card("VERSION:4.0", "FN:Ann Lee", "PHOTO;VALUE=URI:http://169.254.169.254/latest"))
    assert "169.254" not in repr(snapshot)


def test_vc11_grouped_properties_and_their_labels_are_read(tmp_path: Path) -> None:
    lines = ("item1.EMAIL;TYPE=INTERNET:ann@lee.example", "item1.X-ABLabel:Work", "item2.X-ABRELATEDNAMES:Bo Kim")
    record = only(read(tmp_path, card("VERSION:3.0", "FN:Ann Lee", *lines, "item2.X-ABLabel:_$!<Referred_By>!$_")))
    assert record.emails == ("ann@lee.example",)
    assert record.said.introduced_by == "Bo Kim"


def test_vc13_a_name_is_built_from_its_parts(tmp_path: Path) -> None:
    assert only(read(tmp_path, card("VERSION:3.0", "N:Lee;Ann;Mary;;"))).full_name == "Ann Mary Lee"
    assert only(read(tmp_path, card("VERSION:3.0", "N:山田;太郎;;;"))).full_name == "山田太郎"


@pytest.mark.parametrize(
    "lines",
    [
        ("FN:Acme Ltd", "ORG:Acme Ltd;", "N:;;;;"),
        ("ORG:Acme Ltd", "TEL:+442079460000"),
        ("FN:Acme", "N:Acme;;;;", "ORG:Acme", "X-ABShowAs:COMPANY"),
        ("KIND:org", "FN:Acme"),
        ("FN:Acme", "ORG:Acme", "EMAIL:info@acme.example"),
    ],
)
def test_vc14_company_cards_are_counted_and_not_listed(tmp_path: Path, lines: tuple[str, ...]) -> None:
    snapshot = read(tmp_path, card("VERSION:3.0", *lines))
    assert snapshot.records == ()
    assert snapshot.skipped == {"companies": 1}


def test_vc16_vc17_a_birthday_without_year_and_a_garbled_revision_are_ignored(tmp_path: Path) -> None:
    snapshot = read(tmp_path, card("VERSION:3.0", "FN:Ann Lee", "BDAY:--0412", "REV:yesterday"))
    assert only(snapshot).birthday is None
    assert snapshot.notes == ("unreadable REV dates, ignored: 1",)
    dated = read(tmp_path, card("VERSION:3.0", "FN:Ann Lee", "BDAY:19840412", "REV:20260101T101010Z"))
    assert str(only(dated).birthday) == "1984-04-12"
    assert dated.notes == ()


def test_vc18_vc19_what_is_no_number_and_no_address_stays_as_text_without_a_key(tmp_path: Path) -> None:
    snapshot = read(tmp_path, card("VERSION:3.0", "FN:Bob Lee", "TEL:1-800-FLOWERS", "EMAIL:bob at x"))
    (contact,) = normalise(snapshot, "US")
    assert (contact.emails, contact.phones) == ((), ())
    assert contact.unusable == ("bob at x", "1-800-FLOWERS")
    assert snapshot.notes == ("texts that are no e-mail address, kept as text: 1",)


def test_vc21_too_many_cards_are_refused_while_they_stream(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"E-VCF-CARDS phone\.vcf: more than 500 cards") as refused:
        read(tmp_path, card("VERSION:3.0", "FN:Ann Lee") * 600, Limits(rows=500))
    assert "settings" in str(refused.value)


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"First Name,Last Name,Email\nAnn,Lee,ann@lee.example\n", "E-VCF-TYPE", "a CSV file"),
        (b"PK\x03\x04rest", "E-VCF-TYPE", "a ZIP file"),
        (b"<html><body>Sign in</body></html>", "E-VCF-TYPE", "HTML"),
        (b"", "E-VCF-EMPTY", "empty"),
    ],
)
def test_vc22_another_file_under_the_name_of_a_vcard_is_refused(
    tmp_path: Path, content: bytes, code: str, says: str
) -> None:
    with pytest.raises(SourceError) as refused:
        read(tmp_path, content)
    assert refused.value.code == code
    assert says in str(refused.value)
    assert "ann" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_vc23_wide_and_marked_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    snapshot = read(tmp_path, card("VERSION:2.1", "FN:Jörg Müller").encode(encoding))
    assert only(snapshot).full_name == "Jörg Müller"


def test_commas_in_names_and_companies_are_part_of_them(tmp_path: Path) -> None:
    record = only(read(tmp_path, card("VERSION:3.0", "FN:Jane Doe, PhD", "ORG:Acme, Inc.;Sales", "TITLE:VP\\, Sales")))
    assert record.full_name == "Jane Doe, PhD"
    assert record.positions == (Position("Acme, Inc.", "VP, Sales"),)


def test_several_jobs_pair_by_group_or_else_by_order(tmp_path: Path) -> None:
    lines = ("ORG:First", "TITLE:Analyst", "ORG:Second", "TITLE:Founder", "ORG:Third")
    record = only(read(tmp_path, card("VERSION:4.0", "FN:Ann Lee", *lines)))
    assert record.positions == (Position("First", "Analyst"), Position("Second", "Founder"), Position("Third"))
    lines = ("item1.ORG:First", "item2.ORG:Second", "item2.TITLE:Founder")
    record = only(read(tmp_path, card("VERSION:3.0", "FN:Ann Lee", *lines)))
    assert record.positions == (Position("First"), Position("Second", "Founder"))


def test_a_junk_line_costs_the_line_and_not_the_card(tmp_path: Path) -> None:
    snapshot = read(tmp_path, card("VERSION:3.0", "FN:Ann Lee", "no property at all", "EMAIL:ann@lee.example"))
    assert only(snapshot).emails == ("ann@lee.example",)
    assert snapshot.notes == ("lines that are no property, left out: 1",)


def test_a_card_within_a_card_is_no_contact_of_its_own(tmp_path: Path) -> None:
    agent = "AGENT:\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nFN:Secretary\r\nEND:VCARD"
    assert only(read(tmp_path, card("VERSION:2.1", "FN:Ann Lee", agent, "TEL:+12125550142"))).phones == (
        "+12125550142",
    )


def test_escaped_colons_of_google_and_the_preferred_address_come_out_right(tmp_path: Path) -> None:
    lines = ("item3.URL:http\\://www.linkedin.com/in/ann-ex", "EMAIL:b@lee.example", "EMAIL;TYPE=pref:a@lee.example")
    record = only(read(tmp_path, card("VERSION:3.0", "FN:Ann Lee", *lines)))
    assert record.urls == ("http://www.linkedin.com/in/ann-ex",)
    assert record.emails == ("a@lee.example", "b@lee.example")


def test_the_same_card_twice_is_one_and_two_people_of_one_uid_are_two(tmp_path: Path) -> None:
    same = card("VERSION:3.0", "UID:7", "FN:Ann Lee")
    snapshot = read(tmp_path, same + same + card("VERSION:3.0", "UID:7", "FN:Bo Kim"))
    assert snapshot.merged == 1
    assert [record.ref.key for record in snapshot.records] == ["7|annlee", "7|bokim"]


def test_a_folder_of_cards_is_one_source(tmp_path: Path) -> None:
    for name in ("Ann Lee", "Bo Kim"):
        (tmp_path / f"{name}.vcf").write_text(card("VERSION:3.0", f"FN:{name}", f"EMAIL:{name[0]}@lee.example"))
    (tmp_path / "notes.txt").write_text("not a card")
    snapshot = VCard("phone", tmp_path).fetch()
    assert [record.place.file for record in snapshot.records] == ["Ann Lee.vcf", "Bo Kim.vcf"]
    assert snapshot.records_in == 2


def test_a_missing_file_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"E-FILE-READ none\.vcf"):
        VCard("phone", tmp_path / "none.vcf").fetch()


@pytest.mark.parametrize(
    "line",
    [
        "FN;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BCller",
        "FN;QUOTED-PRINTABLE:J=C3=B6rg M=C3=BCller",
        "FN;ENCODING=QUOTED-PRINTABLE:J=F6rg M=FCller",
        "FN;CHARSET=X-UNHEARD-OF;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BCller",
        "FN;CHARSET=unicode_escape;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BCller",
        "FN;ENCODING=BASE64:SsO2cmcgTcO8bGxlcg==",
        "FN;BASE64:SsO2cmcgTcO8bGxlcg==",
        "FN;ENCODING=b;CHARSET=ISO-8859-1:SvZyZyBN/Gxs ZXI=",
    ],
)
def test_a_value_is_decoded_with_or_without_the_name_of_its_characters(tmp_path: Path, line: str) -> None:
    assert only(read(tmp_path, card("VERSION:2.1", line))).full_name == "Jörg Müller"


def test_one_odd_character_set_takes_no_other_card_along(tmp_path: Path) -> None:
    odd = card("VERSION:2.1", "N;CHARSET=undefined;ENCODING=QUOTED-PRINTABLE:M=FCller;Ann")
    snapshot = read(tmp_path, odd + card("VERSION:3.0", "FN:Bo Kim"))
    assert [record.full_name for record in snapshot.records] == ["Ann Müller", "Bo Kim"]
    assert snapshot.notes == ("values in a character set that is not known, read as UTF-8 or Windows-1252: 1",)


def test_two_files_joined_lose_nobody(tmp_path: Path) -> None:
    cards = [card("VERSION:3.0", f"FN:{name}") for name in ("Ann Lee", "Bo Kim")]
    marked = read(tmp_path, "\ufeff" + cards[0] + "\ufeff" + cards[1])
    assert [record.full_name for record in marked.records] == ["Ann Lee", "Bo Kim"]
    headless = read(tmp_path, cards[0].removeprefix("BEGIN:VCARD\r\n") + cards[1])
    assert [record.full_name for record in headless.records] == ["Bo Kim"]
    assert [str(rejected.place) for rejected in headless.rejected] == ["phone.vcf:1"]
