"""The styles part: finds or adds the few cell formats a commit needs beside those that are there."""

from typing import Any

from syncer.workbooks.xlsx.book import parse, unparse

_BUILT_IN_DATES = frozenset({14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47})
_DAY_FORMAT = "yyyy-mm-dd"


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
        xf = self._xf(base)
        if xf is not None and self._is_date(int(xf.get("numFmtId", "0"))):
            return base

        def as_day(made: Any) -> None:
            made.set("numFmtId", str(self._day_format()))
            made.set("applyNumberFormat", "1")

        return self._variant(base, "date", as_day)

    def named(self, name: str) -> str | None:
        """Index of a cell format that uses the named style ``name``, as the first file defined it."""
        for style in self.root.iterfind(f"{{{self.ns}}}cellStyles/{{{self.ns}}}cellStyle"):
            if style.get("name") == name:
                for index, xf in enumerate(self._xfs()):
                    if xf.get("xfId") == style.get("xfId"):
                        return str(index)
        return None

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
        from copy import deepcopy

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

    def _day_format(self) -> int:
        formats = self._formats()
        for number, code in formats.items():
            if code.lower() == _DAY_FORMAT:
                return number
        number = max([163, *formats]) + 1
        holder = self.root.find(f"{{{self.ns}}}numFmts")
        if holder is None:
            holder = self.root.makeelement(f"{{{self.ns}}}numFmts", {})
            self.root.insert(0, holder)
        node = holder.makeelement(f"{{{self.ns}}}numFmt", {"numFmtId": str(number), "formatCode": _DAY_FORMAT})
        holder.append(node)
        holder.set("count", str(len(formats) + 1))
        self.changed = True
        return number


def _inside(xf: Any) -> list[tuple[str, dict[str, str]]]:
    return [(str(node.tag), dict(node.attrib)) for node in xf]
