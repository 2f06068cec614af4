"""Makes ``organisations.txt.xz`` from the open lists in ``sources/``: ``python -m syncer.data.build`` (make knowledge).

The extract serves two ends: the veto (a piece of text that names another known organisation is not a target) and keys
(two names of one organisation). One line per organisation, in a fixed order::

    U|key|key ...<TAB>name|name ...

``U`` marks a university. Keys are made by the cleaner of ``syncer.core.employers``; names are there only where an
organisation has several. The same sources give the same bytes.
"""

import json
import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from syncer.core.employers.normalise import Cleaner
from syncer.data.load import load_vocabulary

HERE = Path(__file__).parent
SOURCES = ("name-suggestion-index", "tickers", "universities")
_BRAND_TREES = ("brands", "operators")
_NOT_NAMES = ("wikidata", "wikipedia", "type")
_MOST_NAMES = 12


def main() -> None:
    """Writes the extract beside the sources and says how large it is."""
    cleaner = Cleaner(load_vocabulary())
    made = sorted({line for source in SOURCES for line in lines(cleaner, source)})
    target = HERE / "organisations.txt.xz"
    target.write_bytes(lzma.compress("\n".join(made).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(made)} organisations, {target.stat().st_size // 1024} KiB")  # noqa: T201  (a command of its own)


def lines(cleaner: Cleaner, source: str) -> Iterator[str]:
    """The lines that one source makes, in its own order."""
    if source == "name-suggestion-index":
        for names in _brands(_read(source)):
            yield from _line(cleaner, "", names)
    else:
        mark = "U" if source == "universities" else ""
        for entry in _read(source):
            yield from _line(cleaner, mark, [entry["name"]])


def _line(cleaner: Cleaner, mark: str, names: Iterable[str]) -> Iterator[str]:
    named = {cleaner.key(name): name for name in sorted(names)}
    keys = sorted(key for key in named if len(key) >= 2)[:_MOST_NAMES]
    if keys:
        shown = "|".join(named[key].replace("|", " ").replace("\t", " ") for key in keys) if len(keys) > 1 else ""
        yield "|".join([mark, *keys]) + ("\t" + shown if shown else "")


def _brands(trees: dict[str, dict[str, list[dict[str, dict[str, str]]]]]) -> Iterator[set[str]]:
    """Names of each brand and operator; those with one wikidata id are one organisation."""
    grouped: dict[str, set[str]] = defaultdict(set)
    for path, tree in sorted(trees.items()):
        kind, _, rest = path.partition("/")
        if kind not in _BRAND_TREES or rest.startswith("route"):
            continue
        for item in tree["items"]:
            tags = item["tags"]
            base = "brand" if kind == "brands" else "operator"
            names = {
                text
                for tag, text in tags.items()
                if tag.split(":")[0] in (base, "short_name", "official_name") and not tag.endswith(_NOT_NAMES)
            }
            grouped[tags.get(f"{base}:wikidata") or str(item["id"])].update(names)
    yield from (grouped[group] for group in sorted(grouped))


def _read(name: str):  # type: ignore[no-untyped-def]
    return json.loads(lzma.decompress((HERE / "sources" / f"{name}.json.xz").read_bytes()))


if __name__ == "__main__":
    main()
