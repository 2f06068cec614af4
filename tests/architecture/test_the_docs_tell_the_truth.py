import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from syncer.cli import app
from syncer.settings import Settings, load_settings
from tests.architecture.tree import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / "config" / "syncer.example.toml").read_text(encoding="utf-8")
DOCS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "config/samples/README.md")]


def settings_keys(model: type[BaseModel], prefix: str = "") -> list[tuple[str, str]]:
    """(section, key) of every setting, as the TOML file writes them."""
    keys = []
    for name, info in model.model_fields.items():
        inner = next((kind for kind in (info.annotation, *get_args(info.annotation)) if _is_model(kind)), None)
        keys += settings_keys(inner, name) if inner else [(prefix, name)]
    return keys


def _is_model(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


@pytest.mark.parametrize("command", [str(found.name or found.callback.__name__) for found in app.registered_commands])
def test_the_readme_names_every_command(command: str) -> None:
    assert f"`syncer {command}" in README


@pytest.mark.parametrize(("section", "key"), settings_keys(Settings))
def test_readme_and_example_name_every_setting(section: str, key: str) -> None:
    table = README[README.index("## Settings") :]
    assert f"`{key}`" in table
    assert not section or f"[{section}]" in table
    assert re.search(rf"^#? ?{key} = ", EXAMPLE, re.MULTILINE)
    assert not section or f"[{section}]" in EXAMPLE


def test_the_example_settings_are_valid_and_point_at_files_that_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load_settings(ROOT / "config" / "syncer.example.toml")
    assert len(settings.sources) >= 4
    paths = [source.path for source in settings.sources] + [settings.targets.path]
    assert [path for path in paths if path is None or not path.exists()] == []


@pytest.mark.parametrize("doc", DOCS, ids=lambda path: path.name)
def test_links_between_the_documents_lead_somewhere(doc: Path) -> None:
    text = doc.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("https://")]
    assert [link for link in links if not (doc.parent / link).exists()] == []


@pytest.mark.parametrize("doc", DOCS, ids=lambda path: path.name)
def test_files_the_documents_name_are_there(doc: Path) -> None:
    text = doc.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:config|tests|syncer|deploy)/[\w./-]+?)/?`", text))
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_make_targets_the_documents_name_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {
        target for doc in DOCS for target in re.findall(r"\bmake ([a-z-]+)", _code(doc.read_text(encoding="utf-8")))
    }
    assert {target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)} == set()


def _code(text: str) -> str:
    """What stands in code blocks and code spans."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))


def test_the_readme_names_every_exit_code() -> None:
    from syncer import errors

    codes = {kind.exit_code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)}
    assert {code for code in codes | {0, 143} if f"| {code} |" not in README} == set()


def test_the_readme_names_every_tab() -> None:
    from syncer.core.workbook.layout import TABS

    assert {tab.title for tab in TABS if f"| {tab.title} |" not in README} == set()


def test_the_readme_names_every_column_and_word_of_consent_that_a_pool_reads() -> None:
    from syncer.core.council.consent import Consent
    from syncer.pool.tables import CONTACTS, MEMBERS, TARGETS

    told = README[README.index("## A pool of many members") : README.index("## Settings")]
    read = {*MEMBERS, *TARGETS, *CONTACTS, *(one.value for one in Consent)}
    assert {word for word in read if f"`{word}`" not in told} == set()
