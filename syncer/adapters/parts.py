"""Everything that a run needs, put together."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from syncer import __version__
from syncer.adapters.accounts import expect_grants
from syncer.adapters.books import workbook_of
from syncer.adapters.clock import now_in, only_calendars_asked_for
from syncer.adapters.sources import sources_of
from syncer.core.forgotten import Forgotten
from syncer.core.model import SuggestedTarget
from syncer.core.outreach import Employers, Target
from syncer.errors import ConfigError, SourceError
from syncer.local import keep_pairs, read_pairs
from syncer.ports import Linker
from syncer.run import Answer, Parts
from syncer.settings import Settings
from syncer.settings.sections import DigestSettings

if TYPE_CHECKING:
    from syncer.core.digest import Digest

Progress = Callable[[str], None]


def senders_of(digest: DigestSettings) -> Mapping[str, Callable[["Digest"], None]]:
    """Where the digest goes, by the word people use for it; empty where it is off."""
    senders: dict[str, Callable[[Digest], None]] = {}
    if digest.smtp_host:
        from syncer.digests.mail import Mailbox

        password = digest.smtp_password.get_secret_value() if digest.smtp_password else ""
        way = (digest.smtp_host, digest.smtp_port, digest.smtp_security, digest.smtp_user, password)
        senders["mail"] = Mailbox(*way, digest.mail_from, digest.mail_to).send
    if digest.webhook:
        from syncer.digests.webhook import Webhook

        senders["webhook"] = Webhook(digest.webhook.get_secret_value(), digest.webhook_kind).send
    return senders


def seeds_of(settings: Settings) -> tuple[SuggestedTarget, ...]:
    """The companies that seed the Targets tab. ``ConfigError`` where their file cannot be read."""
    from syncer.sources.spreadsheet.target_list import read_targets

    if not settings.targets.path:
        return ()
    if why := settings.outside.get("targets.path"):
        raise ConfigError(f"targets.path: {why}", code="E-CFG-OUTSIDE")
    try:
        return read_targets(settings.targets.path)
    except SourceError as error:
        message = str(error).removeprefix(f"{error.code} ")
        raise ConfigError(f"targets.path: {message}", code=error.code) from None


def parts_of(settings: Settings, today: date | None, *, evidence: bool = False) -> Parts:
    """Everything a run needs, made but not yet read. ``evidence``: with the values that were compared, to explain.

    ``ConfigError`` and ``CredentialError`` where no run could come to an end.
    """
    from syncer.linkage.splink_linker import nicknames

    only_calendars_asked_for()
    workbook = workbook_of(settings, today)
    expect_grants(settings)
    return Parts(
        sources=sources_of(settings),
        workbook=workbook,
        linker=_linker(settings, evidence=evidence),
        nicknames=nicknames(),
        employers=employers_of,
        seeds=partial(_seeds, settings),
        copy_notes=settings.privacy.copy_notes,
        version=__version__,
        now=now_in,
        timer=time.perf_counter,
        forgotten=_forgotten(settings),
        read_ahead=not settings.workbook.in_google,
    )


def _seeds(settings: Settings) -> tuple[SuggestedTarget, ...]:
    """The list of ``seeds_of`` with the domains that the shipped knowledge has for it."""
    from syncer.core.employers.suggest import with_domains
    from syncer.data.load import load_knowledge

    listed = seeds_of(settings)
    return with_domains(listed, load_knowledge()) if listed else ()


def _linker(settings: Settings, *, evidence: bool) -> Linker:
    from syncer.linkage.remembered import RememberedLinker
    from syncer.linkage.splink_linker import SplinkLinker

    if evidence:
        return SplinkLinker()
    where = (settings.state_dir, settings.workbook.place)
    return RememberedLinker(SplinkLinker().score, partial(read_pairs, *where), partial(keep_pairs, *where))


def _forgotten(settings: Settings) -> Forgotten:
    from syncer.forgotten_here import forgotten_here

    key = settings.privacy.forget_key
    return forgotten_here(settings.state_dir, key.get_secret_value() if key else "")


def employers_of(targets: Sequence[Target], answers: Sequence[Answer]) -> Employers:
    """Employer texts against these targets, with the shipped knowledge and what Review answered."""
    from syncer.core.employers.match import TargetEmployers
    from syncer.data.load import load_knowledge

    return TargetEmployers(targets, load_knowledge(), answers)
