"""Books that are too big, broken, or made to harm: bounded, kept apart, told in numbers."""

import json
import time
from pathlib import Path

import pytest

from syncer.pool.duckdb_engine import DuckDb
from syncer.pool.job import Job, run
from syncer.pool.parcels import fetched, parcels, waiting
from tests.pool.books import TODAY, Pool, done, result, rows

VICTIMS = 24


def honest() -> Pool:
    """Three members who know the same people, each under the profile and mailbox that are theirs."""
    pool = Pool()
    for member in ("Ann", "Ben", "Cho"):
        pool.member(member, "names", wants=["Initech"])
        for at in range(VICTIMS):
            given, family = f"{_NAMES[at % 8]}", f"{_NAMES[8 + at // 8]}{_NAMES[at % 5].lower()}"
            pool.knows(
                member,
                f"{given} {family}",
                "Initech",
                source="linkedin" if member == "Ann" else "google",
                emails=f"{given}.{family}@example.com".lower(),
                linkedin_url=f"https://www.linkedin.com/in/{given}-{family}".lower() if member != "Cho" else "",
            )
    return pool


_NAMES = ("Mira", "Olav", "Teun", "Yara", "Ivo", "Noor", "Pia", "Rasmus", "Holm", "Brandt", "Vesper")


@pytest.mark.parametrize("times", [1, 3, 12])
def test_a_book_that_claims_everybody_for_its_own_people_is_kept_apart(tmp_path: Path, times: int) -> None:
    poisoned, clean = honest(), honest()
    mallory = poisoned.member("Mallory", "names", wants=["Initech"])
    for row in [row for row in clean.contacts if row["owner"] == "ann"] * times:
        poisoned.knows(
            mallory,
            row["full_name"],
            "Initech",
            emails=row["emails"],
            linkedin_url=f"https://www.linkedin.com/in/mallory-{len(poisoned.contacts)}",
        )
    first, second = done(poisoned, tmp_path / "a"), done(clean, tmp_path / "b")
    assert first.summary["books_kept_apart"] == 1
    assert rows(tmp_path / "a" / "out" / "kept_apart") == [{"member_id": "mallory"}]
    assert second.summary["books_kept_apart"] == 0
    assert first.groups(["ann", "ben", "cho"]) == second.groups(["ann", "ben", "cho"])
    for member in ("Ann", "Ben", "Cho"):
        assert first.of(member) == second.of(member)
    assert all(len(group) == 1 or {owner for owner, _ in group} == {"mallory"} for group in first.groups(["mallory"]))


def test_honest_books_with_slips_are_not_kept_apart(tmp_path: Path) -> None:
    pool = honest()
    for row in [row for row in pool.contacts if row["owner"] == "ben"][:4]:
        row["full_name"] = "Xenia " + row["full_name"]
    assert done(pool, tmp_path).summary["books_kept_apart"] == 0


def test_a_record_that_lists_everybodys_mailbox_glues_nobody_together(tmp_path: Path) -> None:
    glued, clean = honest(), honest()
    everybody = ";".join(sorted({row["emails"] for row in clean.contacts}))
    glued.member("Mallory", "names")
    glued.knows("Mallory", "Everybody", emails=everybody)
    first, second = done(glued, tmp_path / "a"), done(clean, tmp_path / "b")
    assert first.summary["records_with_too_many_identifiers"] == 1
    assert first.groups(["ann", "ben", "cho"]) == second.groups(["ann", "ben", "cho"])


def test_rows_for_somebody_elses_book_or_without_an_id_are_left_out_and_counted(tmp_path: Path) -> None:
    pool = honest()
    pool.knows("Nobody", "Mira Holm", "Initech")
    pool.knows("Ann", "Mira Holm", "Initech", record_id="")
    pool.knows("Ann", "Olav Brandt", "Initech", record_id="r000001")
    summary = done(pool, tmp_path).summary
    assert summary["without_member_or_id"] == 2
    assert summary["record_id_used_twice"] == 1
    assert summary["contacts"] == 3 * VICTIMS


def test_the_same_record_id_in_two_books_is_two_records(tmp_path: Path) -> None:
    pool = Pool()
    for member in ("Ann", "Ben"):
        pool.member(member)
        pool.knows(member, f"{member} Holm", record_id="1", emails=f"{member}@example.com".lower())
    result = done(pool, tmp_path)
    assert result.person("Ann") != result.person("Ben")


def test_a_person_in_two_books_has_one_id_that_stays_when_a_third_book_comes(tmp_path: Path) -> None:
    pool, more = honest(), honest()
    more.member("Zoe")
    more.knows("Zoe", "Mira Holmmira", emails="mira.holmmira@example.com")
    first, second = done(pool, tmp_path / "a"), done(more, tmp_path / "b")
    assert len({first.person(member) for member in ("Ann", "Ben", "Cho")}) == 1
    assert first.person("Ann") == second.person("Ann") == second.person("Zoe")
    assert len(first.person("Ann")) == len("p_") + 16


def test_a_phone_in_thousands_of_books_joins_nobody(tmp_path: Path) -> None:
    """The switchboard of a firm stands in every book."""
    pool = Pool()
    for at in range(3_000):
        owner = pool.member(f"M{at}", "names")
        name = f"{_NAMES[at % 8]}{chr(97 + at % 23)} {_NAMES[8 + at % 3]}{chr(97 + at // 23 % 26)}{chr(97 + at % 19)}"
        pool.knows(owner, name, "Initech", phones="+1 202 555 0100", emails=f"n{at}@example.com")
    start = time.process_time()
    result = done(pool, tmp_path)
    assert time.process_time() - start < 20
    largest = max(len(group) for group in result.groups([f"m{at}" for at in range(3_000)]))
    assert largest <= 6  # namesakes at one employer; never the switchboard's thousands


SHOUTS = {
    "an address under thousands of names": lambda at, row: {"emails": row["emails"], "full_name": invented(at)},
    "an address under a few names": lambda at, row: {"emails": row["emails"], "full_name": _NAMES[at % 5] + " Quark"},
    "one person over and over": lambda at, row: {name: row[name] for name in ("full_name", "emails", "linkedin_url")},
    "profiles under other names": lambda at, row: {"linkedin_url": row["linkedin_url"], "full_name": invented(at)},
}


def invented(at: int) -> str:
    return f"{_NAMES[at % 8]}{chr(97 + at % 23)} {_NAMES[8 + at % 3]}{chr(97 + at // 23 % 26)}{chr(97 + at % 19)}"


@pytest.mark.parametrize("shout", SHOUTS)
def test_what_one_book_shouts_takes_nobodys_address_away(tmp_path: Path, shout: str) -> None:
    """Two honest books know Mira by nothing but her address, or by nothing but her profile."""
    clean = Pool()
    for member, name in (("Ann", "Mira Holm"), ("Ben", "Mirabel Holm-Vesper")):
        pool_row = {"emails": "mira@example.com"} if "address" in shout or "over" in shout else {}
        profile = {"linkedin_url": "https://www.linkedin.com/in/mira-holm"} if "address" not in shout else {}
        clean.member(member, wants=["Initech"])
        clean.knows(member, name, "Initech" if member == "Ann" else "Globex", **pool_row, **profile)
    flooded = Pool(list(clean.members), list(clean.targets), list(clean.contacts))
    flooded.member("Mallory", wants=["Initech"])
    row = {"full_name": "Mira Holm", "emails": "", "linkedin_url": "", **clean.contacts[0]}
    for at in range(5 if "few" in shout else 2_000):
        said = SHOUTS[shout](at, row)
        flooded.knows("Mallory", said.pop("full_name"), "Initech", **said)
    first, second = done(flooded, tmp_path / "a"), done(clean, tmp_path / "b")
    assert len(second.groups(["ann", "ben"])) == 1
    assert len(first.groups(["ann", "ben"])) == 1
    assert first.of("Ann")[0]["name"] == second.of("Ann")[0]["name"] == "Mira Holm"


def test_of_a_book_too_large_for_a_workbook_those_who_matter_come_first(tmp_path: Path) -> None:
    pool = Pool()
    pool.member("Ann", wants=["Initech"])
    for at, company in enumerate(("Globex", "Globex", "Initech", "Hooli", "Initech")):
        pool.knows("Ann", f"{_NAMES[at]} {_NAMES[8 + at % 3]}", company, grade="A" if at == 1 else "")
    engine = DuckDb(2_000, 1, tmp_path)
    try:
        run(engine, Job(str(pool.write(tmp_path / "in")), str(tmp_path / "out"), TODAY, parcels=True))
        parcels(engine, most=3)
        ((one, text),) = fetched(engine, waiting(engine))
    finally:
        engine.close()
    assert one.left_out == 2
    assert sorted(row["full_name"] for row in json.loads(text)["records"]) == [
        "Ivo Brandt",
        "Olav Brandt",
        "Teun Vesper",
    ]


def test_of_a_company_that_everybody_knows_somebody_at_each_member_hears_of_a_few(tmp_path: Path) -> None:
    pool = Pool()
    for at in range(150):
        owner = pool.member(f"Member{at}", "names", wants=["Initech"])
        pool.knows(owner, f"Mira{at} Holm{at}", "Initech", emails=f"m{at}@example.com", grade="ABC"[at % 3])
    result = done(pool, tmp_path)
    bridges = [row for row in result.of("Member7") if row["kind"] == "bridge"]
    assert 1 <= len(bridges) <= 10
    assert bridges == sorted(bridges, key=lambda row: -row["score"])


@pytest.mark.parametrize("text", ["x" * 5_000, "'; DROP TABLE people; --", "\x1f\x1f", '"`\\'])
def test_strange_text_in_any_cell_is_only_text(tmp_path: Path, text: str) -> None:
    pool = Pool()
    pool.member("Ann", "names", wants=[text, "Initech"], sought_role=text)
    pool.member("Ben", "names", wants=["Initech"])
    pool.knows("Ann", text, text, title=text, emails=text, phones=text, city=text, grade=text, former=text)
    pool.knows("Ann", "Mira Holm", "Initech")
    result = done(pool, tmp_path)
    assert "Ann (pool) knows 1 person at Initech: Mira Holm." in result.why("Ben")


def test_a_crowd_is_cut_at_its_weak_pairs_and_what_is_still_a_crowd_stays_alone(tmp_path: Path) -> None:
    engine = DuckDb(2_000, 1, tmp_path)
    try:
        found = result(engine, str(honest().write(tmp_path / "in")), tmp_path / "out", crowd=2)
    finally:
        engine.close()
    assert found.summary["crowds_cut"] > 0
    assert max(map(len, found.groups(["ann", "ben", "cho"]))) <= 2
