"""``python -m tests.live.probe SPREADSHEET_ID``: asks a throw-away Google Sheet what its documents do not say.

Ten minutes, once: it works in tabs of its own, which it takes away again, and prints a table. What a row decides is
named with the switch of ``tests/emulator/switches.py``; a position other than the default means: set the default so,
and look at what rests on it. Never part of the tests; these run the same questions against the emulator.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from tests.emulator.switches import Switches
from tests.live.by_hand import BY_HAND, Ask
from tests.live.desk import Desk, Send, Unexpected
from tests.live.questions import QUESTIONS, Finding

HOST = "https://sheets.googleapis.com"


def probe(
    send: Send, spreadsheet: str, ask: Ask | None = None, wait: Callable[[float], None] = time.sleep
) -> list[Finding]:
    """Every question in order, each in a tab of its own. ``ask``: the person for those that need one."""
    desk = Desk(send, spreadsheet, wait=wait)
    if any(title.startswith("_syncer") for title in _titles(desk)):
        raise Unexpected("this is a workbook of syncer; take a throw-away sheet")
    found = []
    try:
        for question in QUESTIONS:
            found.append(_asked(desk, question))
        if ask:
            found += [_asked(desk, partial(question, ask=ask)) for question in BY_HAND]
    finally:
        desk.clear()
    return found


def _titles(desk: Desk) -> list[str]:
    return [str(each["properties"]["title"]) for each in desk.get("sheets(properties(title))")["sheets"]]


def _asked(desk: Desk, question: Callable[[Desk], Finding]) -> Finding:
    try:
        desk.fresh()
        return question(desk)
    except (Unexpected, KeyError, IndexError, ValueError) as error:
        name = question.func.__name__ if isinstance(question, partial) else question.__name__
        return Finding(name.replace("_", " "), f"no answer: {error}")


def position(finding: Finding) -> str:
    """What an answer means for the emulator."""
    if not finding.switch:
        return ""
    usual = getattr(Switches(), finding.switch) == finding.position
    return f"{finding.switch} = {finding.position!r}{'' if usual else '  (NOT the default)'}"


def table(findings: Sequence[Finding]) -> str:
    """The answers as lines of text."""
    lines = []
    for number, finding in enumerate(findings, 1):
        lines.append(f"{number:2}. {finding.question}\n    {finding.saw}")
        if finding.switch:
            lines.append(f"    {position(finding)}")
    return "\n".join(lines)


def sender(config: Path, endpoint: str, token: str) -> Send:
    """Calls as whoever the settings name, or with an access token."""
    from syncer.google.transport import RequestsHttp, new_session

    if token:
        from google.oauth2.credentials import Credentials

        http = RequestsHttp(Credentials(token), new_session())
    else:
        from syncer.adapters.accounts import sheet_access
        from syncer.google.scopes import SHEETS
        from syncer.settings import load_settings

        settings = load_settings(config)
        endpoint = endpoint or settings.google.sheets_endpoint
        http = sheet_access(settings, (SHEETS,)).connect()
    host = endpoint or HOST

    def send(verb: str, path: str, body: bytes) -> tuple[int, bytes]:
        answer, content = http.request(host + path, verb, body or None, {"Content-Type": "application/json"})
        return int(answer.status), content

    return send


def main(arguments: Sequence[str] | None = None, ask: Ask = input) -> int:
    """Ask, print, and tell whether the workbook's protocol rests on firm ground there."""
    parser = argparse.ArgumentParser(prog="python -m tests.live.probe", description=__doc__)
    parser.add_argument("spreadsheet", metavar="SPREADSHEET_ID", help="a throw-away sheet that may be written")
    parser.add_argument("--config", type=Path, default=Path("syncer.toml"), help="settings that name the login")
    parser.add_argument("--token", default="", help="an access token instead")
    parser.add_argument("--endpoint", default="", help="another address than Google's")
    parser.add_argument("--by-hand", action="store_true", help="also what needs a person in the browser")
    parser.add_argument("--json", action="store_true", help="the answers as JSON")
    chosen = parser.parse_args(arguments)
    send = sender(chosen.config, chosen.endpoint, chosen.token)
    try:
        findings = probe(send, chosen.spreadsheet, (lambda words: ask(f"{words}: ")) if chosen.by_hand else None)
    except Unexpected as refused:
        print(f"The probe cannot begin: {refused}", file=sys.stderr)
        return 1
    known: list[dict[str, Any]] = [asdict(finding) for finding in findings]
    print(json.dumps(known, indent=1) if chosen.json else table(findings))
    return 0


if __name__ == "__main__":
    sys.exit(main())
