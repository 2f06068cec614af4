import http.client
import threading
from collections.abc import Iterator

import pytest
import requests
from google.oauth2.credentials import Credentials
from googleapiclient import discovery
from googleapiclient.errors import HttpError

from tests.emulator.__main__ import server
from tests.emulator.faults import Fault
from tests.emulator.service import Google
from tests.emulator.tokens import KNOWN, USER


@pytest.fixture
def running() -> Iterator[tuple[Google, str]]:
    google = Google(loud=False)
    made = server(google)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield google, f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def test_the_paths_arrive_as_they_were_sent_and_answers_are_zipped(running: tuple[Google, str]) -> None:
    google, url = running
    book = google.files.create("Job search", USER, google.clock.now()).book.id
    headers = {"Authorization": f"Bearer {KNOWN}"}
    rename = {"properties": {"title": "a/b"}, "fields": "title"}
    body = {"requests": [{"updateSheetProperties": rename}]}
    requests.post(f"{url}/v4/spreadsheets/{book}:batchUpdate", json=body, headers=headers, timeout=9)
    path = f"{url}/v4/spreadsheets/{book}/values/%27a%2Fb%27%21A1?valueInputOption=RAW"
    requests.put(path, json={"values": [["é"]]}, headers=headers, timeout=9)
    reply = requests.get(path.partition("?")[0], headers=headers, timeout=9)
    assert (reply.json()["values"], reply.headers["Content-Encoding"]) == ([["é"]], "gzip")
    assert requests.get(f"{url}/nowhere", headers=headers, timeout=9).status_code == 501


def test_a_dropped_connection_is_dropped(running: tuple[Google, str]) -> None:
    google, url = running
    google.faults.add(Fault("lose"), Fault("reset"))
    with pytest.raises(requests.exceptions.ConnectionError):
        requests.get(f"{url}/v4/spreadsheets/x", timeout=9)
    with pytest.raises((requests.exceptions.ChunkedEncodingError, requests.exceptions.ConnectionError)):
        requests.get(f"{url}/v4/spreadsheets/x", timeout=9)
    assert requests.get(f"{url}/v4/spreadsheets/x", timeout=9).status_code == 401


def test_google_s_own_client_works_against_it_unchanged(running: tuple[Google, str]) -> None:
    google, url = running
    mine = Credentials(None, refresh_token="refresh-token", token_uri=f"{url}/token", client_id="i", client_secret="s")
    google.contacts_of().add({"names": [{"displayName": "Ada"}]})
    options = {"api_endpoint": url}
    contacts = discovery.build("people", "v1", credentials=mine, client_options=options).people().connections()
    listed = contacts.list(resourceName="people/me", personFields="names").execute()
    assert listed["connections"][0]["names"][0]["displayName"] == "Ada"
    sheets = discovery.build("sheets", "v4", credentials=mine, client_options=options).spreadsheets()
    book = sheets.create(body={"properties": {"title": "Job search"}}).execute()["spreadsheetId"]
    where = {"spreadsheetId": book, "range": "Sheet1!A1", "valueInputOption": "RAW"}
    sheets.values().update(**where, body={"values": [["Ada"]]}).execute()
    ranges = [f"Sheet1!A{number}:Z{number}" for number in range(1, 120)]
    found = sheets.values().batchGet(spreadsheetId=book, ranges=ranges).execute()
    assert (len(found["valueRanges"]), found["valueRanges"][0]["values"]) == (119, [["Ada"]])
    assert google.log[-1].verb == "GET"
    with pytest.raises(HttpError, match="Unable to parse range: Nowhere"):
        sheets.values().get(spreadsheetId=book, range="Nowhere").execute()


def test_many_callers_at_once_lose_nothing(running: tuple[Google, str]) -> None:
    google, url = running
    book = google.files.create("Job search", USER, google.clock.now()).book.id
    port = int(url.rpartition(":")[2])
    row = '{"values":[{"userEnteredValue":{"stringValue":"x"}}]}'
    body = f'{{"requests":[{{"appendCells":{{"rows":[{row}],"fields":"userEnteredValue"}}}}]}}'

    def append() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=9)
        headers = {"Authorization": f"Bearer {KNOWN}"}
        connection.request("POST", f"/v4/spreadsheets/{book}:batchUpdate", body, headers)
        assert connection.getresponse().status == 200
        connection.close()

    threads = [threading.Thread(target=append) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert google.files.by_id[book].book.sheets[0].last_row_with_data() == 12
