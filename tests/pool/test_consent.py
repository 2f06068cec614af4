"""What members let each other know, and what they get for it. Ann wants to work at Initech, where Dana knows people."""

from pathlib import Path

import pytest

from tests.pool.books import Pool, Result, done

CANARIES = ("Zerlina Quixwood", "Oswin Marblethwaite")


def council(ann: str, dana: str) -> Pool:
    pool = Pool()
    pool.member("Ann", ann, wants=["Initech"])
    pool.member("Dana", dana, wants=["Globex"])
    for at, name in enumerate(CANARIES):
        mail = f"{name.split()[0].casefold()}@example.com"
        pool.knows("Dana", name, "Initech", title="Engineer", emails=mail, phones=f"+1 202 555 017{at}", grade="B")
    pool.knows("Ann", "Peter Gibbons", "Globex", grade="A", emails="peter@example.com")
    return pool


def seen_by(result: Result, member: str) -> str:
    return repr([dict(row) for row in result.of(member)])


@pytest.mark.parametrize(
    ("ann", "dana", "words"),
    [
        ("names", "names", "Dana (pool) knows 2 people at Initech: "),
        ("names", "names on request", "Dana (pool) knows 2 people at Initech; names on request."),
        ("names on request", "names", "Dana (pool) knows 2 people at Initech; names on request."),
        ("names", "companies", "Dana (pool) knows 2 people at Initech."),
        ("companies", "names", "Dana (pool) knows 2 people at Initech."),
    ],
)
def test_a_member_is_told_as_much_as_both_share(tmp_path: Path, ann: str, dana: str, words: str) -> None:
    result = done(council(ann, dana), tmp_path)
    assert [text[: len(words)] for text in result.why("Ann")] == [words]


@pytest.mark.parametrize(("ann", "dana"), [("off", "names"), ("names", "off"), ("names", "everything"), ("", "names")])
def test_who_shares_nothing_gives_and_gets_nothing(tmp_path: Path, ann: str, dana: str) -> None:
    result = done(council(ann, dana), tmp_path)
    assert result.why("Ann") == []
    assert all(row["kind"] == "direct" for row in result.paths)


def test_nothing_of_a_member_above_their_consent_reaches_another(tmp_path: Path) -> None:
    """Every pair of levels, each with a company and canaries of its own, in one pool."""
    pool, levels = Pool(), ("off", "companies", "names on request", "names")
    pairs = [(ann, dana) for ann in levels for dana in levels]
    for at, (ann, dana) in enumerate(pairs):
        pool.member(f"Ann{at}", ann, wants=[_COMPANIES[at]])
        pool.member(f"Dana{at}", dana)
        mail = f"canary{at}@example.com"
        pool.knows(
            f"Dana{at}", f"Zerlina {_SURNAMES[at]}", _COMPANIES[at], emails=mail, phones=f"+1 202 555 01{at + 10}"
        )
    result = done(pool, tmp_path)
    for at, pair in enumerate(pairs):
        told = seen_by(result, f"Ann{at}")
        assert ("Zerlina" in told) == (pair == ("names", "names")), pair
        assert (f"Dana{at} (pool) knows 1 person at {_COMPANIES[at]}" in told) == ("off" not in pair), pair
        for secret in ("canary", "555 01", "2555", "p_"):
            assert secret not in told


_COMPANIES = (
    *("Initech", "Globex", "Hooli", "Vandelay", "Umbrella", "Soylent", "Aperture", "Weyland"),
    *("Tyrell", "Cyberdyne", "Oscorp", "Massive", "Stark", "Wonka", "Gringotts", "Bluth"),
)
_SURNAMES = (
    *("Quixwood", "Marblethwaite", "Ostrander", "Pellworm", "Harrowgate", "Vinterberg", "Castellane", "Dunmorrow"),
    *("Elspeth", "Fairweather", "Glasswright", "Hollinghurst", "Inkpen", "Juniper", "Kettlewell", "Lanyon"),
)


def test_names_go_both_ways_when_both_share_them(tmp_path: Path) -> None:
    result = done(council("names", "names"), tmp_path)
    assert result.why("Ann") == [
        "Dana (pool) knows 2 people at Initech: Oswin Marblethwaite and Zerlina Quixwood."
    ] or result.why("Ann") == ["Dana (pool) knows 2 people at Initech: Zerlina Quixwood and Oswin Marblethwaite."]
    assert result.why("Dana") == ["Ann (pool) knows 1 person at Globex: Peter Gibbons."]


def test_a_member_who_shares_nothing_changes_nothing_for_others(tmp_path: Path) -> None:
    with_her, without = council("names", "names"), council("names", "names")
    with_her.member("Eve", "off", wants=["Initech"])
    for number in range(40):
        with_her.knows("Eve", "Zerlina Quixwood", "Globex", emails="zerlina@example.com", phones="+1 202 555 0170")
        with_her.knows("Eve", f"Zoe Q{number}", "Initech", emails="oswin@example.com")
    first, second = done(with_her, tmp_path / "a"), done(without, tmp_path / "b")
    for member in ("Ann", "Dana"):
        assert first.of(member) == second.of(member)
    assert first.groups(["ann", "dana"]) == second.groups(["ann", "dana"])
    assert all(row["kind"] == "direct" for row in first.of("Eve"))


def test_of_two_rows_of_one_member_the_stricter_consent_counts(tmp_path: Path) -> None:
    pool = council("names", "companies")
    pool.member("Dana", "names")
    assert done(pool, tmp_path).why("Ann") == ["Dana (pool) knows 2 people at Initech."]


def test_people_whom_you_know_yourself_are_no_news(tmp_path: Path) -> None:
    pool = council("names", "names")
    pool.knows("Ann", "Zerlina Quixwood", "", emails="zerlina@example.com", phones="+1 202 555 0170")
    assert "Dana (pool) knows 1 person at Initech: Oswin Marblethwaite." in done(pool, tmp_path).why("Ann")


def test_what_another_knows_of_somebody_you_know_stays_with_them(tmp_path: Path) -> None:
    """Dana's book says that Zerlina is at Initech; Ann's own does not, and her list has no word of it."""
    pool = council("names", "companies")
    pool.knows("Ann", "Zerlina Quixwood", "", emails="zerlina@example.com", phones="+1 202 555 0170")
    result = done(pool, tmp_path)
    assert result.person("Ann", 1) == result.person("Dana", 0)
    assert result.why("Ann") == ["Dana (pool) knows 2 people at Initech."]


@pytest.mark.parametrize("name", ["Zerlina Quixwood", "Priya Raman"])
def test_where_no_names_are_told_nobody_can_check_a_guess(tmp_path: Path, name: str) -> None:
    """Ann writes down whom she suspects to be among Dana's people, and the number stays what it was."""
    pool = council("companies", "companies")
    pool.knows("Ann", name, "", emails=f"{name.split(maxsplit=1)[0].casefold()}@example.com")
    assert done(pool, tmp_path).why("Ann") == ["Dana (pool) knows 2 people at Initech."]


def test_two_records_that_only_anothers_book_holds_together_are_two_on_your_list(tmp_path: Path) -> None:
    """Dana knows that the nameless address is Zerlina's. That is hers to tell, and she shares companies only."""
    pool = Pool()
    pool.member("Ann", "companies", wants=["Initech"])
    pool.member("Dana", "companies")
    pool.knows("Ann", "Zerlina Quixwood", phones="+1 202 555 0170", grade="A")
    pool.knows("Ann", "", "Initech", emails="nick77@proton.me")
    alone = done(pool, tmp_path / "alone")
    pool.knows("Dana", "Zerlina Quixwood", phones="+1 202 555 0170", emails="nick77@proton.me")
    together = done(pool, tmp_path / "together")
    assert together.person("Ann", 0) == together.person("Ann", 1)
    assert together.of("Ann") == alone.of("Ann")
    assert "Zerlina" not in seen_by(together, "Ann")


def test_two_records_that_your_own_book_holds_together_are_one(tmp_path: Path) -> None:
    pool = Pool()
    pool.member("Ann", "companies", wants=["Initech"])
    pool.knows("Ann", "Zerlina Quixwood", phones="+1 202 555 0170")
    pool.knows("Ann", "Zerlina Quixwood", "Initech", phones="+1 202 555 0170", emails="zerlina@example.com")
    assert [row["name"] for row in done(pool, tmp_path).of("Ann")] == ["Zerlina Quixwood"]


def test_an_id_on_your_list_does_not_tell_who_else_has_the_person(tmp_path: Path) -> None:
    pool = Pool()
    pool.member("Zoe", "companies", wants=["Initech"])
    pool.member("Dana", "companies")
    pool.knows("Zoe", "Zerlina Quixwood", "Initech", emails="zerlina@example.com")
    alone = done(pool, tmp_path / "alone")
    pool.knows("Dana", "Zerlina Quixwood", "Initech", emails="zerlina@example.com")
    both = done(pool, tmp_path / "both")
    assert both.person("Zoe") == both.person("Dana") != alone.person("Zoe")
    assert [row["person_id"] for row in both.of("Zoe") if row["kind"] == "direct"] == [alone.person("Zoe")]


def test_nobody_is_introduced_to_themselves(tmp_path: Path) -> None:
    """Dana's book has Ann herself, under an address of hers; Yann's has her profile."""
    pool = Pool()
    pool.member(
        "Ann", "names", wants=["Initech"], emails="ann@example.com", linkedin_url="https://www.linkedin.com/in/ann-holm"
    )
    pool.member("Dana", "names")
    pool.member("Yann", "names")
    pool.knows("Dana", "Ann Holm", "Initech", emails="Ann@example.com")
    pool.knows("Dana", "Peter Gibbons", "Initech", emails="peter@example.com")
    pool.knows("Yann", "A. Holm", "Initech", linkedin_url="https://www.linkedin.com/in/ann-holm")
    assert done(pool, tmp_path).why("Ann") == ["Dana (pool) knows 1 person at Initech: Peter Gibbons."]


def test_of_many_whom_both_know_none_is_told_and_of_many_new_ones_all_are_counted(tmp_path: Path) -> None:
    pool = council("names", "names")
    pool.member("Cara", "names", wants=["Vandelay"])
    people = [f"{given} {surname}" for given in ("Vera", "Olav") for surname in _SURNAMES]
    for at, name in enumerate(people):
        mail = f"v{at}@example.com"
        pool.knows("Dana", name, "Vandelay", emails=mail)
        if at < 25:
            pool.knows("Cara", name, "", emails=mail)
    pool.member("Rob", "names", wants=["Vandelay"])
    result = done(pool, tmp_path)
    (cara,), (rob,) = result.why("Cara"), result.why("Rob")
    assert cara.startswith("Dana (pool) knows 7 people at Vandelay: ")
    assert cara.endswith(" and 2 more.")
    assert rob.startswith("Dana (pool) knows 32 people at Vandelay: ")
    assert rob.endswith(" and 27 more.")


def test_what_a_member_who_shares_nothing_looks_for_takes_nothing_from_others(tmp_path: Path) -> None:
    """Eve looks for the Labs and calls them many names. She finds hers, and Ann's list stays as it was."""
    pool = Pool()
    pool.member("Ann", "companies", wants=["Initech"])
    pool.member("Cho", "companies", wants=["Initech"])
    for at, company in enumerate(("Initech Labs", "Initech GmbH", "Initech Berlin", "Initech")):
        for owner in ("Ann", "Eve"):
            pool.knows(owner, f"Vera {_SURNAMES[at]}", company, emails=f"v{at}@example.com")
    alone = done(pool, tmp_path / "alone")
    pool.member("Eve", "off")
    pool.targets.append({"member_id": "eve", "company": "Zzz", "aliases": "Initech Labs;Initech Berlin"})
    beside = done(pool, tmp_path / "beside")
    for member in ("Ann", "Cho"):
        assert beside.of(member) == alone.of(member)
    assert beside.coverage == alone.coverage
    assert {row["company"] for row in beside.of("Eve")} == {"Zzz"}
