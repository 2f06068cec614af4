"""What a source keeps on this machine from one run to the next, so that it need not read everything again.

It is a private copy that can be made anew: losing it costs one full read, and what is damaged, of another version or
of another account counts as lost. Nothing of it ever goes into the workbook, which other people may see.
"""

import gzip
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORM = 1
ENDING = ".kept"
"""Files of this kind in the state folder hold people's data, and may be deleted at any time."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file, readable by nobody else. ``owner``: whose data it is; another owner's is never handed out."""

    path: Path
    owner: str

    def load(self) -> Mapping[str, Any]:
        """What was kept for this owner; empty where there is nothing that can be used."""
        try:
            found = json.loads(gzip.decompress(self.path.read_bytes()))
            return dict(found["kept"]) if found["of"] == self._of else {}
        except (OSError, EOFError, ValueError, KeyError, TypeError):
            return {}

    def save(self, kept: Mapping[str, Any]) -> None:
        """Keep this instead: whole or not at all. Where the folder cannot be written, nothing is kept."""
        content = json.dumps({"of": self._of, "kept": kept}, ensure_ascii=False, separators=(",", ":"))
        with suppress(OSError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, temporary = tempfile.mkstemp(dir=self.path.parent, prefix=".kept-")  # mode 0600
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(gzip.compress(content.encode(), 1, mtime=0))
                Path(temporary).replace(self.path)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise

    def delete(self) -> None:
        """Forget it, if it is there."""
        with suppress(FileNotFoundError, NotADirectoryError):
            self.path.unlink()

    @property
    def _of(self) -> list[Any]:
        return [FORM, hashlib.sha256(self.owner.casefold().encode()).hexdigest()]


def kept_file(state_dir: Path, source: str, owner: str) -> KeptFile:
    """The file of one source."""
    return KeptFile(state_dir / f"{source}{ENDING}", owner)
