"""The package being changed: parts as they will be, and whole parts that come or go."""

import re

from syncer.workbooks.xlsx.book import PKG_REL, REL, Book, parse, rels_name, resolve, unparse
from syncer.workbooks.xlsx.opening import TYPES
from syncer.workbooks.xlsx.package import Package

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_NUMBER = re.compile(r"sheet(\d+)\.xml$")
EMPTY_SHEET = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
)


class Draft:
    """A package with the changes made so far laid over it."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._changed: dict[str, bytes | None] = {}

    def read(self, name: str) -> bytes:
        """A part as it is now."""
        changed = self._changed.get(name)
        return self._package.read(name) if changed is None else changed

    def __contains__(self, name: str) -> bool:
        return self._changed[name] is not None if name in self._changed else name in self._package

    def put(self, name: str, data: bytes | None) -> None:
        """Replace or add a part; None takes it out."""
        self._changed[name] = data

    def bytes(self) -> bytes:
        """The whole file."""
        return self._package.rewrite(self._changed)


def add_sheet(book: Book, draft: Draft, title: str, hidden: bool) -> str:
    """A new last sheet, blank; returns the name of its part. ``book`` learns of it but is not put into the draft."""
    number = 1 + max((int(found[1]) for name in book.package.names if (found := _NUMBER.search(name))), default=0)
    while (part := f"xl/worksheets/sheet{number}.xml") in draft:  # another tab that is made in the same commit
        number += 1
    rels = parse(draft.read(rels_name(book.part)))
    used = {rel.get("Id") for rel in rels}
    rel_id = next(f"rId{count}" for count in range(1, len(used) + 2) if f"rId{count}" not in used)
    attributes = {"Id": rel_id, "Type": REL + "/worksheet", "Target": "/" + part}
    rels.append(rels.makeelement(f"{{{PKG_REL}}}Relationship", attributes))
    draft.put(rels_name(book.part), unparse(rels))
    draft.put(part, EMPTY_SHEET)
    types = parse(draft.read(TYPES))
    tag = types.tag.replace("Types", "Override")
    types.append(types.makeelement(tag, {"PartName": "/" + part, "ContentType": _SHEET_TYPE}))
    draft.put(TYPES, unparse(types))
    book.add_sheet(title, rel_id, hidden)
    return part


def drop_calculation_chain(book: Book, draft: Draft) -> None:
    """Let the order of calculation be found anew: a formula that it names was overwritten."""
    chain = next((part for part, kind in book.kinds.items() if kind.endswith("/calcChain")), "")
    if not chain or chain not in draft:
        return
    rels = parse(draft.read(rels_name(book.part)))
    for rel in [rel for rel in rels if str(rel.get("Type", "")).endswith("/calcChain")]:
        rels.remove(rel)
    types = parse(draft.read(TYPES))
    for node in [node for node in types if node.get("PartName") == "/" + chain]:
        types.remove(node)
    draft.put(rels_name(book.part), unparse(rels))
    draft.put(TYPES, unparse(types))
    draft.put(chain, None)


def related(draft: Draft, part: str, kind: str) -> list[str]:
    """Parts that a part points at by relationships of a kind such as ``/table``."""
    name = rels_name(part)
    if name not in draft:
        return []
    rels = parse(draft.read(name))
    return [resolve(part, rel.get("Target", "")) for rel in rels if str(rel.get("Type", "")).endswith(kind)]


def free_name(draft: Draft, name: str) -> str:
    """A part name like this one that no part has yet."""
    stem, dot, suffix = name.rpartition(".")
    number = 1
    while (made := f"{stem}_{number}{dot}{suffix}") in draft:
        number += 1
    return made


def copy_type(donor: Package, draft: Draft, old: str, new: str) -> None:
    """Declare the content type of a part that was copied, as the donor declares it."""
    theirs, ours = parse(donor.read(TYPES)), parse(draft.read(TYPES))
    suffix = new.rpartition(".")[2]
    for node in theirs:
        if node.get("PartName") == "/" + old:
            ours.append(ours.makeelement(node.tag, {"PartName": "/" + new, "ContentType": node.get("ContentType")}))
        elif node.get("Extension") == suffix and not any(other.get("Extension") == suffix for other in ours):
            ours.insert(0, ours.makeelement(node.tag, dict(node.attrib)))
    draft.put(TYPES, unparse(ours))
