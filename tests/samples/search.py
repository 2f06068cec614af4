"""The search that `syncer init --sample` sets up, made once for all who start from it."""

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.processes import done

DAY = "2026-11-23"


def sample_search(folder: Path) -> Path:
    """A copy of it in a folder, with what its first run remembers in ``state``; the settings file."""
    shutil.copytree(_made().name, folder, dirs_exist_ok=True)
    return folder / "syncer.toml"


@cache
def _made() -> "tempfile.TemporaryDirectory[str]":
    folder = tempfile.TemporaryDirectory(prefix="sample-search-")
    environment = {**os.environ, "SYNCER_STATE_DIR": str(Path(folder.name) / "state")}
    config = Path(folder.name) / "syncer.toml"
    made = done("init", "--sample", "--config", config, "--today", DAY, env=environment)
    assert made.returncode == 0, made.stderr
    return folder
