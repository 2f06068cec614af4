"""Each member's own workbook from the pool's result, as files: what stands in it, and what is left alone."""

import csv
import json
import shutil
import time
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from syncer.adapters.engines import EngineChoice
from syncer.adapters.pool_books import PoolDesk, handle_of
from syncer.cli import app
from syncer.pool.job import Job
from syncer.pooling import prepared
from syncer.run import Stages
from syncer.run import run as run_once
from tests.pool.books import TODAY, Pool


def firm(dana: str = "names") -> Pool:
    """Ann looks for Initech and Globex; Dana knows somebody at Initech, Ben somebody at Globex."""
    pool = Pool()
    pool.member("Ann", "names", wants=["Initech", "Globex"])
    pool.member("Ben", "companies", wants=["Hooli"])
    pool.member("Dana", dana)
    pool.knows("Ann", "Tove Lanyon", "Globex", emails="tove@example.com", grade="B", source="linkedin")
    pool.knows("Dana", "Zerlina Quixwood", "Initech", emails="zerlina@example.com", phones="+1 202 555 0170")
    pool.knows("Ben", "Oswin Marblethwaite", "Globex", emails="oswin@example.com")
    return pool


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a first run over the firm left behind."""
    folder = tmp_path_factory.mktemp("first")
    assert counted(run(firm(), folder)) == (3, 0, 0)
    return folder


@pytest.fixture
def begun(first: Path, tmp_path: Path) -> Path:
    """The same, to go on with."""
    shutil.copytree(first, tmp_path / "pool")
    return tmp_path / "pool"


def run(pool: Pool, folder: Path, *more: str) -> Result:
    """The job with workbooks."""
    return CliRunner().invoke(app, [*command(pool.write(folder / "in"), folder), "--json", *more])


def command(source: Path, folder: Path) -> list[str]:
    """What the terminal is given, as people read its answer."""
    into = ["-o", str(folder / "out"), "--workbooks", str(folder / "books")]
    return ["pool", "run", str(source), *into, "--today", "2026-11-23"]


def counted(result: Result) -> tuple[int, int, int]:
    """Written, unchanged, failed."""
    found = json.loads(result.stdout)["workbooks"]
    return found["written"], found["unchanged"], len(found["failed"])


def cells(folder: Path, member: str, tab: str = "") -> str:
    """Everything that a workbook holds, or one tab of it."""
    book = openpyxl.load_workbook(folder / "books" / f"{member}.xlsx")
    sheets = [book[tab]] if tab else book.worksheets
    return repr([[cell for cell in row if cell is not None] for each in sheets for row in each.values])


def typed(folder: Path, member: str, tab: str, row: int, header: str, value: str) -> None:
    """Somebody types into a cell and saves."""
    path = folder / "books" / f"{member}.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book[tab]
    (at,) = [cell.column for cell in sheet[1] if cell.value == header]
    sheet.cell(row, at).value = value
    book.save(path)


def test_a_member_gets_a_workbook_with_their_own_people_and_the_ways_through_others(begun: Path) -> None:
    outreach = cells(begun, "ann", "Outreach")
    assert "Tove Lanyon" in outreach
    assert "Dana (pool) knows 1 person at Initech: Zerlina Quixwood." in outreach
    assert "Ben (pool) knows 1 person at Globex." in cells(begun, "ann", "Paths")
    assert all(company in cells(begun, "ann", "Targets") for company in ("Initech", "Globex"))


def test_no_workbook_holds_more_of_others_than_both_consent_to(tmp_path: Path) -> None:
    pool = firm("names on request")
    pool.member("Eve", "off", wants=["Initech"])
    pool.knows("Eve", "Ivo Harrowgate", "Globex", emails="ivo@example.com")
    run(pool, tmp_path)
    for secret in ("Zerlina", "zerlina", "5550170", "Oswin", "Harrowgate", "'Eve'"):
        assert secret not in cells(tmp_path, "ann"), secret
    assert "Dana (pool) knows 1 person at Initech; names on request" in cells(tmp_path, "ann")
    assert "(pool)" not in cells(tmp_path, "eve")


def test_a_second_run_opens_nothing_and_a_third_only_what_changed(begun: Path) -> None:
    pool = firm()
    before = {path.name: path.read_bytes() for path in (begun / "books").glob("*.xlsx")}
    assert counted(run(pool, begun)) == (0, 3, 0)
    pool.knows("Dana", "Mira Pellworm", "Hooli", emails="mira@example.com")
    assert counted(run(pool, begun)) == (2, 1, 0)  # Dana's own, and Ben's, who looks for Hooli
    after = {path.name: path.read_bytes() for path in (begun / "books").glob("*.xlsx")}
    assert {name for name in after if after[name] != before[name]} == {"ben.xlsx", "dana.xlsx"}
    assert "Dana (pool) knows 1 person at Hooli." in cells(begun, "ben")


def test_others_coming_and_going_changes_no_workbook_they_have_no_part_in(begun: Path) -> None:
    pool = firm()
    pool.member("Aaron")
    pool.knows("Aaron", "Tove Lanyon", "", emails="tove@example.com")  # whom Ann knows: the pool's id is another now
    assert counted(run(pool, begun)) == (1, 3, 0)


def test_what_a_member_typed_stays_and_counts_with_the_next_run_though_the_pool_has_nothing_new(begun: Path) -> None:
    typed(begun, "ann", "People", 2, "Knows someone at", "Initech")
    typed(begun, "ann", "Outreach", 2, "Notes", "met in Graz")
    assert counted(run(firm(), begun)) == (1, 2, 0)
    assert "met in Graz" in cells(begun, "ann", "Outreach")
    assert "Knows someone at Initech" in cells(begun, "ann", "Paths")
    assert counted(run(firm(), begun)) == (0, 3, 0)
    assert counted(run(firm(), begun, "--refresh")) == (0, 0, 0)  # all are opened, none has anything new


def test_who_was_contacted_is_proposed_no_more_the_next_day(begun: Path) -> None:
    assert "Tove Lanyon" in cells(begun, "ann", "Today")
    (at,) = [
        number
        for number, row in enumerate(openpyxl.load_workbook(begun / "books" / "ann.xlsx")["Outreach"].values, 1)
        if "Tove Lanyon" in row
    ]
    typed(begun, "ann", "Outreach", at, "Status", "Contacted")
    assert counted(run(firm(), begun)) == (1, 2, 0)
    assert "Tove Lanyon" not in cells(begun, "ann", "Today")


def test_a_file_that_somebody_saved_while_a_run_was_at_work_on_it_is_opened_again(begun: Path) -> None:
    desk, stages = PoolDesk(begun / "books", TODAY, None), Stages(time.perf_counter, lambda _: None)
    job = Job(str(firm().write(begun / "in")), str(begun / "out"), TODAY, parcels=True)
    with prepared(EngineChoice("duckdb", 2_000, "", ""), job, lambda _: None, desk, refresh=True) as ready:
        ann, parcel = next(one for one in ready.books if one[0].handle == "ann")
        run_once(desk.parts(ann, parcel), TODAY, frozenset(), stages)
    assert desk.mark(ann) == desk.done()["ann.xlsx"]
    typed(begun, "ann", "Outreach", 2, "Status", "Contacted")
    assert not desk.mark(ann)


def test_a_workbook_whose_member_is_gone_is_told_at_every_run_until_somebody_deletes_it(begun: Path) -> None:
    left = firm()
    del left.members[1]
    strangers = begun / "books" / "budget.xlsx"
    shutil.copy(begun / "books" / "ben.xlsx", strangers)
    for _ in range(2):
        found = run(left, begun)
        assert json.loads(found.stdout)["workbooks"]["left_behind"] == ["ben.xlsx"]
    told = "1 workbook in the folder belongs to no member any more: ben.xlsx. Delete it, and its older copies in"
    assert told in CliRunner().invoke(app, command(begun / "in", begun)).stdout
    (begun / "books" / "ben.xlsx").unlink()
    assert json.loads(run(left, begun).stdout)["workbooks"]["left_behind"] == []
    strangers.rename(begun / "books" / "ben.xlsx")
    assert json.loads(run(left, begun).stdout)["workbooks"]["left_behind"] == []


def test_while_a_part_of_the_members_cannot_be_read_no_workbook_counts_as_left_behind(begun: Path) -> None:
    left = firm()
    del left.members[1]
    members = left.write(begun / "new") / "members"
    members.mkdir()
    (begun / "new" / "members.csv").rename(members / "part-1.csv")
    (members / "part-2.csv").write_bytes(b"member_id,name\n\xff\xfe\x00,Ben")
    found = CliRunner().invoke(app, [*command(begun / "new", begun), "--json"])
    assert found.exit_code == 3
    assert json.loads(found.stdout)["left_out"] == ["members/part-2.csv"]
    assert json.loads(found.stdout)["workbooks"]["left_behind"] == []


def test_who_withdraws_is_gone_from_the_others_lists_with_the_next_run(begun: Path) -> None:
    assert counted(run(firm("off"), begun)) == (1, 2, 0)
    for gone in ("Dana (pool)", "Zerlina"):
        assert gone not in cells(begun, "ann")
    assert "Not shared any more" in cells(begun, "ann", "Outreach")
    assert "Dana" not in cells(begun, "ann", "Paths")


def test_records_that_the_pool_joined_are_one_person_and_a_member_you_know_is_no_second_one(tmp_path: Path) -> None:
    pool = firm()
    pool.members[2]["emails"] = "dana@example.com"
    pool.knows("Ann", "Dana Okafor", "", emails="dana@example.com", source="google")
    pool.knows("Ann", "Tove Lanyon", "Globex", emails="tove@example.com", source="google")
    run(pool, tmp_path)
    people = openpyxl.load_workbook(tmp_path / "books" / "ann.xlsx")["People"]
    names = [str(row[0]) for row in people.values if row[0]]
    assert sorted(names) == ["Ben", "Dana Okafor", "Name", "Tove Lanyon"]
    assert "dana@example.com" not in cells(tmp_path, "ben")


def test_a_person_typed_by_hand_is_known_again_when_the_book_brings_them(begun: Path) -> None:
    pool = firm()
    typed(begun, "ann", "People", 8, "Name", "Mira Pellworm")
    typed(begun, "ann", "People", 8, "E-mail", "mira.pellworm@example.com")
    run(pool, begun, "--refresh")
    pool.knows("Ann", "Mira Pellworm", "Hooli", emails="mira.pellworm@example.com")
    run(pool, begun)
    people = openpyxl.load_workbook(begun / "books" / "ann.xlsx")["People"]
    assert sum(row[0] == "Mira Pellworm" for row in people.values) == 1


def test_a_workbook_that_cannot_be_read_stops_no_other_and_is_tried_again(begun: Path) -> None:
    pool = firm()
    whole = (begun / "books" / "ann.xlsx").read_bytes()
    (begun / "books" / "ann.xlsx").write_bytes(whole[: len(whole) // 2])
    pool.knows("Ann", "Mira Pellworm", "Globex", emails="mira@example.com")
    pool.knows("Dana", "Ivo Harrowgate", "Hooli", emails="ivo@example.com")
    found = run(pool, begun)
    assert found.exit_code == 3
    assert counted(found) == (2, 0, 1)
    (failed,) = json.loads(found.stdout)["workbooks"]["failed"]
    assert failed["workbook"] == "ann"
    assert failed["code"].startswith("E-")
    (begun / "books" / "ann.xlsx").write_bytes(whole)
    assert counted(run(pool, begun)) == (1, 2, 0)
    assert "Mira Pellworm" in cells(begun, "ann", "Outreach")


def test_a_book_that_comes_back_almost_empty_leaves_its_workbook_alone_until_somebody_accepts_it(
    tmp_path: Path,
) -> None:
    pool = firm()
    for at in range(12):
        pool.knows("Ann", f"Person {chr(97 + at) * 5}", "Globex", emails=f"p{at}@example.com")
    run(pool, tmp_path)
    found = run(firm(), tmp_path)
    assert counted(found) == (0, 2, 1)
    assert "E-SOURCE-SHRUNK" in found.stdout
    assert "syncer pool run --accept shrink" in found.stdout
    assert counted(run(firm(), tmp_path, "--accept", "shrink")) == (1, 2, 0)


def test_a_deleted_workbook_is_made_again(begun: Path) -> None:
    (begun / "books" / "ann.xlsx").unlink()
    assert counted(run(firm(), begun)) == (1, 2, 0)


HOSTILE = ("../../ann", "/etc/passwd", "Ann", "a/b", "con", "ann@example.com", "-rf", "x" * 300, "\u202eann", ".", "Ä")


def test_no_members_id_leads_out_of_the_folder_or_into_anothers_workbook() -> None:
    handles = [handle_of(one) for one in (*HOSTILE, "ann", "member", handle_of("Ann"), handle_of("Ann") + "x")]
    assert len({one.casefold() for one in handles}) == len(handles)
    for handle in handles:
        assert Path(f"{handle}.xlsx").name == f"{handle}.xlsx"
        assert len(handle) <= 64
    assert handle_of("ann") == "ann"


def test_a_mail_address_as_id_is_printed_nowhere_but_in_the_index(tmp_path: Path) -> None:
    pool = Pool()
    pool.member("ann@example.com", wants=["Initech"])
    pool.knows("ann@example.com", "Zerlina Quixwood", "Initech")
    found = run(pool, tmp_path)
    handle = handle_of("ann@example.com")
    assert "ann@example.com" not in found.output.replace('"member":"ann@example.com"', "").replace(
        '"member": "ann@example.com"', ""
    )
    assert (tmp_path / "books" / f"{handle}.xlsx").exists()
    with (tmp_path / "books" / "index.csv").open(newline="", encoding="utf-8") as opened:
        assert list(csv.DictReader(opened)) == [
            {"member_id": "ann@example.com", "workbook": f"{handle}.xlsx", "contacts_left_out": "0"}
        ]


def test_sheets_that_cannot_be_opened_are_told_and_the_files_are_written(tmp_path: Path) -> None:
    pool = firm()
    pool.members[0]["google_sheet"] = "https://docs.google.com/spreadsheets/d/1" + "a" * 43 + "/edit"
    pool.members[1]["google_sheet"] = "=HYPERLINK(1)"
    found = run(pool, tmp_path)
    assert counted(found) == (1, 0, 2)
    failed = {one["workbook"]: one["code"] + one["message"] for one in json.loads(found.stdout)["workbooks"]["failed"]}
    assert "E-POOL-GOOGLE" in failed["ann"]
    assert "--config" in failed["ann"]
    assert "E-POOL-SHEET" in failed["ben"]
