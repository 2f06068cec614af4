"""Answers that are kept because the same is asked again: so many that memory stays bounded in a worker that is asked
about millions of texts, and all of those that one person's contacts ask for."""

from functools import lru_cache

MOST = 1 << 16
remembered = lru_cache(maxsize=MOST)
"""Decorates what is to be asked once: each function has a cache of its own, of ``MOST`` answers."""
