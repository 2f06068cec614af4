"""Writes a LinkedIn archive with the bytes LinkedIn would send (shapes: the exports of 2026)."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import unquote

Row = Sequence[str]
NOTES = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You '
    "will only see email addresses for connections who have allowed their connections to see or download their email "
    "address using this setting https://www.linkedin.com/psettings/privacy/email. You can learn more here "
    'https://www.linkedin.com/help/linkedin/answer/261"\n\n'
)
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,"
    "ATTACHMENTS"
)
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
RECOMMENDATIONS = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status"
PREFERENCES = (
    "Locations,Industries,Company Employee Count,Preferred Job Types,Job Titles,Open To Recruiters,Dream Companies,"
    "Profile Shared With Job Poster,Job Title For Searching Fast Growing Companies,Introduction Statement,Phone Number,"
    "Job Seeker Activity Level,Preferred Start Time Range,Commute Preference Starting Address,Commute Preference "
    "Starting Time,Mode Of Transportation,Maximum Commute Duration,Open Candidate Visibility,Job Seeking Urgency Level"
)
MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
LINES = (
    "Lovely to hear from you! The heron at the lock says hello.",
    'Thanks, that helps a lot.\nShall we say "Thursday", around ten, at the usual place?',
    "Congratulations on the launch, well deserved.",
    "Sorry for the slow reply, it has been a marathon of a week;\nhow are you?",
    "Happy to compare notes on tooling, if you are still looking at it.",
    "Sending the slides tomorrow, promised.",
)
"""What the invented messages say. Counted by syncer, never kept: a test looks for these lines in what it writes."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Messages with one connection: how many each way and the day of the last."""

    name: str
    slug: str
    sent: int
    received: int
    last: date


def url(slug: str) -> str:
    """The profile address as Connections.csv writes it."""
    return f"https://www.linkedin.com/in/{slug}" if slug else ""


def bare_url(slug: str) -> str:
    """The profile address as endorsements write it: no scheme, raw letters."""
    return f"www.linkedin.com/in/{unquote(slug)}"


def table(header: str, rows: Iterable[Row], *, quote_all: bool = False) -> str:
    """A CSV as LinkedIn writes it: LF, minimal quotes (messages: all), no line end after the last row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return out.getvalue().removesuffix("\n")


def connections(rows: Iterable[Row]) -> str:
    """Connections.csv with the three lines before its header."""
    return NOTES + table(CONNECTIONS, rows)


def day(value: date) -> str:
    """``08 Feb 2026``, English whatever the locale."""
    return f"{value.day:02d} {MONTHS[3 * value.month - 3 : 3 * value.month]} {value.year}"


def stamp(value: datetime) -> str:
    """``1/29/26, 2:37 PM``, as invitations and saved jobs write it."""
    return (
        f"{value.month}/{value.day}/{value:%y}, {value.hour % 12 or 12}:{value:%M} {'AM' if value.hour < 12 else 'PM'}"
    )


def messages(me: tuple[str, str], talks: Iterable[Talk]) -> list[Row]:
    """The rows of messages.csv, newest first within a talk: replies alternate until one side has said all it has."""
    rows: list[Row] = []
    for number, talk in enumerate(talks):
        them = (talk.name, url(talk.slug))
        moment = datetime.combine(talk.last, time(8 + number % 9, number * 7 % 60))
        sent, received = talk.sent, talk.received
        while sent or received:
            mine = sent > received or (sent == received and number % 2 == 0)
            sent, received = (sent - 1, received) if mine else (sent, received - 1)
            one, other = (me, them) if mine else (them, me)
            line = LINES[(number + sent + received) % len(LINES)]
            when = f"{moment:%Y-%m-%d %H:%M:%S} UTC"
            rows.append((f"2-conv{number:04d}", "", *one, *other, when, "", line, "INBOX", ""))
            moment -= timedelta(days=1 + (number + sent) % 9, minutes=13)
    return rows


def advert(moment: str, me: tuple[str, str]) -> Row:
    """A sponsored message: no sender's profile, HTML content. No tie to anybody."""
    content = '<p class="spinmail-quill-editor__spin-break">Hello, boost your career</p>'
    return ("2-ad0001", "Sponsored Conversation", "LinkedIn Member", "", *me, moment, "", content, "INBOX", "")


def archive(path: Path, members: dict[str, str], made: date) -> None:
    """The ZIP: members at its root in this order, each with the day of the export, so that it can be made again."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in members.items():
            info = zipfile.ZipInfo(name, (made.year, made.month, made.day, 9, 30, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            zipped.writestr(info, text.encode())
