import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from syncer.errors import SourceError
from syncer.sources.reading.archive import open_archive
from syncer.sources.reading.limits import Limits


def make(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return path


def test_members_are_listed_and_read_from_a_zip_and_from_a_folder_alike(tmp_path: Path) -> None:
    (tmp_path / "a" / "sub").mkdir(parents=True)
    (tmp_path / "a" / "one.csv").write_bytes(b"1")
    (tmp_path / "a" / "sub" / "two.csv").write_bytes(b"2")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("sub/two.csv", b"2")
        archive.writestr("one.csv", b"1")
    for name in ("a", "a.zip"):
        opened = open_archive(tmp_path / name)
        assert opened.names == ("one.csv", "sub/two.csv")
        assert [opened.read(member) for member in opened.names] == [b"1", b"2"]


def test_a_member_that_inflates_beyond_all_measure_is_stopped_early(tmp_path: Path) -> None:
    opened = open_archive(make(tmp_path / "bomb.zip", x__csv=bytes(50_000_000)))
    tracemalloc.start()
    with pytest.raises(SourceError, match=r"E-ZIP-SIZE bomb.zip/x.csv: it unpacks to over 200 times its size"):
        opened.read("x.csv")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 25_000_000


def test_a_forged_size_changes_nothing_because_real_bytes_are_counted(tmp_path: Path) -> None:
    path = make(tmp_path / "forged.zip", x__csv=bytes(5_000_000))
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<L", 10)
    path.write_bytes(data)
    with pytest.raises(SourceError, match=r"E-ZIP-(SIZE|BROKEN|CRC)"):
        open_archive(path).read("x.csv")


def test_members_may_not_be_too_large_alone_or_together(tmp_path: Path) -> None:
    path = make(tmp_path / "big.zip", a__csv=b"ab" * 600, b__csv=b"cd" * 600)
    with pytest.raises(SourceError, match=r"E-ZIP-SIZE big.zip/a.csv: more than 1,000 bytes"):
        open_archive(path, Limits(text=1_000)).read("a.csv")
    opened = open_archive(path, Limits(total=2_000))
    assert len(opened.read("a.csv")) == 1_200
    with pytest.raises(SourceError, match=r"E-ZIP-SIZE"):
        opened.read("b.csv")


def test_names_that_lead_out_of_the_archive_and_links_are_never_read(tmp_path: Path) -> None:
    path = tmp_path / "slip.zip"
    link = zipfile.ZipInfo("shadow.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../../etc/cron.d/x.csv", "/etc/passwd.csv", "C:\\x.csv", "ok/x.csv"):
            archive.writestr(name, b"x")
        archive.writestr(link, "/etc/shadow")
    opened = open_archive(path)
    assert opened.names == ("ok/x.csv",)
    assert len(opened.odd) == 4
    with pytest.raises(KeyError):
        opened.read("../../etc/cron.d/x.csv")
    assert sorted(tmp_path.iterdir()) == [path]


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "Connections.csv").symlink_to(tmp_path / "secret.txt")
    opened = open_archive(tmp_path / "export")
    assert (opened.names, opened.odd) == ((), ("Connections.csv",))


def test_names_in_an_old_code_page_are_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "old.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("Brandt_Zo_.csv"), b"x")
    path.write_bytes(path.read_bytes().replace(b"Brandt_Zo_.csv", b"Brandt_Zo\x89.csv"))
    assert open_archive(path).names == ("Brandt_Zoë.csv",)


def test_too_many_members_are_refused_before_they_are_listed(tmp_path: Path) -> None:
    path = make(tmp_path / "many.zip", **{f"f{number}": b"" for number in range(12)})
    with pytest.raises(SourceError, match=r"E-ZIP-MEMBERS many.zip: 12 files or more; the limit is 10"):
        open_archive(path, Limits(members=10))


def test_a_forged_table_of_contents_is_not_loaded(tmp_path: Path) -> None:
    path = make(tmp_path / "toc.zip", x=b"x")
    data = path.read_bytes()
    at = data.rfind(b"PK\x05\x06")
    path.write_bytes(data[: at + 8] + struct.pack("<HHL", 60_000, 60_000, 3_000_000) + data[at + 16 :])
    with pytest.raises(SourceError, match=r"E-ZIP-MEMBERS"):
        open_archive(path)
