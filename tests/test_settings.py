"""A settings file that is wrong says so once: key, file, line, what is allowed."""

from pathlib import Path

import pytest

from syncer.errors import ConfigError
from syncer.settings import load_settings

GOOD = """\
[[sources]]
name = "linkedin"
kind = "linkedin"
path = "export.zip"

[workbook]
path = "book.xlsx"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "syncer.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        load_settings(written(folder, text))
    return caught.value


def test_paths_are_taken_from_the_files_folder(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, GOOD))
    assert settings.sources[0].path == tmp_path / "export.zip"
    assert settings.workbook.path == tmp_path / "book.xlsx"
    assert settings.targets.path is None


def test_the_environment_outranks_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNCER_WORKBOOK__PATH", str(tmp_path / "elsewhere.xlsx"))
    monkeypatch.setenv("SYNCER_PRIVACY__COPY_NOTES", "true")
    settings = load_settings(written(tmp_path, GOOD))
    assert settings.workbook.path == tmp_path / "elsewhere.xlsx"
    assert settings.privacy.copy_notes


def test_a_missing_file_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"E-CFG-MISSING .*syncer init"):
        load_settings(tmp_path / "nowhere.toml")


def test_broken_toml_says_where(tmp_path: Path) -> None:
    assert "syncer.toml:2:10: not valid TOML" in str(refused(tmp_path, 'state_dir = "x"\n[workbook\n'))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (GOOD + 'pth = "x"\n', 8, "Did you mean path?"),
        (GOOD.replace("[workbook]", "[workbok]"), 6, "Did you mean workbook?"),
        (GOOD.replace('kind = "linkedin"', 'kind = "linked-in"'), 3, "'linkedin', 'google_csv'"),
        (GOOD + '[limits]\nrows = "ten"\n', 9, "limits.rows"),
    ],
)
def test_a_wrong_key_or_value_is_located_and_explained(tmp_path: Path, text: str, line: int, said: str) -> None:
    message = str(refused(tmp_path, text))
    assert f"syncer.toml:{line}:" in message
    assert said in message


def test_two_sources_of_one_name_are_both_named(tmp_path: Path) -> None:
    twice = GOOD + '\n[[sources]]\nname = "linkedin"\npath = "other.zip"\n'
    assert "[[sources]] 1 and 2" in str(refused(tmp_path, twice))


def test_an_unset_variable_is_never_an_empty_path(tmp_path: Path) -> None:
    message = str(refused(tmp_path, GOOD.replace("export.zip", "${NOT_SET_ANYWHERE}/export.zip")))
    assert "NOT_SET_ANYWHERE" in message


def test_a_set_variable_is_put_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPORTS", "/data")
    settings = load_settings(written(tmp_path, GOOD.replace("export.zip", "${EXPORTS}/export.zip")))
    assert settings.sources[0].path == Path("/data/export.zip")


def test_the_workbook_cannot_be_its_own_source(tmp_path: Path) -> None:
    assert "E-CFG-LOOP" in str(refused(tmp_path, GOOD.replace("export.zip", "book.xlsx")))


def test_values_are_not_repeated_in_messages(tmp_path: Path) -> None:
    assert "s3cret" not in str(refused(tmp_path, GOOD + '[limits]\nrows = "s3cret"\n'))


def test_the_example_is_valid_and_its_files_are_there() -> None:
    settings = load_settings(Path("config/syncer.example.toml"))
    assert {source.kind for source in settings.sources} >= {"linkedin", "google_csv", "vcard", "spreadsheet"}
    assert all(source.path.exists() for source in settings.sources)
    assert settings.targets.path and settings.targets.path.exists()
