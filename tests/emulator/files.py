"""The files of the emulated account: who may see and change them, and every version they had."""

import random
import string
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

from tests.emulator.errors import ApiError, DriveError
from tests.emulator.grid import Book, Json, book_properties, new_sheet

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
LETTERS = string.ascii_letters + string.digits + "-_"
VERSIONS = 50


@dataclass(slots=True)
class File:
    """A spreadsheet in Drive: its present content and what it was before."""

    book: Book
    owner: str
    created: datetime
    modified: datetime
    by_app: bool = True
    """Made by this app or opened with its picker, so that ``drive.file`` reaches it."""
    editors: set[str] = field(default_factory=set)
    trashed: bool = False
    born: int = 0
    """The number of the call that made the present content."""
    versions: deque[tuple[int, Book]] = field(default_factory=lambda: deque(maxlen=VERSIONS))

    def save(self, book: Book, moment: datetime, call: int) -> None:
        """Replace the content; the old one is kept for undo and for stale reads."""
        self.versions.append((self.born, self.book))
        self.book, self.modified, self.born = book, moment, call

    def as_of(self, call: int) -> Book:
        """The content as it was when call number ``call`` had been made."""
        for born, book in [(self.born, self.book), *reversed(self.versions)]:
            if born <= call:
                return book
        return self.versions[0][1] if self.versions else self.book


class Files:
    """All spreadsheets, by id."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.by_id: dict[str, File] = {}

    def create(self, title: str, owner: str, now: datetime, given: Json | None = None) -> File:
        """A new file with one empty tab, or with the tabs that ``spreadsheets.create`` asks for."""
        given = given or {}
        book = Book(self.fresh_id(), book_properties(title, given.get("properties")), [])
        for number, sheet in enumerate(given.get("sheets") or [{}]):
            wanted = sheet.get("properties", {})
            sheet_id = wanted.get("sheetId", self.rng.randrange(1, 2**31) if number else 0)
            book.sheets.append(new_sheet(sheet_id, wanted.get("title", f"Sheet{number + 1}"), wanted))
        return self.add(book, owner, now)

    def add(self, book: Book, owner: str, now: datetime) -> File:
        """Put a file into the account."""
        self.by_id[book.id] = File(book, owner, now, now)
        return self.by_id[book.id]

    def fresh_id(self) -> str:
        """44 letters, as Drive's ids."""
        return "1" + "".join(self.rng.choice(LETTERS) for _ in range(43))

    def open(self, number: str, user: str, scopes: frozenset[str], unopened: int) -> File:
        """The file for a caller, or why not: 404 unknown, 403 not shared."""
        file = self.by_id.get(number)
        if file is None:
            raise ApiError(404)
        if user != file.owner and user not in file.editors:
            raise ApiError(403)
        files = [scope for scope in scopes if "/drive" in scope or "/spreadsheets" in scope]
        if not file.by_app and files and all(scope.endswith("/drive.file") for scope in files):
            raise ApiError(unopened)
        return file


def described(file: File) -> Json:
    """The Drive file resource, as far as it is emulated."""
    return {
        "kind": "drive#file",
        "id": file.book.id,
        "name": file.book.properties["title"],
        "mimeType": SPREADSHEET,
        "createdTime": stamp(file.created),
        "modifiedTime": stamp(file.modified),
        "trashed": file.trashed,
    }


def stamp(moment: datetime) -> str:
    """A time as Drive writes it: milliseconds and Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def missing(number: str) -> DriveError:
    """Drive's 404."""
    return DriveError(404, f"File not found: {number}.", "notFound")
