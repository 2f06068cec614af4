"""Every error syncer raises on purpose, sorted by what the caller does about it.

Each carries a message for a person: what was found, where, and what to do next. ``code`` is a stable name for
tests and reports (``E-ZIP-BROKEN``); it opens the message. Messages never hold names, addresses or tokens.
"""

from typing import ClassVar


class SyncerError(Exception):
    """An expected failure. ``exit_code`` is what the command line returns for it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, code: str = "") -> None:
        super().__init__(f"{code} {message}" if code else message)
        self.code = code


class ConfigError(SyncerError):
    """The settings cannot be used. Nothing was started."""

    exit_code = 2


class SourceError(SyncerError):
    """One source cannot be used in this run. It is left out, nobody of it counts as gone, the run goes on."""

    exit_code = 3


class WorkbookError(SyncerError):
    """The workbook is not as it must be. Nothing was written."""

    exit_code = 4


class SafetyStop(WorkbookError):
    """A guard refused the plan. Nothing was written; the message names the command that accepts it."""


class TemporaryError(SyncerError):
    """Network, quota, or a workbook that kept changing. Nothing was written; try again later."""

    exit_code = 75


class CredentialError(SyncerError):
    """An account, scope or token is missing or refused."""

    exit_code = 78


class Conflict(SyncerError):
    """The workbook changed between read and commit. ``run`` reads and plans again."""

    exit_code = 75
