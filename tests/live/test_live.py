"""The real service, only when somebody asks for it: ``SYNCER_LIVE_SHEET=ID .venv/bin/pytest -m live tests/live``.

``SYNCER_LIVE_CONFIG`` names the settings with the login (``syncer.toml``). The sheet is a throw-away one.
"""

import os
from pathlib import Path

import pytest

from tests.live.probe import probe, sender, table


@pytest.mark.live
def test_the_protocol_rests_on_what_the_real_service_does() -> None:
    send = sender(Path(os.environ.get("SYNCER_LIVE_CONFIG", "syncer.toml")), "", "")
    findings = probe(send, os.environ["SYNCER_LIVE_SHEET"])
    decided = {finding.switch: finding.position for finding in findings if finding.switch}
    print(table(findings))
    assert decided["duplicate_metadata_id_refused"], "init records the fallback of named ranges; see sheet-protocol"
    assert decided["create_sees_delete_of_same_batch"]
    assert not [finding for finding in findings if "WAS APPLIED" in finding.saw or "NOT SEEN" in finding.saw]
