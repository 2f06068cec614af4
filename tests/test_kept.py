"""What is kept of an account between runs: private, whole, of one account only, and never worth an error."""

import gzip
import stat
from pathlib import Path

import pytest

from syncer.kept import KeptFile, kept_file

BOOK = {"people": {"people/c1": {"names": [{"displayName": "Zoë"}]}}, "tokens": {"people/": "t1"}}


def test_what_is_kept_comes_back_to_its_owner_only(tmp_path: Path) -> None:
    mine = kept_file(tmp_path / "state", "account", "Me@example.com")
    assert mine.load() == {}
    mine.save(BOOK)
    assert mine.load() == kept_file(tmp_path / "state", "account", "me@example.com").load() == BOOK
    assert kept_file(tmp_path / "state", "account", "you@example.com").load() == {}
    mine.delete()
    mine.delete()
    assert mine.load() == {}


def test_nobody_else_on_the_machine_can_read_it(tmp_path: Path) -> None:
    mine = kept_file(tmp_path / "state", "account", "me@example.com")
    mine.save(BOOK)
    assert stat.S_IMODE(mine.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(mine.path.parent.stat().st_mode) == 0o700
    assert b"me@example.com" not in gzip.decompress(mine.path.read_bytes())


@pytest.mark.parametrize(
    "damage",
    [b"", b"{}", *(gzip.compress(text, mtime=0) for text in (b"{", b"[]", b'{"of":[],"kept":{}}'))],
    ids=["empty", "not packed", "cut off", "a list", "of nobody"],
)
def test_a_damaged_file_counts_as_none(tmp_path: Path, damage: bytes) -> None:
    mine = KeptFile(tmp_path / "account.kept", "me@example.com")
    mine.path.write_bytes(damage)
    assert mine.load() == {}
    mine.save(BOOK)
    assert mine.load() == BOOK


def test_a_file_cut_off_at_any_place_counts_as_none(tmp_path: Path) -> None:
    mine = KeptFile(tmp_path / "account.kept", "me@example.com")
    mine.save(BOOK)
    whole = mine.path.read_bytes()
    for end in range(len(whole)):
        mine.path.write_bytes(whole[:end])
        assert mine.load() == {}


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    mine = kept_file(tmp_path / "state", "account", "me@example.com")
    mine.save(BOOK)
    assert mine.load() == {}
    mine.delete()


def test_a_save_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    mine = KeptFile(tmp_path / "account.kept", "me@example.com")
    mine.save(BOOK)
    with pytest.raises(TypeError):
        mine.save({"people": object()})
    assert mine.load() == BOOK
    assert list(tmp_path.iterdir()) == [mine.path]
