import ast
import re
import subprocess
from pathlib import Path

import pytest

from syncer.log import FIELDS
from tests.architecture.tree import ROOT, calls, imports, modules, tree, under

QUIETEN = ("syncer.linkage", "syncer.google")
SPEAKS = {"syncer.cli", "syncer.commands", "syncer.report"}
OPENS = ("syncer.google", "syncer.by_itself", "syncer.web", "syncer.digests")
"""Google, when a source or the workbook is there; a monitor's address; a source's address, where that is allowed."""
TEXT = {".py", ".md", ".toml", ".txt", ".in", ".csv", ".json", ".yml", ".yaml", ".cfg", ".sh", ""}
INDEXES = re.compile(
    r"pypi\.(org|python)|pythonhosted|registry\.npmjs|npmjs\.(com|org)|crates\.io|conda\.anaconda", re.I
)
HOMES = re.compile(r"(?<![\w~])/(home|Users|root|work)/[a-z]")


def tracked() -> list[Path]:
    """Every text file of the project that git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = (ROOT / line for line in listed.splitlines())
    return [path for path in paths if path.suffix in TEXT and path.is_file()]


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        name
        for name in modules()
        if any(text in {"os.environ", "os.getenv", "getenv", "os.environb"} for _, text in calls(name))
    }
    assert readers <= {"syncer.settings"}


def test_only_what_a_person_asked_to_see_is_printed() -> None:
    printers = {
        name
        for name in modules()
        if not under(name, *SPEAKS) and any(text in {"print", "typer.echo", "sys.stdout"} for _, text in calls(name))
    }
    assert {name for name in printers if not name.endswith(("__main__", "build"))} == set()


def test_log_events_name_fields_of_the_allow_list_only() -> None:
    events = [
        (name, node)
        for name in modules()
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "log.event"
    ]
    named = {(name, word.arg) for name, node in events for word in node.keywords if word.arg != "level"}
    assert {(name, field) for name, field in named if field not in FIELDS} == set()


def test_only_the_log_logs_and_others_may_only_quieten_a_library() -> None:
    others = [name for name in modules() if name != "syncer.log"]
    speaks = re.compile(r"^(logging|_?logger)\.(debug|info|warning|error|exception|critical|log)$")
    assert {(name, line) for name in others for line, text in calls(name) if speaks.match(text)} == set()
    askers = {name for name in others if any(text == "logging.getLogger" for _, text in calls(name))}
    assert {name for name in askers if not under(name, *QUIETEN)} == set()


def test_sources_are_only_read() -> None:
    writes = (".write_text", ".write_bytes", ".unlink", ".rename", ".mkdir", ".touch", ".extract", ".extractall")
    found = {
        (name, line, text)
        for name in modules()
        if under(name, "syncer.sources")
        for line, text in calls(name)
        if text.endswith(writes)
    }
    assert found == set()


def test_nothing_is_loaded_before_it_is_needed() -> None:
    heavy = ("splink", "duckdb", "openpyxl", "lxml", "phonenumbers", "nameparser", "pyarrow", "python_calamine")
    early = {
        (name, ast.unparse(node))
        for name in modules()
        for node in tree(name).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for found in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
        if under(found, *heavy)
    }
    assert {pair for pair in early if not under(pair[0], "syncer.workbooks.xlsx", "syncer.linkage")} == set()


def test_only_named_places_open_the_network() -> None:
    network = ("requests", "urllib.request", "http.client", "socket", "httplib2", "ftplib", "smtplib")
    users = {name for name in modules() if any(under(found, *network) for found in imports(name))}
    assert {name for name in users if not under(name, *OPENS)} == set()


def test_nothing_is_left_for_later_or_looked_away_from() -> None:
    later = re.compile(r"#\s*(TODO|FIXME|XXX|HACK)|pragma:\s*no cover|pytest\.mark\.(skip|xfail)|pytest\.skip\(")
    code = [path for path in tracked() if path.suffix == ".py" and path != Path(__file__)]
    assert {str(path.relative_to(ROOT)) for path in code if later.search(path.read_text(encoding="utf-8"))} == set()
    swallowed = {
        (name, node.lineno)
        for name in modules()
        for node in ast.walk(tree(name))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
        and all(isinstance(step, ast.Pass) for step in node.body)
    }
    assert swallowed == set()


@pytest.mark.parametrize("pattern", [INDEXES, HOMES], ids=["package index", "somebody's folder"])
def test_the_project_names_no(pattern: re.Pattern[str]) -> None:
    named = {
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in tracked()
        if path != Path(__file__) and (found := pattern.search(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert named == set()
