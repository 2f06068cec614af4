"""What a pooled job reads and writes.

Input: a folder with ``members``, ``targets`` and ``contacts``, each one Parquet or CSV file of that name or a folder of
such files. Column names may be spelled as people spell them (``_ALSO``; capitals, blanks and hyphens make no
difference), in each file in its own way; columns that are not named here are left alone. Of several columns of a file
that mean the same, the first that is not blank in a row counts, the name below before the others. In ``members`` no two
columns of a file may have one of these names: of two consents nobody knows which one was meant.

A number that is whole is text without a point, so that 1 and 1.0 are one member. What a message says of a file's header
is names of ours alone: where the first line is no header, it is somebody's contact.

``members``: member_id, name, emails (``;`` between), linkedin_url, sought_role, consent, google_sheet (address of the
member's own workbook, where that is a Google Sheet).
``consent``: off, companies, names on request, names; anything else counts as off.
``targets``: member_id, company, domain, aliases (``;`` between), motivation (1 to 5), posting, stage.
``contacts``: record_id (unique in its owner's book), owner (a member_id), the columns of ``syncer link``, and
connected_on, former (employers before, ``;`` between), grade (A, B, C). ``position`` is another name of ``title``.

Output, as Parquet: ``people`` (owner, record_id, person_id), ``employers`` (text or domain, company, outcome, tier,
reason), ``paths`` (each member's list: rank, company, how, through whom, why, what to ask), ``coverage`` (a company
each: how many want it, how many open it, entries for people there, who opens it best; whom three books hold counts
three times, so that no number checks a guess) and ``connectors`` (a member each: companies they open, and those nobody
else opens); ``kept_apart`` (member_id of each book that was). ``people``, ``employers`` and ``kept_apart`` are for
whoever runs the pool. A member is shown the rows of ``paths`` with their member_id, a member who shares ``coverage``
and ``connectors`` as well, and nothing else.
"""

from collections.abc import Sequence

from syncer.core.council.consent import Consent, in_words
from syncer.errors import ConfigError
from syncer.pool.engine import Columns, Engine, folded

CONTACTS = (
    "record_id", "owner", "source", "first_name", "last_name", "full_name", "emails", "phones", "linkedin_url",
    "company", "title", "city", "birthday", "connected_on", "former", "grade",
)  # fmt: skip
MEMBERS = ("member_id", "name", "emails", "linkedin_url", "sought_role", "consent", "google_sheet")
TARGETS = ("member_id", "company", "domain", "aliases", "motivation", "posting", "stage")
_NEEDED = {"members": ("member_id",), "targets": ("member_id", "company"), "contacts": ("record_id", "owner")}
_WANTED = {"members": MEMBERS, "targets": TARGETS, "contacts": CONTACTS}
_ALSO = {
    "owner": ("member_id", "member"),
    "member_id": ("id", "member"),
    "first_name": ("given_name", "firstname"),
    "last_name": ("family_name", "surname", "lastname"),
    "full_name": ("name", "display_name"),
    "emails": ("email", "e_mail", "email_address", "e_mail_address"),
    "phones": ("phone", "phone_number", "telephone", "mobile"),
    "linkedin_url": ("linkedin", "url", "profile_url"),
    "company": ("organization", "organisation", "employer"),
    "title": ("position", "job_title"),
    "former": ("former_employers", "past_employers"),
    "aliases": ("also_known_as",),
}
"""Other names of a column, read where the one above is not there or blank."""


def read(engine: Engine, folder: str) -> None:
    """Make tables ``members``, ``targets`` and ``contacts`` with exactly the columns above, blank text NULL.

    ``ConfigError`` where one is not there, lacks a column without which its rows mean nothing, or has two columns of
    consent.
    """
    for name, wanted in _WANTED.items():
        path = f"{folder.rstrip('/')}/{name}"
        headers = engine.headers(path)
        if not headers:
            raise ConfigError(f"{name}: no {name}.parquet, {name}.csv or folder {name}/ there", code="E-POOL-INPUT")
        columns = {column: (column, *_ALSO.get(column, ())) for column in wanted}
        spelt = [[folded(column) for column in header] for header in headers]
        _needed_are_there(name, columns, spelt)
        if name == "members":
            _none_twice(name, columns, spelt)
        engine.load(name, path, columns)


def _needed_are_there(name: str, columns: Columns, headers: Sequence[Sequence[str]]) -> None:
    there = {column for header in headers for column in header}
    missing = [column for column in _NEEDED[name] if there.isdisjoint(columns[column])]
    if missing:
        known = ", ".join(sorted(there & _names(columns))) or "none"
        raise ConfigError(
            f"{name}: missing column {', '.join(missing)}. The first line of a CSV file must name its columns; of the "
            f"{len(there)} columns there, these are known: {known}.",
            code="E-POOL-COLUMNS",
        )


def _none_twice(name: str, columns: Columns, headers: Sequence[Sequence[str]]) -> None:
    for header in headers:
        if twice := sorted(column for column in _names(columns) if header.count(column) > 1):
            raise ConfigError(
                f"{name}: a file has two columns named {twice[0]} (capitals, blanks and hyphens make no difference). "
                "Take one of them away, so that it is clear which one counts; nothing was written.",
                code="E-POOL-COLUMNS",
            )


def _names(columns: Columns) -> set[str]:
    return {name for names in columns.values() for name in names}


def level(consent: str | None) -> int:
    """Consent as a number, 0 for off: what is not understood shares nothing."""
    said = _said(consent)
    known = {one.value: one for one in Consent}
    return tuple(Consent).index(known.get(said) or in_words(said))


def is_understood(consent: str | None) -> bool:
    """Whether a consent is one of the words, or blank, which means off."""
    said = _said(consent)
    return not said or any(said in (one.value, one.words) for one in Consent)


def _said(consent: str | None) -> str:
    return (consent or "").strip().casefold()
