"""An object store on loopback: as much of S3's REST interface as reading, listing and writing whole objects takes.

Objects are bytes in a dict. A listing comes in pages of two, as a large one does. A call that is not signed is refused.
"""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import BinaryIO
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from tests.pool.serving import Answering, served

PAGE = 2


@dataclass
class Bucket:
    """What lies in the one bucket, by key; ``calls``: verb and what was asked of each call."""

    address: str = ""
    objects: dict[str, bytes] = field(default_factory=dict)
    parts: dict[str, dict[int, bytes]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """What tells an S3 client where the store is and who asks."""
        return {
            "AWS_ENDPOINT_URL": self.address,
            "AWS_ACCESS_KEY_ID": "invented",
            "AWS_SECRET_ACCESS_KEY": "invented",
            "AWS_REGION": "eu-central-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }


@contextmanager
def bucket() -> Iterator[Bucket]:
    """A store named ``pool`` at an address of its own."""
    store = Bucket()

    class Handler(_Handler):
        bucket = store

    with served(Handler) as store.address:
        yield store


class _Handler(Answering, BaseHTTPRequestHandler):
    bucket: Bucket

    def do_GET(self) -> None:
        key, asked = self._asked()
        if key is None:
            return
        if not key:
            self._answer(200, self._listing({name: values[0] for name, values in asked.items()}))
        elif key in self.bucket.objects:
            self._object(self.bucket.objects[key], self.headers.get("Range", ""))
        else:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def do_HEAD(self) -> None:
        key, _ = self._asked()
        if key is None:
            return
        found = self.bucket.objects.get(key) if key else b""
        self.send_response(404 if found is None else 200)
        self.send_header("Content-Length", str(len(found or b"")))
        self.send_header("Last-Modified", "Mon, 23 Nov 2026 07:00:00 GMT")
        self.end_headers()

    def do_PUT(self) -> None:
        key, asked = self._asked()
        body = self._body()
        if key and "uploadId" in asked:
            self.bucket.parts[asked["uploadId"][0]][int(asked["partNumber"][0])] = body
        elif key:
            self.bucket.objects[key] = body
        self._answer(200, b"", ETag='"made"')

    def do_POST(self) -> None:
        key, asked = self._asked()
        self._body()
        if key is None:
            return
        if "uploads" in asked:
            number = f"upload-{len(self.bucket.parts)}"
            self.bucket.parts[number] = {}
            made = f"<Bucket>pool</Bucket><Key>{escape(key)}</Key><UploadId>{number}</UploadId>"
            self._answer(200, f"<InitiateMultipartUploadResult>{made}</InitiateMultipartUploadResult>".encode())
            return
        parts = self.bucket.parts.pop(asked["uploadId"][0])
        self.bucket.objects[key] = b"".join(parts[number] for number in sorted(parts))
        done = f"<Bucket>pool</Bucket><Key>{escape(key)}</Key><ETag>made</ETag>"
        self._answer(200, f"<CompleteMultipartUploadResult>{done}</CompleteMultipartUploadResult>".encode())

    def do_DELETE(self) -> None:
        key, _ = self._asked()
        self.bucket.objects.pop(key or "", None)
        self._answer(204, b"")

    def _body(self) -> bytes:
        """What was sent; in pieces with their lengths before them as HTTP has it, as the store has it, or both."""
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = _joined(self.rfile)
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        return _joined(io.BytesIO(body)) if "aws-chunked" in self.headers.get("Content-Encoding", "") else body

    def _asked(self) -> tuple[str | None, Mapping[str, list[str]]]:
        """The key (empty: the bucket) and the query; ``None`` where the call was refused already."""
        parts = urlsplit(self.path)
        name, _, key = unquote(parts.path).lstrip("/").partition("/")
        asked = parse_qs(parts.query, keep_blank_values=True)
        self.bucket.calls.append(f"{self.command} {key}")
        if name != "pool" or not self.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256"):
            self._answer(403, b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>")
            return None, asked
        return key, asked

    def _listing(self, asked: Mapping[str, str]) -> bytes:
        prefix, after = asked.get("prefix", ""), asked.get("continuation-token", "")
        found: dict[str, int | None] = {}
        for key in sorted(self.bucket.objects):
            if key.startswith(prefix) and (rest := key[len(prefix) :]):
                folder = prefix + rest.partition("/")[0] + "/" if asked.get("delimiter") and "/" in rest else ""
                found[folder or key] = None if folder else len(self.bucket.objects[key])
        waiting = [name for name in found if name > after]
        page = waiting[: min(PAGE, int(asked.get("max-keys", PAGE)))]
        more = page[-1] if len(page) < len(waiting) else ""
        inside = "".join(
            f"<CommonPrefixes><Prefix>{escape(name)}</Prefix></CommonPrefixes>"
            if found[name] is None
            else f"<Contents><Key>{escape(name)}</Key><Size>{found[name]}</Size>"
            "<LastModified>2026-11-23T07:00:00.000Z</LastModified></Contents>"
            for name in page
        )
        next_page = f"<NextContinuationToken>{escape(more)}</NextContinuationToken>" if more else ""
        head = f"<Name>pool</Name><Prefix>{escape(prefix)}</Prefix><KeyCount>{len(page)}</KeyCount>"
        cut = f"<IsTruncated>{'true' if more else 'false'}</IsTruncated>"
        return f"<ListBucketResult>{head}{cut}{next_page}{inside}</ListBucketResult>".encode()

    def _object(self, data: bytes, wanted: str) -> None:
        status, more = 200, {}
        if wanted.startswith("bytes="):
            first, _, last = wanted.removeprefix("bytes=").partition("-")
            end = int(last) + 1 if last else len(data)
            more["Content-Range"] = f"bytes {first}-{min(end, len(data)) - 1}/{len(data)}"
            status, data = 206, data[int(first) : end]
        self._answer(status, data, **{"Last-Modified": "Mon, 23 Nov 2026 07:00:00 GMT"}, **more)


def _joined(pieces: BinaryIO) -> bytes:
    whole = b""
    while size := int(pieces.readline().partition(b";")[0], 16):
        whole += pieces.read(size)
        pieces.readline()
    while pieces.readline().strip():  # checksums may follow
        pass
    return whole
