"""Members and the companies they want: read, and all employer texts of the pool held against them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from syncer.core.employers.match import TargetEmployers
from syncer.core.normalise.emails import email_key
from syncer.core.normalise.letters import visible
from syncer.core.normalise.profiles import profile_slug
from syncer.core.outreach import Target
from syncer.core.paths import Remembering
from syncer.core.workbook.cells import fold
from syncer.data.load import load_knowledge
from syncer.pool.records import number, split
from syncer.pool.rows import Row, as_batch, schema
from syncer.pool.tables import is_understood, level

if TYPE_CHECKING:
    import pyarrow as pa

MOST_ALIASES = 30


def members_read(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """Members with the number of their consent, their mail keys (also as a list) and profile."""
    made = [_member(row) for row in batch.to_pylist() if row["member_id"]]
    return as_batch(made, members_schema())


def _member(row: Row) -> Row:
    addresses = list(filter(None, map(email_key, split(row["emails"]))))
    return {
        "member_id": row["member_id"],
        "name": visible(row["name"] or "") or "A member",
        "level": level(row["consent"]),
        "unclear": int(not is_understood(row["consent"])),
        "mails": ";".join(addresses),
        "addresses": addresses,
        "profile": profile_slug(row["linkedin_url"] or ""),
        "sought_role": row["sought_role"] or "",
        "sheet": row["google_sheet"] or "",
    }


def members_schema() -> "pa.Schema":
    """The columns of ``members_read``."""
    import pyarrow as pa

    plain = schema("member_id name level:int unclear:int mails profile sought_role sheet")
    return plain.append(pa.field("addresses", pa.list_(pa.string())))


def targets_read(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """Targets with a number: one for equal company, domain and other names, whoever wants to work there.

    ``company_key``: the same for every way to write one company.
    """
    made, key = [], employers_of(()).key
    for row in batch.to_pylist():
        shown = {name: visible(row[name] or "") for name in ("company", "posting", "stage")}
        if not (row["member_id"] and shown["company"]):
            continue
        domain = visible(row["domain"] or "").casefold()
        aliases = ";".join(filter(None, map(visible, split(row["aliases"])[:MOST_ALIASES])))
        wish = (row["motivation"] or "").partition(".")[0]
        made.append(
            {
                **shown,
                "member_id": row["member_id"],
                "target": number(shown["company"], f"{domain}\x1f{aliases}"),
                "domain": domain,
                "aliases": aliases,
                "company_key": key(shown["company"]) or fold(shown["company"]),
                "motivation": int(wish) if wish in ("1", "2", "3", "4", "5") else 0,
            }
        )
    return as_batch(made, targets_schema())


def targets_schema() -> "pa.Schema":
    """The columns of ``targets_read``."""
    return schema("member_id target:int company domain aliases company_key motivation:int posting stage")


# --- employers -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2)
def employers_of(targets: tuple[Target, ...]) -> Remembering:
    """Employer knowledge for many targets of the pool, made once in each process."""
    return asked_about(targets)


def asked_about(targets: Sequence[Target]) -> Remembering:
    """Employer knowledge for these targets alone."""
    return Remembering(TargetEmployers(targets, load_knowledge()))


@dataclass(frozen=True, slots=True)
class Targets:
    """All companies that a pool asks about. ``shared``: those of members who share and are believed.

    Companies stand beside each other: "Initech Labs" is no Initech where somebody asks for the Labs. So what only a
    member who shares nothing asks for (``apart``) is looked for by itself, and changes nobody else's result.
    """

    shared: tuple[Target, ...]
    apart: tuple[Target, ...]


def judged(batch: "pa.RecordBatch", targets: Targets) -> "pa.RecordBatch":
    """Which distinct employer texts and @domains are, or stand beside, which target; nothing for all others."""
    made: list[Row] = []
    for employers in map(employers_of, filter(None, (targets.shared, targets.apart))):
        for text in batch.column("text").to_pylist():
            name, domain = ("", text[1:]) if text.startswith("@") else (text, "")
            for match in employers.judge(name, domain):
                told = (match.outcome.value, match.tier.value, match.reason)
                made.append(_judged(text, match.target_id, *told))
            for target, kind, reason in employers.related(name, domain):
                made.append(_judged(text, target, kind.value, "", reason))
    return as_batch(made, judged_schema())


def _judged(text: str, target: str, outcome: str, tier: str, reason: str) -> Row:
    return {"text": text, "target": int(target), "outcome": outcome, "tier": tier, "reason": reason}


def judged_schema() -> "pa.Schema":
    """The columns of ``judged``."""
    return schema("text target:int outcome tier reason")
