"""``python -m tests.benchmarks.google [SIZE ...]``: a whole ``syncer run`` between a Google account and a Google Sheet.

Both are the emulator, in a process of its own on loopback: what is measured is syncer's side (wall and CPU seconds,
peak memory of the process as the system counts it) and what crosses the wire: calls; the size of the answers that a run
reads, as they come, without gzip, and with the blanks and line ends Google adds unless it is asked not to; and the
largest batch it sends. Google's quotas count by the clock. A run with nothing new is one read of the whole Sheet: its
size and its memory are those of that line. Seconds that the real service takes to answer are not in it.
"""

import argparse
import gzip
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

from tests.benchmarks.invent import TARGETS, invented_crowd
from tests.benchmarks.run import TODAY
from tests.emulator.__main__ import environment, server
from tests.emulator.clock import WallClock
from tests.emulator.service import Google
from tests.emulator.tokens import USER
from tests.samples.filler import Filler

SIZES = (10_000, 30_000)
NOTHING_NEW = "nothing new"
AIM_PEOPLE, AIM_CALLS, AIM_BATCH = 10_000, 15, 2_000_000
"""So many people fit into so many calls to the Sheet, in the first run too; bytes of the largest batch (issue 4)."""
SETTINGS = """state_dir = "state"
[[sources]]
name = "account"
kind = "google_contacts"
[workbook]
google_sheet = "{sheet}"
[google]
token_dir = "private"
[targets]
path = "targets.csv"
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One process of ``syncer run``. ``cpu``: seconds of user and system; ``stages``: its own account of its time."""

    case: str
    contacts: int
    wall: float
    cpu: float
    peak_mb: float
    exit_code: int
    stages: Mapping[str, float]


def measure(case: str, contacts: int, command: list[str], answer: Path) -> Figure:
    """Runs the command to its end with its output in the file ``answer``."""
    out = os.open(answer, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, out, 1)])
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    os.close(out)
    per_mb = 1024 * 1024 if sys.platform == "darwin" else 1024
    code = os.waitstatus_to_exitcode(status)
    stages = dict(json.loads(answer.read_text(encoding="utf-8"))["stages"]) if not code else {}
    return Figure(case, contacts, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / per_mb, code, stages)


@dataclass(frozen=True, slots=True)
class Wire:
    """What one run sent and read. Sizes in bytes; ``refused``: calls beyond a quota."""

    calls: dict[str, int]
    zipped: int
    compact: int
    pretty: int
    largest: int
    refused: int

    def missed(self, people: int, case: str) -> list[str]:
        """Which aims it missed; nothing new is one read of the Sheet and no write, whatever its size."""
        sheet = {word: self.calls.get(f"sheet {word}", 0) for word in ("read", "write")}
        found = {
            f"aim {AIM_CALLS} calls to the Sheet": people <= AIM_PEOPLE and sum(sheet.values()) > AIM_CALLS,
            f"aim {AIM_BATCH / 1e6:.0f} MB a batch": self.largest > AIM_BATCH,
            "a quota was used up": self.refused > 0,
            "nothing new is one read": case == NOTHING_NEW and sheet != {"read": 1, "write": 0},
        }
        return [words for words, is_so in found.items() if is_so]


class Measured(Google):
    """The emulator, which also weighs its answers."""

    def __init__(self) -> None:
        super().__init__(clock=WallClock(), loud=False)
        self.answers: list[bytes] = []

    def handle(self, request: Any) -> Any:
        reply = super().handle(request)
        self.answers.append(reply.body)
        return reply

    def wire(self) -> Wire:
        """What came and went since the last look."""
        words = {"connections.list": "contacts", "contactGroups.list": "labels", "get": "sheet read"}
        named = Counter(
            next((word for end, word in words.items() if call.method.endswith(f".{end}")), "sheet write")
            for call in self.log
            if "." in call.method and "/" not in call.method
        )
        answers, self.answers = self.answers, []
        largest = max((len(call.sent) for call in self.log), default=0)
        refused = sum(call.status == 429 for call in self.log)
        self.log.clear()
        pretty = sum(len(json.dumps(json.loads(one), ensure_ascii=False, indent=2).encode()) for one in answers if one)
        zipped = sum(len(gzip.compress(one, 6)) for one in answers)
        return Wire(dict(sorted(named.items())), zipped, sum(map(len, answers)), pretty, largest, refused)


def serve(size: int, line: Connection) -> None:
    """The cloud's process: answers on loopback until told to end, changes contacts when told."""
    google = Measured()
    contacts = google.contacts_of()
    crowd = list(islice(invented_crowd(Random(size), size), size + 40))
    for one in crowd[:size]:
        contacts.add(_person(one))
    sheet = google.files.create("Job search", USER, google.clock.now()).book.id
    running = server(google)
    Thread(target=running.serve_forever, daemon=True).start()
    line.send((f"http://127.0.0.1:{running.server_port}", sheet))
    while (wanted := line.recv()) != "end":
        if wanted == "change":
            for number, one in enumerate(crowd[size : size + 20]):
                contacts.change(f"people/c{1 + number * (size // 20)}", organizations=_person(one)["organizations"])
        line.send(google.wire())
    running.shutdown()


def _person(one: Filler) -> dict[str, Any]:
    found: dict[str, Any] = {
        "names": [{"displayName": f"{one.first} {one.last}", "givenName": one.first, "familyName": one.last}],
        "emailAddresses": [{"value": one.email, "type": "home"}],
        "organizations": [{"name": one.company, "title": one.title, "type": "work"}],
    }
    return found | ({"phoneNumbers": [{"value": one.phone, "type": "mobile"}]} if one.slug[-1] in "02468" else {})


def figures(size: int, home: Path) -> Iterator[tuple[Figure, Wire]]:
    """The first run, one with nothing new, one after 20 contacts changed."""
    here, there = get_context("spawn").Pipe()
    cloud = get_context("spawn").Process(target=serve, args=(size, there), daemon=True)
    cloud.start()
    url, sheet = here.recv()
    _settle(home, sheet)
    os.environ.update(environment(url))
    syncer = str(Path(sys.executable).with_name("syncer"))
    run = [syncer, "run", "--config", str(home / "syncer.toml"), "--today", TODAY, "--json"]
    for case in ("first run", NOTHING_NEW, "20 changes"):
        here.send("change" if case == "20 changes" else "look")
        here.recv()
        figure = measure(case, size, run, home / "answer")
        here.send("look")
        yield figure, here.recv()
    here.send("end")
    cloud.join(10)


def _settle(home: Path, sheet: str) -> None:
    """Settings and a login as they are after ``syncer auth login``."""
    from syncer.google.scopes import CONTACTS, SHEETS
    from syncer.google.tokens import Login, TokenFile

    home.mkdir(parents=True)
    (home / "syncer.toml").write_text(SETTINGS.format(sheet=sheet))
    (home / "targets.csv").write_text("name\n" + "\n".join(TARGETS.split(",")) + "\n")
    login = Login("refresh-token", "client", "secret", (CONTACTS, SHEETS), USER, TODAY)
    TokenFile(home / "private" / "google.json").save(login)


def row(figure: Figure, wire: Wire) -> str:
    """One line of the table."""
    calls = ", ".join(f"{count} {name}" for name, count in wire.calls.items())
    total = sum(wire.calls.values())
    sizes = "".join(f"{size / 1e6:8.2f}" for size in (wire.zipped, wire.compact, wire.pretty, wire.largest))
    missed = wire.missed(figure.contacts, figure.case)
    code = f"  EXIT {figure.exit_code}" if figure.exit_code else ""
    measured = f"{figure.contacts:>7} {figure.case:<12}{figure.wall:7.1f}{figure.cpu:7.1f}{figure.peak_mb:7.0f}{sizes}"
    return f"{measured}  {total} ({calls})  {'MISSED: ' + '; '.join(missed) if missed else 'ok'}{code}"


def main() -> int:
    """Prints the table; exit 1 when a run failed or missed an aim."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--stages", action="store_true", help="the seconds of each stage too")
    asked, failed = parser.parse_args(), 0
    print(
        f"{'people':>7} {'case':<12}{'wall s':>7}{'CPU s':>7}{'MB':>7}"
        f"{'gzip MB':>8}{'compact':>8}{'pretty':>8}{'batch':>8}  calls"
    )
    with tempfile.TemporaryDirectory(prefix="syncer-bench-") as folder:
        for size in asked.sizes:
            for figure, wire in figures(size, Path(folder) / str(size)):
                print(row(figure, wire), flush=True)
                if asked.stages:
                    print(
                        " " * 8 + ", ".join(f"{name} {taken:.2f}" for name, taken in figure.stages.items()), flush=True
                    )
                failed |= bool(figure.exit_code or wire.missed(size, figure.case))
    return failed


if __name__ == "__main__":
    sys.exit(main())
