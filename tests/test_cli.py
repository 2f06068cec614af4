"""The command line as a person meets it: one clear message for what is wrong, the exit code a scheduler needs."""

import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.processes import SYNCER, done
from tests.samples.search import sample_search

SAMPLES = Path("config/samples")
DAY = ("--today", "2026-11-23")


def syncer(*arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    return done(*arguments, env=surroundings(folder))


def surroundings(folder: Path) -> dict[str, str]:
    return {**os.environ, "SYNCER_STATE_DIR": str(folder / "state"), "COLUMNS": "160", "NO_COLOR": "1"}


def settings(folder: Path, source: Path, kind: str = "") -> Path:
    config = folder / "syncer.toml"
    kind_line = f'kind = "{kind}"\n' if kind else ""
    config.write_text(
        f'[[sources]]\nname = "mine"\n{kind_line}path = "{source.resolve()}"\n[workbook]\npath = "book.xlsx"\n'
        f'[targets]\npath = "{Path("config/targets.example.csv").resolve()}"\n'
    )
    return config


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A search that was set up with the samples: the settings file."""
    return sample_search(tmp_path_factory.mktemp("search"))


def on(search: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command, *rest = arguments
    return syncer(command, *rest, "--config", search, *DAY, folder=search.parent)


def names_in_people(search: Path) -> set[str]:
    from syncer.workbooks.excel import ExcelWorkbook

    rows = ExcelWorkbook(search.parent / "outreach.xlsx").read().tabs["people"].rows
    return {str(row.cells["name"]) for row in rows if " " in str(row.cells.get("name", ""))}


def test_a_second_run_on_the_same_day_writes_nothing(search: Path) -> None:
    before = (search.parent / "outreach.xlsx").read_bytes()
    report = json.loads(on(search, "run", "--json").stdout)
    assert (report["wrote"], report["exit_code"]) == (False, 0)
    assert (search.parent / "outreach.xlsx").read_bytes() == before


def test_plan_says_that_nothing_is_new(search: Path) -> None:
    assert "0 new, 0 changed" in on(search, "plan").stdout


def test_what_run_prints_names_nobody(search: Path) -> None:
    report = on(search, "run", "--json").stdout + on(search, "run", "--verbose").stderr + on(search, "run").stdout
    assert len(names_in_people(search)) > 300
    assert not {name for name in names_in_people(search) if name in report}
    assert "@" not in report


def test_who_answers_for_a_target_by_its_alias(search: Path) -> None:
    answer = json.loads(on(search, "who", "Alphabet", "--json").stdout)
    assert (answer["company"], answer["known_target"]) == ("Google", True)
    assert answer["lines"][0]["path"] == "works there now"


def test_who_answers_for_a_company_that_is_no_target(search: Path) -> None:
    answer = json.loads(on(search, "who", "Copperlane Coffee", "--json").stdout)
    assert not answer["known_target"]
    assert any("Copperlane" in line["why"] for line in answer["lines"])


def test_who_takes_the_one_target_that_begins_with_the_word_and_names_it(search: Path) -> None:
    answer = json.loads(on(search, "who", "delta", "--json").stdout)
    assert (answer["company"], answer["known_target"]) == ("Delta Air Lines", True)
    assert not json.loads(on(search, "who", "Delta Dental", "--json").stdout)["known_target"]


def test_explain_finds_a_name_typed_without_its_accents(search: Path) -> None:
    assert json.loads(on(search, "explain", "Linnea Ohrstrom", "--json").stdout)["name"] == "Linnéa Öhrström"


def test_who_knows_nobody_but_tells_the_next_way(search: Path) -> None:
    answer = json.loads(on(search, "who", "Zzyzx Nowhere Holdings", "--json").stdout)
    assert not answer["lines"]
    assert answer["hints"]


def test_who_without_a_company_is_the_top_of_the_list(search: Path) -> None:
    answer = json.loads(on(search, "who", "--json").stdout)
    assert len(answer["lines"]) == 10
    assert all(line["why"] and line["ask"] for line in answer["lines"])


def test_explain_shows_parts_that_add_up_and_why_records_were_merged(search: Path) -> None:
    first = json.loads(on(search, "who", "--json").stdout)["lines"][0]
    sections = {
        one["title"]: one["lines"]
        for one in json.loads(on(search, "explain", first["name"], "--json").stdout)["sections"]
    }
    assert {"Facts", "On the list", "Score", "Records"} <= sections.keys()
    assert float(dict(sections["Score"])["total"]) == pytest.approx(first["score"], abs=0.1)


def test_explain_of_nobody_says_so(search: Path) -> None:
    answer = on(search, "explain", "Nobody Atall")
    assert (answer.returncode, answer.stderr.count("\n")) == (2, 1)


def test_check_counts_every_source(search: Path) -> None:
    answer = syncer("check", "--config", search, "--json", folder=search.parent)
    health = json.loads(answer.stdout)
    assert answer.returncode == 0
    for source in health["sources"]:
        assert source["records_in"] == source["records"] + source["merged"] + len(source["rejected"]) + sum(
            source["skipped"].values()
        )


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("export.zip", b"", "E-ZIP-EMPTY"),
        ("export.zip", b"<!DOCTYPE html><html>Sign in</html>", "E-ZIP-TYPE"),
        ("export.zip", b"PK\x03\x04 cut off here", "E-ZIP-BROKEN"),
    ],
)
def test_a_wrong_file_gives_one_clear_message_and_exit_3(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    answer = syncer("run", "--config", settings(tmp_path, tmp_path / name, "linkedin"), *DAY, folder=tmp_path)
    assert answer.returncode == 3
    assert answer.stdout.count(code) == 1
    assert "Traceback" not in answer.stderr + answer.stdout


def test_a_missing_source_is_left_out_and_nobody_of_it_is_touched(search: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(search.parent, folder)
    next((folder / "samples").glob("*.zip")).unlink()
    answer = syncer("run", "--config", folder / search.name, "--today", "2026-11-26", "--json", folder=folder)
    report = json.loads(answer.stdout)
    assert answer.returncode == 3
    assert (report["wrote"], report["counts"]) == (False, {})
    assert [source["name"] for source in report["sources"] if source["error"]] == ["linkedin"]


def test_a_source_that_lost_half_its_people_is_left_out_until_accepted(search: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(search.parent, folder)
    archive = next((folder / "samples").glob("*.zip"))
    shrink(archive)
    stopped = syncer("run", "--config", folder / search.name, *DAY, folder=folder)
    assert stopped.returncode == 3
    assert "E-SOURCE-SHRUNK" in stopped.stdout
    assert "syncer accept shrink" in stopped.stdout
    accepted = syncer("accept", "shrink", "--config", folder / search.name, *DAY, folder=folder)
    assert accepted.returncode == 0, accepted.stdout


def shrink(archive: Path) -> None:
    """The same archive with a tenth of the connections."""
    with zipfile.ZipFile(archive) as old:
        members = {info.filename: old.read(info) for info in old.infolist()}
    lines = members["Connections.csv"].split(b"\n")
    members["Connections.csv"] = b"\n".join(lines[: 4 + len(lines) // 10])
    with zipfile.ZipFile(archive, "w") as new:
        for name, content in members.items():
            new.writestr(name, content)


def test_a_file_of_no_known_kind_says_which_kinds_there_are(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("milk, bread\n")
    answer = syncer("check", "--config", settings(tmp_path, tmp_path / "notes.txt"), folder=tmp_path)
    assert answer.returncode == 3
    assert "linkedin" in answer.stdout


def test_settings_that_are_missing_name_the_command(tmp_path: Path) -> None:
    command = [SYNCER, "run", "--config", tmp_path / "none.toml"]  # the script itself
    answer = subprocess.run(command, capture_output=True, text=True, env=surroundings(tmp_path), check=False)
    assert (answer.returncode, "syncer init" in answer.stderr) == (2, True)


def test_a_workbook_that_is_no_workbook_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"not a workbook")
    archive = next(SAMPLES.glob("*.zip"))
    answer = syncer("run", "--config", settings(tmp_path, archive), *DAY, folder=tmp_path)
    assert answer.returncode == 4
    assert (tmp_path / "book.xlsx").read_bytes() == b"not a workbook"


def test_a_workbook_open_in_libreoffice_is_left_alone(search: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(search.parent, folder)
    (folder / ".~lock.outreach.xlsx#").write_text(",me,,;")
    answer = syncer("run", "--config", folder / search.name, "--today", "2026-12-24", folder=folder)
    assert answer.returncode == 4
    assert "open" in answer.stderr


def test_another_run_at_work_is_no_error(search: Path) -> None:
    from syncer.local import only_run

    with only_run(search.parent / "state", search.parent / "outreach.xlsx") as mine:
        answer = on(search, "run")
    assert mine
    assert (answer.returncode, "Another run" in answer.stdout) == (0, True)


def test_check_says_how_old_each_source_is(search: Path) -> None:
    assert "24 days old" in " ".join(on(search, "check").stdout.split())


def test_without_a_list_of_targets_the_first_run_says_where_they_come_from(tmp_path: Path) -> None:
    archive = next(Path("config/samples").resolve().glob("*.zip"))
    config = tmp_path / "syncer.toml"
    answer = syncer("init", "--yes", "--source", archive, "--config", config, *DAY, folder=tmp_path)
    assert (answer.returncode, "companies you follow" in answer.stdout) == (0, True)


def test_init_does_not_replace_settings(search: Path) -> None:
    before = search.read_text()
    answer = syncer("init", "--yes", "--config", search, folder=search.parent)
    assert answer.returncode == 2
    assert search.read_text() == before


def test_match_judges_each_row_against_its_own_target(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(
        "id,employer,email_domain,target_name,target_domain\n"
        "1,Google Ireland Ltd,,Google,google.com\n"
        "2,Delta Dental,,Delta Air Lines,delta.com\n"
        "3,,google.com,Google,google.com\n"
    )
    matched = syncer("match", tmp_path / "in.csv", "--output", tmp_path / "out.csv", folder=tmp_path)
    assert matched.returncode == 0, matched.stderr
    rows = [line.split(",") for line in (tmp_path / "out.csv").read_text().splitlines()]
    given = ["id", "employer", "email_domain", "target_name", "target_domain"]
    assert rows[0] == [*given, "target", "outcome", "reason", "kind"]
    assert [re.findall(r"\b(match|review|no)\b", ",".join(row))[0] for row in rows[1:]] == ["match", "no", "match"]


def test_link_gives_every_record_a_person(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(
        "record_id,source,owner,first_name,last_name,full_name,emails,phones,linkedin_url,company,title,city,birthday\n"
        "007,google,me,Robert,Okafor,,bob@example.com,+12125550142,,Initech,,,\n"
        "b,linkedin,me,Bob,Okafor,,bob@example.com,,https://www.linkedin.com/in/bobokafor,Initech,,,\n"
        "c,vcard,me,Mary,Lundqvist,,mary@example.org,,,,,,\n"
    )
    linked = syncer("link", tmp_path / "in.csv", "--output", tmp_path / "out.csv", folder=tmp_path)
    assert linked.returncode == 0, linked.stderr
    header, *rows = (tmp_path / "out.csv").read_text().splitlines()
    people = dict(row.split(",") for row in rows)
    assert header == "record_id,person_id"
    assert people["007"] == people["b"] != people["c"]


def test_sigterm_ends_with_143(tmp_path: Path) -> None:
    import signal
    import time

    config = settings(tmp_path, next(SAMPLES.glob("*.zip")))
    environment = {**os.environ, "SYNCER_STATE_DIR": str(tmp_path / "state")}
    with subprocess.Popen(
        [SYNCER, "run", "--config", config, *DAY], env=environment, stderr=subprocess.PIPE
    ) as process:
        time.sleep(0.7)
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=10)
    assert code in (143, 0)
    assert (tmp_path / "book.xlsx").exists() is (code == 0)


def test_the_list_of_targets_is_not_needed_once_the_tab_is_filled(search: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(search.parent, folder)
    (folder / "samples" / "targets.csv").unlink()
    answer = syncer("run", "--config", folder / search.name, *DAY, folder=folder)
    assert answer.returncode == 0, answer.stderr
