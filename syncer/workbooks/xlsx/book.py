"""The workbook part: which sheets there are, where their parts lie, and the defined names that mark our columns."""

import posixpath
import re
from dataclasses import dataclass
from typing import Any

from syncer.errors import WorkbookError
from syncer.workbooks.xlsx.cells import column_number
from syncer.workbooks.xlsx.package import Package

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
NAME_PREFIX = "_syncer."
"""A hidden defined name ``_syncer.TAB.KEY`` spans each managed column; programs move it along with the column."""

_COLUMN_REF = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?\d*(?::\$?([A-Z]{1,3})\$?\d*)?$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, its position in the workbook, the name of its part, whether it is hidden."""

    title: str
    index: int
    part: str
    hidden: bool


MEND = "Open it in your spreadsheet program and save it again, or take the newest copy from .syncer-backup."
_ANOTHER = "Take the newest copy from .syncer-backup, or name another file in [workbook] path."


def parse(data: bytes, part: str = "") -> Any:
    """XML as an lxml element, with entities, networks and document types off. ``part``: its name, for the message."""
    from lxml import etree

    named = f"the part {part}" if part else "a part"
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise WorkbookError(f"{named} of the workbook is not valid XML. {MEND}", code="E-XLSX-DAMAGED") from error
    if etree.ElementTree(root).docinfo.internalDTD is not None:
        raise WorkbookError(f"{named} of the workbook declares a document type. {MEND}", code="E-XLSX-DAMAGED")
    return root


def unparse(root: Any) -> bytes:
    """The bytes of a part."""
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def rels_name(part: str) -> str:
    """Where the relationships of a part are kept."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


class Book:
    """workbook.xml of one package, parsed once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = self._find_part()
        self.root = parse(package.read(self.part))
        self.ns = self.root.tag[1:].split("}")[0]
        rels = parse(package.read(rels_name(self.part))) if rels_name(self.part) in package else ()
        self.targets = {rel.get("Id"): resolve(self.part, rel.get("Target", "")) for rel in rels}
        self.kinds = {resolve(self.part, rel.get("Target", "")): rel.get("Type", "") for rel in rels}
        self.sheets = tuple(self._sheets())

    def _find_part(self) -> str:
        if "_rels/.rels" not in self.package:
            raise WorkbookError(f"the workbook is a ZIP file, but no .xlsx. {_ANOTHER}", code="E-XLSX-BROKEN")
        for rel in parse(self.package.read("_rels/.rels")):
            if str(rel.get("Type", "")).endswith("/officeDocument"):
                return resolve("", rel.get("Target", ""))
        raise WorkbookError(f"the workbook is a ZIP file, but no .xlsx. {_ANOTHER}", code="E-XLSX-BROKEN")

    def _sheets(self) -> list[Sheet]:
        found = []
        for index, node in enumerate(self.root.iterfind(f"{{{self.ns}}}sheets/{{{self.ns}}}sheet")):
            rel = next((value for key, value in node.items() if key.endswith("}id")), "")
            part = self.targets.get(rel, "")
            hidden = node.get("state", "visible") != "visible"
            found.append(Sheet(node.get("name", ""), index, part, hidden))
        return found

    def sheet(self, title: str) -> Sheet | None:
        """The sheet with this title; spreadsheet programs take upper and lower case for the same."""
        return next((sheet for sheet in self.sheets if sheet.title.casefold() == title.casefold()), None)

    @property
    def date1904(self) -> bool:
        """Whether days are counted from 1904, as old Macs did."""
        node = self.root.find(f"{{{self.ns}}}workbookPr")
        return node is not None and node.get("date1904", "0") in ("1", "true")

    def names(self) -> dict[str, tuple[str, int]]:
        """Our defined names that still point at one column: name without prefix -> (sheet title, column number)."""
        found: dict[str, tuple[str, int]] = {}
        for node in self.defined_names():
            name = node.get("name", "")
            if not name.lower().startswith(NAME_PREFIX) or node.get("localSheetId") is not None:
                continue
            match = _COLUMN_REF.match((node.text or "").strip())
            if match and match[4] in (None, match[3]):
                title = (match[1] or match[2]).replace("''", "'")
                found[name[len(NAME_PREFIX) :].lower()] = (title, column_number(match[3]))
        return found

    def defined_names(self) -> list[Any]:
        """The ``<definedName>`` elements."""
        return list(self.root.iterfind(f"{{{self.ns}}}definedNames/{{{self.ns}}}definedName"))

    def add_name(self, name: str, title: str, span: str) -> None:
        """A hidden defined name for a span such as ``$A:$A`` on a sheet; one of the same name is replaced."""
        holder = self.root.find(f"{{{self.ns}}}definedNames")
        if holder is None:
            holder = self.root.makeelement(f"{{{self.ns}}}definedNames", {})
            self._insert(holder, ("externalReferences", "functionGroups", "sheets"))
        for node in list(holder):
            if node.get("name", "").lower() == name.lower() and node.get("localSheetId") is None:
                holder.remove(node)
        node = holder.makeelement(f"{{{self.ns}}}definedName", {"name": name, "hidden": "1"})
        node.text = f"{quoted(title)}!{span}"
        place = sum(1 for other in holder if other.get("name", "").lower() < name.lower())
        holder.insert(place, node)

    def filter_range(self, index: int, span: str) -> None:
        """Bring the hidden name of a sheet's filter in line with the filter's new range."""
        for node in self.defined_names():
            if node.get("name") == "_xlnm._FilterDatabase" and node.get("localSheetId") == str(index):
                node.text = f"{quoted(self.sheets[index].title)}!{span}"

    def add_sheet(self, title: str, rel_id: str, hidden: bool) -> None:
        """An entry for a new last sheet."""
        holder = self.root.find(f"{{{self.ns}}}sheets")
        number = 1 + max((int(node.get("sheetId", "0")) for node in holder), default=0)
        node = holder.makeelement(f"{{{self.ns}}}sheet", {"name": title, "sheetId": str(number)})
        if hidden:
            node.set("state", "hidden")
        node.set(f"{{{REL}}}id", rel_id)
        holder.append(node)

    def recalculate(self) -> None:
        """Ask the program that opens the file next to compute every formula anew."""
        node = self.root.find(f"{{{self.ns}}}calcPr")
        if node is None:
            node = self.root.makeelement(f"{{{self.ns}}}calcPr", {})
            self._insert(node, ("definedNames", "externalReferences", "functionGroups", "sheets"))
        node.set("fullCalcOnLoad", "1")

    def _insert(self, node: Any, after: tuple[str, ...]) -> None:
        """Put an element behind the first of these that exists: the order of elements is fixed by the format."""
        for name in after:
            anchor = self.root.find(f"{{{self.ns}}}{name}")
            if anchor is not None:
                anchor.addnext(node)
                return

    def xml(self) -> bytes:
        """The part as it is now."""
        return unparse(self.root)


def quoted(title: str) -> str:
    """A sheet title as formulas write it."""
    doubled = title.replace("'", "''")
    return f"'{doubled}'"


def resolve(part: str, target: str) -> str:
    """The part that a relationship target names, seen from the part that has it."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
