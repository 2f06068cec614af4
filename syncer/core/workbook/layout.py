"""Which tabs and columns the workbook has, who owns each, and what the headers say. Headers are fixed.

A column belongs to people or to the service. Service columns are facts (typing over one is an override), pins
(typing pins it) or derived (typing over one is kept until cleared, and feeds nothing).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

LAYOUT_VERSION = 1
MEMORY_TAB = "_syncer"


class Owner(StrEnum):
    """Who writes a column, and what it means when the other side does."""

    PEOPLE = "people"
    FACT = "fact"
    PIN = "pin"
    DERIVED = "derived"
    ID = "id"


Kind = Literal["text", "number", "date", "link"]


@dataclass(frozen=True, slots=True)
class Column:
    """One managed column. ``width`` in characters; ``note`` stands on the header; ``choices`` make a dropdown."""

    key: str
    header: str
    owner: Owner
    kind: Kind = "text"
    width: int = 14
    note: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tab:
    """One managed tab. ``id_prefix`` opens the ids of its rows; ``""`` where rows have none (see ``id_column``).

    ``whole``: wholly the service's, rewritten in place. ``header``: row 1 holds the headers.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    id_prefix: str = ""
    id_column: str = ""
    whole: bool = False
    header: bool = True

    def column(self, key: str) -> Column:
        """The column with this key; KeyError if there is none."""
        return next(column for column in self.columns if column.key == key)


GRADES = ("A", "B", "C")
STATUSES = (
    "To contact",
    "Contacted",
    "Waiting",
    "Replied",
    "Meeting set",
    "Met",
    "Helping",
    "Introduced me",
    "No answer",
    "Declined",
    "Snoozed",
    "Do not contact",
)
STAGES = ("Researching", "Networking", "Applied", "Interviewing", "Offer", "Closed")
POSTINGS = ("Fresh relevant role", "Open role", "None", "Hiring freeze")
ANSWERS = ("Same person", "Different people", "Same company", "Different company", "Keep mine", "Use new", "Ignore")
LIVE_STATUSES = ("Contacted", "Waiting", "Replied", "Meeting set", "Helping")

_P, _F, _D = Owner.PEOPLE, Owner.FACT, Owner.DERIVED
_ID = Column("_id", "_id", Owner.ID, width=14, note="The row's own mark. Leave it; it keeps your notes with this row.")
_GRADE_NOTE = "A: family and good friends. B: you know them very well. C: fairly well, would return a call."

START = Tab(
    "start",
    "Start here",
    (Column("text", "", _D, width=34), Column("detail", "", _D, width=90)),
    whole=True,
    header=False,
)
TODAY = Tab(
    "today",
    "Today",
    (
        Column("order", "Order", _D, "number", 7),
        Column("what", "What", _D, width=20),
        Column("name", "Name", _D, width=22),
        Column("target", "Target", _D, width=18),
        Column("why", "Why", _D, width=60),
        Column("ask", "Suggested ask", _D, width=46),
        Column("channel", "Channel", _D, width=12),
        Column("due", "Due", _D, "date", 12),
    ),
    whole=True,
)
OUTREACH = Tab(
    "outreach",
    "Outreach",
    (
        Column(
            "rank", "Rank", _D, "number", 7, "Place on the list; 1 is next. Rows stay where they are: sort by this."
        ),
        Column("name", "Name", _F, width=24),
        _ID,
        Column("score", "Score", _D, "number", 8, "0 to 100; `syncer explain NAME` shows every part."),
        Column("target", "Target", Owner.PIN, width=18, note="Type another target here to pin it."),
        Column("path", "Path", _D, width=22),
        Column("position", "Position", _F, width=28),
        Column("employer", "Employer", _F, width=22),
        Column("grade", "Know them", _P, width=11, note=_GRADE_NOTE, choices=GRADES),
        Column("status", "Status", _P, width=15, note="Where the conversation stands.", choices=STATUSES),
        Column("why", "Why", _D, width=64),
        Column("ask", "Suggested ask", _D, width=46),
        Column("channel", "Channel", _D, width=12),
        Column("evidence", "Evidence", _D, width=12, note="How sure the path is: Confirmed, Likely or Potential."),
        Column("last_contact", "Last contact", _P, "date", 13, "When you last spoke, if not the day you set Status."),
        Column("next_action", "Next action", _P, width=22),
        Column("next_date", "Next date", _P, "date", 12),
        Column("snooze_until", "Snooze until", _P, "date", 13, "Off the list until this day."),
        Column("owner", "Owner", _P, width=12, note="Who takes this one, where several people share the sheet."),
        Column("notes", "Notes", _P, width=40),
        Column("suggested_next", "Suggested next", _D, width=26),
        Column("suggested_date", "Suggested date", _D, "date", 14),
        Column("also_for", "Also useful for", _D, width=24),
        Column("grade_used", "Grade used", _D, width=11, note="Which grade counts: the newest of Outreach and People."),
        Column("off_list", "Off list", _D, width=24, note="Why this row is no longer on the list."),
        Column("since", "Since", _D, "date", 12, "The day this person came on the list."),
        Column("data_as_of", "Data as of", _D, "date", 12, "How old what the sources say is."),
    ),
    id_prefix="p_",
    id_column="_id",
)
TARGETS = Tab(
    "targets",
    "Targets",
    (
        Column("company", "Company", _P, width=22, note="A company where you want to work; add your own below."),
        Column("_id", "_id", Owner.ID, width=14, note=_ID.note),
        Column("domain", "Domain", _P, width=20, note="Their e-mail and web domain, such as acme.com."),
        Column("aliases", "Also known as", _P, width=24, note="Other names, separated by ;"),
        Column("motivation", "Motivation", _P, "number", 11, "1 to 5; 5 is where you most want to be.", tuple("54321")),
        Column("sought_role", "Sought role", _P, width=24, note="What you look for there; blank: as in Settings."),
        Column("role_link", "Open role link", _P, "link", 24),
        Column("posting", "Posting", _P, width=19, note="Is there an open role?", choices=POSTINGS),
        Column("stage", "Stage", _P, width=14, choices=STAGES),
        Column("size", "Size", _P, "number", 9, "Employees, roughly."),
        Column("notes", "Notes", _P, width=40),
        Column("insiders", "Insiders", _D, "number", 9, "People you know who work there now."),
        Column("former", "Former", _D, "number", 9, "People you know who worked there."),
        Column("bridges", "Bridges", _D, "number", 9, "People who may know someone there."),
        Column("best_person", "Best person", _D, width=22),
        Column("live", "Live outreaches", _D, "number", 12),
        Column("advocacy", "Advocacy", _D, width=11, note="Y when you have someone there (the A of LAMP)."),
        Column("next_step", "Next step", _D, width=40),
        Column("search_link", "Search link", _D, "link", 24),
        Column("no_one_yet", "No one yet", _D, width=44, note="Ways on where you know nobody."),
    ),
    id_prefix="t_",
    id_column="_id",
)
PEOPLE = Tab(
    "people",
    "People",
    (
        Column("name", "Name", _F, width=24),
        _ID,
        Column("employer", "Employer", _F, width=24),
        Column("position", "Position", _F, width=30),
        Column("email", "E-mail", _F, width=28),
        Column("phone", "Phone", _F, width=17),
        Column("linkedin", "LinkedIn", _F, "link", 30),
        Column("grade", "Know them", _P, width=11, note=_GRADE_NOTE, choices=GRADES),
        Column("how_known", "How I know them", _P, width=26),
        Column("knows_at", "Knows someone at", _P, width=24, note="Companies where they know someone, separated by ;"),
        Column("would_help", "Would help", _P, width=12, choices=("Yes", "Maybe", "No")),
        Column("keep_in_touch", "Keep in touch every", _P, "number", 13, "Days; blank: by grade (A 30, B 60, C 90)."),
        Column(
            "same_as", "Same person as", _P, width=16, note="The _id or exact name of the row that is the same person."
        ),
        Column("do_not_contact", "Do not contact", _P, width=13, choices=("Yes",)),
        Column("notes", "Notes", _P, width=40),
        Column("sources", "Sources", _D, width=20),
        Column("connected_on", "Connected on", _F, "date", 13),
        Column("former_employers", "Former employers", _F, width=30),
        Column("worked_together", "Worked together", _D, width=34),
        Column("last_seen", "Last seen in data", _D, "date", 14),
        Column("keep_in_touch_due", "Keep in touch due", _D, "date", 14),
        Column("changed", "New or changed", _D, width=24),
        Column("grade_used", "Grade used", _D, width=11),
    ),
    id_prefix="p_",
    id_column="_id",
)
REVIEW = Tab(
    "review",
    "Review",
    (
        Column("question", "Question", _D, width=60),
        Column("_id", "_id", Owner.ID, width=14, note=_ID.note),
        Column("about", "About", _D, width=26),
        Column("reason", "Reason", _D, width=50),
        Column("evidence", "Evidence", _D, width=50),
        Column("answer", "Answer", _P, width=20, note="Your answer is remembered for ever.", choices=ANSWERS),
    ),
    id_prefix="q_",
    id_column="_id",
)
PATHS = Tab(
    "paths",
    "Paths",
    (
        Column("target", "Target", _D, width=20),
        Column("person", "Person", _D, width=24),
        Column("through", "Through", _D, width=24),
        Column("path", "Path", _D, width=22),
        Column("evidence", "Evidence", _D, width=12),
        Column("words", "Words", _D, width=70),
    ),
    whole=True,
)
LOG = Tab(
    "log",
    "Log",
    (
        Column("date", "Date", _P, "date", 12),
        Column("_id", "_id", Owner.ID, width=14, note=_ID.note),
        Column("person", "Person", _P, width=24, note="Name or _id."),
        Column("target", "Target", _P, width=18),
        Column("what", "What", _P, width=24, choices=("Message", "Call", "Coffee", "Introduction", "Thanks", "Other")),
        Column("outcome", "Outcome", _P, width=24, choices=STATUSES),
        Column("by", "By", _P, width=12),
    ),
    id_prefix="l_",
    id_column="_id",
)
DASHBOARD = Tab("dashboard", "Dashboard", (), header=False)
SETTINGS = Tab(
    "settings",
    "Settings",
    (
        Column("setting", "Setting", Owner.ID, width=30),
        Column("value", "Value", _P, width=16, note="Blank: the default."),
        Column("default", "Default", _D, width=16),
        Column("meaning", "Meaning", _D, width=80),
    ),
    id_column="setting",
)
SYNC_LOG = Tab(
    "sync_log",
    "Sync log",
    (
        Column("when", "When", _D, width=20),
        Column("sources", "Sources", _D, width=40),
        Column("new", "New", _D, "number", 8),
        Column("changed", "Changed", _D, "number", 9),
        Column("kept", "Kept", _D, "number", 8),
        Column("warnings", "Warnings", _D, width=40),
        Column("calls", "Calls", _D, "number", 8),
        Column("seconds", "Seconds", _D, "number", 9),
        Column("version", "Version", _D, width=10),
    ),
    whole=True,
)

TABS = (START, TODAY, OUTREACH, TARGETS, PEOPLE, REVIEW, PATHS, LOG, DASHBOARD, SETTINGS, SYNC_LOG)

COUNCIL = Tab(
    "council",
    "Council",
    (
        Column(
            "member", "Member", _D, width=22, note="One line for each member who shares; set in their own settings."
        ),
        Column("_id", "_id", Owner.ID, width=14, note=_ID.note),
        Column("email", "E-mail", _D, width=28),
        Column("shares", "Shares", _D, width=18, note="What this member consents to, in their own settings only."),
        Column("opens", "Targets opened", _D, "number", 10, "Companies on the Targets tab where they know somebody."),
        Column("alone", "Only way to", _D, "number", 9, "Companies that nobody else of the council reaches."),
        Column("where", "Opens", _D, width=44, note="The companies, those that nobody else reaches first."),
        Column("notes", "Notes", _P, width=44),
    ),
    id_prefix="m_",
    id_column="_id",
)
COUNCIL_TARGETS = Tab(
    "council_targets",
    "Targets",
    (
        Column("company", "Company", _F, width=24, note="A company that somebody looks at; add your own below."),
        Column("_id", "_id", Owner.ID, width=14, note=_ID.note),
        Column("domain", "Domain", _F, width=20, note="Their e-mail and web domain, such as acme.com."),
        Column("aliases", "Also known as", _P, width=20, note="Other names, separated by ;"),
        Column("wanted_by", "Wanted by", _D, width=22),
        Column("opened_by", "Opened by", _D, width=30, note="Who knows how many people there, most first."),
        Column("now", "There now", _D, "number", 8, "People there now, over all members; one may be counted twice."),
        Column("before", "Worked there", _D, "number", 9),
        Column("gap", "Nobody yet", _D, width=44, note="Ways on where nobody of the council knows anybody."),
        Column("owner", "Owner", _P, width=14),
        Column("notes", "Notes", _P, width=40),
    ),
    id_prefix="t_",
    id_column="_id",
)
COUNCIL_PATHS = Tab(
    "council_paths",
    "Paths",
    (
        Column("company", "Target", _D, width=22),
        Column("_id", "_id", Owner.ID, width=14, note=_ID.note),
        Column("member", "Member", _D, width=20),
        Column("now", "There now", _D, "number", 8),
        Column("before", "Worked there", _D, "number", 9),
        Column("evidence", "Evidence", _D, width=12),
        Column("words", "Words", _D, width=56),
        Column("names", "Names", _D, width=34, note="Only what the member consents to; type yours in Asked by to ask."),
        Column("asked_by", "Asked by", _P, width=16, note="Who asks this member for an introduction."),
        Column("asked_on", "Asked on", _P, "date", 12),
        Column("outcome", "Outcome", _P, width=20, choices=("Asked", "Introduced", "Not now", "No")),
        Column("notes", "Notes", _P, width=40),
    ),
    id_prefix="w_",
    id_column="_id",
)
COUNCIL_TABS = (COUNCIL, COUNCIL_TARGETS, COUNCIL_PATHS)
"""The tabs of a council's shared workbook: no People, and nothing below what the members consent to."""

BY_KEY = {tab.key: tab for tab in (*TABS, *COUNCIL_TABS)}


def may_write(tab: str, column: str) -> bool:
    """Whether a scheduled run may write this column of an existing row."""
    return BY_KEY[tab].column(column).owner in (Owner.FACT, Owner.PIN, Owner.DERIVED)


def may_type(tab: str, column: str) -> bool:
    """Whether a command may type into this column of an existing row for the person who gave it."""
    return BY_KEY[tab].column(column).owner is Owner.PEOPLE
