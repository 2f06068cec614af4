"""Builds LinkedIn exports for the tests: the bytes LinkedIn would send, or what happened to them on the way."""

import os
import zipfile
from pathlib import Path

from syncer.core.model import Record, Snapshot
from syncer.sources.linkedin import LinkedIn
from syncer.sources.reading.limits import Limits

PREAMBLE = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You '
    'will only see email addresses for connections who have allowed their connections to see or download them"\n\n'
)
HEADER_6 = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
HEADER_7 = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
)
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
RECOMMENDATIONS = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
RECEIVED = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"
GIVEN = RECEIVED.replace("Endorser", "Endorsee")
PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter "
    "Handles,Websites,Instant Messengers\n"
)
ANN = "Ann,Lee,https://www.linkedin.com/in/ann-lee,,Acme,Engineer,08 Feb 2026\n"
BOB = "Bob,Ray,https://www.linkedin.com/in/bob-ray,bob@example.com,Initech,Manager,01 Jan 2024\n"
PLAIN = PREAMBLE + HEADER_7 + ANN + BOB
WRITTEN = 1_793_534_400  # 2026-11-01 UTC
URL = "https://www.linkedin.com/in/"


def zipped(
    folder: Path, members: dict[str, str | bytes], name: str = "Basic_LinkedInDataExport_09-23-2026.zip"
) -> Path:
    """An archive with these members."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return path


def bare(folder: Path, content: str | bytes, name: str = "Connections.csv") -> Path:
    """A file by itself, written on 1 November 2026."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(path, (WRITTEN, WRITTEN))
    return path


def fetch(path: Path, limits: Limits | None = None) -> Snapshot:
    """What the source makes of it; every row is accounted for, or the test fails here."""
    snapshot = LinkedIn("mine", path, limits or Limits()).fetch()
    accounted = len(snapshot.records) + snapshot.merged + len(snapshot.rejected) + sum(snapshot.skipped.values())
    assert snapshot.records_in == accounted
    assert len({record.ref for record in snapshot.records}) == len(snapshot.records)
    return snapshot


def with_files(folder: Path, connections: str = PLAIN, **files: str) -> Snapshot:
    """The snapshot of an archive with these siblings beside its connections; ``__`` in a name is a space."""
    members = {name.replace("__", " ") + ".csv": content for name, content in files.items()}
    return fetch(zipped(folder, {"Connections.csv": connections, **members}))


def by_slug(snapshot: Snapshot) -> dict[str, Record]:
    """Records by key."""
    return {record.ref.key: record for record in snapshot.records}
