"""The demo's workbook, and LibreOffice to open it in."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from syncer import app
from syncer.core.reports import RunReport
from tests.office.hands import Hands, libreoffice

TODAY = date(2026, 11, 23)


def quiet(stage: str) -> None:
    del stage


def run(config: Path, *accepted: str, today: date = TODAY) -> RunReport:
    return app.run(config, today, quiet, frozenset(accepted))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from syncer.first_look import begin
    from syncer.setup import InitAnswers

    config = tmp_path_factory.mktemp("demo") / "syncer.toml"
    begin(InitAnswers(config, sample=True))
    config.write_text('state_dir = "state"\n' + config.read_text())
    run(config)
    return config


@pytest.fixture
def search(demo: Path, tmp_path: Path) -> Path:
    shutil.copytree(demo.parent, tmp_path / "search")
    return tmp_path / "search" / demo.name


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hands]:
    with libreoffice(tmp_path_factory.mktemp("office")) as hands:
        yield hands
