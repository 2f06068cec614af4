"""The composition root: settings -> concrete sources, workbook, linker, clock. The only file that names adapters."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from syncer import __version__
from syncer.account import run_report, source_lines
from syncer.core.model import Snapshot, SuggestedTarget
from syncer.core.outreach import Employers, Target
from syncer.core.reports import Explanation, Health, PlanReport, RunReport, WhoAnswer
from syncer.errors import ConfigError, SourceError, SyncerError
from syncer.gather import fetch
from syncer.local import only_run, record_health
from syncer.ports import Source, Workbook
from syncer.run import Answer, Parts, Stages, Thought
from syncer.run import run as run_once
from syncer.run import think as think_once
from syncer.settings import GoogleSettings, Settings, SourceSettings, load_settings
from syncer.setup import InitAnswers, source_names, with_samples, write_settings
from syncer.sources.reading.limits import Limits

if TYPE_CHECKING:
    from syncer.google.account import Account
    from syncer.google.auth import Person

Progress = Callable[[str], None]


class MakeSource(Protocol):
    """How a file source is made."""

    def __call__(self, name: str, path: Path, limits: Limits) -> Source:
        """A source that has not read anything yet."""


def _linkedin(name: str, path: Path, limits: Limits) -> Source:
    from syncer.sources.linkedin.source import LinkedIn

    return LinkedIn(name, path, limits)


def _google_csv(name: str, path: Path, limits: Limits) -> Source:
    from syncer.sources.google_csv import GoogleCsv

    return GoogleCsv(name, path, limits)


def _outlook_csv(name: str, path: Path, limits: Limits) -> Source:
    from syncer.sources.outlook import OutlookCsv

    return OutlookCsv(name, path, limits)


def _vcard(name: str, path: Path, limits: Limits) -> Source:
    from syncer.sources.vcard.source import VCard

    return VCard(name, path, limits)


def _spreadsheet(name: str, path: Path, limits: Limits) -> Source:
    from syncer.sources.spreadsheet import Spreadsheet

    return Spreadsheet(name, path, limits)


SOURCES: Mapping[str, MakeSource] = {
    "linkedin": _linkedin,
    "google_csv": _google_csv,
    "vcard": _vcard,
    "outlook_csv": _outlook_csv,
    "spreadsheet": _spreadsheet,
}


@dataclass(frozen=True, slots=True)
class Recognised:
    """A source whose kind is told by its content when it is read."""

    name: str
    path: Path
    limits: Limits

    def fetch(self) -> Snapshot:
        """Everything it holds; ``SourceError`` too where no kind, or more than one, claims the file."""
        from syncer.sources.recognise import recognise

        return SOURCES[recognise(self.path)](self.name, self.path, self.limits).fetch()


def sources_of(settings: Settings) -> tuple[Source, ...]:
    """Every source of the settings; nothing is read yet. ``SourceError`` comes from its ``fetch``."""
    limits = Limits(rows=settings.limits.rows)
    return tuple(_source(one, limits, settings.google) for one in settings.sources)


def _source(settings: SourceSettings, limits: Limits, google: GoogleSettings) -> Source:
    if settings.path is None:  # the settings promise: an account
        return _google_contacts(settings, google)
    if settings.kind:
        return SOURCES[settings.kind](settings.name, settings.path, limits)
    return Recognised(settings.name, settings.path, limits)


def _google_contacts(source: SourceSettings, google: GoogleSettings) -> Source:
    from syncer.google.retry import patience
    from syncer.sources.google_contacts import GoogleContacts

    people = _account(google, other_contacts=source.other_contacts).people(source.name, patience())
    return GoogleContacts(source.name, people, _today, source.other_contacts)


def _account(google: GoogleSettings, *, other_contacts: bool) -> "Account":
    from syncer.google.account import Account
    from syncer.google.endpoints import Endpoints
    from syncer.google.tokens import TokenFile

    endpoints = Endpoints(google.people_endpoint, google.auth_uri, google.token_uri, google.revoke_uri)
    return Account(google.client_file, TokenFile(google.token_dir / "google.json"), endpoints, other_contacts)


def google_account(config: Path) -> "Account":
    """`syncer auth status` and `logout`: the account of the settings, for all that its sources need."""
    settings = load_settings(config)
    return _account(settings.google, other_contacts=any(source.other_contacts for source in settings.sources))


def auth_login(config: Path, person: "Person", *, browser: bool) -> str:
    """`syncer auth login`: consent in a browser, here or elsewhere."""
    return google_account(config).log_in(person, _today(), browser=browser)


def _today() -> date:
    return _now(None).date()


def workbook_of(settings: Settings, today: date | None) -> Workbook:
    """The workbook of the settings."""
    from syncer.workbooks.excel import ExcelWorkbook

    return ExcelWorkbook(settings.workbook.path, today=today)


def seeds_of(settings: Settings) -> tuple[SuggestedTarget, ...]:
    """The companies that seed the Targets tab. ``ConfigError`` where their file cannot be read."""
    from syncer.sources.target_list import read_targets

    if not settings.targets.path:
        return ()
    try:
        return read_targets(settings.targets.path)
    except SourceError as error:
        message = str(error).removeprefix(f"{error.code} ")
        raise ConfigError(f"targets.path: {message}", code=error.code) from None


def parts_of(settings: Settings, today: date | None) -> Parts:
    """Everything a run needs, made but not yet read."""
    from syncer.linkage.splink_linker import SplinkLinker, nicknames

    return Parts(
        sources=sources_of(settings),
        workbook=workbook_of(settings, today),
        linker=SplinkLinker(),
        nicknames=nicknames(),
        employers=_employers,
        seeds=partial(seeds_of, settings),
        copy_notes=settings.privacy.copy_notes,
        version=__version__,
        now=_now,
        timer=time.perf_counter,
    )


def _employers(targets: Sequence[Target], answers: Sequence[Answer]) -> Employers:
    from syncer.core.employers.match import TargetEmployers
    from syncer.data.load import load_knowledge

    return TargetEmployers(targets, load_knowledge(), answers)


def _now(zone: ZoneInfo | None) -> datetime:
    return datetime.now(zone).astimezone(zone)


def _thought(config: Path, today: date | None, progress: Progress) -> tuple[Parts, Thought, Stages, Settings]:
    settings = load_settings(config)
    parts, stages = parts_of(settings, today), Stages(time.perf_counter, progress)
    gathered = fetch(parts.sources, lambda name: stages.enter(f"read {name}"))
    return parts, think_once(parts, gathered, today, frozenset(), stages), stages, settings


def run(config: Path, today: date | None, progress: Progress, accepted: frozenset[str]) -> RunReport:
    """`syncer run` and `syncer accept`: bring the workbook up to date and leave a health line."""
    settings = load_settings(config)
    workbook = settings.workbook.path
    with only_run(settings.state_dir, workbook) as mine:
        if not mine:
            return RunReport(today, busy=True, workbook=str(workbook))
        created = not workbook.exists()
        stages = Stages(time.perf_counter, progress)
        try:
            thought = run_once(parts_of(settings, today), today, accepted, stages)
        except SyncerError as error:
            record_health(settings.state_dir, workbook, _health_line(error.exit_code, error.code))
            raise
        wrote = bool(thought.plan)
        report = run_report(thought, str(workbook), stages.seconds, wrote=wrote, created=created and wrote)
        if report.created and report.reach.targets and not seeds_of(settings):
            report = replace(report, suggested=True)
        record_health(settings.state_dir, workbook, _health_line(report.exit_code, ""))
        return report


def _health_line(exit_code: int, code: str) -> Mapping[str, object]:
    finished = datetime.now().astimezone().isoformat(timespec="seconds")
    return {"finished": finished, "exit": exit_code, "code": code, "version": __version__}


def plan(config: Path, today: date | None, progress: Progress) -> PlanReport:
    """`syncer plan`: what a run would change."""
    _, thought, stages, settings = _thought(config, today, progress)
    report = run_report(thought, str(settings.workbook.path), stages.seconds, wrote=False, created=False)
    return PlanReport(report, thought.plan.changes)


def who(config: Path, company: str, today: date | None, progress: Progress) -> WhoAnswer:
    """`syncer who`: who leads to a company; without one, whom to contact next."""
    from syncer.who import who_at, who_next

    parts, thought, _, _ = _thought(config, today, progress)
    return who_at(parts, thought, company) if company.strip() else who_next(thought)


def explain(config: Path, person: str, today: date | None, progress: Progress) -> Explanation:
    """`syncer explain`: why a person stands where they stand."""
    from syncer.explain import explain as explained

    return explained(_thought(config, today, progress)[1], person)


def check(config: Path, progress: Progress, today: date | None = None) -> Health:
    """`syncer check`: settings, each source with its age, the workbook; every fault is in the answer, not raised."""
    settings = load_settings(config)
    seeds_of(settings)
    gathered = fetch(sources_of(settings), progress)
    progress("workbook")
    words, notes, healthy = _workbook_health(workbook_of(settings, None))
    exit_code = 4 if not healthy else 3 if gathered.failures else 0
    day = today or _now(None).date()
    return Health(str(config), source_lines(gathered), words, healthy, notes, exit_code, day)


def _workbook_health(workbook: Workbook) -> tuple[str, tuple[str, ...], bool]:
    try:
        state = workbook.read()
    except SyncerError as error:
        return str(error), (), False
    if not state.exists:
        return "not made yet; `syncer run` makes it", (), True
    rows = ", ".join(
        f"{len(tab.rows)} row{'s' * (len(tab.rows) != 1)} in {tab.title}" for tab in state.tabs.values() if tab.rows
    )
    return f"readable, {rows}", state.notes, True


def match(input_csv: Path, output: Path, targets: Path | None) -> Mapping[str, object]:
    """`syncer match`: employers against targets, from file to file."""
    from syncer.match_file import match_file

    return match_file(input_csv, output, targets)


def link(input_file: Path, output: Path, suggestions: Path | None) -> Mapping[str, object]:
    """`syncer link`: which records are one person, from file to file."""
    from syncer.link_file import link_file

    return link_file(input_file, output, suggestions)


def init(answers: InitAnswers) -> None:
    """`syncer init`: write the settings file; each source's kind is recognised by content."""
    from syncer.sources.recognise import recognise

    if answers.sample:
        answers = with_samples(answers)
    kinds = tuple((path, recognise(path)) for path in answers.sources)
    write_settings(answers, source_names(kinds))
