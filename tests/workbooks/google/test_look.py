"""What a person finds in the sheet that was made for them."""

import re

import pytest

from syncer.core.workbook.layout import BY_KEY, MEMORY_TAB, TABS, Owner
from syncer.core.workbook.plan import AppendRow, Plan, SetCell
from syncer.errors import WorkbookError
from syncer.workbooks.sheets.board import formula
from syncer.workbooks.xlsx.dashboard import all_figures
from syncer.workbooks.xlsx.figures import Facts
from tests.contract.workbook_suite import ANA, CARDS, created
from tests.core.workbook.service import TODAY, Card, Service
from tests.emulator import a1, values
from tests.emulator.formulas import effective
from tests.workbooks.google.cloud import account, new, person
from tests.workbooks.google.hand import GoogleHand


@pytest.fixture(scope="module")
def made():
    google = account()
    book = new(google)
    service = Service(book, list(CARDS))
    service.run()
    return google, book, service


def sheet_of(made, tab: str):
    google, book, _ = made
    found = google.files.by_id[book.spreadsheet].book.titled(BY_KEY[tab].title)
    assert found is not None
    return found


def test_the_tabs_stand_in_their_order_the_memory_is_hidden_and_no_empty_sheet_is_left_over(made):
    google, book, _ = made
    sheets = google.files.by_id[book.spreadsheet].book.sheets
    assert [sheet.title for sheet in sheets] == [*(tab.title for tab in TABS), MEMORY_TAB]
    assert [sheet.title for sheet in sheets if sheet.properties.get("hidden")] == [MEMORY_TAB]


@pytest.mark.parametrize("tab", [tab for tab in TABS if tab.header and tab.columns], ids=lambda tab: tab.key)
def test_headers_carry_their_notes_stay_in_view_and_the_id_is_hidden_inside_the_filter(made, tab):
    sheet = sheet_of(made, tab.key)
    header = [sheet.cell(0, index) for index in range(len(tab.columns))]
    assert [cell["userEnteredValue"]["stringValue"] for cell in header] == [column.header for column in tab.columns]
    assert [cell.get("note", "") for cell in header] == [column.note for column in tab.columns]
    assert sheet.properties["gridProperties"]["frozenRowCount"] == 1
    (kept,) = sheet.objects["basicFilter"]
    assert (kept["range"]["startColumnIndex"], kept["range"]["endColumnIndex"]) == (0, len(tab.columns))
    hidden = [index for index, info in enumerate(sheet.column_info) if info.get("hiddenByUser")]
    assert hidden == [index for index, column in enumerate(tab.columns) if column.key == "_id"]


def test_what_is_typed_in_a_column_of_text_stays_text_and_days_are_shown_as_days(made):
    sheet, tab = sheet_of(made, "outreach"), BY_KEY["outreach"]
    for index, column in enumerate(tab.columns):
        shown = sheet.cell(50, index)["userEnteredFormat"]["numberFormat"]["type"]
        assert shown == {"date": "DATE", "number": "NUMBER"}.get(column.kind, "TEXT")


def days_shown(google, number: str) -> dict[str, list[str]]:
    """What a person sees in every cell of every column of days, by tab and header."""
    found: dict[str, list[str]] = {}
    file = google.files.by_id[number].book
    for tab in TABS:
        sheet = file.titled(tab.title)
        for column in tab.columns if sheet is not None and tab.header else ():
            lines = values.get(file, (sheet, sheet.all), {}, google.switches).get("values", [])
            at = lines[0].index(column.header)
            if column.kind == "date":
                found[f"{tab.key} {column.key}"] = [line[at] for line in lines[1:] if at < len(line) and line[at]]
    return found


def test_a_day_is_shown_as_a_day_in_every_row_however_the_row_came_to_be_there():
    google = account()
    book = new(google)
    service = Service(book, list(CARDS))
    service.run()
    hand = GoogleHand(google, book)
    hand.person.delete_tab("Dashboard")
    sheet = hand.sheet("people")[0]
    hand.person.delete_rows("People", *range(sheet.last_row_with_data(), sheet.height))  # so that the grid has to grow
    hand.delete_column("outreach", "since")  # so that it is made again
    hand.add_row("people", {"name": "Zed Zebra", "employer": "Acme"}, place=1)
    hand.person.set_locale("de_DE")
    service.cards += [Card(f"new{n}", f"{name} Newcomer", "Acme") for n, name in enumerate(("Ida", "Jo", "Ken"))]
    for _ in range(3):
        service.run()
    shown = days_shown(google, book.spreadsheet)
    assert len(shown["people last_seen"]) == len(CARDS) + 3
    assert len(shown["outreach since"]) >= len(CARDS)
    days = [day for column in shown.values() for day in column]
    assert [day for day in days if not re.fullmatch(r"\d{1,2} [A-Z][a-z]{2} \d{4}", day)] == []


def test_a_list_of_which_only_the_header_was_left_shows_days_and_dropdowns_when_it_fills_again():
    google = account()
    book = new(google)
    state = book.commit(Plan("", create=True, digest="one"))
    sheet, place = GoogleHand(google, book).sheet("outreach")
    person(google, book).delete_rows("Outreach", *range(1, sheet.height))
    row = AppendRow("outreach", ANA, {"name": "Ana Ruiz", "since": TODAY})
    book.commit(Plan(book.read().revision, edits=(row,), digest="two"))
    assert state.exists
    assert days_shown(google, book.spreadsheet)["outreach since"] == ["23 Nov 2026"]
    rule = sheet_of((google, book, None), "outreach").cell(1, place.columns["status"])["dataValidation"]
    assert rule["condition"]["type"] == "ONE_OF_LIST"


def test_dropdowns_offer_values_and_refuse_none(made):
    sheet, tab = sheet_of(made, "outreach"), BY_KEY["outreach"]
    for index, column in enumerate(tab.columns):
        rule = sheet.cell(40, index).get("dataValidation")
        if column.choices:
            assert [each["userEnteredValue"] for each in rule["condition"]["values"]] == list(column.choices)
        assert not rule or not rule.get("strict")
    assert sheet.cell(40, 4)["dataValidation"]["condition"]["type"] == "ONE_OF_RANGE"


def test_only_columns_that_are_syncers_alone_ask_before_somebody_types_there(made):
    sheet, tab = sheet_of(made, "people"), BY_KEY["people"]
    warned = set()
    for each in sheet.objects["protectedRanges"]:
        assert each["warningOnly"]
        warned |= set(range(each["range"]["startColumnIndex"], each["range"]["endColumnIndex"]))
    ours = {index for index, column in enumerate(tab.columns) if column.owner in (Owner.DERIVED, Owner.ID)}
    assert warned == ours


def test_views_sort_by_rank_and_leave_the_rows_where_they_are(made):
    views = sheet_of(made, "outreach").objects["filterViews"]
    assert [view["title"] for view in views] == ["My next 10", "By target", "Overdue", "Not graded yet"]
    rank = [column.key for column in BY_KEY["outreach"].columns].index("rank")
    assert all(view["sortSpecs"][-1]["dimensionIndex"] == rank for view in views)


def test_the_dashboard_shows_what_the_rows_say(made):
    google, book, service = made
    hand = GoogleHand(google, book)
    hand.type("outreach", 0, "status", "Helping")
    hand.type("outreach", 1, "status", "Contacted")
    hand.type("outreach", 1, "last_contact", TODAY)
    hand.type("people", 0, "grade", "A")
    service.run()
    facts, file = Facts(book.read(), TODAY), google.files.by_id[book.spreadsheet].book
    for figure in all_figures():
        if not figure.cell.startswith("J"):  # a helping key, hidden
            sheet, span = a1.located(file, f"Dashboard!{figure.cell}")
            shown = effective(sheet.cell(span.top, span.left), sheet, file, google.switches)
            assert next(iter(shown.values())) == pytest.approx(figure.value(facts)), figure.cell
    assert len(sheet_of(made, "dashboard").objects["charts"]) == 6


def test_a_formula_is_read_in_every_locale():
    assert formula('IF(A1=0,"a,b",COUNTIFS(A:A,{"x","y"}))') == '=IF(A1=0;"a,b";COUNTIFS(A:A;{"x";"y"}))'


def test_a_spreadsheet_with_tabs_of_ones_own_keeps_them_and_says_so_where_a_title_is_taken():
    google = account()
    book = new(google)
    someone = person(google, book)
    someone.rename_tab("Start here", "Mine")
    someone.type("Mine!A1", "a list")
    created(book)
    titles = [sheet.title for sheet in google.files.by_id[book.spreadsheet].book.sheets]
    assert sorted(titles) == sorted([*(tab.title for tab in TABS), MEMORY_TAB, "Mine"])
    assert someone.see("Mine") == [["a list"]]
    other = new(google)
    person(google, other).add_tab("People")
    person(google, other).type("People!A1", "mine")
    with pytest.raises(WorkbookError, match="a tab called People that is not syncer's"):
        created(other)
    assert not other.read().exists


def test_links_of_new_rows_lead_to_linkedin_only_and_a_changed_one_no_longer_to_the_old_page():
    google = account()
    book = new(google)
    good, bad = "https://www.linkedin.com/in/ana", "https://evil.example/ana"
    rows = [
        AppendRow("people", ANA, {"name": "Ana", "linkedin": good}, {"linkedin": good}),
        AppendRow("people", "p_bbbbbbbbbb", {"name": "Ben", "linkedin": bad}, {"linkedin": bad}),
    ]
    state = book.commit(Plan("", edits=tuple(rows), create=True, digest="one"))

    def links():
        sheet = google.files.by_id[book.spreadsheet].book.titled("People")
        column = [each.key for each in BY_KEY["people"].columns].index("linkedin")
        formats = [sheet.cell(row, column).get("userEnteredFormat", {}).get("textFormat", {}) for row in (1, 2)]
        return [each.get("link", {}).get("uri") for each in formats]

    assert links() == [good, None]
    book.commit(Plan(state.revision, edits=(SetCell("people", ANA, "linkedin", good, bad),), digest="two"))
    assert links() == [None, None]
