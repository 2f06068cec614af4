"""LinkedIn profile addresses: one canonical slug per member, however the address was written."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote, unquote_to_bytes

_PROFILE = re.compile(
    r"(?:https?:)?/{0,2}(?:[a-z0-9-]+\.)*linkedin\.com(?::\d+)?/(?:mwlite/)?(?P<kind>in|pub)/(?P<path>[^?#\s]+)",
    re.IGNORECASE,
)
_USUAL = "https://www.linkedin.com/in/"
_LONGEST = 200
"""Characters of a slug: LinkedIn's own are at most 100, numbers of old addresses included."""
_NO_SLUG = re.compile(r"[\s\x00-\x1f\x7f<>\"]")


@lru_cache(maxsize=65_536)
def profile_slug(url: str) -> str:
    """The member's slug: percent-decoded, NFC, casefolded; without query, trailing slash or country subdomain.

    Accepts ``/in/`` and the old ``/pub/`` addresses, with or without a scheme. A ``/pub/`` address keeps its
    numbers (``jane-doe/1/2a3/b45``), because the name alone is not unique there. Returns ``""`` for anything that
    is no LinkedIn profile. Rule: input formats, section 1.7.
    """
    if len(url) > _LONGEST and len(url.partition("?")[0]) > 10 * _LONGEST:  # escaped, a letter takes up to 9
        return ""
    if url.startswith(_USUAL):  # nine in ten: as LinkedIn writes it, plain letters only
        rest = url[len(_USUAL) :]
        if rest.isascii() and rest.replace("-", "").isalnum():
            return rest.lower() if len(rest) <= _LONGEST else ""
    found = _PROFILE.match(url.strip())
    if not found:
        return ""
    parts = [part for part in found["path"].split("/") if part]
    kept = parts if found["kind"].lower() == "pub" else parts[:1]
    slug = "/".join(_plain(part) for part in kept)
    return "" if not 0 < len(slug) <= _LONGEST or _NO_SLUG.search(slug) else slug


def profile_url(slug: str) -> str:
    """The address of a slug, fit for a link; ``""`` for an empty slug."""
    if not slug:
        return ""
    if slug.isascii() and slug.replace("-", "").isalnum():  # nothing to escape in nearly all
        return _USUAL + slug
    kind = "pub" if "/" in slug else "in"
    return f"https://www.linkedin.com/{kind}/{quote(slug)}"


def _plain(part: str) -> str:
    try:
        text = unquote_to_bytes(part).decode("utf-8")
    except UnicodeDecodeError:  # a few old addresses were escaped as Latin-1
        text = unquote(part, encoding="latin-1")
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return folded.replace("/", "").strip()
