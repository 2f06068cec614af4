"""Somebody is forgotten: gone from the workbook, kept out of every import, and no word that a person typed is lost."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from syncer.core.forgotten import Forgotten
from syncer.core.model import Said
from syncer.errors import CredentialError
from syncer.workbooks.excel import ExcelWorkbook
from syncer.workbooks.memory import MemoryWorkbook
from tests.contract.hand import Hand
from tests.core.workbook.service import TODAY, Card, Service
from tests.workbooks.google.cloud import account, new
from tests.workbooks.google.hand import GoogleHand
from tests.workbooks.hand import ExcelHand

CARDS = [
    Card("ana", "Ana Ruiz", email="ana@example.com"),
    Card("ben", "Ben Okafor", "Globex", "Analyst"),
    Card("cai", "Cai Lund", "Acme", email="cai@example.com"),
    Card("dee", "Dee Moss", said=Said(grade="B")),
]
ANA, CAI = CARDS[0], CARDS[2]


def excel(folder: Path) -> tuple[Any, Any]:
    book = ExcelWorkbook(folder / "outreach.xlsx", today=TODAY)
    return book, ExcelHand(book.path)


def memory(_: Path, *, by_number: bool = False) -> tuple[Any, Any]:
    book = MemoryWorkbook(by_number=by_number)
    return book, Hand(book)


def google(_: Path) -> tuple[Any, Any]:
    account_ = account()
    book = new(account_)
    return book, GoogleHand(account_, book)


EVERYWHERE = pytest.mark.parametrize(
    "service", [excel, memory, google], ids=["excel", "memory", "google"], indirect=True
)


@pytest.fixture(params=[excel, memory], ids=["excel", "memory"])
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Service:
    book, hand = request.param(tmp_path)
    made = Service(book, list(CARDS))
    made.hand = hand  # type: ignore[attr-defined]
    made.run()
    return made


@pytest.fixture
def hand(service: Service) -> Any:
    return service.hand  # type: ignore[attr-defined]


def text_of(service: Service) -> str:
    """Everything that the workbook shows or remembers."""
    state = service.book.read()
    shown = [row.cells for tab in state.tabs.values() for row in tab.rows]
    return f"{shown}{dict(state.memory)}".casefold()


def mark_of(service: Service, name: str) -> str:
    rows = service.book.read().tabs["people"].rows
    return next(row.row_id for row in rows if row.cells.get("name") == name)


@EVERYWHERE
def test_what_was_written_about_a_forgotten_person_is_gone_everywhere(service: Service) -> None:
    assert "ana" in text_of(service)
    service.forget(ANA)
    service.run()
    assert "ana ruiz" not in text_of(service) and "ana@example.com" not in text_of(service)
    assert "google" in text_of(service) and '"ana"' not in text_of(service)
    assert not service.plan()


@EVERYWHERE
def test_what_a_person_typed_stays_and_they_are_told_which_rows_to_delete(service: Service, hand: Any) -> None:
    place = hand.find("outreach", name="Ana Ruiz")
    hand.type("outreach", place, "notes", "canary")
    hand.type("people", hand.find("people", name="Ana Ruiz"), "position", "Chief")
    service.run()
    service.forget(ANA)
    for _ in range(2):
        service.run()
        assert hand.see("outreach", place, "notes") == "canary"
        assert "Chief" in [row.cells.get("position") for row in service.book.read().tabs["people"].rows]
    told = "\n".join(str(row.cells) for row in service.book.read().tabs["start"].rows)
    assert "of somebody you asked to forget; delete this row" in told
    assert not service.plan()


def test_when_the_rows_are_deleted_nothing_is_left_but_marks(service: Service, hand: Any) -> None:
    mark = mark_of(service, "Ana Ruiz")
    service.forget(ANA)
    service.run()
    for tab in ("outreach", "people"):
        rows = service.book.read().tabs[tab].rows
        hand.delete_rows(tab, [at for at, row in enumerate(rows) if row.row_id == mark])
    service.run(TODAY + timedelta(1))
    assert mark not in service.book.read().memory
    assert mark not in text_of(service)
    assert not service.plan(TODAY + timedelta(1))


@EVERYWHERE
def test_no_later_import_of_any_source_brings_them_back(service: Service) -> None:
    service.forget(ANA)
    service.run()
    service.cards += [
        Card("other-key", "Anna Ruiz-Lopez", email="ana@example.com", source="phone"),
        Card("ana", "Ana Ruiz", "Globex", source="google", email="new@example.com"),
    ]
    service.run()
    assert "ana ruiz" not in text_of(service) and "anna" not in text_of(service)
    assert service.suppressed == {"google": 2, "phone": 1}
    assert not service.plan()


def test_a_namesake_is_not_forgotten_with_them(service: Service) -> None:
    service.forget(ANA)
    service.cards.append(Card("ana2", "Ana Ruiz", "Globex", email="ana.ruiz@example.org"))
    service.run()
    assert "ana.ruiz@example.org" in text_of(service)


def test_the_workbook_alone_remembers_them_when_this_machine_has_only_the_key(service: Service) -> None:
    service.forget(ANA)
    service.run()
    service.forgotten = Forgotten(service.forgotten.key)
    service.run()
    assert "ana ruiz" not in text_of(service)
    assert not service.plan()


def test_this_machine_alone_remembers_them_when_the_workbooks_memory_is_lost(service: Service, hand: Any) -> None:
    service.forget(ANA, mark=mark_of(service, "Ana Ruiz"))
    service.run()
    hand.delete_memory()
    service.run()
    service.run()
    assert "ana ruiz" not in text_of(service)
    assert not service.plan()


@EVERYWHERE
def test_an_old_version_that_is_restored_is_emptied_again(service: Service, hand: Any) -> None:
    version = hand.keep_version()
    service.forget(ANA, mark=mark_of(service, "Ana Ruiz"))
    service.cards[1] = replace(CARDS[1], title="Director", as_of=TODAY)
    service.run()
    hand.restore_version(version)
    assert "ana ruiz" in text_of(service)
    service.run()
    service.run()
    assert "ana ruiz" not in text_of(service)
    assert not service.plan()


def test_without_the_key_nothing_is_written_until_a_person_says_so(service: Service) -> None:
    service.forget(ANA)
    service.run()
    before = text_of(service)
    for other in (Forgotten(), Forgotten(b"another key")):
        service.forgotten = other
        with pytest.raises(CredentialError, match="accept forgotten") as stopped:
            service.run()
        assert stopped.value.exit_code == 78
    assert text_of(service) == before
    service.run(accepted=["forgotten"])
    assert "ana ruiz" in text_of(service)
    assert not service.plan()


def test_a_person_added_by_hand_can_be_forgotten_too(service: Service, hand: Any) -> None:
    hand.add_row("people", {"name": "Ina Berg", "email": "ina@example.com", "notes": "canary"})
    service.run()
    mark = mark_of(service, "Ina Berg")
    service.forget(mark=mark)
    for _ in range(2):
        service.run()
    assert len([row for row in service.book.read().tabs["people"].rows if row.row_id]) == 5
    assert not [row for row in service.book.read().tabs["outreach"].rows if row.cells.get("name") == "Ina Berg"]
    assert hand.see("people", 4, "notes") == "canary"
    assert not service.plan()


def test_questions_about_them_are_emptied(service: Service, hand: Any) -> None:
    hand.type("people", hand.find("people", name="Cai Lund"), "position", "Chief")
    service.run()
    asked = [row.cells for row in service.book.read().tabs["review"].rows]
    assert any("Cai Lund" in str(cells) for cells in asked)
    service.forget(CAI, mark=mark_of(service, "Cai Lund"))
    service.run()
    assert "cai lund" not in text_of(service)


def test_of_people_who_were_merged_both_rows_are_emptied(service: Service) -> None:
    service.match_emails = True
    service.cards.append(Card("ana-phone", "Ana R.", email="ana@example.com", source="phone"))
    service.run()
    service.forget(ANA, service.cards[-1], mark=mark_of(service, "Ana Ruiz"))
    service.run()
    assert "ana r" not in text_of(service)
    assert not service.plan()


def test_a_plan_shows_it_and_writes_nothing(service: Service) -> None:
    before = text_of(service)
    service.forget(ANA)
    plan = service.plan()
    assert [change.sign for change in plan.changes if change.new == "forgotten: emptied"] == ["-", "-"]
    assert "Ana" not in str([change for change in plan.changes if change.new == "forgotten: emptied"])
    assert text_of(service) == before


def test_a_workbook_written_by_row_number_journals_no_old_value() -> None:
    book, _ = memory(Path(), by_number=True)
    service = Service(book, list(CARDS))
    service.run()
    service.forget(ANA)
    service.run()
    journal = "".join(text for key, text in book.read().memory.items() if key.startswith(("journal:", "given:")))
    assert journal and "Ana" not in journal and "ana@" not in journal
    assert not service.plan()


def test_shared_texts_and_links_of_the_file_do_not_keep_them(
    tmp_path: Path, through_excel: Callable[[Path], None]
) -> None:
    book, _ = excel(tmp_path)
    service = Service(book, list(CARDS))
    service.run()
    through_excel(book.path)
    assert "Ana Ruiz" in everything_in(book.path)
    service.forget(ANA)
    service.run()
    assert "Ana Ruiz" not in everything_in(book.path) and "ana@example.com" not in everything_in(book.path)
    assert "Ben Okafor" in everything_in(book.path)
    assert not service.plan()


@pytest.fixture
def through_excel() -> Callable[[Path], None]:
    """Saves a file as spreadsheet programs do: every text in the shared table."""
    from openpyxl import load_workbook

    def saved(path: Path) -> None:
        book = load_workbook(path)
        book.save(path)

    return saved


def everything_in(path: Path) -> str:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_marks_say_nothing_and_fit_into_the_hidden_tab(service: Service) -> None:
    service.forget(*(Card(f"k{n}", f"Nobody {n}", email=f"n{n}@example.com") for n in range(2_000)))
    service.run()
    pieces = [text for key, text in service.book.read().memory.items() if key.startswith("forgotten:")]
    assert len(pieces) > 1 and max(map(len, pieces)) < 50_000
    assert {len(mark) for piece in pieces for mark in json.loads(piece)["marks"]} == {22}
