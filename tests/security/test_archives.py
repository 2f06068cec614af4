"""Security 2: a hostile file costs neither the memory nor the disk of whoever opens it."""

import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

SYNCER = Path(sys.executable).with_name("syncer")
MEMORY = 300_000_000
WATCH = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:]); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(done.returncode)"
)
"""Runs a command in between: a process of this one's own would begin with the memory of all these tests."""
"""Bytes resident, and seconds: the bounds of every bad input."""
SECONDS = 120
BOMB = b"a" * 45_000_000


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Connections.csv", BOMB)


def bombs(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("Connections.csv", "messages.csv", "Invitations.csv", "Positions.csv", "Profile.csv"):
            archive.writestr(name, BOMB)


def quine(path: Path) -> None:
    """A ZIP that holds ZIPs that hold ZIPs."""
    inner = path.with_name("inner.zip")
    bomb(inner)
    for _ in range(5):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in range(10):
                archive.write(inner, f"{name}.zip")
        path.replace(inner)
    inner.replace(path)


def entities(path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", f'<!DOCTYPE x [<!ENTITY l0 "lol">{laughs}]><workbook>&l11;</workbook>')
        archive.writestr("xl/sharedStrings.xml", f'<!DOCTYPE x [<!ENTITY l0 "lol">{laughs}]><sst>&l11;</sst>')


def one_long_line(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"First Name,Last Name,Organization Name,E-mail 1 - Value\n")
        for _ in range(60):
            file.write(b"x" * 1_000_000)


def endless_card(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"BEGIN:VCARD\nFN:Ann\nNOTE:")
        for _ in range(60):
            file.write(b"y" * 999_000 + b"\n ")


HOSTILE: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a bomb": ("export.zip", bomb),
    "a bomb in every member": ("export.zip", bombs),
    "ZIPs in ZIPs in ZIPs": ("export.zip", quine),
    "entities by the billion": ("list.xlsx", entities),
    "one line of 60 MB": ("contacts.csv", one_long_line),
    "one card of 60 MB": ("phone.vcf", endless_card),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_within_the_bounds_and_leaves_nothing_behind(name: str, tmp_path: Path) -> None:
    file, make = HOSTILE[name]
    make(tmp_path / file)
    (tmp_path / "syncer.toml").write_text(f'state_dir = "state"\n[[sources]]\nname = "x"\npath = "{file}"\n')
    before = {path.name for path in tmp_path.iterdir()}
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(SYNCER), "check", "--config", str(tmp_path / "syncer.toml")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    *said, most = done.stderr.splitlines()
    assert time.monotonic() - began < SECONDS
    assert int(most) * 1024 < MEMORY
    assert done.returncode in (0, 3) and not any("Traceback" in line for line in said), said
    assert done.stdout
    assert {path.name for path in tmp_path.iterdir()} == before
