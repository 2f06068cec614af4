"""No single book makes one person of two whom another book holds apart; and books that agree are believed."""

from pathlib import Path

import pytest

from syncer.core.identity.clusters import Edge
from syncer.core.identity.naming import NameKeys
from syncer.pool.witnesses import alike, witnessed
from tests.pool.books import Pool, Result, done

OLAV = "https://www.linkedin.com/in/olav-brandt"


def honest(*more: str) -> Pool:
    """Ann, and others, know Mira by her address and Olav by his profile."""
    pool = Pool()
    for member in ("Ann", *more):
        pool.member(member, wants=["Initech", "Globex"])
        pool.knows(member, "Mira Holm", "Initech", emails="mira@example.com")
        pool.knows(member, "Olav Brandt", "Globex", linkedin_url=OLAV, source="linkedin")
    return pool


def glue(pool: Pool, member: str) -> None:
    """A book with records that have the address of the one and the profile of the other."""
    pool.member(member, wants=["Initech"])
    for name in ("Mira Brandt", "Olav Holm"):
        pool.knows(member, name, "Initech", emails="mira@example.com", linkedin_url=OLAV)


def direct(result: Result, member: str) -> list[tuple[str, str, str]]:
    return [(row["name"], row["company"], row["why"]) for row in result.of(member) if row["kind"] == "direct"]


@pytest.mark.parametrize("others", [(), ("Ben",), ("Ben", "Cho", "Eli")])
def test_a_book_that_glues_two_people_together_changes_nobodys_list(tmp_path: Path, others: tuple[str, ...]) -> None:
    poisoned = honest(*others)
    glue(poisoned, "Mallory")
    first, second = done(poisoned, tmp_path / "a"), done(honest(*others), tmp_path / "b")
    for member in ("Ann", *others):
        assert direct(first, member) == direct(second, member)
    assert first.groups(["ann", *map(str.lower, others)]) == second.groups(["ann", *map(str.lower, others)])
    assert first.summary["records_told_apart"] > 0
    assert second.summary["records_told_apart"] == 0


def test_a_book_that_claims_one_person_as_another_gives_them_no_new_name_or_employer(tmp_path: Path) -> None:
    poisoned = honest("Ben")
    poisoned.member("Mallory", wants=["Initech"])
    poisoned.knows(
        "Mallory", "Evil Quark", "Hooli", emails="mira@example.com", linkedin_url=OLAV, title="=HYPERLINK(1)"
    )
    first, second = done(poisoned, tmp_path / "a"), done(honest("Ben"), tmp_path / "b")
    for member in ("Ann", "Ben"):
        assert direct(first, member) == direct(second, member)
        assert "Quark" not in repr(direct(first, member))


JOINED = [Edge(0, 2, 9.0), Edge(2, 1, 8.0), Edge(0, 3, 9.0), Edge(1, 4, 9.0)]
"""Records 0 and 1 of Ann, 3 and 4 of Ben; 2, of Mallory, joins those who are otherwise apart."""
BOOKS = ["ann", "ann", "mallory", "ben", "ben"]


def parts(joins: list[Edge], books: list[str], *, names_alike: bool = False) -> list[list[int]]:
    return sorted(witnessed([list(range(len(books)))], joins, books, lambda *_: names_alike))


def test_the_odd_record_goes_to_whom_it_fits_best() -> None:
    assert parts(JOINED, BOOKS) == [[0, 2, 3], [1, 4]]


def test_two_books_that_say_the_same_are_believed() -> None:
    joins = [*JOINED, *(Edge(odd, each, 7.0) for odd in (2, 5) for each in (0, 1, 3, 4))]
    assert parts(joins, [*BOOKS, "cho"]) == [[0, 1, 2, 3, 4, 5]]


def test_what_a_books_own_records_have_in_common_needs_no_witness() -> None:
    assert parts([*JOINED[:2], Edge(0, 1, 5.0)], BOOKS[:3]) == [[0, 1, 2]]


def test_names_that_may_be_one_persons_need_no_second_witness() -> None:
    assert parts(JOINED, BOOKS, names_alike=True) == [[0, 1, 2, 3, 4]]


def test_a_book_with_many_odd_records_is_taken_out_record_by_record() -> None:
    joins = [Edge(0, 2, 9.0), Edge(2, 3, 9.0), Edge(3, 1, 9.0), Edge(3, 4, 9.0)]
    assert parts(joins, ["ann", "ann", "mallory", "mallory", "mallory"]) == [[0, 2], [1, 3], [4]]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (NameKeys("mira", "holm", roots=("mira",), family_parts=("holm",)), NameKeys("olav", "brandt"), False),
        (NameKeys("m", "holm", family_parts=("holm",)), NameKeys("mira", "holm", family_parts=("holm",)), True),
        (NameKeys("mira", plain="x"), NameKeys("mira", "holm", roots=("mira",), plain="y"), False),
        (NameKeys("mira", roots=("mira",), plain="x"), NameKeys("mira", "holm", roots=("mira",), plain="y"), True),
        (NameKeys(plain="x"), NameKeys("mira", "holm", plain="y"), True),
        (NameKeys("a", "b", plain="same"), NameKeys("c", "d", plain="same"), True),
    ],
)
def test_names_are_alike_as_far_as_both_are_there(one: NameKeys, other: NameKeys, same: bool) -> None:
    named = [NameKeys(each.given, each.family, plain=each.plain or each.given, roots=each.roots,
                      family_parts=each.family_parts) for each in (one, other)]  # fmt: skip
    assert alike(*named) is same
