"""What stands behind the rows of a sheet and has to grow with them: filter, rules, dropdowns, links."""

import re
from collections.abc import Callable, Collection, Sequence
from urllib.parse import quote, urlsplit

from syncer.workbooks.xlsx.book import REL, parse, unparse
from syncer.workbooks.xlsx.cells import LAST_ROW, column_number, letters

MAX_LINKS = 60_000
"""Excel opens a sheet with at most 65,530 links; what comes later stays text."""

_LONGEST_LINK = 2_000
"""Excel takes 2,079 characters."""
_KEPT = "%/:?=&#+,;@!$'()*~-._"
_LINK_HOSTS = ("linkedin.com",)
_LINK_TYPE = REL + "/hyperlink"
_RANGE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)$")
AFTER_LINKS = (
    "printOptions|pageMargins|pageSetup|headerFooter|rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|"
    "smartTags|drawing|legacyDrawing|legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|"
    "tableParts|extLst"
)


def safe_link(url: str) -> bool:
    """Whether a link may be written: https, and a host from the list."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return False
    if len(url) > _LONGEST_LINK or parts.username or parts.password:
        return False
    return parts.scheme == "https" and any(host == known or host.endswith("." + known) for known in _LINK_HOSTS)


def stretch(span: str, old_last: int, new_last: int) -> str:
    """A range that reached the last row, and holds more than one row, reaches the new last row; others stay."""
    match = _RANGE.match(span)
    if not match or int(match[2]) == int(match[4]) or not old_last <= int(match[4]) < new_last:
        return span
    return f"{match[1]}{match[2]}:{match[3]}{new_last}"


def stretch_rules(tail: bytes, old_last: int, new_last: int) -> bytes:
    """Conditional formats and dropdowns that covered the last row cover the new rows too."""

    def longer(match: re.Match[bytes]) -> bytes:
        spans = match[2].decode().split()
        return match[1] + " ".join(stretch(span, old_last, new_last) for span in spans).encode() + match[3]

    tail = re.sub(rb'(<(?:\w+:)?(?:conditionalFormatting|dataValidation)\s[^>]*?sqref=")([^"]*)(")', longer, tail)
    return re.sub(rb"(<xm:sqref>)([^<]*)(</xm:sqref>)", longer, tail)


def stretch_filter(tail: bytes, header_row: int, new_last: int, new_column: int = 0) -> tuple[bytes, str]:
    """The filter that starts in the header row reaches the last row. Returns its range too, ``""`` without one."""
    match = re.search(rb'(<(?:\w+:)?autoFilter\s[^>]*?ref=")([^"]*)(")', tail)
    span = _RANGE.match(match[2].decode()) if match else None
    if not match or not span or int(span[2]) != header_row:
        return tail, ""
    right = letters(max(column_number(span[3]), new_column))
    bottom = max(int(span[4]), new_last)
    longer = f"{span[1]}{span[2]}:{right}{bottom}"
    absolute = f"${span[1]}${span[2]}:${right}${bottom}"
    return tail[: match.start(2)] + longer.encode() + tail[match.end(2) :], absolute


def stretch_table(table: bytes, old_last: int, new_last: int) -> bytes:
    """A table of the spreadsheet program that ended in the last row takes the new rows in, unless it has totals."""
    if re.search(rb'totalsRowCount="[1-9]', table):
        return table

    def longer(match: re.Match[bytes]) -> bytes:
        return match[1] + stretch(match[2].decode(), old_last, new_last).encode() + match[3]

    return re.sub(rb'(<(?:\w+:)?(?:table|autoFilter)\s[^>]*?\bref=")([^"]*)(")', longer, table)


def drop_links(tail: bytes, refs: Collection[str]) -> bytes:
    """Take the links off these cells."""

    def kept(match: re.Match[bytes]) -> bytes:
        return b"" if match[1].decode() in refs else match[0]

    tail = re.sub(rb'<(?:\w+:)?hyperlink\s[^>]*?\bref="([^"]*)"[^>]*?(?:/>|></(?:\w+:)?hyperlink>)', kept, tail)
    return re.sub(rb"<(?:\w+:)?hyperlinks>\s*</(?:\w+:)?hyperlinks>", b"", tail)


def add_links(tail: bytes, rels: bytes | None, links: Sequence[tuple[str, str]], prefix: str) -> tuple[bytes, bytes]:
    """Put links on cells: (cell, URL). Returns the new tail and the new relationships of the sheet."""
    root = parse(rels or _NO_RELS)
    used = {rel.get("Id") for rel in root}
    tag = root.tag.replace("Relationships", "Relationship")
    room = MAX_LINKS - len(re.findall(rb"<(?:\w+:)?hyperlink\s", tail))
    nodes = []
    number = len(used)
    for ref, url in links[: max(room, 0)]:
        number += 1
        while f"rId{number}" in used:
            number += 1
        root.append(
            root.makeelement(
                tag,
                {"Id": f"rId{number}", "Type": _LINK_TYPE, "Target": quote(url, safe=_KEPT), "TargetMode": "External"},
            )
        )
        nodes.append(f'<{prefix}hyperlink xmlns:r="{REL}" ref="{ref}" r:id="rId{number}"/>')
    return _insert_links(tail, "".join(nodes), prefix), unparse(root)


_NO_RELS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


def _insert_links(tail: bytes, nodes: str, prefix: str) -> bytes:
    closing = f"</{prefix}hyperlinks>".encode()
    if closing in tail:
        return tail.replace(closing, nodes.encode() + closing, 1)
    whole = f"<{prefix}hyperlinks>{nodes}</{prefix}hyperlinks>".encode()
    return insert_before(tail, whole, AFTER_LINKS)


def insert_before(tail: bytes, node: bytes, followers: str) -> bytes:
    """Insert a child of the worksheet before the first of its lawful followers, else at the end."""
    depth_free = _outside_extensions(tail)
    match = re.search(rb"<(?:\w+:)?(?:" + followers.encode() + rb")[\s/>]", depth_free)
    place = match.start() if match else tail.rindex(b"</")
    return tail[:place] + node + tail[place:]


def _outside_extensions(tail: bytes) -> bytes:
    """The tail with what stands inside extension lists blanked out, at the same length."""
    blank: Callable[[re.Match[bytes]], bytes] = lambda match: match[1] + b" " * len(match[2]) + match[3]  # noqa: E731
    return re.sub(rb"(<(?:\w+:)?extLst>)(.*)(</(?:\w+:)?extLst>)", blank, tail, flags=re.DOTALL)


def full_column(column: int, first: int = 2) -> str:
    """Every row of a column below its header."""
    return f"{letters(column)}{first}:{letters(column)}{LAST_ROW}"
