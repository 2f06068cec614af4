"""What each command does, from the settings file to a value that can be shown."""

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from syncer import __version__
from syncer.account import run_report, source_lines
from syncer.adapters.accounts import google_account, google_identities
from syncer.adapters.books import workbook_of
from syncer.adapters.clock import now_in, today_here
from syncer.adapters.parts import parts_of, seeds_of, senders_of
from syncer.adapters.quarantine import set_aside
from syncer.adapters.sources import copies_of, expect_contacts, forget_kept, sources_of
from syncer.by_itself import DONE, sign_of_life
from syncer.core.reports import DraftAnswer, Explanation, ForgetReport, Health, Noted, PlanReport, RunReport, WhoAnswer
from syncer.core.staleness import old_exports
from syncer.core.tuning import DEFAULTS
from syncer.core.workbook.guards import expect_ours
from syncer.errors import ConfigError, SyncerError
from syncer.gather import fetch, remember
from syncer.local import keep, only_run, put_whole, read_kept, record_health
from syncer.ports import Workbook
from syncer.run import Parts, Stages, Thought, gather
from syncer.run import run as run_once
from syncer.run import think as think_once
from syncer.settings import Settings, load_settings
from syncer.settings import inputs as inputs_of_settings

if TYPE_CHECKING:
    from syncer.core.council.report import CouncilReport
    from syncer.core.digest import Digest
    from syncer.forget import Sure
    from syncer.google.auth import Person
    from syncer.grading import Grading
    from syncer.noting import Note

Progress = Callable[[str], None]
Ran = tuple[RunReport, Thought | None]


def inputs(*, anywhere: bool) -> AbstractContextManager[None]:
    """While a command reads sources; ``anywhere``: also those whose path leads out of the settings' folder."""
    return inputs_of_settings(anywhere=anywhere)


def _thought(
    config: Path, today: date | None, progress: Progress, *, evidence: bool = False
) -> tuple[Parts, Thought, Stages, Settings]:
    settings = load_settings(config)
    parts, stages = parts_of(settings, today, evidence=evidence), Stages(time.perf_counter, progress)
    gathered, read = gather(parts, stages)
    return parts, think_once(parts, gathered, today, frozenset(), stages, read), stages, settings


def run(config: Path, today: date | None, progress: Progress, accepted: frozenset[str]) -> RunReport:
    """`syncer run` and `syncer accept`: bring the workbook up to date and leave a health line."""
    expect_contacts(load_settings(config))
    return _ran(config, today, progress, accepted)[0]


def first_run(config: Path, today: date | None, progress: Progress) -> tuple[RunReport, WhoAnswer | None]:
    """The run that ends `syncer init`, and whom to write to first; ``None`` where another run was at work."""
    from syncer.who import who_first

    report, thought = _ran(config, today, progress, frozenset())
    return report, who_first(thought) if thought else None


def _ran(config: Path, day: date | None, progress: Progress, accepted: frozenset[str]) -> Ran:
    settings = load_settings(config)
    workbook = settings.workbook.place
    with only_run(settings.state_dir, workbook) as mine:
        if not mine:
            return RunReport(day, busy=True, workbook=str(workbook)), None
        stages = Stages(time.perf_counter, progress)
        try:
            parts = parts_of(settings, day)
            thought = run_once(parts, day, accepted, stages)
        except SyncerError as error:
            _finished(settings, error.exit_code, error.code)
            raise
        remember(parts.sources)
        set_aside(settings, thought.gathered, thought.world.today, texts=not thought.forgotten)
        wrote, created = bool(thought.commits), thought.plan.create
        report = run_report(thought, str(workbook), stages.seconds, wrote=wrote, created=created)
        if report.created and report.reach.targets and not seeds_of(settings):
            report = replace(report, suggested=True)
        told, code = _shared(settings, thought, accepted)
        warnings = (*report.warnings, *told, *_afterwards(settings, thought))
        report = replace(report, warnings=warnings, exit_code=report.exit_code or code)
        _finished(settings, report.exit_code, "")
        return report, thought


def _shared(settings: Settings, thought: Thought, accepted: frozenset[str]) -> tuple[list[str], int]:
    """The member's part of the council's workbook, where there is one: what to tell them, and its exit code."""
    if not settings.council.place:
        return [], 0
    from syncer.adapters.council import share

    return share(settings, thought, accepted)


def _afterwards(settings: Settings, thought: Thought) -> list[str]:
    """The calendar file and the digest, where they are set; what went wrong with them, in words."""
    senders = senders_of(settings.digest)
    if not (settings.calendar.path or senders):
        return []
    from syncer.afterwards import SentDays, after_run

    where = (settings.state_dir, settings.workbook.place, "digest")
    sent = SentDays(partial(read_kept, *where), partial(keep, *where))
    return after_run(thought, settings.calendar.path, senders, sent)


def forget(config: Path, person: str, sure: "Sure", today: date | None, progress: Progress) -> ForgetReport:
    """`syncer forget`: take a person out for good. ``sure`` is shown whom it is about before anything is written."""
    from syncer.forget import Here
    from syncer.forget import forget as forgotten

    settings = load_settings(config)
    with only_run(settings.state_dir, settings.workbook.place) as mine:
        if not mine:
            return ForgetReport("", busy=True)
        here = Here(settings.state_dir, copies_of(settings), partial(forget_kept, settings))
        return forgotten(parts_of(settings, today), here, person, sure, today, Stages(time.perf_counter, progress))


def export(config: Path, person: str, today: date | None, progress: Progress) -> Mapping[str, object]:
    """`syncer export`: all that is held of a person."""
    from syncer.forget import export as exported

    return exported(parts_of(load_settings(config), today), person, today, Stages(time.perf_counter, progress))


def _finished(settings: Settings, exit_code: int, code: str) -> None:
    """Leave word of a run for people and monitors."""
    finished = datetime.now().astimezone().isoformat(timespec="seconds")
    facts = {"finished": finished, "exit": exit_code, "code": code, "version": __version__}
    record_health(settings.state_dir, settings.workbook.place, facts, success=exit_code in DONE)
    sign_of_life(settings.monitor, exit_code)


def plan(config: Path, today: date | None, progress: Progress) -> PlanReport:
    """`syncer plan`: what a run would change."""
    _, thought, stages, settings = _thought(config, today, progress)
    report = run_report(thought, str(settings.workbook.place), stages.seconds, wrote=False, created=False)
    return PlanReport(report, thought.plan.changes)


def who(config: Path, company: str, today: date | None, progress: Progress) -> WhoAnswer:
    """`syncer who`: who leads to a company; without one, whom to contact next."""
    from syncer.who import who_at, who_next

    parts, thought, _, _ = _thought(config, today, progress)
    return who_at(parts, thought, company) if company.strip() else who_next(thought)


def explain(config: Path, person: str, today: date | None, progress: Progress) -> Explanation:
    """`syncer explain`: why a person stands where they stand."""
    from syncer.explain import explain as explained

    return explained(_thought(config, today, progress, evidence=True)[1], person)


def report(config: Path, output: Path, today: date | None, progress: Progress) -> None:
    """`syncer report`: the search as one page, in a file for its owner alone; ``ConfigError`` where it cannot be."""
    from syncer.core.overview.figures import overview
    from syncer.report.page.render import page

    thought = _thought(config, today, progress, evidence=True)[1]
    text = page(overview(thought.world, thought.outreach, thought.identified.clusters))
    try:
        put_whole(output, text)
    except OSError as error:
        raise ConfigError(f"{output} cannot be written: {error.strerror}", code="E-CLI-OUTPUT") from None


def log(config: Path, note: "Note", today: date | None) -> Noted:
    """`syncer log`: one line of the Log, typed for the person who gave the command."""
    from syncer.noting import write_down

    return write_down(workbook_of(load_settings(config), today), note, today, now_in)


def grading(config: Path, today: date | None, progress: Progress) -> "Grading":
    """`syncer grade`: a sitting in which people get their grades."""
    from syncer.grading import Grading, Skipped

    parts, thought, _, settings = _thought(config, today, progress)
    where = (settings.state_dir, settings.workbook.place, "skipped")
    return Grading(parts.workbook, thought, Skipped(partial(read_kept, *where), partial(keep, *where)))


def calendar(config: Path, output: Path | None, today: date | None, progress: Progress) -> tuple[Path, int]:
    """`syncer calendar`: the calendar file, and how many things to do are in it."""
    from syncer.afterwards import agenda_of, write_calendar

    _, thought, _, settings = _thought(config, today, progress)
    if not (path := output or settings.calendar.path):
        raise ConfigError("say where the file goes: --output follow-ups.ics, or path in [calendar] of the settings")
    write_calendar(thought, path)
    return path, len(agenda_of(thought))


def digest(config: Path, today: date | None, progress: Progress, *, send: bool) -> "Digest":
    """`syncer digest`: the day in one message, shown; sent too where asked."""
    from syncer.afterwards import digest_of

    _, thought, _, settings = _thought(config, today, progress)
    message, senders = digest_of(thought), senders_of(settings.digest)
    if send and not senders:
        raise ConfigError("nowhere to send it: fill in webhook, or smtp_host and mail_to, in [digest] of the settings")
    for sender in senders.values() if send else ():
        sender(message)
    return message


def draft(config: Path, person: str, kind: str, today: date | None, progress: Progress) -> DraftAnswer:
    """`syncer draft`: a message to one person, for the user to send."""
    from syncer.drafting import draft as drafted
    from syncer.messages.folder import Templates

    _, thought, _, settings = _thought(config, today, progress)
    return drafted(thought, person, kind, Templates(settings.messages.templates))


def check(config: Path, progress: Progress, today: date | None = None) -> Health:
    """`syncer check`: settings, each source with its age, the workbook; every fault is in the answer, not raised."""
    settings = load_settings(config)
    seeds_of(settings)
    expect_contacts(settings)
    gathered = fetch(sources_of(settings), progress)
    progress("workbook")
    words, notes, fault = _workbook_health(workbook_of(settings, None))
    exit_code = fault or (3 if gathered.failures else 0)
    day = today or today_here()
    notes = (*notes, *old_exports(gathered.snapshots, day, DEFAULTS.stale_after_days))
    return Health(str(config), source_lines(gathered), words, not fault, notes, exit_code, day)


def _workbook_health(workbook: Workbook) -> tuple[str, tuple[str, ...], int]:
    """How the workbook is, in words; notes; the exit code of what is wrong with it, 0 where nothing is."""
    try:
        state = workbook.read()
        if state.exists:
            expect_ours(state)
    except SyncerError as error:
        return str(error), (), error.exit_code
    if not state.exists:
        return "not made yet; `syncer run` makes it", (), 0
    rows = ", ".join(
        f"{len(tab.rows)} row{'s' * (len(tab.rows) != 1)} in {tab.title}" for tab in state.tabs.values() if tab.rows
    )
    return f"readable, {rows or 'no rows yet'}", state.notes, 0


def council(config: Path, today: date | None) -> "CouncilReport":
    """`syncer council`: who of the council opens which company."""
    from syncer.adapters.council import overview

    return overview(load_settings(config), today)


def match(input_csv: Path, output: Path, targets: Path | None) -> Mapping[str, object]:
    """`syncer match`: employers against targets, from file to file."""
    from syncer.match_file import match_file

    return match_file(input_csv, output, targets)


def link(input_file: Path, output: Path, suggestions: Path | None) -> Mapping[str, object]:
    """`syncer link`: which records are one person, from file to file."""
    from syncer.link_file import link_file

    return link_file(input_file, output, suggestions)


def unfinished(config: Path) -> bool:
    """Whether `syncer init` wrote these settings and has yet to make their Google Sheet."""
    from syncer.sheet_setup import unfinished as waits

    return waits(config)


def open_workbook(config: Path, person: "Person | None", say: Callable[[str], None]) -> None:
    """The last step of `syncer init` where the workbook is a Google Sheet: log in, make or open it, tell its link."""
    from syncer.sheet_setup import open_workbook as opened

    opened(config, person, say)


def auth_status(config: Path) -> str:
    """`syncer auth status`: how the login stands, and the identity that opens sheets where that is another."""
    from syncer.google.retry import patience

    settings = load_settings(config)
    return "\n".join(identity.status(patience()) for identity in google_identities(settings))


def auth_logout(config: Path) -> str:
    """`syncer auth logout`: forget the login here and withdraw it at Google."""
    settings = load_settings(config)
    forget_kept(settings)
    return google_account(settings).log_out()


def auth_login(config: Path, person: "Person", *, browser: bool) -> str:
    """`syncer auth login`: consent in a browser, here or elsewhere."""
    return google_account(load_settings(config)).log_in(person, today_here(), browser=browser)
