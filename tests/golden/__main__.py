"""``python -m tests.golden [KIND]``: rewrites every expected.json from what the sources read now."""

import sys
import tempfile
from pathlib import Path

from tests.golden.pairs import cases, snapshot_json

for case in cases():
    if len(sys.argv) > 1 and case.parent.name not in sys.argv[1:]:
        continue
    with tempfile.TemporaryDirectory() as work:
        text = snapshot_json(case, Path(work))
    expected = case / "expected.json"
    if not expected.exists() or expected.read_text(encoding="utf-8") != text:
        expected.write_text(text, encoding="utf-8")
        print(f"rewritten: {case.parent.name}/{case.name}")
