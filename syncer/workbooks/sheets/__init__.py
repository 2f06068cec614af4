"""The workbook as a Google Sheet: reading, encoding, guards, set-up. ``syncer.workbooks.google`` puts it together."""
