"""A bucket of Google Cloud Storage on loopback: as much of its JSON interface as reading, listing and writing takes.

Objects are bytes in a dict. A listing comes in pages of two, as a large one does. An object is written as the client
writes it: a session is opened, then the bytes come.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, quote, unquote, urlsplit

from tests.pool.serving import Answering, served

PAGE = 2
_OBJECTS = "/storage/v1/b/pool/o"


@dataclass
class GoogleBucket:
    """What lies in the bucket ``pool``, by name; ``calls``: verb and name of each call."""

    address: str = ""
    objects: dict[str, bytes] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """What tells Google's client where the store is."""
        return {"CLOUD_STORAGE_EMULATOR_ENDPOINT": self.address}


@contextmanager
def google_bucket() -> Iterator[GoogleBucket]:
    """A store at an address of its own; who asks is nobody (``gs://anonymous@pool/...``)."""
    store = GoogleBucket()

    class Handler(_Handler):
        bucket = store

    with served(Handler) as store.address:
        yield store


class _Handler(Answering, BaseHTTPRequestHandler):
    bucket: GoogleBucket

    def do_GET(self) -> None:
        name, asked = self._asked()
        if not name and self.path.startswith(_OBJECTS):
            self._json(200, self._listing(asked))
        elif name not in self.bucket.objects:
            self._missing()
        elif asked.get("alt") == "media":
            self._media(self.bucket.objects[name])
        else:
            self._json(200, self._described(name))

    def do_POST(self) -> None:
        _, asked = self._asked()
        self._body()
        session = f"{self.bucket.address}/upload{_OBJECTS}?upload_id={quote(asked['name'], safe='')}"
        self._json(200, {}, Location=session)

    def do_PUT(self) -> None:
        _, asked = self._asked()
        name, span = asked["upload_id"], self.headers.get("Content-Range", "bytes 0-")
        before = self.bucket.objects.get(name, b"") if not span.startswith(("bytes 0-", "bytes */")) else b""
        self.bucket.objects[name] = before + self._body()
        if span.endswith("/*"):  # more will come
            self._answer(308, b"", Range=f"bytes=0-{len(self.bucket.objects[name]) - 1}")
        else:
            self._json(200, self._described(name))

    def do_DELETE(self) -> None:
        name, _ = self._asked()
        self.bucket.objects.pop(name, None)
        self._answer(204, b"")

    def _asked(self) -> tuple[str, Mapping[str, str]]:
        """The name of the object (empty: the bucket) and the query."""
        parts = urlsplit(self.path)
        name = unquote(parts.path.rpartition(_OBJECTS)[2].lstrip("/"))
        asked = {key: values[0] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
        self.bucket.calls.append(f"{self.command} {name or asked.get('name', '')}")
        return name, asked

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _listing(self, asked: Mapping[str, str]) -> dict[str, object]:
        prefix, after = asked.get("prefix", ""), asked.get("pageToken", "")
        found: dict[str, bool] = {}
        for name in sorted(self.bucket.objects):
            if name.startswith(prefix):
                inside = name[len(prefix) :]
                folder = prefix + inside.partition("/")[0] + "/" if asked.get("delimiter") and "/" in inside else ""
                found[folder or name] = bool(folder)
        waiting = [name for name in found if name > after]
        page = waiting[:PAGE]
        more = {"nextPageToken": page[-1]} if len(page) < len(waiting) else {}
        items = [self._described(name) for name in page if not found[name]]
        return {"kind": "storage#objects", "items": items, "prefixes": [name for name in page if found[name]], **more}

    def _described(self, name: str) -> dict[str, object]:
        return {
            "kind": "storage#object",
            "name": name,
            "bucket": "pool",
            "generation": "1",
            "metageneration": "1",
            "size": str(len(self.bucket.objects[name])),
            "updated": "2026-11-23T07:00:00.000Z",
        }

    def _media(self, data: bytes) -> None:
        wanted = self.headers.get("Range", "").removeprefix("bytes=")
        first = int(wanted.partition("-")[0] or 0)
        more = {"Content-Range": f"bytes {first}-{len(data) - 1}/{len(data)}"} if wanted else {}
        self._answer(206 if wanted else 200, data[first:], **more)

    def _missing(self) -> None:
        self._json(404, {"error": {"code": 404, "message": "No such object: pool"}})

    def _json(self, status: int, told: Mapping[str, object], **headers: str) -> None:
        self._answer(status, json.dumps(told).encode(), **{"Content-Type": "application/json"}, **headers)
