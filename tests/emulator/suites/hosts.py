"""A pytest plugin for another client's own interpreter: its calls to Google's two hosts go where ``EMULATOR`` says.

Nothing of the project is imported. pygsheets' key of a service account is not published: it logs in with a token.
"""

import os
import time
from typing import Any

import httplib2
import requests

HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")
TOKEN = os.environ.get("EMULATOR_TOKEN", "")


def _here(url: str) -> str:
    for host in HOSTS:
        url = url.replace(host, os.environ["EMULATOR"])
    return url


def pytest_configure() -> None:
    """Before a test is collected."""
    by_requests, by_httplib2 = requests.Session.request, httplib2.Http.request

    def session(self: Any, method: str, url: str, *more: Any, **named: Any) -> Any:
        return by_requests(self, method, _here(url), *more, **named)

    def http(self: Any, uri: str, *more: Any, **named: Any) -> Any:
        return by_httplib2(self, _here(uri), *more, **named)

    requests.Session.request, httplib2.Http.request = session, http  # type: ignore[method-assign]
    time.sleep = lambda _: None  # what is not emulated answers 501, and clients would wait it out
    try:
        import pygsheets  # type: ignore[import-not-found]
        from google.oauth2.credentials import Credentials
    except ImportError:
        return
    pygsheets.authorize = lambda **_: pygsheets.client.Client(Credentials(TOKEN))  # type: ignore[no-untyped-call]
