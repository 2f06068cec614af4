"""``python -m tests.emulator.suites CHECKOUT [--python PATH]``: another client's live tests against the emulator.

CHECKOUT holds the sources of gspread or of pygsheets with their tests, which run unchanged over a socket. ``--python``
is an interpreter that has what they need: pytest, vcrpy, pytest-vcr, google-auth-oauthlib, google-api-python-client.
"""

import argparse
import os
import subprocess
import sys
import threading
from pathlib import Path

from tests.emulator.__main__ import server
from tests.emulator.clock import WallClock
from tests.emulator.grid import Book, book_properties, new_sheet
from tests.emulator.service import Google
from tests.emulator.tokens import KNOWN

SUITES = {
    "gspread": ("--disable-vcr", "tests"),
    "pygsheets": ("tests/online_test.py",),
}
PRIVATE = "1jIKzPs8LsiZZdLdeMEP-5ZIHw6RkjiOmj1LrJN706Yc"
"""A file of somebody else's that gspread's tests want to be refused."""


def main() -> int:
    """Prints what pytest says; its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.emulator.suites", description=__doc__.splitlines()[0])
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--python", default=sys.executable)
    asked = parser.parse_args()
    checkout = asked.checkout.resolve()
    found = [name for name in SUITES if (checkout / name).is_dir()]
    if len(found) != 1:
        parser.error(f"no sources of {' or '.join(SUITES)} in {asked.checkout}")
    google = Google(clock=WallClock(), quotas=False, loud=False)
    book = Book(PRIVATE, book_properties("Private"), [new_sheet(0, "Sheet1")])
    google.files.add(book, "somebody.else@example.com", google.clock.now())
    running = server(google)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    environment = {
        **os.environ,
        "EMULATOR": f"http://127.0.0.1:{running.server_port}",
        "EMULATOR_TOKEN": KNOWN,
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), str(checkout)]),
    }
    command = [asked.python, "-m", "pytest", "-q", "--tb=line", "-p", "hosts", *SUITES[found[0]]]
    return subprocess.run(command, cwd=checkout, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
