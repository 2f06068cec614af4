"""The report as a text: whole in itself, nothing of a person's is a program, the tables say what the charts draw."""

import hashlib
import json
import re
from importlib.resources import files

from syncer.report.page.render import page
from tests.browser.worlds import HOSTILE, search

ECHARTS = "b66b25aeb4df84e33199dc21694014d336d222cbd9deb0e5a7c14bd6aa0d0fd0"
"""SHA-256 of dist/echarts.min.js of the npm package echarts 6.1.0."""


def data(text: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


def test_the_library_is_the_one_its_licence_stands_beside() -> None:
    library = files("syncer.report.page").joinpath("vendor/echarts.min.js").read_bytes()
    assert hashlib.sha256(library).hexdigest() == ECHARTS


def test_the_page_asks_for_no_other_file() -> None:
    text = page(search(20))
    ours = text.replace(files("syncer.report.page").joinpath("vendor/echarts.min.js").read_text(encoding="utf-8"), "")
    assert "default-src 'none'" in ours
    assert re.findall(r"""(?:src|href)=["'](?!#)|url\(|@import|https?://""", ours) == []


def test_a_name_that_is_a_program_stands_as_text_everywhere() -> None:
    plain, hostile = page(search(20)), page(search(20, name=HOSTILE))
    assert hostile.count("<script") == plain.count("<script")
    assert 'onerror="' not in hostile
    spots = data(hostile)["map"]["spots"]  # type: ignore[index]
    assert spots[1]["name"] == f"{HOSTILE} 1"


def test_the_tables_hold_the_figures_of_the_charts() -> None:
    text = page(search(20))
    assert '<th scope="row">works there now</th><td>7</td><td>5</td><td>71%</td>' in text
    assert '<th scope="row">Helping</th><td>1</td>' in text
    assert "36 insiders, 24 former, 12 bridges at 12 of 12 targets; 60 people in all" in text


def test_the_same_search_gives_the_same_page() -> None:
    assert page(search(30)) == page(search(30))
