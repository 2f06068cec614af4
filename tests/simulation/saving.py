"""A spreadsheet program's clock, of which every save bears the time: the same seed saves the same bytes (P12)."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.writer.excel import ExcelWriter

START, STEP = datetime(2026, 11, 23, 9), timedelta(minutes=1)  # noqa: DTZ001 - Excel's own times have no zone


class Program:
    """Saves workbooks a minute after each other, however fast the machine is."""

    def __init__(self) -> None:
        self._now = START

    def save(self, book: Any, to: Path | IO[bytes]) -> None:
        """As ``book.save``."""
        self._now += STEP
        book.properties.modified = self._now
        ExcelWriter(book, _Dated(to, self._now)).save()


class _Dated(ZipFile):
    """An archive whose members are all of one moment."""

    def __init__(self, to: Path | IO[bytes], moment: datetime) -> None:
        super().__init__(to, "w", ZIP_DEFLATED)
        self._moment = moment

    def writestr(self, name: Any, data: Any, *_: Any, **__: Any) -> None:
        info = ZipInfo(name, self._moment.timetuple()[:6])
        info.compress_type = ZIP_DEFLATED
        super().writestr(info, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())
