"""The emulator behind the session that production code uses, with what can go wrong on the way."""

import pytest
import requests

from tests.emulator.clock import Clock
from tests.emulator.errors import reason
from tests.emulator.faults import Fault
from tests.emulator.service import Google
from tests.emulator.switches import Switches
from tests.emulator.tokens import KNOWN, USER
from tests.emulator.transport import session

HOST = "https://sheets.googleapis.com/v4/spreadsheets"


class Desk:
    def __init__(self, **more: object) -> None:
        self.google = Google(**more)
        self.session = session(self.google)
        self.session.headers["Authorization"] = f"Bearer {KNOWN}"
        self.id = self.google.files.create("Job search", USER, self.google.clock.now()).book.id

    def append(self, name: str, timeout: float = 200) -> requests.Response:
        row = {"values": [{"userEnteredValue": {"stringValue": name}}]}
        request = {"appendCells": {"sheetId": 0, "rows": [row], "fields": "userEnteredValue"}}
        return self.session.post(f"{HOST}/{self.id}:batchUpdate", json={"requests": [request]}, timeout=timeout)

    def names(self) -> list[str]:
        reply = self.session.get(f"{HOST}/{self.id}/values/A:A", timeout=200).json()
        return [line[0] for line in reply.get("values", [])]


@pytest.mark.parametrize(("when", "kept"), [("before", []), ("after", ["Ada"])])
def test_a_lost_answer_says_nothing_about_what_was_applied(when: str, kept: list[str]) -> None:
    desk = Desk()
    desk.google.faults.add(Fault("lose", when, on="batchUpdate$"))
    with pytest.raises(requests.exceptions.ConnectionError):
        desk.append("Ada")
    assert desk.names() == kept


@pytest.mark.parametrize("code", [500, 502, 503, 504])
@pytest.mark.parametrize(("when", "kept"), [("before", []), ("after", ["Ada"])])
def test_an_error_of_the_server_may_come_before_or_after_the_change(code: int, when: str, kept: list[str]) -> None:
    desk = Desk()
    desk.google.faults.add(Fault("refuse", when, code=code))
    reply = desk.append("Ada")
    assert (reply.status_code, reply.json()["error"]["code"]) == (code, code)
    assert desk.names() == kept


def test_a_call_may_take_effect_long_after_the_client_gave_up() -> None:
    desk = Desk()
    desk.google.faults.add(Fault("late", on="batchUpdate$"))
    with pytest.raises(requests.exceptions.ReadTimeout):
        desk.append("late")
    desk.append("on time")
    assert desk.names() == ["on time"]
    desk.google.apply_late()
    assert desk.names() == ["on time", "late"]
    desk.google.faults.add(Fault("late", on="batchUpdate$", calls=2))
    with pytest.raises(requests.exceptions.ReadTimeout):
        desk.append("two calls on")
    assert len(desk.names()) == 2
    assert len(desk.names()) == 3


def test_a_slow_answer_is_a_timeout_for_the_impatient_and_moves_the_clock() -> None:
    desk = Desk()
    begun = desk.google.clock.now()
    desk.google.faults.add(Fault("slow", seconds=190), Fault("slow", seconds=10))
    with pytest.raises(requests.exceptions.ReadTimeout):
        desk.append("Ada", timeout=60)
    assert desk.append("Bob", timeout=60).ok
    assert desk.names() == ["Ada", "Bob"]
    assert (desk.google.clock.now() - begun).seconds == 200


def test_a_body_may_be_cut_off_or_be_no_json_at_all() -> None:
    desk = Desk()
    desk.google.faults.add(Fault("truncate"), Fault("html", code=200), Fault("reset"))
    with pytest.raises(requests.exceptions.JSONDecodeError):
        desk.append("Ada").json()
    page = desk.append("never")
    assert page.headers["Content-Type"].startswith("text/html")
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        desk.append("Bob")
    assert desk.names() == ["Ada", "Bob"]


def test_a_stale_read_shows_the_file_before_its_last_change() -> None:
    desk = Desk()
    desk.append("Ada")
    desk.append("Bob")
    desk.google.faults.add(Fault("stale"))
    assert desk.names() == ["Ada"]
    assert desk.names() == ["Ada", "Bob"]


def test_a_fault_waits_for_its_method_and_its_turn_and_strikes_once() -> None:
    desk = Desk()
    desk.google.faults.add(Fault("refuse", on="batchUpdate$", skip=1))
    assert desk.names() == []
    codes = [desk.append(name).status_code for name in ("Ada", "Bob", "Cy")]
    assert codes == [200, 503, 200]
    assert desk.names() == ["Ada", "Cy"]
    desk.google.faults.add(Fault("refuse"))
    desk.google.faults.clear()
    assert desk.append("Dee").ok


def test_any_refusal_can_be_made_to_happen() -> None:
    desk = Desk()
    refusal = reason(403, "Rate limit", "rateLimitExceeded", "usageLimits", {})
    desk.google.faults.add(Fault("refuse", error=refusal), Fault("refuse", code=401), Fault("refuse", code=429))
    assert desk.append("x").json()["error"]["details"][0]["reason"] == "rateLimitExceeded"
    assert [desk.append("x").status_code for _ in range(2)] == [401, 429]


def test_sixty_reads_a_minute_and_user_then_none_until_the_next_minute() -> None:
    desk = Desk(clock=Clock())
    codes = [desk.session.get(f"{HOST}/{desk.id}", timeout=9).status_code for _ in range(61)]
    assert codes == [200] * 60 + [429]
    assert desk.append("writes are counted apart").ok
    refusal = desk.session.get(f"{HOST}/{desk.id}", timeout=9)
    assert refusal.json()["error"]["details"][0]["metadata"]["quota_limit"] == "ReadRequestsPerMinutePerUser"
    assert "Retry-After" not in refusal.headers
    desk.google.clock.advance(60)
    assert desk.session.get(f"{HOST}/{desk.id}", timeout=9).ok


def test_three_hundred_a_minute_for_all_users_of_a_project() -> None:
    desk = Desk(switches=Switches(retry_after=30))
    file = desk.google.files.by_id[desk.id]
    codes = []
    for number in range(6):
        user = f"user{number}@example.com"
        file.editors.add(user)
        header = {"Authorization": f"Bearer {desk.google.tokens.issue(user=user)}"}
        last = None
        for _ in range(51):
            last = desk.session.get(f"{HOST}/{desk.id}", headers=header, timeout=9)
            codes.append(last.status_code)
    assert codes.count(200) == 300
    assert last is not None
    assert (last.status_code, last.headers["Retry-After"]) == (429, "30")


def test_every_call_is_remembered_so_that_two_runs_can_be_compared() -> None:
    logs = []
    for _ in range(2):
        desk = Desk(seed=4)
        desk.append("Ada")
        desk.google.faults.add(Fault("lose"))
        with pytest.raises(requests.exceptions.ConnectionError):
            desk.append("Bob")
        logs.append(desk.google.log)
    assert logs[0] == logs[1]
    assert [(each.method, each.status) for each in logs[0]] == [
        ("sheets.spreadsheets.batchUpdate", 200),
        ("sheets.spreadsheets.batchUpdate", 0),
    ]
