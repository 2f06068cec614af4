import pytest

from tests.architecture.tree import imports, modules, under
from tests.golden.pairs import SOURCES

ADAPTERS = ("sources", "workbooks", "linkage", "report", "pool", "digests")
AROUND_THE_CORE = {"syncer.core", "syncer.ports", "syncer.errors", "syncer.log"}
OUTWARD = {
    "syncer.cli": {"syncer.app", "syncer.commands", "syncer.report", "syncer.setup"},
    "syncer.commands": {"syncer.app", "syncer.by_itself", "syncer.commands", "syncer.report", "syncer.google"}
    | {"syncer.core", "syncer.errors", "syncer.first_look", "syncer.grading", "syncer.noting", "syncer.setup"}
    | {"syncer.pooling"},
    "syncer.adapters": {"syncer"},
    "syncer.app": {"syncer"},
    "syncer.sheet_setup": {"syncer.adapters", "syncer.google", "syncer.settings", "syncer.errors"},
    "syncer.by_itself": {"syncer.local", "syncer.schedules", "syncer.settings", "syncer.log"},
    "syncer.pooling": {"syncer.adapters", "syncer.handing_out", "syncer.pool", "syncer.run", "syncer.settings"}
    | {"syncer.core", "syncer.errors"},
    "syncer.handing_out": {"syncer.run", *AROUND_THE_CORE},
    "syncer.schedules": {"syncer.schedules", "syncer.errors"},
    "syncer.who": {"syncer.run", *AROUND_THE_CORE},
    "syncer.explain": {"syncer.run", *AROUND_THE_CORE},
    "syncer.afterwards": {"syncer.run", "syncer.local", *AROUND_THE_CORE},
    "syncer.drafting": {"syncer.run", "syncer.explain", "syncer.messages", *AROUND_THE_CORE},
    "syncer.messages": {"syncer.messages", "syncer.core", "syncer.errors"},
    "syncer.grading": {"syncer.run", *AROUND_THE_CORE},
    "syncer.noting": AROUND_THE_CORE,
    "syncer.dossier": {"syncer.run", *AROUND_THE_CORE},
    "syncer.forget": {"syncer.dossier", "syncer.forgotten_here", "syncer.gather", "syncer.run", *AROUND_THE_CORE},
    "syncer.forgotten_here": {"syncer.local", "syncer.core", "syncer.errors"},
    "syncer.account": {"syncer.run", "syncer.gather", *AROUND_THE_CORE},
    "syncer.run": {"syncer.gather", *AROUND_THE_CORE},
    "syncer.gather": AROUND_THE_CORE,
    "syncer.ports": {"syncer.core"},
    "syncer.web": {"syncer.errors"},
    "syncer.errors": set(),
    "syncer.log": set(),
    "syncer.local": {"syncer.errors", "syncer.log"},
    "syncer.kept": set(),
    "syncer.settings": {"syncer.settings", "syncer.errors"},
    "syncer.setup": {"syncer.core", "syncer.errors"},
    "syncer.first_look": {"syncer.account", "syncer.adapters", "syncer.setup", "syncer.sheet_setup", *AROUND_THE_CORE},
    "syncer.plain_files": {"syncer.errors"},
    "syncer.match_file": {"syncer.core", "syncer.data", "syncer.plain_files", "syncer.errors"},
    "syncer.link_file": {"syncer.core", "syncer.linkage", "syncer.plain_files", "syncer.errors"},
    "syncer.core": {"syncer.core", "syncer.errors"},
    "syncer.council": {"syncer.council", *AROUND_THE_CORE},
    "syncer.data": {"syncer.core", "syncer.data", "syncer.errors"},
    "syncer.google": {"syncer.google", "syncer.errors"},
    **{f"syncer.{name}": {f"syncer.{name}", "syncer.core", "syncer.errors"} for name in ADAPTERS},
    "syncer.workbooks": {"syncer.workbooks", "syncer.google", "syncer.core", "syncer.errors"},
    "syncer.pool": {"syncer.pool", "syncer.linkage", "syncer.link_file", "syncer.data", "syncer.core", "syncer.errors"},
    "syncer.report": {"syncer.report", "syncer.core", "syncer.errors", "syncer.log"},
}
"""What each part of the house may import of syncer (its root holds nothing but the version)."""
KINDS = {module for module, _ in SOURCES.values()}
CHOOSES_A_SOURCE = "syncer.sources.recognise"
"""Knows every kind, in order to say of which one a file is."""


def part_of(name: str) -> str:
    """The part of the house a module belongs to."""
    return ".".join(name.split(".")[:2])


@pytest.mark.parametrize("name", [name for name in modules() if name != "syncer"])
def test_imports_point_inward(name: str) -> None:
    allowed = OUTWARD[part_of(name)]
    used = {found for found in imports(name) if under(found, "syncer") and found != "syncer"}
    assert {found for found in used if not under(found, *allowed)} == set()


@pytest.mark.parametrize("name", [name for name in modules() if under(name, "syncer.sources")])
def test_one_source_knows_nothing_of_another(name: str) -> None:
    others = [kind for kind in KINDS if not under(name, kind)]
    known = {found for found in imports(name) if under(found, *others)}
    assert known == set() or name == CHOOSES_A_SOURCE


def test_only_one_folder_names_adapters() -> None:
    adapters = ("syncer.sources", "syncer.workbooks", "syncer.pool", "syncer.digests")
    others = [name for name in modules() if not under(name, "syncer.adapters", "syncer.pooling", *adapters)]
    assert {name for name in others if any(under(found, *adapters) for found in imports(name))} == set()


def test_only_the_command_line_and_the_composition_root_see_the_settings() -> None:
    users = {name for name in modules() if any(under(found, "syncer.settings") for found in imports(name))}
    assert {name for name in users if not under(name, "syncer.settings", "syncer.adapters")} <= {
        "syncer.app",
        "syncer.adapters",
        "syncer.by_itself",
        "syncer.pooling",
        "syncer.sheet_setup",
    }


def test_no_file_is_named_after_nothing() -> None:
    nothing = {"utils", "util", "helpers", "helper", "common", "base", "misc"}
    assert {name for name in modules() if name.split(".")[-1] in nothing} == set()
