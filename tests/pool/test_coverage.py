"""Who opens most, what only one member opens, which targets nobody reaches: told of those who share, and no contact."""

import json
from pathlib import Path

from typer.testing import CliRunner

from syncer.cli import app
from tests.pool.books import Pool, Result, done


def firm() -> Pool:
    """Ann, Ben and Cho share companies; Eve shares nothing. Dana opens most."""
    pool = Pool()
    pool.member("Ann", "companies", wants=["Initech", "Globex", "Hooli"])
    pool.member("Ben", "names", wants=["Initech", "Vandelay"])
    pool.member("Dana", "companies", wants=["Hooli"])
    pool.member("Eve", "off", wants=["Umbrella", "Vandelay"])
    pool.knows("Dana", "Zerlina Quixwood", "Initech", emails="zerlina@example.com")
    pool.knows("Dana", "Oswin Marblethwaite", "Initech", emails="oswin@example.com")
    pool.knows("Dana", "Mira Pellworm", "Globex", emails="mira@example.com", grade="B")
    pool.knows("Ben", "Tove Lanyon", "Initech", emails="tove@example.com")
    pool.knows("Eve", "Ivo Harrowgate", "Vandelay", emails="ivo@example.com")
    pool.knows("Eve", "Ivo Harrowgate", "Hooli", emails="ivo2@example.com")
    return pool


def covered(result: Result) -> dict[str, tuple[int, int, int, str | None]]:
    keys = "wanted_by", "opened_by", "now", "opener"
    return {row["company"]: tuple(row[key] for key in keys) for row in result.coverage}


def test_each_target_says_who_wants_it_how_many_open_it_and_who_opens_it_best(tmp_path: Path) -> None:
    assert covered(done(firm(), tmp_path)) == {
        "Initech": (2, 2, 3, "Dana"),
        "Hooli": (2, 0, 0, None),
        "Globex": (1, 1, 1, "Dana"),
        "Vandelay": (1, 0, 0, None),
    }


def test_super_connectors_stand_first_with_what_only_they_open(tmp_path: Path) -> None:
    keys = "member_id", "opens", "alone", "now"
    rows = [tuple(row[key] for key in keys) for row in done(firm(), tmp_path).connectors]
    assert rows == [("dana", 2, 1, 3), ("ben", 1, 0, 1)]


def test_of_a_member_who_shares_nothing_neither_wishes_nor_people_are_seen(tmp_path: Path) -> None:
    result = done(firm(), tmp_path)
    assert "Umbrella" not in covered(result)
    assert covered(result)["Vandelay"][1:] == (0, 0, None)
    assert "eve" not in {row["member_id"] for row in result.connectors}


def test_one_company_is_one_line_however_its_seekers_wrote_it(tmp_path: Path) -> None:
    pool = Pool()
    for member, company in (("Ann", "Initech"), ("Ben", "Initech"), ("Cho", "INITECH Inc.")):
        pool.member(member, "names", wants=[company])
    pool.member("Dana", "names")
    pool.knows("Dana", "Zerlina Quixwood", "Initech", emails="zerlina@example.com")
    assert covered(done(pool, tmp_path)) == {"Initech": (3, 1, 1, "Dana")}


def test_a_pool_that_reaches_nothing_says_so(tmp_path: Path) -> None:
    pool = Pool()
    pool.member("Ann", "names", wants=["Initech"])
    result = done(pool, tmp_path)
    assert covered(result) == {"Initech": (1, 0, 0, None)}
    assert result.connectors == []
    assert result.summary["targets_nobody_reaches"] == 1


def test_the_command_prints_members_and_companies_and_nobodys_contacts(tmp_path: Path) -> None:
    source = firm().write(tmp_path / "in")
    command = ["pool", "run", str(source), "-o", str(tmp_path / "out"), "--today", "2026-11-23"]
    told = CliRunner().invoke(app, command)
    assert told.exit_code == 0, told.output
    assert "2 of 4 targets have somebody who opens them." in told.stdout
    assert "Nobody reaches Hooli, Vandelay." in told.stdout
    assert ["Dana", "2", "1", "3"] in [line.split() for line in told.stdout.splitlines()]
    found = json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)
    assert found["coverage"]["nobody"] == ["Hooli", "Vandelay"]
    assert found["coverage"]["connectors"][0] == {"member": "Dana", "opens": 2, "alone": 1, "now": 3}
    for secret in ("Zerlina", "Quixwood", "Eve", "Umbrella", "example.com"):
        assert secret not in told.output + json.dumps(found)


def test_a_company_that_a_member_wrote_two_ways_stands_once_on_their_list(tmp_path: Path) -> None:
    pool = firm()
    pool.member("Fay", "names", wants=["Initech", "INITECH Inc."])
    pool.targets[-1]["domain"] = "initech.com"
    pool.member("Gus", "names", wants=["Initech"])
    result = done(pool, tmp_path)
    assert len(result.why("Fay")) == len(set(result.why("Fay"))) == len(result.why("Gus")) == 2
    assert {row["company"] for row in result.of("Fay")} == {"INITECH Inc."}
