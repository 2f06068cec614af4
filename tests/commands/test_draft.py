"""`syncer draft` as a person meets it."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from syncer import app
from syncer.errors import ConfigError
from syncer.workbooks.excel import ExcelWorkbook
from tests.samples.search import sample_search
from tests.test_cli import on
from tests.workbooks.hand import ExcelHand

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_search(tmp_path_factory.mktemp("search"))


def draft(search: Path, person: str, kind: str = ""):
    return app.draft(search, person, kind, TODAY, lambda _: None)


def test_a_draft_is_shown_with_the_ways_to_send_it_and_nothing_is_sent_or_written(search: Path) -> None:
    before = (search.parent / "outreach.xlsx").read_bytes()
    answer = on(search, "draft", "Tomás Ferreira")
    assert answer.returncode == 0, answer.stderr
    assert "syncer sends nothing" in answer.stdout
    assert "Hi Tomás," in answer.stdout
    assert "mailto:tomas.ferreira@post.example?subject=" in answer.stdout
    assert (search.parent / "outreach.xlsx").read_bytes() == before
    made = json.loads(on(search, "draft", "Tomás Ferreira", "--json").stdout)
    assert made["body"].startswith("Hi Tomás,")
    assert "{{" not in made["body"]


def test_for_everybody_on_the_list_the_note_fits_and_says_no_more_than_the_workbook_knows(search: Path) -> None:
    from syncer.adapters.parts import parts_of
    from syncer.core.drafts import addressee
    from syncer.gather import fetch
    from syncer.messages.folder import Templates
    from syncer.messages.templates import fill
    from syncer.run import think
    from syncer.settings import load_settings
    from tests.month.search import stages

    parts = parts_of(load_settings(search), TODAY)
    thought = think(parts, fetch(parts.sources, lambda _: None), TODAY, frozenset(), stages())
    assert len(thought.outreach.rows) > 40
    for row in thought.outreach.rows:
        one = addressee(thought.world, thought.outreach, thought.world.people[row.person_id])
        note = fill(Templates().read("linkedin")[0], one.facts, "linkedin.txt")
        mail = fill(Templates().read("email")[0], one.facts, "email.txt")
        assert len(note.body) < 300
        assert len(mail.body.split()) <= 75
        assert "{{" not in note.body + mail.body + mail.subject
        assert ("where you work" in mail.body) <= (row.path.kind.value == "works there now")


def test_a_template_of_ones_own_counts(search: Path) -> None:
    own = search.parent / "mine"
    own.mkdir()
    (own / "email.txt").write_text("Subject: Hallo\n\nLieber {{ them.first }}!\n", encoding="utf-8")
    config = search.with_name("own.toml")
    config.write_text(search.read_text() + '\n[messages]\ntemplates = "mine"\n')
    assert draft(config, "Tomás Ferreira").body == "Lieber Tomás!"
    assert draft(config, "Tomás Ferreira", "thanks").subject == "Thank you"
    with pytest.raises(ConfigError, match="there is no template 'poem'"):
        draft(config, "Tomás Ferreira", "poem")


def test_nobody_is_written_to_who_must_not_be(search: Path) -> None:
    hand = ExcelHand(search.parent / "outreach.xlsx")
    hand.type("people", hand.find("people", name="Kwame Asante-Boateng"), "do_not_contact", "Yes")
    hand.type("outreach", hand.find("outreach", name="Priya Raghunathan"), "status", "do not contact")
    assert ExcelWorkbook(search.parent / "outreach.xlsx").read().exists
    for name in ("Kwame Asante-Boateng", "Priya Raghunathan"):
        with pytest.raises(ConfigError, match="not to be contacted"):
            draft(search, name)


def test_what_is_not_known_is_said_in_plain_words(search: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "hello.txt").write_text("Subject: Hello\n\nHello,\n\n| We met {{ met.when }}.\n| By {{ colour }}.\n\nBye\n")
    config = tmp_path / "syncer.toml"
    config.write_text(search.read_text() + f'\n[messages]\ntemplates = "{own}"\n')
    shutil.copytree(search.parent / "samples", tmp_path / "samples")
    shutil.copy(search.parent / "outreach.xlsx", tmp_path)
    answer = on(config, "draft", "Tomás Ferreira", "--kind", "hello")
    assert answer.returncode == 0, answer.stderr
    told = 'when you met; "colour", which is no fact that syncer knows of.'
    assert f"Sentences were left out, as these are not known: {told}" in answer.stdout
