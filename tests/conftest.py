"""How the tests run, for all of them."""

import gc


def pytest_collection_finish() -> None:
    """The cyclic garbage collector looks seldom, and never again at what collecting the tests has made.

    `syncer` itself runs without it (`cli.main`); with it, a fifth of the tests' CPU goes into walking through
    modules and parsed workbooks that hold next to no cycles.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_unconfigure() -> None:
    """What was put aside goes as always when Python ends: libraries report it as leaked otherwise."""
    gc.unfreeze()
