"""Sources that are read over the network, from golden inputs: what the account holds, as JSON."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import responses

from syncer.core.model import Snapshot
from syncer.sources.google_contacts import GoogleContacts
from tests.emulator.service import Google
from tests.google import handmade
from tests.google.cloud import CONNECTIONS, LABELS, OTHERS, Clock, google, people


def _google_contacts(path: Path, name: str) -> Snapshot:
    """The answers of the People API to its three calls."""
    answers = json.loads(path.read_text(encoding="utf-8"))
    with google() as cloud:
        for address, key in ((CONNECTIONS, "connections"), (OTHERS, "otherContacts"), (LABELS, "contactGroups")):
            cloud.add(responses.GET, address, json=answers[key])
        return GoogleContacts(name, people(Clock()), lambda: date(2026, 11, 23), True).fetch()


def _google_sheet(path: Path, name: str) -> Snapshot:
    """A sheet as ``handmade.put`` takes it."""
    service = Google()
    number = handmade.put(service, json.loads(path.read_text(encoding="utf-8")))
    return handmade.source(service, number, name=name).fetch()


ACCOUNTS: Mapping[str, Callable[[Path, str], Snapshot]] = {
    "google_contacts": _google_contacts,
    "google_sheet": _google_sheet,
}
"""Kind -> how its input (path, name of the source) is read."""
