"""Hands at LibreOffice's keyboard, by way of UNO. Run by the system's Python, which has ``uno``; see ``hands.py``.

Reads one JSON list a line, ``[act, argument, ...]``, and answers each with one JSON line: the result, or
``{"error": ...}``. Rows and columns count from 0, as LibreOffice counts.
"""

import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import CellRangeAddress, TableSortField

EXCEL = "Calc MS Excel 2007 XML"


def option(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Keyboard:
    def __init__(self, pipe):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(240):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(0.25)
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.book = None

    def open(self, path):
        url = uno.systemPathToFileUrl(path)
        self.book = self.desktop.loadComponentFromURL(url, "_blank", 0, (option("Hidden", True),))
        return [sheet.Name for sheet in self.book.Sheets]

    def save(self):
        self.book.storeToURL(self.book.URL, (option("FilterName", EXCEL), option("Overwrite", True)))

    def close(self):
        self.book.close(True)

    def quit(self):
        self.desktop.terminate()

    # --- looking ---------------------------------------------------------------------------------------------------

    def rows(self, tab):
        return [list(row) for row in self._used(tab).getDataArray()]

    def header(self, tab):
        return list(self._sheet(tab).getCellRangeByPosition(0, 0, self._width(tab), 0).getDataArray()[0])

    def values(self, tab, column):
        last = self._used(tab).RangeAddress.EndRow
        return [line[0] for line in self._sheet(tab).getCellRangeByPosition(column, 0, column, last).getDataArray()]

    def look(self, tab, column, row):
        cell = self._cell(tab, column, row)
        bold = [part.CharWeight > 100 for line in cell.createEnumeration() for part in line.createEnumeration()]
        return {"text": cell.String, "formula": cell.Formula, "note": cell.Annotation.String, "bold": bold}

    def charts(self, tab):
        return list(self._sheet(tab).Charts.ElementNames)

    # --- typing ----------------------------------------------------------------------------------------------------

    def type(self, tab, column, row, value):
        cell = self._cell(tab, column, row)
        if isinstance(value, str):
            cell.setString(value)
        else:
            cell.setValue(value)

    def type_down(self, tab, column, texts):
        for number, text in enumerate(texts, 1):
            self._cell(tab, column, number).setString(text)

    def formula(self, tab, column, row, text):
        self._cell(tab, column, row).setFormula(text)

    def comment(self, tab, column, row, text):
        address = self._cell(tab, column, row).CellAddress
        self._sheet(tab).Annotations.insertNew(address, text)

    def rich(self, tab, column, row, plain, bold):
        cell = self._cell(tab, column, row)
        cell.setString(plain + bold)
        cursor = cell.createTextCursor()
        cursor.gotoStart(False)
        cursor.goRight(len(plain), False)
        cursor.gotoEnd(True)
        cursor.CharWeight = 150.0

    # --- rows and columns ------------------------------------------------------------------------------------------

    def sort(self, tab, by, down, first=0, last=None):
        """Sort the rows below the header by one column; ``first`` to ``last``: only this block of columns."""
        used = self._used(tab).RangeAddress
        last = used.EndColumn if last is None else last
        block = self._sheet(tab).getCellRangeByPosition(first, 1, last, used.EndRow)
        field = TableSortField()
        field.Field, field.IsAscending = by - first, not down
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        uno.invoke(block, "sort", ((option("SortFields", fields), option("ContainsHeader", False)),))

    def insert_rows(self, tab, row, count):
        self._sheet(tab).Rows.insertByIndex(row, count)

    def delete_rows(self, tab, row, count):
        self._sheet(tab).Rows.removeByIndex(row, count)

    def insert_columns(self, tab, column, count):
        self._sheet(tab).Columns.insertByIndex(column, count)

    def delete_columns(self, tab, column, count):
        self._sheet(tab).Columns.removeByIndex(column, count)

    def move_row(self, tab, row, to):
        """Cut a row and paste it into a new row further up."""
        self.insert_rows(tab, to, 1)
        self._move(tab, (0, row + 1, self._width(tab), row + 1), (0, to))
        self.delete_rows(tab, row + 1, 1)

    def copy_row(self, tab, row):
        self.insert_rows(tab, row + 1, 1)
        target = self._cell(tab, 0, row + 1).CellAddress
        self._sheet(tab).copyRange(target, self._span(tab, (0, row, self._width(tab), row)))

    def move_column(self, tab, column, to):
        """Cut a column and paste it into a new column further left."""
        self.insert_columns(tab, to, 1)
        self._move(tab, (column + 1, 0, column + 1, self._used(tab).RangeAddress.EndRow), (to, 0))
        self.delete_columns(tab, column + 1, 1)

    def cut_row_to(self, tab, row, other):
        span = self._span(tab, (0, row, self._width(tab), row))
        self._sheet(other).moveRange(self._cell(other, 0, 1).CellAddress, span)
        self.delete_rows(tab, row, 1)

    # --- tabs, charts, undo ----------------------------------------------------------------------------------------

    def rename_tab(self, tab, title):
        self._sheet(tab).Name = title

    def add_tab(self, title):
        self.book.Sheets.insertNewByName(title, self.book.Sheets.Count)

    def copy_tab(self, tab, title):
        self.book.Sheets.copyByName(tab, title, self.book.Sheets.Count)

    def delete_tab(self, tab):
        self.book.Sheets.removeByName(tab)

    def chart(self, tab, name, span):
        from com.sun.star.awt import Rectangle

        self._sheet(tab).Charts.addNewByName(name, Rectangle(1000, 1000, 8000, 6000), (self._span(tab, span),), 1, 0)

    def hide_filtered(self, tab, column, text):
        from com.sun.star.sheet import TableFilterField
        from com.sun.star.sheet.FilterOperator import EQUAL

        block = self._used(tab)
        wanted = block.createFilterDescriptor(True)
        field = TableFilterField()
        field.Field, field.Operator, field.StringValue = column, EQUAL, text
        wanted.ContainsHeader = True
        wanted.setFilterFields((field,))
        block.filter(wanted)

    def undo(self):
        self.book.UndoManager.undo()

    # --- inside ----------------------------------------------------------------------------------------------------

    def _sheet(self, tab):
        return self.book.Sheets.getByName(tab)

    def _cell(self, tab, column, row):
        return self._sheet(tab).getCellByPosition(column, row)

    def _used(self, tab):
        cursor = self._sheet(tab).createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        return self._sheet(tab).getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)

    def _width(self, tab):
        return self._used(tab).RangeAddress.EndColumn

    def _span(self, tab, corners):
        made = CellRangeAddress()
        made.Sheet = self._sheet(tab).RangeAddress.Sheet
        made.StartColumn, made.StartRow, made.EndColumn, made.EndRow = corners
        return made

    def _move(self, tab, corners, to):
        self._sheet(tab).moveRange(self._cell(tab, *to).CellAddress, self._span(tab, corners))


def main():
    keyboard = Keyboard(sys.argv[1])
    for line in sys.stdin:
        act, *arguments = json.loads(line)
        try:
            answer = getattr(keyboard, act)(*arguments)
        except Exception as error:
            answer = {"error": f"{act}: {type(error).__name__} {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
