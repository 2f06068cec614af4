from dataclasses import fields

import pytest

from tests.emulator.client import client, mark, text, unmark
from tests.emulator.switches import OTHERWISE, Switches, positions


def test_every_switch_has_another_position() -> None:
    assert set(OTHERWISE) == {field.name for field in fields(Switches)}
    assert all(getattr(Switches(), name) != value for name, value in OTHERWISE.items())


@pytest.mark.parametrize("switches", positions(), ids=["default", *OTHERWISE])
def test_a_stale_writer_never_commits_unless_ids_may_repeat(switches: Switches) -> None:
    desk = client(switches=switches)
    desk.new()
    desk.batch(mark(7001, "revision 2"))
    append = {"appendCells": {"rows": [text("twice")], "fields": "userEnteredValue"}}
    stale = [unmark(metadataId=7001, metadataValue="revision 1"), mark(7001, "revision 2b"), append]
    status, _ = desk.send("POST", f"{desk.file}:batchUpdate", {"requests": stale})
    assert status == (400 if switches.duplicate_metadata_id_refused else 200)
    assert desk.read("A1") == ([] if status == 400 else [["twice"]])
