"""How the workbook looks: colours, fonts, sizes. Every pair of text and ground has a contrast of 4.5 : 1 or more."""

FONT = "Calibri"
INK = "1F2933"
MUTED = "52606D"
LINK = "0B5CAD"
SERVICE_HEADER = ("E4E7EB", "323F4B")
"""Ground and text of the headers of columns that the service writes."""
PEOPLE_HEADER = ("1E7B4F", "FFFFFF")
PEOPLE_CELL = "F3FAF6"
"""A breath of green under the cells that people fill in."""
LINE = "D9DFE5"
TITLE = "14505C"
TEAL = {"A": ("0F766E", "FFFFFF"), "B": ("5CB8AE", "0B3B38"), "C": ("CFEDE9", "0B4A45")}
"""Grades: three teals, strongest for the closest."""
STATES = {
    "overdue": ("FAD4D0", "8C1D18"),
    "due": ("FDE9BF", "7A4B00"),
    "waiting": ("D6E6FA", "134A86"),
    "helping": ("D5F0DC", "14532D"),
    "off": ("F1F3F5", "6B7280"),
}
TAB_COLOURS = {
    "start": "14505C",
    "today": "C2410C",
    "outreach": "0F766E",
    "targets": "0F766E",
    "people": "0F766E",
    "review": "B7791F",
    "paths": "7B8794",
    "log": "1E7B4F",
    "dashboard": "14505C",
    "settings": "7B8794",
    "sync_log": "7B8794",
}
SERIES = ("0F766E", "5CB8AE", "C9A227")
"""Chart colours, in order."""
