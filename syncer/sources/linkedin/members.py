"""Which files of a LinkedIn export are read, whatever they are called this year, and which are never opened.

Reading goes by an allow-list: receipts, logins, security challenges, verifications, identity, ad targeting and
inferences are not on it, so nothing can open them. Names and their traps: input formats, section 2.
"""

import re
from pathlib import PurePosixPath

from syncer.core.model import Place
from syncer.errors import SourceError
from syncer.sources.reading.archive import Archive
from syncer.sources.reading.head import Head
from syncer.sources.reading.refusal import listing, refuse, word

CONNECTIONS = "connections"
MESSAGES = "messages"
_KEYS = frozenset(
    {
        *(CONNECTIONS, MESSAGES, "invitations", "notes", "profile", "email addresses", "positions", "education"),
        *("recommendations received", "recommendations given"),
        *("endorsement received info", "endorsement given info"),
        *("company follows", "saved jobs", "job applications", "job seeker preferences"),
    }
)
_ALLOWED = {key.replace(" ", ""): key for key in _KEYS}
_NUMBER = re.compile(r"(?:_\d+| \(\d+\))+$")
_PREAMBLE = "When exporting your connection data"


def member_key(name: str) -> str:
    """Which file of the export a member is, or ``""`` for one that is not read.

    Folder, case, spaces, underscores and a trailing ``_<digits>`` or `` (1)`` do not count.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if path.suffix.casefold() != ".csv" or path.name.startswith(".") or "__MACOSX" in path.parts:
        return ""
    stem = _NUMBER.sub("", path.stem)
    return _ALLOWED.get(stem.casefold().replace(" ", "").replace("_", ""), "")


def find_members(archive: Archive) -> dict[str, tuple[str, ...]]:
    """The readable members by what they are. Exactly one Connections is needed; its folder is the export's.

    ``SourceError``: E-LI-NO-CONNECTIONS, E-LI-MANY-CONNECTIONS.
    """
    known = [(member_key(name), name) for name in archive.names]
    connections = [name for key, name in known if key == CONNECTIONS]
    if not connections:
        raise _none(archive)
    if len(connections) > 1:
        found = f"{len(connections)} files Connections.csv: {listing(connections)}"
        remedy = "Give the one that counts, or an archive that holds one."
        raise refuse("E-LI-MANY-CONNECTIONS", Place(archive.path.name), found, remedy)
    folder = str(PurePosixPath(connections[0]).parent)
    inside = "" if folder == "." else folder + "/"
    members: dict[str, tuple[str, ...]] = {}
    for key, name in known:
        if key and name.startswith(inside):
            members[key] = (*members.get(key, ()), name)
    return members


def claims(head: Head) -> bool:
    """Whether a file is a LinkedIn export by its content: an archive or folder of one, or one of its CSV files.

    A part of an export without Connections is claimed too, so that its owner is told what is missing.
    """
    if head.is_zip or head.is_dir:
        keys = {member_key(name) for name in head.members} - {""}
        return CONNECTIONS in keys or len(keys) > 1
    return head.looks_like.startswith("LinkedIn") or any(_PREAMBLE in line for line in head.lines[:5])


def _none(archive: Archive) -> SourceError:
    place = Place(archive.path.name)
    inner = next((name for name in archive.names if name.casefold().endswith(".zip")), "")
    if inner:
        found = f"no Connections.csv, but another ZIP inside ({word(inner)}), which is not opened"
        return refuse("E-LI-NO-CONNECTIONS", place, found, "Take the inner ZIP out and give that one.")
    found = f"no Connections.csv; found {listing(list(archive.names))}"
    remedy = (
        "LinkedIn sends a first, partial archive: wait for the full one, or choose Connections when asking for it. "
        "If one of these files holds your connections, call it Connections.csv."
    )
    return refuse("E-LI-NO-CONNECTIONS", place, found, remedy)
