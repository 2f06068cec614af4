"""What is shown in a terminal is text: nothing in a name can move the cursor, turn the line round or colour it."""

import pytest

from syncer.core.reports import Explanation, Section, WhoAnswer, WhoLine
from syncer.report import terminal

HOSTILE = "\x1b[31mAnn\x07 \u202eLee\u200b [bold]Ltd[/bold]"
SHOWN = "[31mAnn Lee [bold]Ltd[/bold]"


def line(name: str) -> WhoLine:
    return WhoLine("p_1", name, "A", name, "works there now", "Confirmed", 50.0, name, name, "E-mail")


def test_who_shows_a_hostile_name_as_plain_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    terminal.show_who(WhoAnswer("", True, (line(HOSTILE),)), as_json=False)
    shown = capsys.readouterr().out
    assert shown.count(SHOWN) == 4
    assert not set("\x1b\x07\u202e\u200b") & set(shown)


def test_explain_shows_a_hostile_name_as_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show_explain(Explanation("p_1", HOSTILE, (Section("Facts", (("e-mail", HOSTILE),)),)), as_json=False)
    shown = capsys.readouterr().out
    assert shown.count(SHOWN) == 2
    assert "\x1b" not in shown


def test_json_keeps_every_character_for_the_machine(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show_who(WhoAnswer("", True, (line("Zoë [x] 山田"),)), as_json=True)
    assert '"name": "Zoë [x] 山田"' in capsys.readouterr().out


def test_who_without_anybody_on_the_list_says_how_to_get_there(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show_who(WhoAnswer("", True, ()), as_json=False)
    assert "Targets tab" in capsys.readouterr().out


def test_a_table_has_one_line_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show_who(WhoAnswer("", True, (line("Zoë 山田"), line("Ann Lee"))), as_json=False, brief=True)
    header, first, second = capsys.readouterr().out.rstrip().splitlines()
    assert header.split() == ["Name", "Know", "Target", "Path", "Score"]
    assert first.split()[:2] == ["1", "Zoë"]
    assert second.split()[:2] == ["2", "Ann"]
