from datetime import date
from pathlib import Path

import pytest

from tests.sources.linkedin.export import INVITATIONS, MESSAGES, PLAIN, PROFILE, URL, by_slug, with_files

ME, ANN_URL, BOB_URL = URL + "me-myself", URL + "ann-lee", URL + "bob-ray"
OWN = INVITATIONS + f'Me Myself,Ann Lee,"1/29/26, 2:37 PM",,OUTGOING,{ME},{ANN_URL}\n'
CANARY = "canary-7f3a the secret of the message"


def message(
    sender: str, to: str, day: str, *, text: str = CANARY, folder: str = "INBOX", name: str = "X", tail: str = ""
) -> str:
    return f'c1,{CANARY},{name},{sender},Y,"{to}",{day} 08:00:00 UTC,{CANARY},"{text}",{folder}{tail}\n'


TALK = MESSAGES + "".join(
    (
        message(ME, ANN_URL, "2025-01-03"),
        message(ANN_URL, ME, "2025-02-04"),
        message(ME, ANN_URL, "2024-12-30"),
        message(BOB_URL, ME, "2023-05-05"),
        message(URL + "stranger", ME, "2023-05-05"),
    )
)


def test_messages_are_counted_by_direction_with_first_and_last_day(tmp_path: Path) -> None:
    people = by_slug(with_files(tmp_path, messages=TALK, Invitations=OWN))
    ann, bob = people["ann-lee"].ties, people["bob-ray"].ties
    assert (ann.sent, ann.received) == (2, 1)
    assert (ann.first_message, ann.last_message, ann.last_from_them) == (
        date(2024, 12, 30),
        date(2025, 2, 4),
        date(2025, 2, 4),
    )
    assert (bob.sent, bob.received, bob.last_from_them) == (0, 1, date(2023, 5, 5))


def test_the_user_is_known_by_invitations(tmp_path: Path) -> None:
    assert with_files(tmp_path, Invitations=OWN).me.profile == "me-myself"


def test_without_invitations_the_user_is_the_sender_named_in_profile(tmp_path: Path) -> None:
    talk = TALK.replace(f"X,{ME}", f"Me  MYSELF,{ME}")
    snapshot = with_files(tmp_path, messages=talk, Profile=PROFILE + "Me,Myself,,,,,,,,,,,\n")
    assert snapshot.me.profile == "me-myself"
    assert by_slug(snapshot)["ann-lee"].ties.sent == 2


def test_when_nothing_says_who_the_user_is_no_direction_is_made_up(tmp_path: Path) -> None:
    snapshot = with_files(tmp_path, messages=TALK)
    assert by_slug(snapshot)["ann-lee"].ties.sent == by_slug(snapshot)["ann-lee"].ties.received == 0
    assert any("messages are not counted" in note for note in snapshot.notes)


@pytest.mark.parametrize(
    "row",
    [
        message("", ME, "2025-03-03"),
        message(ANN_URL, ME, "2025-03-03", text='<p class=""spinmail-quill-editor__spin-break"">Hello'),
        message(ANN_URL, ME, "2025-03-03", folder="SPAM"),
        message(ME, ANN_URL, "2025-03-03", tail=",Yes,No"),
        message(ME, ANN_URL, "2025-03-03", tail=",false,true"),
    ],
    ids=["no sender", "advertising", "spam", "a draft", "a draft conversation"],
)
def test_what_is_no_message_does_not_count(row: str, tmp_path: Path) -> None:
    header = MESSAGES.replace("FOLDER", "FOLDER,IS MESSAGE DRAFT,IS CONVERSATION DRAFT")
    ties = by_slug(with_files(tmp_path, messages=header + row, Invitations=OWN))["ann-lee"].ties
    assert (ties.sent, ties.received) == (0, 0)


@pytest.mark.parametrize("between", [",", ";", "; "])
def test_a_message_to_several_counts_for_each(between: str, tmp_path: Path) -> None:
    talk = MESSAGES + message(ME, ANN_URL + between + BOB_URL, "2025-01-03")
    people = by_slug(with_files(tmp_path, messages=talk, Invitations=OWN))
    assert (people["ann-lee"].ties.sent, people["bob-ray"].ties.sent) == (1, 1)


def test_before_2023_recipients_are_known_by_who_else_wrote_or_by_their_only_name(tmp_path: Path) -> None:
    header = MESSAGES.replace("RECIPIENT PROFILE URLS,", "")
    rows = (
        f'c1,,Me Myself,{ME},"Lee, Ann, Ph.D.",2022-01-01 08:00:00 UTC,,x,INBOX\n'
        f"c1,,Ann Lee,{ANN_URL},Me Myself,2022-01-02 08:00:00 UTC,,x,INBOX\n"
        f"c2,,Me Myself,{ME},Bob Ray,2022-01-03 08:00:00 UTC,,x,INBOX\n"
        f'c3,,Me Myself,{ME},"Who, Ever",2022-01-03 08:00:00 UTC,,x,INBOX\n'
    )
    people = by_slug(with_files(tmp_path, messages=header + rows, Profile=PROFILE + "Me,Myself,,,,,,,,,,,\n"))
    assert (people["ann-lee"].ties.sent, people["ann-lee"].ties.received) == (1, 1)
    assert people["bob-ray"].ties.sent == 1


def test_2026_every_field_is_quoted_and_texts_have_line_breaks(tmp_path: Path) -> None:
    header = ",".join(f'"{cell}"' for cell in MESSAGES.strip().split(",")) + ',"ATTACHMENTS"\n'
    row = f'"c","","Ann Lee","{ANN_URL}","Me","{ME}","2026-02-01 08:00:00 UTC","",'
    row += '"line\nmore\r\nand ""more""","INBOX",""\n'
    ties = by_slug(with_files(tmp_path, messages=header + row * 3, Invitations=OWN))["ann-lee"].ties
    assert (ties.received, ties.last_from_them) == (3, date(2026, 2, 1))


def test_what_was_written_is_never_kept(tmp_path: Path) -> None:
    broken = TALK + 'c9,"unclosed ' + CANARY + ",x\n" + message(ANN_URL, ME, "2025-02-05")
    snapshot = with_files(
        tmp_path, messages=broken, Invitations=OWN.replace(",,OUT", f",{CANARY},OUT"), connections=PLAIN
    )
    assert by_slug(snapshot)["ann-lee"].ties.received == 2
    assert "canary" not in repr(snapshot)
