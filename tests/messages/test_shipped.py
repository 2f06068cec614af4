"""The templates that come with syncer, and a user's own in their place."""

import re
from pathlib import Path

import pytest

from syncer.core.drafts import KINDS, in_words
from syncer.errors import ConfigError
from syncer.messages.folder import Templates
from syncer.messages.templates import fill
from tests.architecture.tree import ROOT

SHIPPED = ROOT / "syncer" / "data" / "templates"
EVERYTHING = {
    "them": {"name": "Ana Ruiz", "first": "Ana", "employer": "Acme", "title": "Engineering Manager"},
    "me": {"name": "Sam Doe", "first": "Sam", "title": "Product Manager", "employer": "Initech"},
    "company": "Acme",
    "role": "a Senior Product Manager role",
    "together": {"employer": "Initech", "until": "2021"},
    "inside": {"company": "Acme", "title": "Engineering Manager"},
    "bridge": {"company": "Acme", "person": "Ben Okafor"},
    "connected": {"year": "2015"},
    "spoke": {"when": "14 months ago"},
    "met": {"when": "yesterday"},
    "wrote": {"when": "9 days ago"},
}


def filled(kind: str, facts=EVERYTHING):
    return fill(*_text(kind, facts))


def _text(kind: str, facts):
    text, where = Templates().read(kind)
    return text, facts, where


def test_the_copies_to_edit_are_the_ones_that_are_shipped():
    copies = {file.name: file.read_text() for file in (ROOT / "config" / "templates").glob("*.txt")}
    assert copies == {file.name: file.read_text() for file in SHIPPED.glob("*.txt")}
    assert {name.removesuffix(".txt") for name in copies} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_with_no_fact_at_all_a_template_still_says_nothing_untrue_and_no_blank(kind: str):
    bare = filled(kind, {})
    for text in (bare.subject, bare.body):
        assert "{{" not in text
        assert not re.search(r" (at|of|for|by|to) *[.,!?]|  ", text)
    assert bare.body.startswith("Hello")
    assert not re.search(r"\b(met|both at|last spoke|connected|interested in)\b", bare.body)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_that_states_something_about_them_states_a_fact(kind: str):
    for line in (SHIPPED / f"{kind}.txt").read_text().splitlines():
        if re.search(
            r"\b(met|both|spoke|wrote|connected|Congratulations|interested|role|time|introduction \w)\b", line
        ):
            assert "{{" in line or line.startswith("#") or "15 minutes" in line or "note" in line, line


def test_the_first_mail_is_short_ties_first_and_ends_with_its_question():
    words = filled("email").body.split()
    assert len(words) <= 75
    first, *_, question, _sign = filled("email").body.split("\n\n")
    assert first == "Hi Ana,"
    assert question.endswith("?")
    assert filled("email").body.index("Initech") < filled("email").body.index("Senior Product Manager")


def test_the_note_fits_linkedin_even_with_long_names():
    long = {**EVERYTHING, "them": {"first": "Maximiliana-Alexandra"}, "role": "a " + "Very " * 12 + "Senior role"}
    long |= {"inside": {"company": "The Extraordinarily Long Name of a Holding Company Incorporated"}}
    for facts in (EVERYTHING, long):
        assert 0 < len(filled("linkedin", facts).body) < 300
        assert filled("linkedin", facts).body.count("?") == 1


def test_every_first_message_names_the_role_and_asks_one_thing():
    for kind in ("email", "linkedin", "introduction"):
        assert EVERYTHING["role"] in filled(kind).body
    assert "Ben Okafor" in filled("introduction").body
    assert "yesterday" in filled("thanks").body
    assert "9 days ago" in filled("nudge").body


def test_the_users_own_template_stands_in_place_and_others_stay(tmp_path: Path):
    (tmp_path / "thanks.txt").write_text("\nDanke, {{ them.first }}!\n", encoding="utf-8")
    (tmp_path / "birthday.txt").write_text("\nHappy birthday!\n", encoding="utf-8")
    own = Templates(tmp_path)
    assert fill(own.read("thanks")[0], EVERYTHING, "mine").body == "Danke, Ana!"
    assert own.read("birthday")[0].strip() == "Happy birthday!"
    assert own.read("email") == Templates().read("email")
    with pytest.raises(ConfigError, match="birthday"):
        own.read("nothing")
    with pytest.raises(ConfigError, match="there is no template"):
        own.read("../../../etc/passwd")


def test_a_template_that_is_no_text_is_said(tmp_path: Path):
    (tmp_path / "thanks.txt").write_bytes(b"\xff\xfe\x00bad")
    with pytest.raises(ConfigError, match="cannot be read"):
        Templates(tmp_path).read("thanks")


def test_the_page_beside_the_templates_names_every_fact_and_every_template():
    page = (ROOT / "config" / "templates" / "README.md").read_text(encoding="utf-8")
    code = (ROOT / "syncer" / "core" / "drafts.py").read_text(encoding="utf-8")
    groups = set(re.findall(r'yield "(\w+)"', code))
    told = set(re.findall(r"`(\w+)(?:\.\w+)?`", page[page.index("## Facts") :]))
    assert groups <= told
    used = {name for file in SHIPPED.glob("*.txt") for name in re.findall(r"\{\{ (\w+(?:\.\w+)?)", file.read_text())}
    assert {name for name in used if f"`{name}`" not in page} == set()
    assert {kind for kind in KINDS if f"`{kind}.txt`" not in page} == set()


def test_every_fact_that_a_shipped_template_may_miss_has_plain_words() -> None:
    used = {name for file in SHIPPED.glob("*.txt") for name in re.findall(r"\{\{ (\w+)", file.read_text())}
    assert len(used) > 8
    assert not [name for name in used if "no fact that syncer knows" in in_words(name)]
