"""What this machine keeps of forgotten people: a key, and marks that say nothing without it; you alone can read them.

The key is ``privacy.forget_key`` of the settings (the environment, a secret store) or ``forget.key`` in the state
folder, made at the first ``syncer forget``. The marks lie in ``forgotten.json`` beside it as well as in the workbook:
either may be lost, and nobody comes back.
"""

import json
import secrets
from pathlib import Path

from syncer.core.forgotten import Forgotten
from syncer.errors import CredentialError
from syncer.local import put_whole

_KEY = "forget.key"
_MARKS = "forgotten.json"


def forgotten_here(state_dir: Path, given: str) -> Forgotten:
    """The key and the marks of this machine; without key, nobody. ``CredentialError`` where they do not fit.

    ``given``: the key as the settings have it; it goes before the file's.
    """
    key = _key(state_dir, given)
    try:
        found = json.loads((state_dir / _MARKS).read_text(encoding="utf-8"))
        made_with, marks = str(found["key"]), frozenset(str(mark) for mark in found["marks"])
    except FileNotFoundError:
        return Forgotten(key)
    except (OSError, ValueError, KeyError, TypeError):
        raise CredentialError(
            f"{_MARKS} in the state folder cannot be read, so nobody knows who is to stay forgotten. Put it back from "
            "a copy, or delete it: the workbook holds the same marks. Nothing was written.",
            code="E-FORGET-FILE",
        ) from None
    if not key or Forgotten(key).fingerprint != made_with:
        raise CredentialError(
            f"{_MARKS} in the state folder was made with another key than the one that is here. Put {_KEY} back "
            "beside it, or set SYNCER_PRIVACY__FORGET_KEY to it. If it is lost for good, delete the file: forgotten "
            "people come back then. Nothing was written.",
            code="E-FORGET-KEY",
        )
    return Forgotten(key, marks)


def with_key(here: Forgotten, state_dir: Path) -> Forgotten:
    """The same with a key, made now where there is none. ``CredentialError`` where it cannot be kept."""
    if here.key:
        return here
    key = secrets.token_hex(32)
    try:
        state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        put_whole(state_dir / _KEY, key + "\n")
    except OSError:
        raise CredentialError(
            "There is no place for the key to know forgotten people by: the state folder cannot be written. Set "
            "SYNCER_PRIVACY__FORGET_KEY to 64 random characters and keep them as a secret. Nothing was written.",
            code="E-FORGET-KEY",
        ) from None
    return Forgotten(key.encode())


def keep_marks(forgotten: Forgotten, state_dir: Path) -> bool:
    """Keep the marks here too; whether that was possible. Where it is not, the workbook's have to do."""
    text = json.dumps({"key": forgotten.fingerprint, "marks": sorted(forgotten.marks)})
    try:
        state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        put_whole(state_dir / _MARKS, text + "\n")
    except OSError:
        return False
    return True


def _key(state_dir: Path, given: str) -> bytes:
    if given:
        return given.strip().encode()
    try:
        return (state_dir / _KEY).read_text(encoding="utf-8").strip().encode()
    except (OSError, UnicodeDecodeError):
        return b""
