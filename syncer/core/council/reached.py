"""What a pool says of its coverage: who opens most for others, and which companies nobody reaches."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Connector:
    """A member who opens companies for others. ``alone``: companies that nobody else opens; ``now``: people there."""

    member: str
    opens: int
    alone: int
    now: int


@dataclass(frozen=True, slots=True)
class Reached:
    """The pool's coverage. ``reached`` of ``wanted`` companies have somebody who opens them.

    ``connectors``: the first of those who open any; ``nobody``: the most wanted companies without anybody.
    """

    wanted: int
    reached: int
    connectors: tuple[Connector, ...]
    nobody: tuple[str, ...]
