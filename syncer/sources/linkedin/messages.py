"""messages.csv: how often, when and in which direction; never what. The text of a message is looked at only to tell
advertising from mail, and no part of it is kept. Rules: input formats, section 2.1.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from syncer.core.normalise.dates import STAMPED, parse_day
from syncer.core.normalise.profiles import profile_slug
from syncer.sources.linkedin.connections import name_key
from syncer.sources.linkedin.siblings import Fields
from syncer.sources.reading.columns import Column

COLUMNS = (
    Column("conversation", ("CONVERSATION ID",)),
    Column("from", ("FROM",), required=True),
    Column("sender", ("SENDER PROFILE URL",), required=True),
    Column("to", ("TO",)),
    Column("recipients", ("RECIPIENT PROFILE URLS",)),
    Column("date", ("DATE",), required=True),
    Column("content", ("CONTENT",)),
    Column("folder", ("FOLDER",)),
    Column("draft", ("IS MESSAGE DRAFT",)),
    Column("draft 2", ("IS CONVERSATION DRAFT",)),
)
_ADVERTISING = '<p class="spinmail-'
_BETWEEN_URLS = re.compile(r"[,;]\s*(?=https?://|www\.|linkedin\.com)")
_TRUE = frozenset({"yes", "true"})


@dataclass(slots=True)
class Count:
    """How many, first and last."""

    number: int = 0
    first: date | None = None
    last: date | None = None

    def add(self, other: "Count") -> None:
        """Takes another count in."""
        self.number += other.number
        self._reach(other.first, other.last)

    def one(self, day: date | None) -> None:
        """Counts one more."""
        self.number += 1
        self._reach(day, day)

    def _reach(self, first: date | None, last: date | None) -> None:
        if first and (self.first is None or first < self.first):
            self.first = first
        if last and (self.last is None or last > self.last):
            self.last = last


@dataclass(slots=True)
class Talk:
    """Messages between the user and one person."""

    sent: Count = field(default_factory=Count)
    received: Count = field(default_factory=Count)


Route = tuple[str, str, str, str, str]
"""As written: name and URL of the sender, URLs of the recipients; if there are none, TO and conversation."""


@dataclass(slots=True)
class Correspondence:
    """Counts of a whole messages.csv before it is known who the user is."""

    by_sender: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    by_pair: dict[tuple[str, str], Count] = field(default_factory=lambda: defaultdict(Count))
    """(sender, recipient), both slugs."""
    by_name: list[tuple[str, str, str, Count]] = field(default_factory=list)
    """(sender, conversation, TO as written), of exports from before 2023, which only name the recipients."""
    senders: dict[str, set[str]] = field(default_factory=dict)
    """Who wrote in a conversation."""
    names: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(name, slug) of senders, by number of messages."""

    def add(self, route: Route, count: Count) -> None:
        """Takes in all messages that went one way."""
        name, url, recipients, to, conversation = route
        sender = profile_slug(url)
        if not sender:
            return
        self.by_sender[sender].add(count)
        self.names[name_key(name), sender] += count.number
        if recipients:
            for recipient in _BETWEEN_URLS.split(recipients):
                self.by_pair[sender, profile_slug(recipient)].add(count)
        else:
            self.senders.setdefault(conversation, set()).add(sender)
            self.by_name.append((sender, conversation, to, count))

    def who_is(self, name: str) -> str:
        """The slug of the sender of this name who wrote most, or ``""``."""
        found = [(-number, slug) for (known, slug), number in self.names.items() if known == name_key(name)]
        return min(found)[1] if name and found else ""

    def talks(self, own: str, slug_of: Callable[[str], str]) -> dict[str, Talk]:
        """Messages by the other person's slug. ``slug_of`` finds the only connection of a name, or ``""``.

        A message to several people counts for each of them.
        """
        talks: dict[str, Talk] = {}
        for sender, count in self.by_sender.items():
            if sender != own:
                talks.setdefault(sender, Talk()).received.add(count)
        for (sender, recipient), count in self.by_pair.items():
            if sender == own and recipient != own:
                talks.setdefault(recipient, Talk()).sent.add(count)
        for sender, conversation, to, count in self.by_name:
            if sender == own:
                others = self.senders.get(conversation, set()) - {own} or {slug_of(to)}
                for recipient in others - {""}:
                    talks.setdefault(recipient, Talk()).sent.add(count)
        return talks


def count_messages(rows: Iterable[Fields]) -> Correspondence:
    """Goes through the rows once. Advertising, spam, drafts and messages without a sender do not count."""
    routes: dict[Route, Count] = defaultdict(Count)
    for row in rows:
        if row["sender"] and not _no_mail(row):
            routes[_route(row)].one(parse_day(row["date"][:10], STAMPED))
    found = Correspondence()
    for route, count in routes.items():
        found.add(route, count)
    return found


def _route(row: Fields) -> Route:
    recipients = row.get("recipients", "")
    if recipients:
        return row["from"], row["sender"], recipients, "", ""
    return row["from"], row["sender"], "", row.get("to", ""), row.get("conversation", "")


def _no_mail(row: Fields) -> bool:
    return (
        row.get("folder", "").upper() == "SPAM"
        or row.get("draft", "").lower() in _TRUE
        or row.get("draft 2", "").lower() in _TRUE
        or row.get("content", "").startswith(_ADVERTISING)
    )
