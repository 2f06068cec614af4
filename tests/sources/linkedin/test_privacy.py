"""What is private stays unread: the allow-list of members, proven on files that would tell if they were opened."""

from pathlib import Path

import pytest

from syncer.sources.linkedin.members import member_key
from syncer.sources.reading.archive import Archive
from tests.sources.linkedin.export import PLAIN, fetch, zipped

NEVER = (
    *("Receipts.csv", "Receipts_v2.csv", "Logins.csv", "Security Challenges.csv", "Inferences_about_you.csv"),
    *("Private_identity_asset.csv", "Verifications/Verifications.csv", "Ad_Targeting.csv", "PhoneNumbers.csv"),
    *("Registration.csv", "Rich_Media.csv", "SavedJobAlerts.csv", "guide_messages.csv", "LearningCoachMessages.csv"),
    *("Comments_123.csv", "Shares.csv", "Reactions.csv", "Votes.csv", "ImportedContacts.csv", "Skills.csv"),
)


@pytest.mark.parametrize("name", NEVER)
def test_private_files_are_not_on_the_list(name: str) -> None:
    assert member_key(name) == ""


def test_private_files_are_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    read = Archive.read

    def watched(archive: Archive, name: str) -> bytes:
        opened.append(name)
        return read(archive, name)

    monkeypatch.setattr(Archive, "read", watched)
    fetch(zipped(tmp_path, {"Connections.csv": PLAIN, "messages.csv": "x", **dict.fromkeys(NEVER, "canary")}))
    assert opened == ["Connections.csv", "messages.csv"]


def test_private_files_that_would_break_any_reader_go_unnoticed(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"Connections.csv": PLAIN, **dict.fromkeys(NEVER, "canary")})
    data = bytearray(path.read_bytes())
    for name in NEVER:  # a method nobody knows: opening one of these would raise
        data[data.index(b"PK\x03\x04", data.index(name.encode()) - 30) + 8] = 93
        at = data.rindex(name.encode()) - 46
        assert data[at : at + 4] == b"PK\x01\x02"
        data[at + 10] = 93
    path.write_bytes(data)
    snapshot = fetch(path)
    assert (len(snapshot.records), snapshot.notes) == (2, ())
    assert "canary" not in repr(snapshot)
