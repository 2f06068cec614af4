"""The styles part: finds or adds the few cell formats a commit needs beside those that are there."""

from copy import deepcopy
from typing import Any

from syncer.workbooks.xlsx.book import parse, unparse
from syncer.workbooks.xlsx.look import DAY, LINK

_BUILT_IN_DATES = frozenset({14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47})
_BEFORE_COLOUR = frozenset({"b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz"})
"""Children of a font that the format puts before its colour, as Excel writes them."""


class Styles:
    """styles.xml of one package. Style indexes are texts, as cells carry them; ``""`` is the default style."""

    def __init__(self, data: bytes) -> None:
        self.root = parse(data)
        self.ns = self.root.tag[1:].split("}")[0]
        self.changed = False
        self._made: dict[tuple[str, str], str] = {}

    def quoted(self, base: str) -> str:
        """The same look for a text that begins like a formula: the quote prefix keeps it text when it is edited."""
        return self._variant(base, "quote", lambda xf: xf.set("quotePrefix", "1"))

    def dated(self, base: str) -> str:
        """The same look with a date format, if it has none yet."""
        if (base, "date") in self._made:
            return self._made[base, "date"]
        xf = self._xf(base)
        if xf is not None and self._is_date(int(xf.get("numFmtId", "0"))):
            return self._made.setdefault((base, "date"), base)

        def as_day(made: Any) -> None:
            made.set("numFmtId", str(self._code(DAY)))
            made.set("applyNumberFormat", "1")

        return self._variant(base, "date", as_day)

    def linked(self, base: str) -> str:
        """The same look in the colour of a link."""
        return self._variant(
            base, "link", lambda xf: xf.set("fontId", str(self._link_font(int(xf.get("fontId", "0")))))
        )

    def _link_font(self, base: int) -> int:
        fonts = self.root.find(f"{{{self.ns}}}fonts")
        made = deepcopy(fonts[base])
        for node in [node for node in made if node.tag == f"{{{self.ns}}}color"]:
            made.remove(node)
        colour = made.makeelement(f"{{{self.ns}}}color", {"rgb": "FF" + LINK})
        place = sum(1 for node in made if node.tag.split("}")[1] in _BEFORE_COLOUR)
        made.insert(place, colour)
        fonts.append(made)
        fonts.set("count", str(len(fonts)))
        self.changed = True
        return len(fonts) - 1

    def named(self, name: str) -> str | None:
        """Index of a cell format that uses the named style ``name``, as the first file defined it."""
        for style in self.root.iterfind(f"{{{self.ns}}}cellStyles/{{{self.ns}}}cellStyle"):
            if style.get("name") == name:
                for index, xf in enumerate(self._xfs()):
                    if xf.get("xfId") == style.get("xfId"):
                        return str(index)
        return None

    def take_in(self, other: "Styles") -> tuple[int, int]:
        """Append all formats of another package; how far its cell formats and differential formats moved."""
        shift = {name: self._append(name, other) for name in ("fonts", "fills", "borders", "dxfs")}
        codes = {number: self._code(code) for number, code in other._formats().items()}
        formats = len(self._xfs())
        for xf in other._xfs():
            made = deepcopy(xf)
            for name, key in (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId")):
                made.set(key, str(int(xf.get(key, "0")) + shift[name]))
            number = int(xf.get("numFmtId", "0"))
            made.set("numFmtId", str(codes.get(number, number)))
            made.set("xfId", "0")
            self._holder().append(made)
        self._holder().set("count", str(len(self._xfs())))
        self.changed = True
        return formats, shift["dxfs"]

    def _append(self, name: str, other: "Styles") -> int:
        ours, theirs = (styles.root.find(f"{{{styles.ns}}}{name}") for styles in (self, other))
        if theirs is None:
            return 0
        if ours is None:
            ours = self.root.makeelement(f"{{{self.ns}}}{name}", {})
            anchor = self.root.find(f"{{{self.ns}}}cellStyles")
            (self._holder() if anchor is None else anchor).addnext(ours)
        before = len(ours)
        ours.extend(deepcopy(list(theirs)))
        ours.set("count", str(len(ours)))
        return before

    def xml(self) -> bytes:
        """The part as it is now."""
        return unparse(self.root)

    def _holder(self) -> Any:
        return self.root.find(f"{{{self.ns}}}cellXfs")

    def _xfs(self) -> list[Any]:
        holder = self._holder()
        return [] if holder is None else list(holder.iterfind(f"{{{self.ns}}}xf"))

    def _xf(self, index: str) -> Any:
        xfs = self._xfs()
        place = int(index or "0")
        return xfs[place] if place < len(xfs) else None

    def _variant(self, base: str, kind: str, change: Any) -> str:
        if (base, kind) not in self._made:
            self._made[base, kind] = self._add(base, change)
        return self._made[base, kind]

    def _add(self, base: str, change: Any) -> str:
        xfs, original = self._xfs(), self._xf(base)
        if original is None:
            return base
        made = deepcopy(original)
        change(made)
        for index, xf in enumerate(xfs):
            if dict(xf.attrib) == dict(made.attrib) and _inside(xf) == _inside(made):
                return str(index)
        holder = self._holder()
        holder.append(made)
        holder.set("count", str(len(xfs) + 1))
        self.changed = True
        return str(len(xfs))

    def _formats(self) -> dict[int, str]:
        nodes = self.root.iterfind(f"{{{self.ns}}}numFmts/{{{self.ns}}}numFmt")
        return {int(node.get("numFmtId", "0")): node.get("formatCode", "") for node in nodes}

    def _is_date(self, number: int) -> bool:
        code = self._formats().get(number, "").lower()
        return number in _BUILT_IN_DATES or ("d" in code and "y" in code)

    def _code(self, wanted: str) -> int:
        """Number of a number format, added if the file has none like it."""
        formats = self._formats()
        for number, code in formats.items():
            if code == wanted:
                return number
        number = max([163, *formats]) + 1
        holder = self.root.find(f"{{{self.ns}}}numFmts")
        if holder is None:
            holder = self.root.makeelement(f"{{{self.ns}}}numFmts", {})
            self.root.insert(0, holder)
        node = holder.makeelement(f"{{{self.ns}}}numFmt", {"numFmtId": str(number), "formatCode": wanted})
        holder.append(node)
        holder.set("count", str(len(formats) + 1))
        self.changed = True
        return number


def _inside(xf: Any) -> list[tuple[str, dict[str, str]]]:
    return [(str(node.tag), dict(node.attrib)) for node in xf]
