"""Bad inputs LZ01 to LZ19: what an archive may look like when it arrives."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from syncer.errors import SourceError
from syncer.sources.reading.limits import Limits
from tests.sources.linkedin.export import ANN, BOB, HEADER_7, PLAIN, PROFILE, fetch, zipped

MANY = (ANN + BOB) * 300


def truncated(folder: Path) -> Path:
    path = zipped(folder, {"Connections.csv": PLAIN + MANY, "messages.csv": "x" * 1000})
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    return path


def login_page(folder: Path) -> Path:
    path = folder / "export.zip"
    path.write_text("\n<!DOCTYPE html><html><title>Sign in</title></html>")
    return path


def zero_bytes(folder: Path) -> Path:
    path = folder / "export.zip"
    path.touch()
    return path


def bomb(folder: Path) -> Path:
    return zipped(folder, {"Connections.csv": HEADER_7 + "a" * 50_000_000})


def nested(folder: Path) -> Path:
    inner = zipped(folder, {"Connections.csv": PLAIN}, "inner.zip")
    return zipped(folder, {"inner.zip": inner.read_bytes()})


def encrypted(folder: Path) -> Path:
    path = zipped(folder, {"Connections.csv": PLAIN})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)
    return path


def unknown_method(folder: Path) -> Path:
    path = zipped(folder, {"Connections.csv": PLAIN})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(mark) + offset] = 93
    path.write_bytes(data)
    return path


def flipped_byte(folder: Path) -> Path:
    path = folder / "Basic_LinkedInDataExport_09-23-2026.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("Connections.csv", PLAIN)
    path.write_bytes(path.read_bytes().replace(b"Initech", b"Imitech", 1))
    return path


def two_exports(folder: Path) -> Path:
    return zipped(folder, {"a/Connections.csv": PLAIN, "b/Connections.csv": PLAIN})


REFUSED: dict[str, tuple[Callable[[Path], Path], str, str]] = {
    "LZ01 zip_truncated": (truncated, "E-ZIP-BROKEN", "Download it again"),
    "LZ02 zip_not_a_zip": (login_page, "E-ZIP-TYPE", "HTML"),
    "LZ03 zip_empty_archive": (lambda folder: zipped(folder, {}), "E-LI-NO-CONNECTIONS", "found none"),
    "LZ04 zip_no_connections_csv": (
        lambda folder: zipped(folder, {"Profile.csv": PROFILE, "messages.csv": ""}),
        "E-LI-NO-CONNECTIONS",
        "found Profile.csv, messages.csv. LinkedIn sends a first, partial archive",
    ),
    "LZ05 zip_zero_byte_file": (zero_bytes, "E-ZIP-EMPTY", "0 bytes"),
    "LZ06 zip_bomb_ratio": (bomb, "E-ZIP-SIZE", "200 times"),
    "LZ09 zip_nested": (nested, "E-LI-NO-CONNECTIONS", "Take the inner ZIP out"),
    "LZ14 two exports in one": (two_exports, "E-LI-MANY-CONNECTIONS", "a/Connections.csv"),
    "LZ16 zip_encrypted": (encrypted, "E-ZIP-ENCRYPTED", "password"),
    "LZ17 zip_unknown_compression": (unknown_method, "E-ZIP-METHOD", "method 93"),
    "LZ18 zip_bad_crc": (flipped_byte, "E-ZIP-CRC", "Connections.csv"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_archive_that_cannot_be_used_is_refused_with_file_finding_and_remedy(case: str, tmp_path: Path) -> None:
    build, code, words = REFUSED[case]
    path = build(tmp_path)
    with pytest.raises(SourceError) as stopped:
        fetch(path)
    assert stopped.value.code == code
    assert str(stopped.value).startswith(f"{code} {path.name}")
    assert words in str(stopped.value)
    assert "bob@example.com" not in str(stopped.value)


def test_lz07_the_sizes_an_archive_claims_are_not_believed(tmp_path: Path) -> None:
    path = bomb(tmp_path)
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(SourceError, match=r"E-ZIP-(SIZE|BROKEN|CRC)"):
        fetch(path)


def test_lz10_to_12_members_that_lead_elsewhere_are_reported_and_nothing_is_written(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"Connections.csv": PLAIN, "../../etc/cron.d/x": "x", "/etc/passwd": "x"})
    link = zipfile.ZipInfo("messages.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("C:\\Positions.csv", "x")
        archive.writestr(link, "/etc/shadow")
    snapshot = fetch(path)
    assert len(snapshot.records) == 2
    assert snapshot.notes == ("4 members with odd names or links were not opened",)
    assert list(tmp_path.iterdir()) == [path]


def test_lz14_other_letter_case_in_a_folder_is_accepted_and_said(tmp_path: Path) -> None:
    snapshot = fetch(zipped(tmp_path, {"my export/connections.CSV": PLAIN, "__MACOSX/._Connections.csv": "x"}))
    assert len(snapshot.records) == 2
    assert snapshot.notes == ("connections read from my export/connections.CSV",)


def test_lz15_an_archive_of_a_hundred_thousand_members_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, {f"{number}.csv": "" for number in range(30)} | {"Connections.csv": PLAIN})
    with pytest.raises(SourceError, match="E-ZIP-MEMBERS"):
        fetch(path, Limits(members=20))


def test_lz19_member_names_of_another_code_page_do_no_harm(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"Connections.csv": PLAIN, "Resume_Zo_.csv": "x"})
    path.write_bytes(path.read_bytes().replace(b"Resume_Zo_.csv", b"Resume_Zo\x89.csv"))
    assert len(fetch(path).records) == 2
