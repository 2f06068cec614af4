"""The linkage model, written once: what is compared, level by level, for every engine.

Levels are tried in order; the first that holds decides. ``rarity`` names the column whose term frequency scales the
weight: to share a rare name says more. The weights themselves are shipped data, fitted by
``python -m tests.benchmarks.identity.fit``.
"""

from syncer.linkage.levels import Comparison, Level

_SAME_GIVEN = "COMMON(a.roots, b.roots)"
_INITIAL = "((length(a.given) = 1 OR length(b.given) = 1) AND COMMON(a.initials, b.initials))"
_GIVEN_ALIKE = (
    "((NEAR(a.given, b.given) OR (length(a.given) > 2 AND STARTS(b.given, a.given)) "
    "OR (length(b.given) > 2 AND STARTS(a.given, b.given))) AND a.stem <> b.stem "
    "OR COMMON(a.given_parts, b.given_parts))"
)

_PART_OF_FAMILY = "COMMON(a.family_parts, b.family_parts)"
_LONE = "(a.family IS NULL OR a.given IS NULL OR b.family IS NULL OR b.given IS NULL)"
_FAMILY_INITIAL = "((length(a.family) = 1 OR length(b.family) = 1) AND left(a.family, 1) = left(b.family, 1))"

NAME = Comparison(
    "name",
    "a.given IS NULL AND a.family IS NULL OR b.given IS NULL AND b.family IS NULL",
    (
        Level("Same name", "a.name_key = b.name_key", "name_key"),
        Level("Same name in another spelling or order", "a.plain_key = b.plain_key", "plain_key"),
        Level("Short form of the first name, same family name", f"a.family = b.family AND {_SAME_GIVEN}", "family"),
        Level("Initial of the first name, same family name", f"a.family = b.family AND {_INITIAL}", "family"),
        Level("Similar first name, same family name", f"a.family = b.family AND {_GIVEN_ALIKE}", "family"),
        Level("Same first name, part of the family name", f"{_PART_OF_FAMILY} AND {_SAME_GIVEN}"),
        Level(
            "Similar first name, part of the family name",
            f"{_PART_OF_FAMILY} AND ({_GIVEN_ALIKE} OR {_INITIAL})",
        ),
        Level("Same first name, similar family name", f"{_SAME_GIVEN} AND NEAR(a.family, b.family)", "given"),
        Level("Same first name, initial of the family name", f"{_SAME_GIVEN} AND {_FAMILY_INITIAL}"),
        Level(
            "Nearly the same name in another order",
            "(COMMON(a.family_parts, b.given_parts) OR NEAR(a.family, b.given)) "
            "AND (COMMON(a.roots, b.family_roots) OR NEAR(a.given, b.family)) "
            "OR (COMMON(b.family_parts, a.given_parts) OR NEAR(b.family, a.given)) "
            "AND (COMMON(b.roots, a.family_roots) OR NEAR(b.given, a.family))",
        ),
        Level(
            "Same name in another order, one an initial",
            "(COMMON(a.family_parts, b.given_parts) OR COMMON(b.family_parts, a.given_parts)) "
            "AND (length(a.given) = 1 OR length(b.given) = 1 OR length(a.family) = 1 OR length(b.family) = 1) "
            "AND (left(a.given, 1) = left(b.family, 1) OR left(b.given, 1) = left(a.family, 1))",
        ),
        Level("Same first name, no family name", f"(a.family IS NULL OR b.family IS NULL) AND {_SAME_GIVEN}", "given"),
        Level("Same family name, no first name", f"(a.given IS NULL OR b.given IS NULL) AND {_PART_OF_FAMILY}"),
        Level(
            "One has a single name, part of the other",
            f"{_LONE} AND (COMMON(a.given_parts, b.family_parts) OR COMMON(b.given_parts, a.family_parts))",
        ),
        Level("One has a single name, not part of the other", _LONE),
        Level("Same family name, other first name", _PART_OF_FAMILY),
        Level("Same first name, other family name", _SAME_GIVEN),
        Level("Similar first name, other family name", _GIVEN_ALIKE),
    ),
    "Different name",
    "shown",
)


VARIANTS = frozenset(NAME.levels[at].words for at in (2, 4, 5, 6, 7, 9))
"""Levels that say: one full name, written another way."""
SPELLED_OUT = frozenset(NAME.levels[at].words for at in (3, 6, 8, 10, 11, 12))
"""Levels that say: one is short for the other. A mailbox that spells the other's name makes it full."""

_OTHER_GIVEN = (
    f"a.given IS NOT NULL AND b.given IS NOT NULL AND NOT ({_SAME_GIVEN} OR {_GIVEN_ALIKE} OR {_INITIAL}) "
    "AND NOT COMMON(a.given_parts, b.family_parts) AND NOT COMMON(b.given_parts, a.family_parts)"
)


def _held(what: str, column: str) -> tuple[Level, ...]:
    own = f"COMMON(a.{column}_own, b.{column}_own)"
    return (
        Level(f"Same {what}, other first name", f"{own} AND {_OTHER_GIVEN}"),
        Level(f"Same {what}", own),
        Level(f"Same {what}, which a few people share", f"COMMON(a.{column}_few, b.{column}_few)"),
        Level(f"Same {what}, which many people share", f"COMMON(a.{column}_many, b.{column}_many)"),
    )


MIDDLE = Comparison(
    "middle",
    "a.middle IS NULL OR b.middle IS NULL OR a.family IS NULL OR b.family IS NULL",
    (Level("Same middle initial", "a.middle = b.middle"),),
    "Different middle initials",
    "shown",
)
EMAIL = Comparison(
    "email",
    "a.emails IS NULL OR b.emails IS NULL",
    _held("e-mail", "emails"),
    "Different e-mails",
    "emails",
)
PHONE = Comparison(
    "phone", "a.phones IS NULL OR b.phones IS NULL", _held("phone", "phones"), "Different phones", "phones"
)
MAILBOX = Comparison(
    "mailbox",
    "a.handles IS NULL OR b.handles IS NULL",
    (Level("Same mailbox name", "COMMON(a.handles, b.handles)"),),
    "Different mailbox names",
    "mailboxes",
)
SPELLED = Comparison(
    "spelled",
    "a.mailboxes IS NULL AND b.mailboxes IS NULL OR a.spelled IS NULL OR b.spelled IS NULL OR a.name_key = b.name_key",
    (Level("Mailbox spells the other's name", "COMMON(a.spelled, b.spelled)"),),
    "Mailbox does not spell the other's name",
    "mailboxes",
)
PROFILE = Comparison(
    "profile",
    "a.slug IS NULL OR b.slug IS NULL",
    (Level("Same LinkedIn profile", "a.slug = b.slug"),),
    "Different LinkedIn profiles",
    "slug",
)
EMPLOYER = Comparison(
    "employer",
    "a.employers IS NULL OR b.employers IS NULL",
    (
        Level("Same employer", "a.company = b.company", "company"),
        Level("Same employer, now or before", "COMMON(a.employers, b.employers)"),
        Level(
            "Similar employer",
            "length(a.company) > 3 AND STARTS(b.company, a.company) "
            "OR length(b.company) > 3 AND STARTS(a.company, b.company)",
        ),
    ),
    "Different employers",
    "works_at",
)
TITLE = Comparison(
    "title",
    "a.title IS NULL OR b.title IS NULL",
    (
        Level("Same job title", "a.title = b.title", "title"),
        Level(
            "Similar job title", "contains(a.title, b.title) OR contains(b.title, a.title) OR NEAR(a.title, b.title)"
        ),
    ),
    "Different job titles",
    "works_as",
)
CITY = Comparison(
    "city",
    "a.city IS NULL OR b.city IS NULL",
    (Level("Same city", "a.city = b.city", "city"),),
    "Different cities",
    "lives_in",
)
BIRTHDAY = Comparison(
    "birthday",
    "a.birthday IS NULL OR b.birthday IS NULL",
    (
        Level("Same birthday", "a.birthday = b.birthday"),
        Level(
            "Same day of birth, year unknown",
            "(left(a.birthday, 4) = '0000' OR left(b.birthday, 4) = '0000') "
            "AND right(a.birthday, 5) = right(b.birthday, 5)",
        ),
        Level("Nearly the same birthday", "levenshtein(a.birthday, b.birthday) <= 1"),
    ),
    "Different birthdays",
    "birthday",
)
BOOK = Comparison(
    "book",
    "a.owner IS NULL AND b.owner IS NOT NULL",
    (
        Level("Both from one book", "a.owner = b.owner AND a.kind = b.kind"),
        Level("Two books of one owner", "a.owner = b.owner"),
    ),
    "Books of two owners",
    "kind",
)

COMPARISONS = (NAME, MIDDLE, EMAIL, PHONE, MAILBOX, SPELLED, PROFILE, EMPLOYER, TITLE, CITY, BIRTHDAY, BOOK)
