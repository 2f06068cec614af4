"""What `syncer pool run` says in the terminal: one and many, and what somebody has to do."""

from collections.abc import Mapping

import pytest

from syncer.core.council.reached import Reached
from syncer.core.pooled import Failed, HandedOut
from syncer.report.pool import show_pool

COUNTS = ("members", "sharing", "contacts", "people", "paths", "second_degree_paths", "files_left_out")
TROUBLE = (
    *("without_member_or_id", "record_id_used_twice", "records_with_too_many_identifiers", "books_kept_apart"),
    *("records_told_apart", "crowds_cut", "members_with_too_many_contacts", "files_left_out", "targets_of_nobody"),
    *("targets_left_out", "members_named_twice", "consents_not_understood"),
)
NONE: Mapping[str, int] = dict.fromkeys((*COUNTS, *TROUBLE), 0)


def said(
    capsys: pytest.CaptureFixture[str], summary: Mapping[str, int] = NONE, handed: HandedOut | None = None
) -> list[str]:
    """The lines of the terminal."""
    show_pool(summary, (), Reached(0, 0, (), ()), handed, as_json=False)
    return capsys.readouterr().out.splitlines()


def test_one_is_said_as_one_and_two_as_two(capsys: pytest.CaptureFixture[str]) -> None:
    failed = Failed("ann", "E-DISK-OPEN", "It is open.")
    one = said(capsys, {**NONE, "members": 1, "contacts": 1}, HandedOut(1, 0, 0, 1, (failed,)))
    assert "1 member, of whom 0 share; 1 contact." in one
    assert "1 workbook written; nothing changed for 0." in one
    assert any(line.startswith("1 Google Sheet waits: ") for line in one)
    assert "1 stayed as it was, and is tried again by the next run:" in one
    two = said(capsys, {**NONE, "members": 2, "contacts": 2000}, HandedOut(2, 0, 0, 2, (failed, failed)))
    assert "2 members, of whom 0 share; 2,000 contacts." in two
    assert "2 workbooks written; nothing changed for 0." in two
    assert any(line.startswith("2 Google Sheets wait: ") for line in two)
    assert "2 stayed as they were, and are tried again by the next run:" in two


def test_workbooks_of_nobody_are_named_and_a_long_list_of_them_ends_with_a_count(
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = tuple(f"m{number:02d}.xlsx" for number in range(12))
    assert said(capsys, handed=HandedOut(0, 0, 0, 0, (), files[:2]))[-1] == (
        "2 workbooks in the folder belong to no member any more: m00.xlsx, m01.xlsx. "
        "Delete them, and their older copies in .syncer-backup."
    )
    assert "m09.xlsx and 2 more (--json tells all). Delete" in said(capsys, handed=HandedOut(0, 0, 0, 0, (), files))[-1]


def test_consent_that_nobody_understands_is_told_with_the_words_that_count(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = "consent was not understood and counts as off: write off, companies, names on request or names."
    assert f"1 member's {wanted}" in said(capsys, {**NONE, "consents_not_understood": 1})
    assert f"2 members' {wanted}" in said(capsys, {**NONE, "consents_not_understood": 2})
    assert "consent" not in "".join(said(capsys))
