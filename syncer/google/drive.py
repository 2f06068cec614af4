"""Whether a sheet lies in Drive's bin: the Sheets API reads and writes it there as anywhere else."""

from collections.abc import Callable
from functools import cache
from typing import Any

from syncer.google.faults import GoogleFault
from syncer.google.transport import RequestsHttp, send_once, service


class Drive:
    """Drive as a login may ask it that covers the sheets syncer made (``drive.file``).

    ``connect`` makes the transport; ``endpoint``: "" is Google's.
    """

    def __init__(self, connect: Callable[[], RequestsHttp], endpoint: str = "") -> None:
        self._connect = connect
        self._endpoint = endpoint

    def in_bin(self, file_id: str) -> bool:
        """Whether the file was put into the bin; False where Drive does not say: the API may be switched off."""
        call = _client(self._endpoint).get(fileId=file_id, fields="trashed", supportsAllDrives=True)
        call.http = self._connect()
        try:
            return send_once(call).get("trashed") is True
        except GoogleFault:
            return False


@cache
def _client(endpoint: str) -> Any:
    """Reading the API's description costs more than a call, so it happens once; each call brings its transport."""
    place = f"{endpoint.rstrip('/')}/drive/v3/" if endpoint else ""
    return service("drive", "v3", object(), place).files()  # type: ignore[arg-type]
