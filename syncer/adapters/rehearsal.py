"""A run that ends in memory: everything a run needs, for snapshots that are already read and no workbook yet."""

import time
from collections.abc import Sequence
from datetime import date

from syncer import __version__
from syncer.adapters.clock import now_in
from syncer.adapters.parts import employers_of
from syncer.core.model import Snapshot
from syncer.gather import Gathered
from syncer.run import Parts, Stages, Thought, think


def rehearse(snapshots: Sequence[Snapshot], today: date | None) -> Thought:
    """What the first run would work out from these; nothing is read, written or kept."""
    from syncer.linkage.splink_linker import SplinkLinker, nicknames
    from syncer.workbooks.memory import MemoryWorkbook

    parts = Parts(
        sources=(),
        workbook=MemoryWorkbook(),
        linker=SplinkLinker(),
        nicknames=nicknames(),
        employers=employers_of,
        seeds=lambda: (),
        copy_notes=False,
        version=__version__,
        now=now_in,
        timer=time.perf_counter,
    )
    return think(parts, Gathered(tuple(snapshots), ()), today, frozenset(), Stages(time.perf_counter, lambda _: None))
