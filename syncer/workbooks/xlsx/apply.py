"""Carries out a plan on the parts of a workbook: the bytes that were read go in, the bytes to save come out.

The last line of defence: a cell of a person's column in a row that exists is never written, whatever the plan says;
but for the one cell that the person types by way of a command.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from syncer.core.workbook import layout
from syncer.core.workbook.layout import BY_KEY, Column, Tab
from syncer.core.workbook.plan import (
    AddColumns,
    AddTab,
    AdoptRow,
    AppendRow,
    Edit,
    Plan,
    ReplaceTab,
    SetCell,
    TypeCell,
)
from syncer.core.workbook.state import Row, Value
from syncer.errors import Conflict, WorkbookError
from syncer.workbooks.xlsx import cells, parts, structure, tail
from syncer.workbooks.xlsx.book import NAME_PREFIX, rels_name
from syncer.workbooks.xlsx.look import row_height
from syncer.workbooks.xlsx.parts import Draft
from syncer.workbooks.xlsx.purge import purge
from syncer.workbooks.xlsx.reading import IDENTITY_KEY, Located, Seen
from syncer.workbooks.xlsx.sheetxml import SheetXml
from syncer.workbooks.xlsx.start import line_height, style_names
from syncer.workbooks.xlsx.styles import Styles

_MEMORY_PIECE = 16_000
"""Characters of memory text in one cell (a character may count twice); longer text goes on in the next cell."""


def apply(seen: Seen, plan: Plan, workbook_id: str) -> bytes:
    """The file after the plan. ``Conflict`` if it is not as the plan saw it, ``WorkbookError`` if it cannot be done."""
    return _Commit(seen, workbook_id).run(plan)


class _Commit:
    """One commit: sheets, styles and workbook part are opened once, when the first edit needs them."""

    def __init__(self, seen: Seen, workbook_id: str) -> None:
        self.seen, self.book, self.workbook_id = seen, seen.book, workbook_id
        self.draft = Draft(seen.package)
        self.date1904 = seen.book.date1904
        self.sheets: dict[str, SheetXml] = {}
        self.ends: dict[str, int] = {}
        self.links: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.unlinked: dict[str, set[str]] = defaultdict(set)
        self.column_styles: dict[str, dict[int, str]] = {}
        styles = next((part for part, kind in self.book.kinds.items() if kind.endswith("/styles")), "")
        self.styles_part = styles
        self.styles = Styles(seen.package.read(styles)) if styles else None
        self._rows: dict[str, dict[str, list[Row]]] = {}

    def run(self, plan: Plan) -> bytes:
        by_tab: dict[str, list[Edit]] = defaultdict(list)
        for edit in plan.edits:
            if isinstance(edit, AddTab):
                if edit.tab in self.seen.located:
                    raise Conflict(f"the tab {BY_KEY[edit.tab].title} is there again.")
                structure.add_tab(self.book, self.styles, self.draft, edit.tab)
            else:
                by_tab[edit.tab].append(edit)
        for key, edits in by_tab.items():
            tab, place = BY_KEY[key], self._place(key)
            self._change_rows(tab, place, [edit for edit in edits if isinstance(edit, SetCell | AdoptRow | TypeCell)])
            for replacement in (edit for edit in edits if isinstance(edit, ReplaceTab)):
                self._replace(tab, place, replacement.rows)
            self._append(tab, place, [edit for edit in edits if isinstance(edit, AppendRow)])
            for added in (edit for edit in edits if isinstance(edit, AddColumns)):
                structure.add_columns(self.book, self.styles, self._sheet(place), place, tab, added.columns)
        self._memory(plan.memory, any(isinstance(edit, AddColumns) for edit in plan.edits))
        self._close()
        if plan.purge:
            purge(self.book, self.draft)
        return self.draft.bytes()

    # --- rows that are there ---------------------------------------------------------------------------------------

    def _change_rows(self, tab: Tab, place: Located, edits: Sequence[SetCell | AdoptRow | TypeCell]) -> None:
        changes: dict[int, dict[int, str]] = defaultdict(dict)
        contents: dict[int, dict[str, Value]] = {}
        for edit in sorted(edits, key=lambda edit: isinstance(edit, SetCell)):  # a row just adopted may be written
            column_key = tab.id_column if isinstance(edit, AdoptRow) else edit.column
            row, value = self._adopted(tab, edit) if isinstance(edit, AdoptRow) else self._existing(tab, edit)
            column = self._column(tab, place, column_key)
            ref = f"{cells.letters(column)}{row.number}"
            if isinstance(edit, TypeCell) and self._sheet(place).has_formula(row.number, column):
                raise Conflict(f"{tab.title}, {ref} holds a formula of yours.")
            style = self._sheet(place).style_of(row.number, column)
            if style is None:
                style = self._style(tab, place, column)
            contents.setdefault(row.number, dict(row.cells))[column_key] = value
            changes[row.number][column] = self._cell(tab, tab.column(column_key), ref, style, value)
            if isinstance(edit, SetCell) and (value == "" or tab.column(column_key).kind == "link"):
                self._relink(place, ref, edit.link or value)
        for number, made in changes.items():
            self._sheet(place).set_cells(number, made, row_height(tab, contents[number]))

    def _existing(self, tab: Tab, edit: SetCell | TypeCell) -> tuple[Row, Value]:
        if isinstance(edit, SetCell) and not layout.may_write(edit.tab, edit.column):
            raise WorkbookError(
                f"a plan tried to write {tab.title}, {tab.column(edit.column).header}, which belongs to people. This "
                "is a fault of syncer; nothing was written.",
                code="E-PEOPLES-COLUMN",
            )
        if isinstance(edit, TypeCell) and not layout.may_type(edit.tab, edit.column):
            raise WorkbookError(
                f"a command tried to type into {tab.title}, {tab.column(edit.column).header}, which is syncer's. This "
                "is a fault of syncer; nothing was written.",
                code="E-SYNCERS-COLUMN",
            )
        rows = self._by_id(edit.tab).get(edit.row_id, [])
        if len(rows) != 1 or not cells.same(rows[0].cells.get(edit.column, ""), edit.old):
            raise Conflict(f"{tab.title} changed since it was read: a row or cell is not as it was.")
        return rows[0], edit.new

    def _adopted(self, tab: Tab, edit: AdoptRow) -> tuple[Row, Value]:
        row = next((row for row in self._by_id(edit.tab).get("", []) if row.number == edit.number), None)
        if (
            row is None
            or edit.row_id in self._by_id(edit.tab)
            or row.row_id
            or _filled(row.cells) != _filled(edit.expect)
        ):
            raise Conflict(f"{tab.title} changed since it was read: the row to adopt is not as it was.")
        self._by_id(edit.tab)[edit.row_id].append(row)
        return row, edit.row_id

    def _by_id(self, key: str) -> dict[str, list[Row]]:
        if key not in self._rows:
            self._rows[key] = defaultdict(list)
            state = self.seen.state.tabs.get(key)
            for row in state.rows if state else ():
                self._rows[key][row.row_id].append(row)
        return self._rows[key]

    # --- new rows --------------------------------------------------------------------------------------------------

    def _append(self, tab: Tab, place: Located, edits: Sequence[AppendRow]) -> None:
        if tab.id_column and any(edit.row_id in self._by_id(tab.key) for edit in edits):
            raise Conflict(f"{tab.title} changed since it was read: a new row's id stands there already.")
        sheet = self._sheet(place)
        start = self.ends.get(tab.key, max(place.last_row, place.header_row))
        bare = bool(edits) and sheet.bare
        for number, edit in enumerate(edits, start + 1):
            values = {**edit.cells, **({tab.id_column: edit.row_id} if tab.id_column else {})}
            linked = [
                key
                for key, url in edit.links.items()
                if key in place.columns and values.get(key, "") != "" and tail.safe_link(url)
            ]
            self._write_row(tab, place, number, values, linked, bare)
            for key in linked:
                self.links[place.sheet.part].append((f"{cells.letters(place.columns[key])}{number}", edit.links[key]))
        if edits:
            self._grow(tab, place, start, start + len(edits))

    def _write_row(
        self, tab: Tab, place: Located, number: int, values: Mapping[str, Value], linked: Sequence[str], bare: bool
    ) -> None:
        made: dict[int, str] = {}
        for column in tab.columns:
            value, at = values.get(column.key, ""), place.columns.get(column.key)
            if at is None or (value == "" and not bare):
                continue
            style = self._style(tab, place, at)
            if self.styles and column.key in linked:
                style = self.styles.linked(style)
            made[at] = self._cell(tab, column, f"{cells.letters(at)}{number}", style, value)
        self._sheet(place).set_cells(number, made, row_height(tab, values))

    def _grow(self, tab: Tab, place: Located, old_last: int, new_last: int) -> None:
        sheet = self._sheet(place)
        self.ends[tab.key] = new_last
        sheet.tail = tail.stretch_rules(sheet.tail, old_last, new_last)
        sheet.tail, span = tail.stretch_filter(sheet.tail, place.header_row, new_last)
        if span:
            self.book.filter_range(place.sheet.index, span)
        sheet.grow_dimension(new_last, max(place.columns.values(), default=1))
        for part in self._tables(place):
            self.draft.put(part, tail.stretch_table(self.draft.read(part), old_last, new_last))

    def _tables(self, place: Located) -> list[str]:
        name = rels_name(place.sheet.part)
        return parts.related(self.draft, place.sheet.part, "/table") if name in self.draft else []

    # --- whole tabs ------------------------------------------------------------------------------------------------

    def _replace(self, tab: Tab, place: Located, rows: Sequence[Mapping[str, Value]]) -> None:
        if not tab.whole:
            raise WorkbookError(f"{tab.title} is not syncer's to rewrite; nothing was written.", code="E-PEOPLES-TAB")
        sheet = self._sheet(place)
        first = place.header_row + 1
        for number in range(first, max(place.last_row, place.header_row + len(rows)) + 1):
            values = rows[number - first] if number - first < len(rows) else {}
            looks = self._page_looks(number, values) if tab is layout.START else {}
            made: dict[int, str] = {}
            for key, column in place.columns.items():
                value, style = values.get(key, ""), sheet.style_of(number, column)
                if value == "" and style is None and key not in looks:
                    continue
                style = self._style(tab, place, column) if style is None else style
                ref = f"{cells.letters(column)}{number}"
                made[column] = self._cell(tab, tab.column(key), ref, looks.get(key, style), value)
            if made:
                tall = line_height(number, values) if tab is layout.START else row_height(tab, values)
                sheet.set_cells(number, made, tall)
        if place.header_row + len(rows) > place.last_row:
            self._grow(tab, place, max(place.last_row, first), place.header_row + len(rows))

    def _page_looks(self, number: int, values: Mapping[str, Value]) -> dict[str, str]:
        """Style indexes for a line of Start here, as far as the file still has the named styles."""
        if self.styles is None:
            return {}
        found = {key: self.styles.named(name) for key, name in style_names(number, values).items()}
        return {key: index for key, index in found.items() if index is not None}

    # --- memory ----------------------------------------------------------------------------------------------------

    def _memory(self, changes: Mapping[str, str | None], upgraded: bool) -> None:
        if not changes and not upgraded:
            return
        state = self.seen.state
        lines = {key: text for key, text in {**state.memory, **changes}.items() if text is not None}
        reached = layout.LAYOUT_VERSION if upgraded or not state.layout else state.layout
        identity = json.dumps({"layout": reached, "workbook_id": self.workbook_id}, sort_keys=True)
        sheet = self.book.sheet(layout.MEMORY_TAB)
        part = sheet.part if sheet else parts.add_sheet(self.book, self.draft, layout.MEMORY_TAB, hidden=True)
        xml = SheetXml(self.draft.read(part))
        numbered = enumerate([(IDENTITY_KEY, identity), *sorted(lines.items())], 1)
        xml.replace_rows(1, [_memory_row(number, key, text) for number, (key, text) in numbered])
        xml.grow_dimension(len(lines) + 1, 2)
        self.draft.put(part, xml.xml())

    # --- the parts -------------------------------------------------------------------------------------------------

    def _place(self, key: str) -> Located:
        if key not in self.seen.located:
            raise WorkbookError(f"the tab {BY_KEY[key].title} is missing.", code="E-TAB-MISSING")
        return self.seen.located[key]

    def _column(self, tab: Tab, place: Located, key: str) -> int:
        if key not in place.columns:
            raise Conflict(f"{tab.title}: the column {tab.column(key).header} is no longer there.")
        return place.columns[key]

    def _sheet(self, place: Located) -> SheetXml:
        part = place.sheet.part
        if part not in self.sheets:
            self.sheets[part] = SheetXml(self.draft.read(part))
        return self.sheets[part]

    def _style(self, tab: Tab, place: Located, column: int) -> str:
        if tab.key not in self.column_styles:
            wanted = sorted(place.columns.values())
            self.column_styles[tab.key] = self._sheet(place).styles(wanted, place.last_row)
        return self.column_styles[tab.key].get(column, "")

    def _cell(self, tab: Tab, column: Column, ref: str, style: str, value: Value) -> str:
        if isinstance(value, str):
            if len(value) > cells.SURELY_SHORT:
                cells.refuse_long(value, f"{tab.title}, {column.header}")
            if self.styles and cells.formula_like(value):
                style = self.styles.quoted(style)
        elif self.styles and not isinstance(value, bool | int | float):
            style = self.styles.dated(style)
        return cells.cell_xml(ref, style, value, self.date1904)

    def _relink(self, place: Located, ref: str, value: Value) -> None:
        """A link cell that changes, and any cell that is emptied, loses the old link; it gets the new one if it may."""
        self.unlinked[place.sheet.part].add(ref)
        if isinstance(value, str) and tail.safe_link(value):
            self.links[place.sheet.part].append((ref, value))

    def _close(self) -> None:
        for part, sheet in self.sheets.items():
            if self.unlinked[part]:
                sheet.tail = tail.drop_links(sheet.tail, self.unlinked[part])
            if self.links[part]:
                name = rels_name(part)
                rels = self.draft.read(name) if name in self.draft else None
                sheet.tail, made = tail.add_links(sheet.tail, rels, self.links[part], sheet.prefix)
                self.draft.put(name, made)
            self.draft.put(part, sheet.xml())
        if any(sheet.dropped_formula for sheet in self.sheets.values()):
            parts.drop_calculation_chain(self.book, self.draft)
        if self.styles and self.styles.changed:
            self.draft.put(self.styles_part, self.styles.xml())
        self._mend_names()
        self.book.recalculate()
        self.draft.put(self.book.part, self.book.xml())

    def _mend_names(self) -> None:
        """Mark columns again whose name was lost, broken or left behind, where their header told which they are."""
        names = self.book.names()
        for key, place in self.seen.located.items():
            for column, number in place.columns.items():
                if names.get(f"{key}.{column}") != (place.sheet.title, number):
                    letter = cells.letters(number)
                    self.book.add_name(f"{NAME_PREFIX}{key}.{column}", place.sheet.title, f"${letter}:${letter}")


def _filled(values: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in values.items() if value != ""}


def _memory_row(number: int, key: str, text: str) -> bytes:
    pieces = [text[start : start + _MEMORY_PIECE] for start in range(0, len(text), _MEMORY_PIECE)] or [""]
    made = [cells.cell_xml(f"A{number}", "", key)]
    made += [cells.cell_xml(f"{cells.letters(column)}{number}", "", piece) for column, piece in enumerate(pieces, 2)]
    return f'<row r="{number}">{"".join(made)}</row>'.encode()
