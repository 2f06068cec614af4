"""Dropdowns of people's own over service columns: what they let in, where they refuse everything else."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from syncer.workbooks.xlsx.cells import column_number

_RULE = re.compile(rb"<(?:\w+:)?dataValidation\s([^>]*)>(.*?)</(?:\w+:)?dataValidation>", re.DOTALL)
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_LIST = re.compile(rb"<(?:\w+:)?formula1>\s*\"(.*?)\"\s*</(?:\w+:)?formula1>", re.DOTALL)
_LIST_ESCAPED = re.compile(rb"<(?:\w+:)?formula1>\s*&quot;(.*?)&quot;\s*</(?:\w+:)?formula1>", re.DOTALL)
_SPAN = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")


def choices(sheet: bytes, columns: Mapping[str, int], first: int, last: int) -> dict[str, frozenset[str]]:
    """Column key -> the words of a dropdown that lets nothing else into its cells from row ``first`` to ``last``.

    Only lists written out in the rule count; one that warns but lets other words in is none, nor is one for some rows.
    """
    behind = sheet[max(sheet.rfind(b"sheetData>"), 0) :]
    found: dict[str, frozenset[str]] = {}
    for spans, words in _strict_lists(behind) if b"dataValidation" in behind else ():
        for left, top, right, bottom in spans:
            for key, column in columns.items():
                if left <= column <= right and top <= first and bottom >= last:
                    found[key] = words
    return found


def _strict_lists(tail: bytes) -> Iterator[tuple[list[tuple[int, int, int, int]], frozenset[str]]]:
    for rule in _RULE.finditer(tail):
        told = dict(_ATTRIBUTE.findall(rule[1]))
        strict = told.get(b"showErrorMessage") in (b"1", b"true") and told.get(b"errorStyle", b"stop") == b"stop"
        listed = _LIST.search(rule[2]) or _LIST_ESCAPED.search(rule[2])
        if told.get(b"type") == b"list" and strict and listed:
            words = unescape(listed[1].decode("utf-8", "replace")).split(",")
            yield list(_spans(told.get(b"sqref", b"").decode())), frozenset(word.strip() for word in words)


def _spans(sqref: str) -> Iterator[tuple[int, int, int, int]]:
    for left, top, right, bottom in _SPAN.findall(sqref):
        yield column_number(left), int(top), column_number(right or left), int(bottom or top)
