"""Writes address books as Google Contacts (CSV of 2024 and later) and phones (vCard 2.1, 3.0, 4.0) write them."""

import csv
import io
import quopri
from collections.abc import Iterable, Mapping
from typing import Any

GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,"
    "Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,"
    "Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,"
    "Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,"
    "Website 1 - Label,Website 1 - Value"
)
PHOTO = ("PHOTO;ENCODING=b;TYPE=JPEG:" + "/9j/4AAQSkZJRgABAQEA" * 2, *([" " + "SGVsbG8sIHBpY3R1cmU" * 3] * 4))
"""A picture as phones embed it, folded; not a real one."""
PLAIN = {
    "first": "First Name", "middle": "Middle Name", "last": "Last Name", "nickname": "Nickname", "birthday": "Birthday",
    "org": "Organization Name", "title": "Organization Title", "labels": "Labels", "notes": "Notes",
    "city": "Address 1 - City", "website": "Website 1 - Value",
}  # fmt: skip


def google_csv(people: Iterable[Mapping[str, Any]]) -> str:
    """One row a contact: keys of ``PLAIN``, and ``emails`` and ``phones`` as (label, value)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, GOOGLE.split(","), restval="", lineterminator="\r\n")
    writer.writeheader()
    for person in people:
        row = {PLAIN[key]: value for key, value in person.items() if key in PLAIN}
        for what, values in (("E-mail", person.get("emails", ())), ("Phone", person.get("phones", ()))):
            for number, (label, value) in enumerate(values, 1):
                row |= {f"{what} {number} - Label": label, f"{what} {number} - Value": value}
        writer.writerow(row)
    return out.getvalue()


def vcard(card: Mapping[str, Any]) -> str:
    """One card of the version it asks for; ``n`` blank and ``org`` only makes a company card."""
    version = card["version"]
    head = ["BEGIN:VCARD", f"VERSION:{version}"]
    body = {"2.1": _old, "3.0": _three, "4.0": _four}[version](card)
    return "\r\n".join([*head, *body, "END:VCARD", ""])


def _old(card: Mapping[str, Any]) -> list[str]:
    """vCard 2.1 as older phones write it: names in quoted-printable."""
    lines = [_quoted("N", card["n"]), _quoted("FN", card["fn"])]
    lines += [f"ORG:{card['org']}"] if "org" in card else []
    lines += [f"TEL;CELL:{number}" for number in card.get("phones", ())]
    return lines + [f"EMAIL;INTERNET:{mail}" for mail in card.get("emails", ())]


def _three(card: Mapping[str, Any]) -> list[str]:
    """vCard 3.0 as Google and Apple write it: grouped lines with labels of their own."""
    lines = [f"FN:{_escaped(card['fn'])}", f"N:{card.get('n', ';;;;')}"]
    lines += [f"ORG:{_escaped(card['org'])}"] if "org" in card else []
    lines += [f"TEL;TYPE=CELL:{number}" for number in card.get("phones", ())]
    for number, mail in enumerate(card.get("emails", ()), 1):
        lines += [f"item{number}.EMAIL;TYPE=INTERNET:{mail}", f"item{number}.X-ABLabel:Private"]
    return [*lines, *(PHOTO if card.get("photo") else ()), "CATEGORIES:myContacts"]


def _four(card: Mapping[str, Any]) -> list[str]:
    lines = [f"FN:{card['fn']}", f"N:{card['n']}"]
    lines += [f"UID:{card['uid']}"] if "uid" in card else []
    lines += [f"TEL;VALUE=uri;TYPE=cell:{number}" for number in card.get("phones", ())]
    return lines + [f"EMAIL;PREF=1:{mail}" for mail in card.get("emails", ())]


def _quoted(name: str, value: str) -> str:
    if value.isascii():
        return f"{name}:{value}"
    text = quopri.encodestring(value.encode()).decode().strip().replace("\n", "\r\n")
    return f"{name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{text}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
