"""`make image-size`: the size of what the Dockerfile copies into its last stage, installed aside in a temporary folder.

The steps are read from the Dockerfile, so that the figure is of what stands there.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def steps(venv: Path) -> list[str]:
    """The RUN lines of the first stage, with the folder for the image's own."""
    first = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8").split("FROM ")[1]
    joined = first.replace("\\\n", " ")
    return [line.replace("/venv", str(venv)) for line in re.findall(r"^RUN (.+)$", joined, re.MULTILINE)]


def main() -> None:
    """Install, take away, add up."""
    with tempfile.TemporaryDirectory() as folder:
        venv = Path(folder) / "venv"
        for step in steps(venv):
            command = step.replace("python -m venv", f"{sys.executable} -m venv")
            subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        files = [path for path in venv.rglob("*") if path.is_file() and not path.is_symlink()]
        print(f"{sum(path.stat().st_size for path in files) / 1e6:.0f} MB in {len(files):,} files, before compression")


if __name__ == "__main__":
    main()
