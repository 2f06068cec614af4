"""The three openings of the house. Adapters implement them; ``run`` knows nothing else of the outside world.

Glossary: a *source* is somewhere people keep contacts; a *snapshot* is all it holds now; the *workbook* is the
shared sheet that people and syncer both edit; a *plan* is a value that says what a commit would change; a *pair* is
two contacts that may be one person, with its match weight.
"""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from syncer.core.identity.model import Pair
from syncer.core.model import Contact, Snapshot
from syncer.core.workbook.plan import Plan
from syncer.core.workbook.state import WorkbookState


class Source(Protocol):
    """Somewhere people keep contacts. Read only."""

    @property
    def name(self) -> str:
        """Unique, from settings; part of every ``Ref``; never renamed."""

    def fetch(self) -> Snapshot:
        """Everything it holds now, or ``SourceError``. Bad records are values in ``Snapshot.rejected``."""


@runtime_checkable
class Remembering(Protocol):
    """A source that next time asks only for what changed since."""

    def remember(self) -> None:
        """Keep what was read last. Called once the run that read it has succeeded, and never before."""


class Workbook(Protocol):
    """The shared workbook that people edit too."""

    def read(self) -> WorkbookState:
        """Tabs, rows by id, memory and revision, at one moment in time. ``WorkbookError`` if it cannot be read."""

    def commit(self, plan: Plan) -> WorkbookState:
        """All or nothing, and only on the revision the plan was made from; otherwise ``Conflict``."""


@runtime_checkable
class Counted(Protocol):
    """A workbook that is reached by calls over the network, which have their price and their limits."""

    @property
    def calls(self) -> int:
        """Calls of this run so far, and those that a commit now takes as long as one batch holds it."""

    def calls_with(self, plan: Plan) -> int:
        """Calls of this run so far, and those that this plan takes, however many batches, if nothing comes between."""


class Linker(Protocol):
    """Scores which contacts may be one person. Pure in its input."""

    def score(self, contacts: Sequence[Contact]) -> Sequence[Pair]:
        """Candidate pairs with match weights, in an order that does not depend on the order of contacts."""
