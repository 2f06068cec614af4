"""What a file keeps although no cell shows it: texts of the shared table, and addresses behind links, left by others.

Needed when somebody is forgotten. Parts of the person's own (pivot caches, charts of theirs, notes) are not touched.
"""

import re

from syncer.workbooks.xlsx.book import REL, Book, parse, rels_name, unparse
from syncer.workbooks.xlsx.parts import Draft

_SHARED = re.compile(rb"<(?:\w+:)?c\s[^>]*?\bt=\"s\"[^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v[^>]*>\s*(\d+)", re.DOTALL)


def purge(book: Book, draft: Draft) -> None:
    """Blank every shared text that no sheet shows, and take out every link's address that no cell leads to."""
    sheets = [sheet.part for sheet in book.sheets if sheet.part in draft]
    for part in sheets:
        _links(part, draft)
    shared = next((part for part, kind in book.kinds.items() if kind.endswith("/sharedStrings")), "")
    if shared and shared in draft:
        used = {int(found) for part in sheets for found in _SHARED.findall(draft.read(part))}
        _texts(shared, used, draft)


def _texts(part: str, used: set[int], draft: Draft) -> None:
    root = parse(draft.read(part))
    ns = root.tag[: root.tag.index("}") + 1] if "}" in root.tag else ""
    items = root.findall(f"{ns}si")
    unseen = [item for number, item in enumerate(items) if number not in used and "".join(item.itertext())]
    for item in unseen:
        for child in list(item):
            item.remove(child)
        item.append(item.makeelement(f"{ns}t", {}))
    if unseen:
        draft.put(part, unparse(root))


def _links(part: str, draft: Draft) -> None:
    name = rels_name(part)
    if name not in draft:
        return
    sheet, root = draft.read(part), parse(draft.read(name))
    lost = [rel for rel in root if rel.get("Type") == f"{REL}/hyperlink" and f'"{rel.get("Id")}"'.encode() not in sheet]
    for rel in lost:
        root.remove(rel)
    if lost:
        draft.put(name, unparse(root))
