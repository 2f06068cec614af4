"""The two values behind a clue, as people wrote them, and words that are true of them."""

from syncer.core.identity.explain import MAIL_DOMAIN_DIFFERS, SAME_MAIL_DOMAIN
from syncer.core.identity.features import Features, company_key, mail_employer
from syncer.core.normalise.emails import domain_of, registrable
from syncer.linkage.levels import Comparison

_AT_WORK_BY_MAIL = "Employer of one is in the mail address of the other"


def told(one: Comparison, words: str, left: Features, right: Features) -> tuple[str, str, str]:
    """What to say of a comparison, and the two values to show. What both have in common is shown before all else."""
    if one.name == "employer":
        return _employer(words, left, right)
    if one.name == "spelled":
        return words, _mailbox_or_name(left, right), _mailbox_or_name(right, left)
    return words, *_values(getattr(left, one.shown), getattr(right, one.shown))


def _values(left: str | tuple[str, ...], right: str | tuple[str, ...]) -> tuple[str, str]:
    if isinstance(left, str) or isinstance(right, str):
        return str(left), str(right)
    both = [value for value in left if value in right]
    return (both[0], both[0]) if both else (", ".join(left), ", ".join(right))


def _mailbox_or_name(row: Features, other: Features) -> str:
    """The mailboxes of the one that has some, beside the name of the one it is compared with."""
    spells = [box for box in row.mailboxes if box in other.spelled or box.rstrip("0123456789") in other.spelled]
    return ", ".join(spells) or row.shown


def _employer(words: str, left: Features, right: Features) -> tuple[str, str, str]:
    """An employer is also known by a mail domain, which need not be one: then the words say so."""
    one, other = _employers(left), _employers(right)
    shared = next((key for key in one if key in other), "")
    if shared:
        by_job = (_at_work(left, shared), _at_work(right, shared))
        what = words if all(by_job) else _AT_WORK_BY_MAIL if any(by_job) else SAME_MAIL_DOMAIN
        return what, one[shared], other[shared]
    what = words if left.company and right.company else MAIL_DOMAIN_DIFFERS
    return what, next(iter(one.values()), ""), next(iter(other.values()), "")


def _employers(row: Features) -> dict[str, str]:
    """Each employer by its key as written, then mail domains."""
    found = {company_key(text): text for text in reversed(row.works_at)}
    found = dict(reversed(found.items()))
    for mail in row.emails:
        found.setdefault(mail_employer(mail), registrable(domain_of(mail)))
    found.pop("", None)
    return found


def _at_work(row: Features, key: str) -> bool:
    return any(company_key(text) == key for text in row.works_at)
