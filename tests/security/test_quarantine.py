"""What could not be read is kept for whoever can mend it: on this machine only, for its owner only, for 30 days."""

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from syncer import app
from syncer.core.reports import RunReport
from tests.core.workbook.service import TODAY
from tests.security.household import household


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return household(tmp_path).folder / "syncer.toml"


def run(config: Path, days: int = 0) -> RunReport:
    return app.run(config, TODAY + timedelta(days), lambda _: None, frozenset())


def kept(config: Path) -> list[dict[str, str]]:
    found = list((config.parent / "state").glob("*.quarantine"))
    return [json.loads(line) for path in found for line in path.read_text().splitlines()]


def test_a_record_that_was_set_aside_is_kept_with_place_reason_and_its_own_text(config: Path) -> None:
    report = run(config)
    rejected = {str(one.place) for line in report.sources for one in line.rejected}
    assert {one["place"] for one in kept(config)} == rejected
    texts = {one["code"]: one["text"] for one in kept(config)}
    assert texts["E-LI-NO-KEY"] == "Broken,Canarybroken,,,,,no date"
    assert texts["E-VCF-END"] == "BEGIN:VCARD\nFN:Canaryunended Kanarva"
    assert texts["E-CSV-NOBODY"] in (",,,,,,,Canaryorphan", "")


def test_it_is_for_its_owners_eyes_only(config: Path) -> None:
    run(config)
    (path,) = (config.parent / "state").glob("*.quarantine")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_bytes_that_are_no_text_can_be_seen(config: Path) -> None:
    (config.parent / "contacts.csv").write_bytes(
        b"First Name,Last Name,Organization Name,E-mail 1 - Value\n"
        + "Zoë,Quux,Acme,\n".encode() * 3
        + b"A\xffnn,Quux,Acme,\n"
    )
    run(config)
    assert [one["text"] for one in kept(config) if one["code"] == "E-CSV-BYTES"] == ["A\\xffnn,Quux,Acme,"]


def test_after_thirty_days_it_is_gone_unless_it_is_still_there(config: Path) -> None:
    run(config)
    (config.parent / "phone.vcf").write_text("BEGIN:VCARD\nFN:Cy Fox\nEND:VCARD\n")
    run(config, 10)
    assert "E-VCF-END" in {one["code"] for one in kept(config)}
    run(config, 31)
    codes = {one["code"]: one["since"] for one in kept(config)}
    assert "E-VCF-END" not in codes
    assert codes["E-LI-NO-KEY"] == (TODAY + timedelta(31)).isoformat()


def test_it_can_be_switched_off_and_is_emptied_then(config: Path) -> None:
    run(config)
    config.write_text(config.read_text() + "[privacy]\nquarantine = false\n")
    run(config)
    assert kept(config) == []


def test_once_anybody_was_forgotten_no_text_is_kept(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNCER_PRIVACY__FORGET_KEY", "k" * 40)
    run(config)
    config.write_text(config.read_text().replace('[[sources]]\nname = "s4"\npath = "broken.csv"\n', ""))
    app.forget(config, "Canarytwo Kanarva", lambda _: True, TODAY, lambda _: None)
    assert kept(config) == []
    run(config)
    assert {one["text"] for one in kept(config)} == {""}


@pytest.mark.parametrize("content", ["no json\n", "[]\n{}\n", '{"since": "never"}\n', "\0\n"])
def test_a_damaged_file_of_it_stops_nothing(content: str, config: Path) -> None:
    run(config)
    (path,) = (config.parent / "state").glob("*.quarantine")
    path.write_text(content)
    assert run(config).exit_code == 3
    assert "E-LI-NO-KEY" in {one["code"] for one in kept(config)}
