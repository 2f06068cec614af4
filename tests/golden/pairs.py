"""Golden pairs: for each ``tests/golden/<kind>/<case>/`` the input and the snapshot it must give, as JSON.

``input*`` is one file or a folder; ``expected.json`` the snapshot. ``python -m tests.golden`` rewrites the expectations
after a wanted change; the difference is then read in the commit.
"""

import dataclasses
import importlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from syncer.core.model import PartialDate, Snapshot
from tests.golden.accounts import ACCOUNTS

HERE = Path(__file__).parent
SOURCES = {
    "linkedin": ("syncer.sources.linkedin", "LinkedIn"),
    "google_csv": ("syncer.sources.google_csv", "GoogleCsv"),
    "outlook_csv": ("syncer.sources.outlook", "OutlookCsv"),
    "vcard": ("syncer.sources.vcard", "VCard"),
    "spreadsheet": ("syncer.sources.spreadsheet", "Spreadsheet"),
}
NAMED = {"google_contacts": "google"}
_WRITTEN = 1_793_534_400  # 2026-11-01 UTC: files without a date of their own count as exported then


def cases(kinds: Iterable[str] = (*SOURCES, *ACCOUNTS)) -> list[Path]:
    """Every case folder of these kinds, in order."""
    return sorted(folder for kind in kinds for folder in (HERE / kind).glob("*/") if next(folder.glob("input*"), None))


def snapshot_json(case: Path, work: Path) -> str:
    """What the source of the case's kind reads from a copy of its input in ``work``."""
    original = next(case.glob("input*"))
    if case.parent.name in ACCOUNTS:
        return as_json(ACCOUNTS[case.parent.name](original, NAMED.get(case.parent.name, case.parent.name)))
    path = work / original.name
    if original.is_dir():
        shutil.copytree(original, path)
    else:
        shutil.copy(original, path)
    for file in (path, *path.rglob("*")):
        os.utime(file, (_WRITTEN, _WRITTEN))
    module, name = SOURCES[case.parent.name]
    source = getattr(importlib.import_module(module), name)(name=case.parent.name, path=path)
    return as_json(source.fetch())


def as_json(snapshot: Snapshot) -> str:
    """A snapshot as readable JSON: what is at its default is left out."""
    return json.dumps(_plain(snapshot), ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, date | PartialDate):
        return str(value)
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(found)
            for field in dataclasses.fields(value)
            if (found := getattr(value, field.name)) != _default(field)
        }
    if isinstance(value, tuple) and hasattr(value, "_asdict"):  # a Ref
        value = value._asdict()
    if isinstance(value, Mapping):
        return {key: _plain(found) for key, found in value.items()}
    return [_plain(found) for found in value] if isinstance(value, tuple) else value


def _default(field: dataclasses.Field[Any]) -> Any:
    return field.default_factory() if callable(field.default_factory) else field.default
