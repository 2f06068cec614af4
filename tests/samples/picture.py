"""``make picture``: the README's picture of the Outreach tab, drawn from the samples by LibreOffice and poppler."""

import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from syncer import app
from syncer.first_look import begin
from syncer.setup import InitAnswers
from tests.samples import make

PICTURE = make.FOLDER / "outreach.png"
TODAY = date(2026, 11, 23)
TITLE = "Outreach"
DOTS_PER_INCH = 120
CROP = ("-x", "40", "-y", "50", "-W", "1240", "-H", "520")
"""The header and the first rows, without margins, in dots."""


def main() -> None:
    """Rewrite the picture."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = folder / "syncer.toml"
        begin(InitAnswers(config, sample=True))
        config.write_text('state_dir = "state"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
        app.run(config, TODAY, lambda _: None, frozenset())
        book = folder / "outreach.xlsx"
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, book], check=True)
        page = _page_of(book.with_suffix(".pdf"))
        command = ["pdftoppm", "-png", "-singlefile", "-r", str(DOTS_PER_INCH), "-f", page, "-l", page, *CROP]
        subprocess.run([*command, book.with_suffix(".pdf"), folder / "picture"], check=True)
        shutil.copyfile(folder / "picture.png", PICTURE)


def _page_of(pdf: Path) -> str:
    """The first page of the tab, told by its footer."""
    text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return str(next(n for n, page in enumerate(text.split("\f"), 1) if TITLE in page.split("\n") and "Rank" in page))


if __name__ == "__main__":
    main()
