"""The work of ``syncer match``: a table of employers in, which target each of them is out."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from syncer.core.csv_cells import inert_row
from syncer.core.employers.match import TargetEmployers
from syncer.core.outreach import EmployerMatch, Outcome, Target
from syncer.data.load import load_knowledge
from syncer.errors import ConfigError
from syncer.plain_files import ends_in_a_quote, open_input, refuse_overwriting, shown, writing

ADDED = ("target", "outcome", "reason", "kind")
_EMPLOYER = ("employer", "email_domain")
_FIRMEST = (Outcome.MATCH, Outcome.REVIEW, Outcome.NO)
_OWN_TARGET = ("target_name", "target_domain")


@dataclass(frozen=True, slots=True)
class _Table:
    header: list[str]
    rows: list[list[str]]

    @property
    def names(self) -> list[str]:
        """The column names without regard to case and space around them."""
        return [cell.strip().casefold() for cell in self.header]

    def column(self, name: str) -> list[str]:
        """The cells of a column, "" throughout where there is none."""
        at = self.names.index(name) if name in self.names else -1
        return [row[at].strip() if 0 <= at < len(row) else "" for row in self.rows]


def match_file(input: Path, output: Path, targets: Path | None = None) -> dict[str, int]:
    """Write ``input`` again with ``target``, ``outcome``, ``reason`` and ``kind`` added.

    ``input`` has ``employer`` and/or ``email_domain``. A row with ``target_name`` or ``target_domain`` is judged by
    that target alone (aliases of ``targets`` apply), any other row against all of ``targets`` (``name,domain,aliases``
    with ``;``). One line per row and target with outcome match or review; one line "no" for a row without any. Values
    stay as they are: the file is read by programs. Returns how many ``rows`` there are, and how
    many have a ``match``, at best a ``review``, or ``no`` target. ``ConfigError`` for a file that cannot be used.
    """
    refuse_overwriting((output,), (input, targets), "E-MATCH-OUTPUT")
    table = _read(input)
    has = f"it has {', '.join(table.header)}"
    if not set(_EMPLOYER) & set(table.names):
        raise ConfigError(f"{shown(input)}: needs a column employer or email_domain; {has}", code="E-MATCH-COLUMNS")
    listed = _targets(targets) if targets else []
    if not listed and not set(_OWN_TARGET) & set(table.names):
        wanted = "give --targets, or a column target_name or target_domain"
        if targets:
            raise ConfigError(f"{shown(targets)}: no row names a company", code="E-MATCH-TARGETS")
        raise ConfigError(f"{shown(input)}: {wanted}; {has}", code="E-MATCH-TARGETS")
    best: dict[int, Outcome] = {}
    with writing(output, "E-MATCH-OUTPUT") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(inert_row([*table.header, *ADDED]))
        for number, target, match in _judged(table, listed):
            row, outcome = table.rows[number], match.outcome if match else Outcome.NO
            best[number] = min(outcome, best.get(number, Outcome.NO), key=_FIRMEST.index)
            added = [target, outcome.value, match.reason if match else "", "+".join(match.kinds) if match else ""]
            writer.writerow(inert_row([*row, *[""] * (len(table.header) - len(row)), *added]))
    found = Counter(best.values())
    return {"rows": len(table.rows), **{outcome.value: found[outcome] for outcome in _FIRMEST}}


def _judged(table: _Table, listed: Sequence[Target]) -> Iterator[tuple[int, str, EmployerMatch | None]]:
    """Each line of the output: the row by its number, the target's name, and the match if there is one."""
    own = _own_targets(table, listed)
    knowledge = load_knowledge()
    alone = TargetEmployers(list({target.id: target for target in own if target}.values()), knowledge)
    against_all = TargetEmployers(listed, knowledge)
    names = {target.id: target.name for target in listed}
    employers, domains = table.column("employer"), table.column("email_domain")
    for row, (target, employer, domain) in enumerate(zip(own, employers, domains, strict=True)):
        if target is not None:
            found = [match for match in alone.judge(employer, domain) if match.target_id == target.id]
            yield row, target.name or target.domain, found[0] if found else None
            continue
        matches = against_all.judge(employer, domain)
        for match in matches:
            yield row, names[match.target_id], match
        if not matches:
            yield row, "", None


def _own_targets(table: _Table, listed: Sequence[Target]) -> list[Target | None]:
    """The target each row names for itself, None where it names none. The same target is one value."""
    by_name = {target.name.casefold(): target for target in listed}
    by_domain = {target.domain.casefold(): target for target in listed if target.domain}
    made: dict[tuple[str, str], Target] = {}
    found: list[Target | None] = []
    for name, domain in zip(table.column("target_name"), table.column("target_domain"), strict=True):
        if not name and not domain:
            found.append(None)
            continue
        key = (name.casefold(), domain.casefold())
        if key not in made:
            known = by_name.get(key[0]) or (by_domain.get(key[1]) if key[1] else None)
            aliases = known.aliases if known else ()
            made[key] = Target(
                f"row{len(made):07d}", name or domain, domain or (known.domain if known else ""), aliases
            )
        found.append(made[key])
    return found


def _targets(path: Path) -> list[Target]:
    table = _read(path)
    if "name" not in table.names:
        raise ConfigError(
            f"{shown(path)}: needs a column name; it has {', '.join(table.header)}", code="E-MATCH-COLUMNS"
        )
    rows = zip(table.column("name"), table.column("domain"), table.column("aliases"), strict=True)
    return [
        Target(f"t{number:07d}", name, domain, tuple(alias.strip() for alias in aliases.split(";") if alias.strip()))
        for number, (name, domain, aliases) in enumerate(rows)
        if name
    ]


def _read(path: Path) -> _Table:
    """A CSV file with a header line, cells as written. Comma, semicolon or tab, whichever the header has most of."""
    name = shown(path)
    try:
        with open_input(path, "E-MATCH-FILE") as opened:
            text = opened.read().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ConfigError(f"{name}: not UTF-8; save it as CSV UTF-8", code="E-MATCH-ENCODING") from problem
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    except csv.Error as problem:
        raise ConfigError(f"{name}: not a CSV file: {problem}", code="E-MATCH-FILE") from problem
    if not rows:
        raise ConfigError(f"{name}: is empty; a header line names the columns", code="E-MATCH-COLUMNS")
    if ends_in_a_quote(rows[-1], text.count('"')):
        raise ConfigError(
            f"{name}: a quote in row {len(rows)} is never closed; close or double it", code="E-MATCH-QUOTE"
        )
    return _Table(rows[0], [_fitted(row, len(rows[0]), name, at) for at, row in enumerate(rows[1:], 2)])


def _fitted(row: list[str], width: int, name: str, number: int) -> list[str]:
    """The row without blank cells beyond the header; words there would push the added columns out of place."""
    if any(cell.strip() for cell in row[width:]):
        found = (
            f"row {number} has {len(row)} cells, the header {width}; put quotes around a cell that holds a separator"
        )
        raise ConfigError(f"{name}: {found}", code="E-MATCH-ROW")
    return row[:width]
