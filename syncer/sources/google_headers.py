"""The columns of a Google Contacts export, of the form before 2024 and the one after, by their header keys."""

import re
from collections.abc import Sequence

NUMBERED = re.compile(r"(email|phone|organization|website|address|relation|custom field|event|im) (\d+) (.+)\Z")
_PARTS_OF = """label;type;value;name;title;yomi name;department;symbol;location;job description;formatted;street;city;
    po box;region;postal code;country;extended address;service"""
_PARTS = frozenset(part.strip() for part in _PARTS_OF.split(";"))
_NAMES = frozenset(("first name", "last name", "given name", "family name"))
_WITHOUT_NUMBER = """;name;first name;middle name;last name;given name;additional name;family name;name prefix;
    name suffix;nickname;maiden name;file as;birthday;notes;labels;group membership;photo;phonetic first name;
    phonetic middle name;phonetic last name;yomi name;given name yomi;additional name yomi;family name yomi;initials;
    short name;gender;location;billing information;directory server;mileage;occupation;hobby;sensitivity;priority;
    subject;language;organization name;organization title;organization department"""
_OTHERS = frozenset(key.strip() for key in _WITHOUT_NUMBER.split(";"))


def is_trimmed(keys: Sequence[str]) -> bool:
    """Whether these are columns of an export from which some were deleted, of either form or of both: a name, columns
    with a number, and nothing but Google's. With columns of somebody's own it is a sheet that grew out of one.
    """
    present = set(keys)
    numbered = {key for key in present if (found := NUMBERED.match(key)) and found[3] in _PARTS}
    return bool(numbered and not present.isdisjoint(_NAMES)) and present - numbered <= _OTHERS
