"""Reads the shipped knowledge into values."""

from functools import lru_cache
from importlib import resources

from syncer.core.employers.knowledge import Knowledge
from syncer.core.employers.vocabulary import vocabulary_from


@lru_cache(maxsize=1)
def load_knowledge() -> Knowledge:
    """All shipped employer knowledge. Read once; takes under .3 s."""
    import tomllib

    here = resources.files(__package__)
    lists = tomllib.loads((here / "words" / "employers.toml").read_text("utf-8"))
    return Knowledge(vocabulary=vocabulary_from(lists))
