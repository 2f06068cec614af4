"""Random edits of every kind: earlier versions stay what they were, and the file stays in one piece."""

import json
import random

import pytest

from tests.emulator import reading
from tests.emulator.client import Client, client, column, mark, row, text
from tests.emulator.errors import Refused
from tests.emulator.grid import Book
from tests.emulator.person import Person
from tests.emulator.switches import Switches


def seen(book: Book) -> str:
    return json.dumps(reading.spreadsheet(book, None, True, None, Switches()), sort_keys=True)


def in_one_piece(book: Book) -> None:
    for sheet in book.sheets:
        assert len(sheet.rows) == len(sheet.row_info)
        assert all(len(cells) <= sheet.width and (not cells or cells[-1]) for cells in sheet.rows)
        for kind in ("merges", "bandedRanges"):
            for each in sheet.objects[kind]:
                span = each.get("range", each)
                assert 0 <= span["startRowIndex"] < span["endRowIndex"] <= sheet.height
    for each in book.metadata.values():
        span = each["location"].get("dimensionRange")
        if span:
            sheet = book.sheet(span.get("sheetId", 0))
            size = sheet.height if span["dimension"] == "ROWS" else sheet.width
            assert 0 <= span["startIndex"] < span["endIndex"] <= size


def person_edits(person: Person, dice: random.Random, height: int, width: int) -> None:
    one, two = sorted(dice.sample(range(height), 2))
    left = dice.randrange(width)
    edits = [
        lambda: person.type(f"Outreach!{'ABCDE'[left % 5]}{one + 1}", dice.choice(["", "word", "12", "=1+1", "TRUE"])),
        lambda: person.sort("Outreach", left, descending=dice.random() < 0.5),
        lambda: person.insert_rows("Outreach", one, dice.randrange(1, 4)),
        lambda: person.delete_rows("Outreach", one, two),
        lambda: person.move_rows("Outreach", one, one + 1, two),
        lambda: person.insert_columns("Outreach", left),
        lambda: person.delete_columns("Outreach", left),
        lambda: person.move_columns("Outreach", left, left + 1, 0),
        lambda: person.copy_row("Outreach", one, two),
        lambda: person.cut_row("Outreach", one, two),
        lambda: person.hide_rows("Outreach", one, two),
        lambda: person.filter("Outreach", left, "word"),
        lambda: person.paste(f"Outreach!A{one + 1}", [["a", "b"], ["c", 4]]),
        lambda: person.duplicate_tab("Outreach"),
        person.undo,
    ]
    dice.choice(edits)()


def service_writes(desk: Client, dice: random.Random, height: int, width: int) -> None:
    index, left = dice.randrange(height), dice.randrange(width)
    requests = [
        {"appendCells": {"rows": [text("new")], "fields": "userEnteredValue"}},
        {
            "updateCells": {
                "start": {"rowIndex": index, "columnIndex": left},
                "rows": [text("x")],
                "fields": "userEnteredValue",
            }
        },
        mark(dice.randrange(1, 50), "here", row(index)),
        mark(dice.randrange(1, 50), "there", column(left)),
        {"mergeCells": {"range": {"startRowIndex": index, "endRowIndex": index + 2}, "mergeType": "MERGE_ALL"}},
        {"addBanding": {"bandedRange": {"range": {"startRowIndex": index, "endRowIndex": index + 1}}}},
    ]
    chosen = [dice.choice(requests) for _ in range(dice.randrange(1, 4))]
    before = seen(desk.google.files.by_id[desk.id].book)
    status, _ = desk.send("POST", f"{desk.file}:batchUpdate", {"requests": chosen})
    if status != 200:
        assert seen(desk.google.files.by_id[desk.id].book) == before


@pytest.mark.parametrize("seed", range(30))
def test_no_edit_reaches_into_an_earlier_version_and_no_refusal_leaves_a_trace(seed: int) -> None:
    dice = random.Random(seed)
    desk = client(quotas=False, switches=Switches(row_metadata_follows_sort=seed % 2 == 0))
    desk.new("Outreach", rows=12, columns=6)
    desk.write("A1", [["Name", "Id"], ["Ada", "p_1"], ["Bob", "p_2"], ["Cy", "p_3"]])
    person = Person(desk.google, desk.id)
    for _ in range(25):
        before = person.book
        shown, sheet = seen(before), before.sheets[0]
        try:
            if dice.random() < 0.5:
                person_edits(person, dice, sheet.height, sheet.width)
            else:
                service_writes(desk, dice, sheet.height, sheet.width)
        except Refused:
            assert person.book is before
        assert seen(before) == shown
        in_one_piece(person.book)
