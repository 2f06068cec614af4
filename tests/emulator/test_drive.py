import pytest

from tests.emulator.client import client
from tests.emulator.errors import NotEmulatedError
from tests.emulator.wire import Request

KIND = "application/vnd.google-apps.spreadsheet"


def test_a_file_is_made_found_copied_exported_and_deleted() -> None:
    desk = client()
    made = desk.ok("POST", "/drive/v3/files?supportsAllDrives=True", {"name": "One", "mimeType": KIND})
    assert made["kind"] == "drive#file"
    desk.id = made["id"]
    desk.write("A1", [["a", 'b "c"']])
    desk.google.clock.advance(60)
    desk.write("A2", [[1]])
    seen = desk.ok("GET", f"/drive/v3/files/{made['id']}?fields=name,createdTime,modifiedTime")
    assert seen == {
        "name": "One",
        "createdTime": "2026-11-23T07:00:00.000Z",
        "modifiedTime": "2026-11-23T07:01:00.000Z",
    }
    copy = desk.ok("POST", f"/drive/v3/files/{made['id']}/copy", {"name": None, "mimeType": KIND})
    assert copy["name"] == "Copy of One"
    found = desk.ok("GET", f'/drive/v3/files?q=mimeType%3D"{KIND}"+and+name+%3D+"One"&fields=files(id,name)')
    assert found == {"files": [{"id": made["id"], "name": "One"}]}
    url = f"https://www.googleapis.com/drive/v3/files/{copy['id']}/export?mimeType=text/csv"
    reply = desk.google.handle(Request.to("GET", url, {"Authorization": f"Bearer {desk.token}"}))
    assert reply.body == b'a,"b ""c"""\r\n1,'
    desk.ok("DELETE", f"/drive/v3/files/{made['id']}")
    _, content = desk.send("GET", f"/drive/v3/files/{made['id']}")
    assert content["error"]["errors"][0]["reason"] == "notFound"


@pytest.mark.parametrize(
    ("verb", "path"),
    [
        ("GET", "/drive/v3/files?q=fullText+contains+'x'"),
        ("GET", "/drive/v3/about"),
        ("GET", "/drive/v3/files/{id}?fields=owners"),
        ("POST", "/drive/v3/files/{id}/permissions"),
    ],
)
def test_the_rest_of_drive_fails_loudly(verb: str, path: str) -> None:
    desk = client()
    desk.new()
    with pytest.raises(NotEmulatedError):
        desk.ok(verb, path.replace("{id}", desk.id))
    with pytest.raises(NotEmulatedError):
        desk.ok("POST", "/drive/v3/files", {"name": "a folder", "mimeType": "folder"})
