"""Settings -> concrete sources, workbook, linker, clock. The only folder that names adapters."""
