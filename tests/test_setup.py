"""The settings file that init writes finds the files again."""

import tomllib
from pathlib import Path

import pytest

from syncer.setup import InitAnswers, NamedSource, write_settings


def test_settings_in_another_folder_find_the_files_named_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    config = tmp_path / "search" / "syncer.toml"
    contacts, targets = Path("Connections.csv"), Path("targets.csv")
    write_settings(InitAnswers(config, (contacts,), targets), (NamedSource("linkedin", "linkedin", contacts),))
    written = tomllib.loads(config.read_text(encoding="utf-8"))
    assert written["sources"][0]["path"] == str(tmp_path / "Connections.csv")
    assert written["targets"]["path"] == str(tmp_path / "targets.csv")
    assert written["workbook"]["path"] == "outreach.xlsx", "the workbook goes beside the settings"


def test_files_beside_the_settings_are_named_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    contacts = Path("Connections.csv")
    config = tmp_path / "syncer.toml"
    write_settings(InitAnswers(config, (contacts,)), (NamedSource("linkedin", "linkedin", contacts),))
    assert tomllib.loads(config.read_text(encoding="utf-8"))["sources"][0]["path"] == "Connections.csv"
