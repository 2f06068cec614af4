"""Wording and coverage: who opens most, what only one opens, what nobody reaches."""

import pytest

from syncer.core.council.board import Line, Wanted
from syncer.core.council.coverage import coverage
from syncer.core.council.words import introduction, listed, opener


@pytest.mark.parametrize(
    ("now", "before", "names", "said"),
    [
        (2, 0, "", "Dana (council) knows 2 people at Acme"),
        (1, 0, "", "Dana (council) knows 1 person at Acme"),
        (1, 3, "", "Dana (council) knows 1 person at Acme and 3 who worked there"),
        (0, 1, "", "Dana (council) knows 1 person who worked at Acme"),
        (2, 0, "Ann Bo and Cy Dee", "Dana (council) knows 2 people at Acme: Ann Bo and Cy Dee"),
    ],
)
def test_a_path_through_a_member_reads_as_a_sentence(now: int, before: int, names: str, said: str) -> None:
    assert introduction("Dana", "Acme", now, before, names) == said


def test_a_long_list_of_names_ends_with_a_count() -> None:
    assert listed([*"ABCDEFG"]) == "A, B, C, D, E and 2 more"
    assert listed(["A"]) == "A"
    assert listed([]) == ""


def test_beside_a_company_a_member_stands_in_few_words() -> None:
    assert [opener("Dana", 2, 1), opener("Eli", 0, 1), opener("Mei", 3, 0)] == [
        "Dana (2 now, 1 before)",
        "Eli (1 before)",
        "Mei (3)",
    ]


def test_the_one_who_opens_most_comes_first_and_what_only_they_open_is_said() -> None:
    targets = [Wanted("t_1", "Acme"), Wanted("t_2", "Globex"), Wanted("t_3", "Hooli"), Wanted("t_4", "Initech")]
    lines = [
        Line("Dana", "t_1", 2, 0, "Confirmed"),
        Line("Dana", "t_2", 1, 0, "Confirmed"),
        Line("Eli", "t_2", 4, 0, "Confirmed"),
        Line("Eli", "t_9", 4, 0, "Confirmed"),  # a company that nobody lists any more
        Line("Mei", "t_3", 0, 0, "Confirmed"),  # somebody who knows nobody there now
    ]
    seen = coverage(["Eli", "Mei", "Dana"], targets, lines)
    assert [(one.member, one.opens, one.alone) for one in seen.members] == [
        ("Dana", 2, ("t_1",)),
        ("Eli", 1, ()),
        ("Mei", 0, ()),
    ]
    assert [line.member for line in seen.openers["t_2"]] == ["Eli", "Dana"]
    assert [one.company for one in seen.nobody] == ["Hooli", "Initech"]
