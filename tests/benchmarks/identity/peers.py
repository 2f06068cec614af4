"""What others would do, to compare with: the rule of thumb."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from syncer.core.identity.features import company_key
from syncer.core.normalise.letters import fold


def rule_of_thumb(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The same e-mail, phone, profile, or name and employer is the same person, in chains (connected components)."""
    parent = {row["record_id"]: row["record_id"] for row in rows}

    def root(record: str) -> str:
        while parent[record] != record:
            parent[record] = parent[parent[record]]
            record = parent[record]
        return record

    for records in _blocks(rows).values():
        for record in records[1:]:
            parent[root(record)] = root(records[0])
    return {record: root(record) for record in parent}


def _blocks(rows: Sequence[Mapping[str, str]]) -> dict[tuple[str, str], list[str]]:
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        record = row["record_id"]
        for mail in filter(None, row["emails"].lower().split(";")):
            blocks["email", mail].append(record)
        for phone in filter(None, row["phones"].split(";")):
            blocks["phone", "".join(filter(str.isdigit, phone))[-10:]].append(record)
        if row["linkedin_url"]:
            blocks["profile", row["linkedin_url"].strip("/").rpartition("/")[2]].append(record)
        name = fold(row["full_name"] or f"{row['first_name']} {row['last_name']}")
        if name and row["company"]:
            blocks["name", f"{name}|{company_key(row['company'])}"].append(record)
    return blocks
