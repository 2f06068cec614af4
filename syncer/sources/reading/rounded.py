"""Phone numbers that a spreadsheet program took for numbers and rounded: ``4.91765E+11``. Their digits are lost."""

import re
from collections.abc import Iterable

from syncer.core.model import Record

_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)


def rounded(phones: Iterable[str]) -> bool:
    """Whether one of these texts is a rounded number."""
    return any(_ROUNDED.fullmatch(text.strip()) for text in phones)


def told(file: str, records: Iterable[Record]) -> tuple[str, ...]:
    """A line for the report where there are such phones: how many, the first line, and how to have them whole."""
    lines = [record.place.line for record in records if rounded(record.phones)]
    if not lines:
        return ()
    return (
        f"{file}: phone numbers that a spreadsheet rounded (such as 4.9E+11), kept as text: {len(lines)}, the first on "
        f"line {min(lines)}; export them anew and do not open the file in between",
    )
