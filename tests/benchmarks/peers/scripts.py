"""What people use today, in good faith: each knows its people by e-mail, keeps Notes, and adds who is new."""

from collections.abc import Mapping
from typing import Any

from google.oauth2.credentials import Credentials

from tests.benchmarks.peers.line import Line, session
from tests.emulator.tokens import KNOWN

COLUMNS = ("Name", "Employer", "E-mail", "Notes")
Contacts = Mapping[str, tuple[str, str]]
"""E-mail -> name and employer, as the sources have them now."""


def first_fill(line: Line, spreadsheet: str, contacts: Contacts) -> None:
    """The sheet as somebody sets it up: a header and everybody."""
    sheet = _worksheet(line, spreadsheet)
    sheet.update([list(COLUMNS), *_rows(contacts, {})])


def clear_and_rewrite(line: Line, spreadsheet: str, contacts: Contacts) -> None:
    """Read everything, keep the notes by e-mail, clear, write everything.

    The pattern of gspread's own examples for pandas (``worksheet.clear()``, then ``update``). Rows that the sources do
    not know are kept as they are.
    """
    sheet = _worksheet(line, spreadsheet)
    records = sheet.get_all_records()
    notes = {str(row["E-mail"]): str(row["Notes"]) for row in records if row["E-mail"]}
    others = [[row[name] for name in COLUMNS] for row in records if row["E-mail"] and row["E-mail"] not in contacts]
    sheet.clear()
    sheet.update([list(COLUMNS), *_rows(contacts, notes), *others])


def update_by_row(line: Line, spreadsheet: str, contacts: Contacts) -> None:
    """Read everything, remember in which row each e-mail stands, write changed cells there, append who is new."""
    sheet = _worksheet(line, spreadsheet)
    values = sheet.get_all_values()
    header = values[0]
    place = {name: header.index(name) for name in ("Name", "Employer", "E-mail")}
    row_of = {row[place["E-mail"]]: number for number, row in enumerate(values, 1) if number > 1}
    changes = []
    for mail, (name, employer) in contacts.items():
        if mail not in row_of:
            continue
        row = values[row_of[mail] - 1]
        for column, wanted in (("Name", name), ("Employer", employer)):
            if row[place[column]] != wanted:
                cell = _a1(row_of[mail], place[column] + 1)
                changes.append({"range": cell, "values": [[wanted]]})
    if changes:
        sheet.batch_update(changes)
    new = [_spread(header, name, employer, mail) for mail, (name, employer) in contacts.items() if mail not in row_of]
    if new:
        sheet.append_rows(new)


def sql_in_batch(line: Line, spreadsheet: str, contacts: Contacts) -> None:
    """SQL over the sheet with shillelagh in batch mode: changes are collected and pushed when the connection closes."""
    from shillelagh.adapters.api.gsheets import adapter
    from shillelagh.backends.apsw.db import connect

    adapter.AuthorizedSession = lambda _: session(line)
    url = f"https://docs.google.com/spreadsheets/d/{spreadsheet}/edit?headers=1&sync_mode=BATCH#gid=0"
    connection = connect(":memory:", adapters=["gsheetsapi"], adapter_kwargs={"gsheetsapi": {"access_token": KNOWN}})
    try:
        cursor = connection.cursor()
        there = {row[0]: row[1:] for row in cursor.execute(f'SELECT "E-mail", "Name", "Employer" FROM "{url}"')}
        for mail, (name, employer) in contacts.items():
            if mail not in there:
                cursor.execute(
                    f'INSERT INTO "{url}" ("Name", "Employer", "E-mail") VALUES (?, ?, ?)', (name, employer, mail)
                )
            elif there[mail] != (name, employer or None):
                cursor.execute(
                    f'UPDATE "{url}" SET "Name" = ?, "Employer" = ? WHERE "E-mail" = ?', (name, employer, mail)
                )
    finally:
        connection.close()


def _worksheet(line: Line, spreadsheet: str) -> Any:
    import gspread

    client = gspread.Client(auth=Credentials(KNOWN), session=session(line))
    return client.open_by_key(spreadsheet).worksheet("People")


def _rows(contacts: Contacts, notes: Mapping[str, str]) -> list[list[str]]:
    return [[name, employer, mail, notes.get(mail, "")] for mail, (name, employer) in contacts.items()]


def _spread(header: list[str], name: str, employer: str, mail: str) -> list[str]:
    known = {"Name": name, "Employer": employer, "E-mail": mail}
    return [known.get(column, "") for column in header]


def _a1(row: int, column: int) -> str:
    from gspread.utils import rowcol_to_a1

    return str(rowcol_to_a1(row, column))
