"""The probe, tried on the emulator in every position of every switch: it must tell which position it is."""

import json
from typing import Any

import pytest

from tests.emulator.__main__ import server
from tests.emulator.client import Client
from tests.emulator.person import Person
from tests.emulator.service import Google
from tests.emulator.switches import OTHERWISE, Switches
from tests.emulator.tokens import KNOWN
from tests.emulator.wire import Request
from tests.live.desk import Desk, Send, Unexpected
from tests.live.probe import HOST, main, probe, table
from tests.live.questions import Finding

ASKED = (
    "row_metadata_follows_sort",
    "delete_no_match",
    "duplicate_metadata_id_refused",
    "create_sees_delete_of_same_batch",
    "metadata_lag",
    "strict_validation_refuses",
)


def sender(google: Google) -> Send:
    def send(verb: str, path: str, body: bytes) -> tuple[int, bytes]:
        reply = google.handle(Request.to(verb, HOST + path, {"Authorization": f"Bearer {KNOWN}"}, body))
        return reply.status, reply.body

    return send


def probed(switches: Switches | None = None, **more: Any) -> tuple[Google, str, list[Finding]]:
    google = Google(switches, loud=False)
    number = Client(google).new("Scratch")
    return google, number, probe(sender(google), number, wait=google.clock.advance, **more)


def positions(findings: list[Finding]) -> dict[str, Any]:
    return {finding.switch: finding.position for finding in findings if finding.switch}


@pytest.mark.parametrize("turned", ["", *ASKED])
def test_it_tells_the_position_of_every_switch(turned: str) -> None:
    switches = Switches(**({turned: OTHERWISE[turned]} if turned else {}))
    _, _, findings = probed(switches)
    assert positions(findings) == {name: getattr(switches, name) for name in ASKED}
    assert [finding.question for finding in findings if "no answer" in finding.saw] == []


def test_the_table_names_what_is_not_as_the_emulator_has_it() -> None:
    usual = table(probed()[2])
    other = table(probed(Switches(delete_no_match="error"))[2])
    assert "NOT the default" not in usual
    assert "delete_no_match = 'error'  (NOT the default)" in other
    assert "the whole batch" in usual
    assert "nothing of it was applied" in usual


def test_where_ids_are_not_refused_the_hole_is_shouted() -> None:
    findings = probed(Switches(duplicate_metadata_id_refused=False))[2]
    shouted = [finding.saw for finding in findings if "APPLIED" in finding.saw or "NOT SEEN" in finding.saw]
    assert len(shouted) == 3


def test_it_leaves_the_sheet_as_it_was_and_waits_out_the_quota() -> None:
    google, number, findings = probed()
    book = google.files.by_id[number].book
    assert ([sheet.properties["title"] for sheet in book.sheets], book.metadata, book.named) == (["Scratch"], {}, [])
    assert len(google.log) > 60
    assert len(findings) == 21


def test_a_person_is_asked_for_what_only_a_browser_can_do() -> None:
    google, asked = Google(loud=False), []
    number = Client(google).new("Scratch")
    person = Person(google, number)

    def ask(words: str) -> str:
        asked.append(words)
        title = words.partition("tab '")[2].partition("'")[0]
        if "Sort range" in words:
            person.sort(title, 0, columns=(0, 2))
        elif "undo" in words:
            person.delete_rows(title, 2)
            person.undo()
        elif "Make a copy" in words:
            return f"https://docs.google.com/spreadsheets/d/{person.make_copy()}/edit#gid=0"
        else:
            person.protect(f"'{title}'!A2")
        return ""

    saw = [finding.saw for finding in probe(sender(google), number, ask, google.clock.advance)[-4:]]
    assert len(asked) == 4
    assert saw[:3] == ["follows", "on row 2", "yes"]
    assert saw[3].startswith("400 Invalid requests[0].updateCells: You are trying to edit a protected cell")


def test_a_workbook_of_syncer_is_no_throw_away_sheet() -> None:
    google = Google(loud=False)
    number = Client(google).new("Outreach", "_syncer")
    with pytest.raises(Unexpected, match="throw-away"):
        probe(sender(google), number)
    assert len(google.log) == 2


def test_a_question_that_cannot_be_asked_does_not_end_the_others() -> None:
    google = Google(loud=False)
    number = Client(google).new("Scratch")
    service = sender(google)

    def grumpy(verb: str, path: str, body: bytes) -> tuple[int, bytes]:
        return (500, b"<html>") if b"cutPaste" in body else service(verb, path, body)

    findings = probe(grumpy, number, wait=google.clock.advance)
    assert [finding.question for finding in findings if "no answer" in finding.saw] == ["after a cut"]
    assert len(findings) == 21


def test_the_command_prints_the_table_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    import threading

    google = Google(loud=False, quotas=False)
    number = Client(google).new("Scratch")
    running = server(google)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    there = ("--endpoint", f"http://127.0.0.1:{running.server_port}", "--token", KNOWN)
    try:
        assert main([number, *there, "--json"]) == 0
        assert positions([Finding(**each) for each in json.loads(capsys.readouterr().out)])["metadata_lag"] == 0
        assert main(["0" * 44, *there]) == 1
    finally:
        running.shutdown()
        running.server_close()
    assert "404" in capsys.readouterr().err


def test_a_search_in_the_desk_sees_only_the_marks_of_the_probe() -> None:
    google = Google()
    desk = Desk(sender(google), Client(google).new("Scratch"))
    assert desk.marks() == {}
