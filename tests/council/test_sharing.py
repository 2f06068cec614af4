"""What stands in the shared workbook, who reads it, and what becomes of it when somebody changes their mind."""

from dataclasses import replace
from datetime import date

import pytest

from syncer.core.identity.model import Known
from syncer.core.model import Ref, Snapshot
from syncer.core.workbook.entries import read_entries
from syncer.core.workbook.layout import LAYOUT_VERSION
from syncer.core.workbook.state import NOTHING
from syncer.errors import SafetyStop, SourceError, WorkbookError
from syncer.gather import Gathered, leave_out_shrunk
from syncer.workbooks.memory import MemoryWorkbook
from tests.contract.hand import Hand
from tests.council.members import ASKED, COMPANIES, OFF, Member, dana, eli, everything, lines, opened, shared

BOTH = pytest.mark.parametrize("by_number", [False, True], ids=["file", "sheet"])


def cell(book: MemoryWorkbook, tab: str, column: str, **where: object) -> object:
    return row(book, tab, **where).get(column, "")


def row(book: MemoryWorkbook, tab: str, **where: object) -> dict[str, object]:
    [found] = [one for one in book.sheets[tab].rows if where.items() <= one.items()]
    return found


@BOTH
def test_everybody_reads_what_the_others_open_and_not_their_own(by_number: bool) -> None:
    book = shared(by_number=by_number)
    for member in (dana(), eli(), dana()):
        member.run(book)
    assert lines(book) == [
        ("Dana", "Acme", 2, "Priya Canary and Tom Canary"),
        ("Eli", "Acme", 1, "Jonas Secret"),
        ("Eli", "Globex", 1, "Greta Secret"),
    ]
    assert opened(eli().reads(book)) == ["Dana (council) knows 2 people at Acme: Priya Canary and Tom Canary"]
    assert cell(book, "council", "alone", member="Eli") == 1
    assert cell(book, "council_targets", "opened_by", company="Acme") == "Dana (2), Eli (1)"


@BOTH
def test_once_all_is_said_nobody_writes_again(by_number: bool) -> None:
    book = shared(by_number=by_number)
    for member in (dana(), eli(), dana(), eli()):
        member.run(book)
    before = book.commits
    assert [dana().run(book).commits, eli().run(book).commits] == [0, 0]
    assert book.commits == before


def test_with_companies_only_there_is_no_name_in_the_workbook_and_none_of_the_others_either() -> None:
    book = shared()
    for member in (dana(), eli(consent=COMPANIES), dana()):
        member.run(book)
    assert "Canary" not in everything(book)
    assert "Secret" not in everything(book)
    assert lines(book) == [("Dana", "Acme", 2, ""), ("Eli", "Acme", 1, ""), ("Eli", "Globex", 1, "")]


def test_names_come_back_once_everybody_shares_names_again() -> None:
    book = shared()
    for member in (dana(), eli(consent=COMPANIES), eli(), dana()):
        member.run(book)
    assert ("Dana", "Acme", 2, "Priya Canary and Tom Canary") in lines(book)


def test_whoever_lowers_their_consent_takes_the_others_names_out_in_the_same_run() -> None:
    book = shared()
    for member in (dana(), eli(), dana()):
        member.run(book)
    assert "Canary" in everything(book)
    eli(consent=COMPANIES).run(book)
    assert "Canary" not in everything(book)


@BOTH
def test_who_withdraws_is_gone_from_cells_memory_and_journal_with_one_run(by_number: bool) -> None:
    book = shared(by_number=by_number)
    for member in (dana(wants=("Zedco",)), eli(), dana(wants=("Zedco",))):
        member.run(book)
    dana(consent=OFF).run(book)
    for word in ("Dana", "Canary", "Zedco"):
        assert word not in everything(book)
    assert lines(book) == [("Eli", "Acme", 1, "Jonas Secret"), ("Eli", "Globex", 1, "Greta Secret")]
    assert cell(book, "council_targets", "opened_by", company="Acme") == "Eli (1)"
    assert dana(consent=OFF).run(book).commits == 0


def test_who_shares_nothing_reads_nothing() -> None:
    book = shared()
    eli().run(book)
    found = dana(consent=OFF).reads(book)
    assert not found.records
    assert found.notes == ("you share nothing, so you see nothing of the others",)


def test_who_shares_nothing_from_the_start_makes_no_workbook() -> None:
    book = shared()
    assert dana(consent=OFF).run(book).commits == 0
    assert not book.exists


def test_a_note_beside_a_line_stays_when_the_line_is_withdrawn_and_says_why_it_stands_alone() -> None:
    book = shared()
    for member in (dana(), eli(), dana()):
        member.run(book)
    row(book, "council_paths", member="Dana")["notes"] = "coffee on Friday"
    dana(consent=OFF).run(book)
    kept = row(book, "council_paths", notes="coffee on Friday")
    assert kept["words"] == "(withdrawn)"
    assert "Dana" not in everything(book)
    dana().run(book)
    assert row(book, "council_paths", notes="coffee on Friday")["words"] == "(withdrawn)"
    assert ("Dana", "Acme", 2, "Priya Canary and Tom Canary") in lines(book)


def test_a_row_id_tells_nothing_about_who_stood_there() -> None:
    book, other = shared(), shared()
    dana().run(book)
    eli().run(other)
    ids = [{str(one["_id"]) for one in each.sheets["council_paths"].rows} for each in (book, other)]
    assert ids[0] & ids[1]


def test_rows_that_were_emptied_are_used_again() -> None:
    book = shared()
    for _ in range(3):
        dana().run(book)
        dana(consent=OFF).run(book)
    assert len(book.sheets["council_paths"].rows) == 1


@BOTH
def test_what_people_type_in_the_shared_workbook_is_kept_through_every_run(by_number: bool) -> None:
    book = shared(by_number=by_number)
    for member in (dana(), eli()):
        member.run(book)
    row(book, "council_paths", member="Eli", company="Globex").update(asked_by="Dana", outcome="Asked")
    row(book, "council", member="Eli")["notes"] = "call her"
    row(book, "council_targets", company="Acme").update(owner="Dana", aliases="Acme Labs", gap="we met them")
    for member in (dana(), eli(consent=COMPANIES), dana(consent=OFF), eli(), dana()):
        member.run(book)
    assert cell(book, "council_paths", "asked_by", member="Eli", company="Globex") == "Dana"
    assert cell(book, "council", "notes", member="Eli") == "call her"
    assert row(book, "council_targets", company="Acme").items() >= {
        ("owner", "Dana"),
        ("aliases", "Acme Labs"),
        ("gap", "we met them"),
    }


@BOTH
def test_a_company_that_somebody_types_below_the_others_is_looked_for_by_all(by_number: bool) -> None:
    book = shared(by_number=by_number)
    eli(wants=()).run(book)
    book.sheets["council_targets"].rows.append({"company": "Acme", "notes": "heard of a role"})
    eli(wants=()).run(book)
    assert lines(book) == [("Eli", "Acme", 1, "Jonas Secret")]
    kept = row(book, "council_targets", company="Acme")
    assert kept["notes"] == "heard of a role"
    assert str(kept["_id"]).startswith("t_")
    eli(wants=(), consent=OFF).run(book)
    assert row(book, "council_targets", company="Acme")["notes"] == "heard of a role"


def test_a_typed_over_count_stays_and_is_not_read_as_a_fact() -> None:
    book = shared()
    for member in (dana(), eli()):
        member.run(book)
    row(book, "council_paths", member="Dana")["now"] = 99
    dana().run(book)
    assert row(book, "council_paths", member="Dana")["now"] == 99
    assert cell(book, "council_targets", "now", company="Acme") == 3


def test_a_line_that_somebody_deletes_does_not_come_back() -> None:
    book = shared()
    for member in (dana(), eli()):
        member.run(book)
    rows = book.sheets["council_paths"].rows
    rows.remove(row(book, "council_paths", member="Eli", company="Acme"))
    for member in (eli(), dana(), eli()):
        member.run(book)
    assert lines(book) == [("Dana", "Acme", 2, "Priya Canary and Tom Canary"), ("Eli", "Globex", 1, "Greta Secret")]


def test_a_member_whose_line_is_deleted_from_the_council_is_out_both_ways() -> None:
    book = shared()
    for member in (dana(), eli(), dana()):
        member.run(book)
    book.sheets["council"].rows.remove(row(book, "council", member="Eli"))
    told = eli().run(book)
    assert "your line was deleted from Council" in told.warnings[0]
    assert [name for name, *_ in lines(book)] == ["Dana"]
    assert "Secret" not in everything(book)
    assert not eli().reads(book).records
    eli(consent=OFF).run(book)
    assert "Eli" not in everything(book)
    eli().run(book)
    assert eli().reads(book).records


def test_a_company_that_somebody_deletes_from_targets_stays_away_while_it_is_wanted() -> None:
    book = shared()
    for member in (dana(), eli()):
        member.run(book)
    book.sheets["council_targets"].rows.remove(row(book, "council_targets", company="Globex"))
    for member in (dana(), eli(), dana()):
        member.run(book)
    assert [one["company"] for one in book.sheets["council_targets"].rows] == ["Acme"]


def test_names_on_request_are_told_once_the_owner_says_so_in_their_settings() -> None:
    book = shared()
    careful, answered = dana(consent=ASKED), dana(consent=ASKED, released=frozenset({"ACME"}))
    for member in (careful, eli(), careful):
        member.run(book)
    row(book, "council_paths", member="Dana")["asked_by"] = "Eli"
    careful.run(book)
    assert "Canary" not in everything(book)
    answered.run(book)
    assert ("Dana", "Acme", 2, "Priya Canary and Tom Canary") in lines(book)
    careful.run(book)
    assert "Canary" not in everything(book)


def test_what_is_held_back_is_neither_wanted_nor_opened() -> None:
    book = shared()
    for member in (eli(wants=("Acme", "Globex")), dana(held_back=frozenset({"Acme"}))):
        member.run(book)
    assert "Dana" not in str(book.sheets["council_paths"].rows)
    assert cell(book, "council_targets", "wanted_by", company="Acme") == "Eli"
    assert cell(book, "council_targets", "wanted_by", company="Globex") == "Dana; Eli"


def test_two_members_of_one_name_are_told_apart_by_their_address_or_not_at_all() -> None:
    book = shared()
    dana(email="dana@example.com").run(book)
    with pytest.raises(WorkbookError, match="E-COUNCIL-NAME"):
        dana(email="other@example.com").run(book)


def test_with_the_hidden_tab_lost_nothing_stands_twice_and_withdrawing_still_works() -> None:
    book = shared()
    for member in (dana(), eli(), dana()):
        member.run(book)
    before = lines(book)
    book.memory, book.memory_lost = {}, True
    dana().run(book)
    assert lines(book) == before
    book.memory, book.memory_lost = {}, True
    dana(consent=OFF).run(book)
    assert "Dana" not in everything(book)
    assert "Canary" not in everything(book)


def test_a_copied_row_is_left_alone_and_told() -> None:
    book = shared()
    for member in (dana(), eli()):
        member.run(book)
    book.sheets["council_paths"].rows.append(dict(row(book, "council_paths", member="Dana")))
    told = dana().run(book)
    assert "1 rows stand twice" in told.warnings[0]
    assert len(book.sheets["council_paths"].rows) == 4


def test_a_tab_that_is_gone_stops_the_sharing_until_somebody_accepts_it() -> None:
    book = shared()
    for member in (dana(), eli()):
        member.run(book)
    del book.sheets["council_paths"]
    with pytest.raises(SafetyStop, match="accept recreate"):
        dana().run(book)
    with pytest.raises(SourceError, match="Paths"):
        eli().reads(book)
    dana().run(book, frozenset({"recreate"}))
    eli().run(book)
    assert len(lines(book)) == 3


@pytest.mark.parametrize("gone", ["header row", "_id"])
def test_without_its_header_row_or_its_ids_the_shared_workbook_is_left_alone(gone: str) -> None:
    book = shared()
    for member in (dana(), eli()):
        member.run(book)
    if gone == "header row":
        Hand(book).delete_header("council_paths")
    else:
        Hand(book).delete_column("council_paths", "_id")
    before = everything(book)
    with pytest.raises(SafetyStop, match="header row or its column _id"):
        dana(knows={}).run(book)
    assert everything(book) == before


def test_a_shared_workbook_of_a_newer_syncer_is_left_alone() -> None:
    book = shared()
    dana().run(book)
    book.layout = LAYOUT_VERSION + 1
    before = everything(book)
    with pytest.raises(SafetyStop, match="newer syncer"):
        eli().run(book)
    assert everything(book) == before


def test_somebodys_own_workbook_is_never_taken_for_the_shared_one() -> None:
    book = shared()
    dana().run(book)
    book.memory["p_abcdefghij"] = '{"written":{}}'
    with pytest.raises(WorkbookError, match="E-COUNCIL-OWN"):
        dana().run(book)


def test_a_copy_of_the_shared_workbook_is_refused_until_accepted() -> None:
    book = shared()
    for member in (dana(), eli(), dana()):
        member.run(book)
    book.workbook_id = "another file"
    with pytest.raises(SafetyStop, match="accept copy"):
        eli().run(book)
    assert eli().run(book, frozenset({"copy"})).commits == 1
    assert eli().run(book).commits == 0
    assert len(lines(book)) == 3


def test_however_many_leave_the_council_at_once_it_is_never_taken_for_a_damaged_source() -> None:
    before = [Ref("council", f"m_{number}") for number in range(30)]
    known = tuple(Known(f"p_{ref.key}", (ref,), date(2026, 11, 1)) for ref in before)
    entered = replace(read_entries(NOTHING, date(2026, 11, 23), frozenset()), known=known)
    gathered = Gathered((Snapshot("council", "council", (), 0),), ())
    assert leave_out_shrunk(gathered, entered) == gathered


def test_a_newcomers_first_run_shows_what_the_others_share_and_says_what_they_have_yet_to_answer() -> None:
    book = shared()
    for member in (dana(), eli(), dana()):
        member.run(book)
    noor = Member("Noor", {}, wants=("Acme", "Initech", "Hooli"))
    assert opened(noor.reads(book)) == [
        "Dana (council) knows 2 people at Acme: Priya Canary and Tom Canary",
        "Eli (council) knows 1 person at Acme: Jonas Secret",
        "Eli (council) knows 1 person at Globex: Greta Secret",
    ]
    assert noor.run(book).warnings == (
        "council: 2 companies that you want are new to the others. Whom they know there stands in your workbook after "
        "their next run and yours.",
    )
    assert noor.run(book).warnings == ()
    dana(knows={"Initech": ("Ivo Canary",)}).run(book)
    assert "Dana (council) knows 1 person at Initech: Ivo Canary" in opened(noor.reads(book))


def test_the_first_of_a_council_is_not_told_that_others_have_yet_to_answer() -> None:
    assert dana().run(shared()).warnings == ()
