"""Security 4, P11, CR10: what a scheduler, a log collector or a monitor sees holds counts and ids, never people."""

import json
from pathlib import Path

import pytest

from tests.security.household import CANARIES, SECRET, Household, household

SPEAKS = (("run", "--verbose"), ("run", "--verbose", "--json"), ("check",), ("check", "--json"), ("accept", "shrink"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Household:
    made = household(tmp_path_factory.mktemp("home"))
    assert made.syncer("run").code == 3
    return made


def nobody_in(text: str) -> bool:
    return not any(canary in text.casefold() for canary in (*CANARIES, SECRET))


@pytest.mark.parametrize("words", SPEAKS, ids=" ".join)
def test_what_a_run_says_names_nobody(words: tuple[str, ...], home: Household) -> None:
    said = home.syncer(*words)
    assert said.code == 3
    assert said.out and nobody_in(said.out) and nobody_in(said.err)
    assert "Traceback" not in said.err


def test_the_canaries_are_there_to_be_seen(home: Household) -> None:
    plan = home.syncer("explain", "Canarytwo Kanarva")
    assert not nobody_in(plan.out)


def test_what_is_kept_on_this_machine_between_runs_names_nobody_but_for_records_to_be_mended(home: Household) -> None:
    kept = {name: text for name, text in home.kept().items() if not name.endswith(".quarantine")}
    assert kept
    assert {name for name, text in kept.items() if not nobody_in(text)} == set()
    assert all(path.stat().st_mode & 0o077 == 0 for path in [home.state, *home.state.rglob("*")])


def test_a_workbook_that_cannot_be_read_is_said_without_a_word_of_it(home: Household, tmp_path: Path) -> None:
    other = household(tmp_path)
    other.book.write_text("Canaryone Kanarva canarymail@example.com")
    said = other.syncer("run", "--verbose", "--json")
    assert said.code == 4
    assert nobody_in(said.out) and nobody_in(said.err)
    assert nobody_in("".join(other.kept().values()))


def test_settings_that_are_wrong_are_said_without_their_values(home: Household, tmp_path: Path) -> None:
    other = household(tmp_path)
    text = (tmp_path / "syncer.toml").read_text()
    (tmp_path / "syncer.toml").write_text(text + f'[privacy]\nforget_key = 3\ncopy_notes = "{SECRET}"\n')
    said = other.syncer("run", environment={"SYNCER_LIMITS__ROWS": SECRET})
    assert said.code == 2
    assert nobody_in(said.out) and nobody_in(said.err)


def test_notes_and_messages_never_reach_the_workbook_unasked(home: Household) -> None:
    held = json.loads(home.syncer("export", "Canarytwo Kanarva").out)
    assert "Canarynote" in json.dumps(held["records"])
    assert "Canarynote" not in json.dumps(held["workbook"]) + json.dumps(held["remembered"])
    assert "Canarymessage" not in json.dumps(json.loads(home.syncer("export", "Canaryone Kanarva").out))
