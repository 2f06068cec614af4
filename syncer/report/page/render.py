"""From an overview to the text of the page: tables are written here, the page draws charts from the same figures."""

import json
from dataclasses import asdict
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from syncer.core.overview.model import Overview

_FOLDER = files("syncer.report.page")
_SCRIPT_BREAKERS = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
"""What could end the script element that holds the figures, written as JSON writes any character."""


def page(overview: Overview) -> str:
    """The whole page. Every text of a person or a company stands in it escaped; nothing is loaded from elsewhere."""
    environment = Environment(
        loader=DictLoader({"page": _text("page.html.j2")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shown = environment.get_template("page").render(
        it=overview,
        reach=_reach(overview),
        figures=_json(overview),
        style=_ours("page.css"),
        script=_ours("page.js"),
        library=_ours("vendor/echarts.min.js"),
        share=_share,
    )
    return shown + "\n"


def _reach(overview: Overview) -> str:
    """``18 insiders, 41 bridges at 12 targets``."""
    insiders = sum(one.insiders for one in overview.coverage)
    former = sum(one.former for one in overview.coverage)
    bridges = sum(one.bridges for one in overview.coverage)
    reached = sum(bool(one.insiders or one.former or one.bridges) for one in overview.coverage)
    counts = f"{insiders:,} insiders, {former:,} former, {bridges:,} bridges"
    return f"{counts} at {reached} of {len(overview.coverage)} targets; {overview.people:,} people in all"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else ""


def _json(overview: Overview) -> Markup:
    text = json.dumps(asdict(overview), default=str, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_SCRIPT_BREAKERS))  # noqa: S704 - no character of markup is left in it


def _ours(name: str) -> Markup:
    """A file that comes with syncer, as it is."""
    return Markup(_text(name))  # noqa: S704 - a file of this package


def _text(name: str) -> str:
    return _FOLDER.joinpath(name).read_text(encoding="utf-8")
