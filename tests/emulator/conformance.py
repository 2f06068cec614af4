"""How much like the real service: recorded requests are sent again, in order, and the answers compared.

``python -m tests.emulator.conformance DIR`` reads one JSON file a scenario, a list of ``method, uri, body, status,
reply``. Ids that a service makes up are bound as they appear: later requests and replies use ours for theirs. Status
and JSON must then be the same, links, default format, theme and times aside.

Some recordings begin with files in the account: those are made beforehand, empty, named as the recording's own list of
files names them. Such a list then proves nothing and is not counted as identical; the share is printed without the
answers about those files too. Nothing else is read from a recording.
"""

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.emulator.grid import Book, book_properties, new_sheet
from tests.emulator.service import Google
from tests.emulator.tokens import KNOWN, USER
from tests.emulator.wire import Request

MADE_UP = {"spreadsheetId", "id", "sheetId", "namedRangeId", "protectedRangeId", "filterViewId", "chartId"} | {
    "bandedRangeId",
    "metadataId",
}
ASIDE = {"spreadsheetUrl", "defaultFormat", "spreadsheetTheme", "createdTime", "modifiedTime"}
FILE_ID = re.compile(r"/(?:spreadsheets|files)/([A-Za-z0-9_-]{20,})")
STRANGER = "somebody.else@example.com"


@dataclass(slots=True)
class Tally:
    """What was compared: same and different answers by kind of request, and where the first differences are."""

    same: Counter[str] = field(default_factory=Counter)
    other: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)
    before: Counter[bool] = field(default_factory=Counter)
    """Identical or not, of the answers about files that stood before the recording began."""

    @property
    def share(self) -> float:
        """The part of all answers that is identical."""
        return self.same.total() / self.total if self.total else 0.0

    @property
    def total(self) -> int:
        """All answers compared."""
        return self.same.total() + self.other.total()


class Scenario:
    """One recording against a fresh account."""

    def __init__(self, steps: list[dict[str, Any]]) -> None:
        self.google = Google(quotas=False, loud=False)
        self.steps = steps
        self.ours: dict[str, Any] = {}
        """Ids of the recording, as text, to ours."""
        self._prepare()

    def _prepare(self) -> None:
        """Files that stood before the recording began; those it was refused belong to somebody else."""
        made = {json.loads(step["reply"]).get("id") for step in self.steps if _creates(step)}
        names = {
            each["id"]: each["name"] for step in self.steps if _lists(step) for each in _content(step["reply"])["files"]
        }
        self.before = set(names) - made
        for step in self.steps:
            found = FILE_ID.search(step["uri"])
            if found and found[1] not in made and step["status"] in {200, 204, 403}:
                made.add(found[1])
                self.before.add(found[1])
                book = Book(found[1], book_properties(names.get(found[1], "Unknown")), [new_sheet(0, "Sheet1")])
                owner = STRANGER if step["status"] == 403 else USER
                self.google.files.add(book, owner, self.google.clock.now())

    def run(self, tally: Tally, name: str) -> None:
        """Send everything and count."""
        for number, step in enumerate(self.steps):
            kind = _kind(step)
            told = self._compare(step)
            found = FILE_ID.search(step["uri"])
            if found and found[1] in self.before:
                tally.before[told is None] += 1
            if told is None:
                tally.same[kind] += 1
            else:
                tally.other[kind] += 1
                tally.shown.append(f"{name}[{number}] {kind}: {told}")

    def _compare(self, step: dict[str, Any]) -> str | None:
        """None when the answers are the same, else the first difference."""
        url, body = self._bound(step["uri"]), self._bound(step["body"] or "")
        request = Request.to(step["method"], url, {"Authorization": f"Bearer {KNOWN}"}, body.encode())
        reply = self.google.handle(request)
        ours, theirs = _content(reply.body.decode()), _content(step["reply"] or "")
        if _lists(step) and any(each["id"] in self.before for each in theirs["files"]):
            return "tells what stood before"
        if reply.status == step["status"]:
            self._bind(theirs, ours)
        if reply.status != step["status"]:
            return f"status {reply.status}, recorded {step['status']}: {reply.body.decode()[:200]}"
        return difference(self._bound_json(theirs), ours)

    def _bound(self, text: str) -> str:
        for theirs, mine in self.ours.items():
            text = re.sub(rf"(?<![A-Za-z0-9_-]){re.escape(theirs)}(?![A-Za-z0-9_-])", str(mine), text)
        return text

    def _bound_json(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._known(name, self._bound_json(inner)) for name, inner in value.items()}
        return [self._bound_json(each) for each in value] if isinstance(value, list) else value

    def _known(self, name: str, value: Any) -> Any:
        return self.ours.get(str(value), value) if name in MADE_UP and not isinstance(value, dict | list) else value

    def _bind(self, theirs: Any, ours: Any) -> None:
        if isinstance(theirs, dict) and isinstance(ours, dict):
            for name in theirs.keys() & ours.keys():
                one, two = theirs[name], ours[name]
                if name in MADE_UP and one and two and type(one) is type(two) and str(one) not in self.ours:
                    self.ours[str(one)] = two
                self._bind(one, two)
        elif isinstance(theirs, list) and isinstance(ours, list):
            for one, two in zip(theirs, ours, strict=False):
                self._bind(one, two)


def _creates(step: dict[str, Any]) -> bool:
    return step["method"] == "POST" and "/drive/v3/files" in step["uri"] and step["status"] == 200


def _lists(step: dict[str, Any]) -> bool:
    return step["method"] == "GET" and "/drive/v3/files?" in step["uri"] and step["status"] == 200


def _kind(step: dict[str, Any]) -> str:
    path = re.sub(r"https://[^/]+|\?.*", "", step["uri"])
    path = re.sub(r"/values/[^:]+", "/values/RANGE", FILE_ID.sub("/ID", path))
    if path.endswith(":batchUpdate") and "/values" not in path:
        return ", ".join(dict.fromkeys(kind for each in json.loads(step["body"])["requests"] for kind in each))
    return f"{step['method']} {path}"


def _content(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def difference(theirs: Any, ours: Any, path: str = "") -> str | None:
    """Where two JSON values first differ, None where they do not; numbers compare by value, names aside stay aside."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for name in sorted((theirs.keys() | ours.keys()) - ASIDE):
            if name not in ours or name not in theirs:
                where = "missing" if name not in ours else "too much"
                return f"{path}.{name} {where}: {theirs.get(name, ours.get(name))}"
            if told := difference(theirs[name], ours[name], f"{path}.{name}"):
                return told
        return None
    if isinstance(theirs, list) and isinstance(ours, list):
        if len(theirs) != len(ours):
            return f"{path}: {len(ours)} entries, recorded {len(theirs)}"
        pairs = enumerate(zip(theirs, ours, strict=True))
        return next((found for n, (one, two) in pairs if (found := difference(one, two, f"{path}[{n}]"))), None)
    same = theirs == ours and isinstance(theirs, bool) == isinstance(ours, bool)
    return None if same else f"{path}: {ours!r}, recorded {theirs!r}"


def compare(folder: Path) -> Tally:
    """Every recording of a folder."""
    tally = Tally()
    for path in sorted(folder.glob("*.json")):
        Scenario(json.loads(path.read_text(encoding="utf-8"))).run(tally, path.stem)
    return tally


def main(arguments: list[str] | None = None) -> int:
    """Print the share of identical answers; 1 when it is below the floor."""
    parser = argparse.ArgumentParser(
        prog="conformance", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("recordings", type=Path, help="folder of recorded scenarios")
    parser.add_argument("--floor", type=float, default=0.93, help="least share that passes (0.93)")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N differences")
    chosen = parser.parse_args(arguments)
    tally = compare(chosen.recordings)
    for kind, count in sorted(tally.other.items()):
        print(f"{count:5d} differ of {count + tally.same[kind]:5d}  {kind}")
    for line in tally.shown[: chosen.show]:
        print(line)
    print(f"{tally.same.total()} of {tally.total} answers identical: {tally.share:.1%}")
    print(f"of them {tally.before[True]} of {tally.before.total()} about files that stood before their recording began")
    return 0 if tally.total and tally.share >= chosen.floor else 1


if __name__ == "__main__":
    sys.exit(main())
