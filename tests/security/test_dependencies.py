"""Security 8: what is installed is what was pinned, and may be shipped with."""

from pathlib import Path

import pytest

from tests.security.audit import allowed, faults, licence, pins


def test_every_dependency_is_pinned_with_hashes_and_comes_under_a_licence_of_the_list() -> None:
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("MIT License", "MIT"), ("MIT AND PSF-2.0", "MIT AND PSF-2.0"),
        ("Apache-2.0 OR GPL-3.0", "Apache-2.0"), ("BSD-3-Clause", "BSD"), ("3-Clause BSD", "BSD"),
        ("GPL-3.0-only", ""), ("GNU Affero General Public License v3", ""), ("MIT AND GPL-3.0", ""), ("", ""),
        ("Proprietary", ""), ("SSPL-1.0", ""), ("COMMIT", ""), ("LGPL-3.0", ""),
    ],
)  # fmt: skip
def test_a_licence_is_on_the_list_or_not(text: str, known: str) -> None:
    assert allowed("somebody", text) == known


@pytest.mark.parametrize(
    "line",
    ["requests>=2", "requests", "--pre", "git+https://files.example/x", "-e ."],
)
def test_a_line_that_is_no_pin_is_found(line: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(line + "\n")
    with pytest.raises(ValueError, match="is no pin"):
        pins(tmp_path / "x.txt")


def test_a_pin_without_a_hash_is_seen(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("requests==2.0\n    # via syncer\n")
    assert [pin.hashes for pin in pins(tmp_path / "x.txt")] == [0]
    assert licence("no-such-package-anywhere") is None
