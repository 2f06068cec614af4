"""Paths that are no file to read: folders, pipes, devices, sockets, links, names that cannot be."""

import os
import socket
from pathlib import Path

from tests.bad_inputs.case import Case
from tests.bad_inputs.exports import PLAIN

KINDS = ("linkedin", "google_csv", "vcard", "outlook_csv", "spreadsheet", "")


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.csv")
    return folder / "pipe.csv"


def bound_socket(folder: Path) -> Path:
    here = os.open(".", os.O_RDONLY)
    os.chdir(folder)  # the name of a socket may be 107 bytes long
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket.csv")
    os.chdir(here)
    os.close(here)
    return folder / "socket.csv"


def folder_named_as_a_file(folder: Path) -> Path:
    (folder / "contacts.csv").mkdir()
    return folder / "contacts.csv"


def dangling(folder: Path) -> Path:
    (folder / "link.csv").symlink_to(folder / "nowhere")
    return folder / "link.csv"


def link_to_a_file(folder: Path) -> Path:
    (folder / "Connections.csv").write_text(PLAIN)
    (folder / "link.csv").symlink_to(folder / "Connections.csv")
    return folder / "link.csv"


PLACES: dict[str, Case] = {
    **{f"{kind or 'no kind'}: a pipe": Case(pipe, kind, "E-FILE-READ", said="pipe") for kind in KINDS},
    **{
        f"{kind or 'no kind'}: a device": Case(lambda _: Path("/dev/zero"), kind, "E-FILE-READ", said="device")
        for kind in KINDS
    },
    **{f"{kind or 'no kind'}: a socket": Case(bound_socket, kind, "E-FILE-READ", said="socket") for kind in KINDS},
    **{f"{kind or 'no kind'}: a link to nothing": Case(dangling, kind, "E-FILE-READ") for kind in KINDS},
    **{
        f"{kind or 'no kind'}: a name too long": Case(lambda folder: folder / ("n" * 300), kind, "E-FILE-READ")
        for kind in KINDS
    },
    **{
        f"{kind}: a folder": Case(folder_named_as_a_file, kind, "E-FILE-READ", said="folder")
        for kind in ("google_csv", "outlook_csv", "spreadsheet")
    },
    "vcard: a folder without cards": Case(folder_named_as_a_file, "vcard", "E-VCF-TYPE", said="folder"),
    "a folder below a file": Case(lambda folder: link_to_a_file(folder) / "x.csv", "", "E-FILE-READ"),
    "a link to a file": Case(link_to_a_file, records=2),
}
