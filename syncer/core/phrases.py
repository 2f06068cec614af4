"""Small pieces of plain English: how long ago, how long, how many people, which role."""

from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS_A_MONTH = 30.44
_SPELLED_WITH_VOWEL = "AEFHILMNORSX"  # "an HR role"; U sounds like "you"
_SOUNDS_LIKE_CONSONANT = ("uni", "use", "eu", "one", "ux", "ui")
_ROLE_WORDS = ("role", "job", "position", "work", "stelle", "poste", "puesto", "vaga")


def day_text(day: date, today: date) -> str:
    """A day as people write it: ``3 Dec``, with the year when it is not this one."""
    text = f"{day.day} {_MONTHS[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def month_text(year: int, month: int) -> str:
    """``Sep 2025``, or the year alone."""
    return f"{_MONTHS[month - 1]} {year}" if month else str(year)


def ago(day: date, today: date) -> str:
    """``today``, ``6 days ago``, ``5 weeks ago``, ``14 months ago``, ``3 years ago``."""
    days = (today - day).days
    months = days / _DAYS_A_MONTH
    if days < 2:
        return "today" if days < 1 else "yesterday"
    if days < 21:
        return f"{days} days ago"
    if months < 2.5:
        return f"{round(days / 7)} weeks ago"
    return f"{round(months)} months ago" if months < 23.5 else f"{round(months / 12)} years ago"


def lasting(months: int) -> str:
    """``8 months``, ``18 months``, ``3 years``, ``2½ years``."""
    if months < 24:
        return f"{months} month{'' if months == 1 else 's'}"
    halves = round(months / 6)
    whole, half = divmod(halves, 2)
    return f"{whole}{'½' if half else ''} years"


def head_count(people: int) -> str:
    """``about 80 people``, ``about 1,200 people``: two figures are as good as such numbers are."""
    step = 10 ** max(0, len(str(people)) - 2)
    return f"about {round(people / step) * step:,} people"


def role_phrase(sought: str) -> str:
    """``a Product Manager role``, ``an HR role``; ``a suitable role`` where none is known."""
    role = " ".join(sought.split())
    if not role:
        return "a suitable role"
    ending = "" if any(word in role.casefold().split() for word in _ROLE_WORDS) else " role"
    return f"{_article(role)} {role}{ending}"


def _article(role: str) -> str:
    first = role.split(maxsplit=1)[0]
    if first.isupper() and len(first) <= 4 and first.isalpha():
        return "an" if first[0] in _SPELLED_WITH_VOWEL else "a"
    vowel = first[0].casefold() in "aeiou" and not first.casefold().startswith(_SOUNDS_LIKE_CONSONANT)
    return "an" if vowel else "a"


def listed(items: tuple[str, ...]) -> str:
    """``Ann``, ``Ann and Bob``, ``Ann, Bob and Cem``."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))
