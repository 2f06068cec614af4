"""Labelled contacts with every trouble that address books hold: the same person, many ways; strangers, alike.

Seeded and deterministic. Names come from ``names.json`` (drawn from Faker's open lists, MIT); companies and numbers are
invented. ``personal`` is one owner's LinkedIn, phone, mail and sheets; ``pooled`` the address books of many owners who
know some of the same people. ``Mix`` sets how often each trouble strikes; ``OTHER`` is a mix that the
weights and thresholds have not seen.
"""

import json
import random
import unicodedata
from dataclasses import dataclass, field, fields
from itertools import accumulate
from pathlib import Path

COLUMNS = [
    "record_id",
    "source",
    "owner",
    "first_name",
    "last_name",
    "full_name",
    "emails",
    "phones",
    "linkedin_url",
    "company",
    "title",
    "city",
    "birthday",
]
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Mix:
    """How often each trouble strikes a record (or, where said, a person)."""

    nickname: float = 0.2
    initial: float = 0.04
    typo: float = 0.04
    plain_letters: float = 0.4
    spelled_out: float = 0.15
    swapped: float = 0.03
    one_name: float = 0.03
    middle: float = 0.15
    maiden_person: float = 0.08
    maiden: float = 0.45
    half_surname: float = 0.35
    old_job: float = 0.2
    missing: float = 0.0
    mail_typo: float = 0.01
    household: float = 0.14
    switchboard: float = 0.2
    generic_mailbox: float = 0.04
    namesake: float = 0.03
    linkedin_mail: float = 0.2
    duplicates: float = 0.06
    rough_phone: float = 0.25
    rough_company: float = 0.25


USUAL = Mix()
OTHER = Mix(
    nickname=0.35, initial=0.08, typo=0.08, plain_letters=0.7, spelled_out=0.3, swapped=0.06, one_name=0.05, middle=0.3,
    maiden_person=0.12, maiden=0.55, half_surname=0.5, old_job=0.35, missing=0.15, mail_typo=0.025, household=0.2,
    switchboard=0.3, generic_mailbox=0.08, namesake=0.05, linkedin_mail=0.1, duplicates=0.1, rough_phone=0.5,
    rough_company=0.5,
)  # fmt: skip


def varied(seed: int) -> Mix:
    """A mix of its own for each seed, every trouble between half and twice as frequent as usual: to fit on.

    Cells left empty, which the usual mix does not have beyond what its sources lack, in up to a fifth of the records.
    """
    rng = random.Random(f"mix {seed}")
    mix = {one.name: min(0.9, getattr(USUAL, one.name) * 2 ** rng.uniform(-1, 1)) for one in fields(Mix)}
    return Mix(**mix | {"missing": rng.uniform(0, 0.2)})


@dataclass
class Human:
    number: int
    given: str
    family: str
    middle: str = ""
    maiden: str = ""
    second: str = ""
    mobile: str = ""
    home: str = ""
    mails: list[str] = field(default_factory=list)
    jobs: list[tuple[int, str, str]] = field(default_factory=list)
    slug: str = ""
    city: str = ""
    birthday: str = ""
    troubles: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Labelled:
    """Rows of the ``link`` input, whose person each is, and the troubles that were done to each."""

    rows: list[dict[str, str]]
    person: dict[str, int]
    troubles: dict[str, frozenset[str]]


SYLLABLES = [
    "Al",
    "Ar",
    "Bel",
    "Bren",
    "Cal",
    "Cor",
    "Dax",
    "Del",
    "Em",
    "Fen",
    "Gal",
    "Hal",
    "Ister",
    "Jun",
    "Kel",
    "Lor",
    "Mar",
    "Nor",
    "Or",
    "Pel",
    "Quin",
    "Ral",
    "Sol",
    "Tor",
    "Ul",
    "Ven",
    "Wex",
    "Xan",
    "Yor",
    "Zel",
]
ENDINGS = [
    "ant",
    "aris",
    "ent",
    "ero",
    "ian",
    "ica",
    "ine",
    "ion",
    "is",
    "ix",
    "on",
    "ora",
    "um",
    "us",
    "wick",
    "ford",
    "mere",
    "stone",
    "vale",
]
TRADES = [
    "Labs",
    "Systems",
    "Software",
    "Analytics",
    "Health",
    "Foods",
    "Logistics",
    "Energy",
    "Media",
    "Capital",
    "Consulting",
    "Partners",
    "Robotics",
    "Bank",
    "Design",
    "Motors",
    "Pharma",
    "Retail",
    "Studios",
    "Works",
    "Networks",
    "Insurance",
    "University",
    "Hospital",
]
FORMS = ("", "", " Inc", " Inc.", " LLC", " Ltd", " GmbH", " Group", ", Inc.")
TITLES = [
    "Software Engineer",
    "Senior Software Engineer",
    "Product Manager",
    "Account Executive",
    "Recruiter",
    "Marketing Manager",
    "Data Analyst",
    "Data Scientist",
    "Nurse",
    "Teacher",
    "Project Manager",
    "Consultant",
    "Sales Manager",
    "Designer",
    "HR Business Partner",
    "CEO",
    "Founder",
    "Director of Engineering",
    "VP Sales",
    "Operations Manager",
    "Accountant",
    "Lawyer",
    "Research Associate",
    "Student",
    "Finance Manager",
    "Customer Success Manager",
    "Office Manager",
    "Business Development Manager",
    "Architect",
    "Physician",
]
CITIES = [
    "Springfield",
    "Riverton",
    "Lakewood",
    "Fairview",
    "Greenville",
    "Bristol",
    "Clinton",
    "Georgetown",
    "Salem",
    "Madison",
    "Ashland",
    "Dover",
    "Hudson",
    "Milton",
    "Newport",
    "Oxford",
    "Berlin",
    "Munich",
    "Paris",
    "Lyon",
    "Madrid",
    "Milan",
    "Warsaw",
    "Pune",
    "Delhi",
    "Mumbai",
    "London",
    "Leeds",
    "New York",
    "Boston",
    "Seattle",
    "Austin",
    "Denver",
    "Chicago",
    "Toronto",
    "Istanbul",
    "Jakarta",
    "Hanoi",
    "Amsterdam",
    "Stockholm",
]
FREE = ("gmail.com", "gmail.com", "gmail.com", "outlook.com", "yahoo.com", "hotmail.com", "icloud.com", "gmx.de")
GENERIC = ("info", "office", "contact", "sales", "hello")


class World:
    """People, households and firms; then records of them."""

    def __init__(self, seed: int, size: int, mix: Mix, pooled: bool) -> None:
        self.rng = random.Random(f"identity {seed} {size} {pooled}")
        self.mix, self.pooled = mix, pooled
        data = json.loads((HERE / "names.json").read_text(encoding="utf-8"))
        self.cultures = list(data)
        self.shares = list(accumulate(data[key]["share"] for key in self.cultures))
        self.given = {key: _weighted(data[key]["given"]) for key in self.cultures}
        self.family = {key: _weighted(data[key]["family"]) for key in self.cultures}
        self.nicknames = _nicknames()
        self.rows: list[dict[str, str]] = []
        self.person: dict[str, int] = {}
        self.troubles: dict[str, frozenset[str]] = {}
        firms = max(30, size // 12)
        self.firms = [self._firm(number) for number in range(firms)]
        self.firm_weights = list(accumulate(1 / (rank + 5) ** 0.9 for rank in range(firms)))
        self.humans: list[Human] = []

    def _firm(self, number: int) -> tuple[str, str, str]:
        rng = self.rng
        name = rng.choice(SYLLABLES) + rng.choice(ENDINGS)
        if rng.random() < 0.6:
            name = f"{name} {rng.choice(TRADES)}"
        if rng.random() < 0.2:
            name = f"{rng.choice(SYLLABLES)}{rng.choice(ENDINGS)} & {name}"
        label = _ascii(name).lower().replace(" ", "").replace("&", "")
        return name, f"{label}.example" if rng.random() < 0.8 else f"{label}{number}.example", self._number()

    def _number(self) -> str:
        rng = self.rng
        kind = rng.random()
        if kind < 0.7:
            return f"+1{rng.randint(201, 989)}{rng.randint(200, 999)}{rng.randint(0, 9999):04d}"
        if kind < 0.85:
            return f"+447{rng.randint(100000000, 999999999)}"
        return f"+4917{rng.randint(10000000, 99999999)}"

    def _name(self, culture: str = "") -> tuple[str, str, str]:
        rng = self.rng
        culture = culture or rng.choices(self.cultures, cum_weights=self.shares)[0]
        given = rng.choices(self.given[culture][0], cum_weights=self.given[culture][1])[0]
        family = rng.choices(self.family[culture][0], cum_weights=self.family[culture][1])[0]
        return culture, given, family

    def human(self) -> Human:
        """One more human: a stranger, a relative of the last, or a namesake of someone."""
        rng, mix = self.rng, self.mix
        culture, given, family = self._name()
        human = Human(len(self.humans), given, family)
        if self.humans and rng.random() < mix.household:
            relative = self.humans[-1]
            human.family = relative.family
            human.home = relative.home = relative.home or self._number()
            human.city = relative.city
            human.troubles.add("household")
            relative.troubles.add("household")
        elif self.humans and rng.random() < mix.namesake:
            twin = rng.choice(self.humans)
            human.given, human.family = twin.given, twin.family
            human.troubles.add("namesake")
            twin.troubles.add("namesake")
        if rng.random() < 0.3:
            human.middle = self._name(culture)[1]
        if rng.random() < mix.maiden_person:
            human.maiden = self._name(culture)[2]
        if (culture in ("es", "br") and rng.random() < 0.6) or rng.random() < 0.04:
            human.second = self._name(culture)[2]
        human.city = human.city or rng.choice(CITIES)
        human.birthday = f"{rng.randint(1950, 2003)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        human.mobile = self._number()
        for _ in range(rng.choice((1, 1, 2, 2, 3))):
            firm = rng.choices(range(len(self.firms)), cum_weights=self.firm_weights)[0]
            human.jobs.append((firm, rng.choice(TITLES), self._work_mail(human, firm)))
        human.mails = [self._private_mail(human) for _ in range(rng.choice((1, 1, 2)))]
        human.slug = self._slug(human)
        self.humans.append(human)
        return human

    def _local(self, human: Human) -> str:
        rng = self.rng
        given, family = _ascii(human.given).lower(), _ascii(human.family).lower()
        given, family = "".join(filter(str.isalpha, given)), "".join(filter(str.isalpha, family))
        shape = rng.choice(("{g}.{f}", "{g}.{f}", "{g}{f}", "{i}{f}", "{g}_{f}", "{f}.{g}", "{g}{j}", "{f}{i}"))
        return shape.format(g=given, f=family, i=given[:1], j=family[:1])

    def _work_mail(self, human: Human, firm: int) -> str:
        local = self._local(human)
        return f"{local}{self.rng.randint(2, 9) if self.rng.random() < 0.1 else ''}@{self.firms[firm][1]}"

    def _private_mail(self, human: Human) -> str:
        rng = self.rng
        local = self._local(human)
        if rng.random() < 0.15:
            local = rng.choice(("sunny", "blue", "happy", "star", "green", "tiger", "coffee")) + rng.choice(
                ("cat", "sky", "fan", "rider")
            )
        if rng.random() < 0.75:
            local += str(rng.choice((human.birthday[2:4], human.birthday[:4], rng.randint(1, 999))))
        return f"{local}@{rng.choice(FREE)}"

    def _slug(self, human: Human) -> str:
        rng = self.rng
        slug = (
            _ascii(f"{human.given}-{human.maiden if human.maiden and rng.random() < 0.5 else human.family}")
            .lower()
            .replace(" ", "-")
        )
        return slug + f"-{human.number:x}{rng.randint(4096, 65535):x}"

    # --- records -----------------------------------------------------------------------------------------------

    def record(self, human: Human, source: str, owner: str) -> None:
        """One record of a human in one book, with its troubles."""
        rng = self.rng
        done = set(human.troubles)
        first, last, full = self._written_name(human, source, done)
        row = dict.fromkeys(COLUMNS, "")
        row |= {"source": source, "owner": owner, "first_name": first, "last_name": last, "full_name": full}
        getattr(self, f"_{source}")(human, row, done)
        if rng.random() < self.mix.missing:
            for column in ("emails", "phones", "company", "title"):
                if rng.random() < 0.5:
                    row[column] = ""
            done.add("missing")
        row["record_id"] = f"r{len(self.rows)}"
        self.rows.append(row)
        self.person[row["record_id"]] = human.number
        self.troubles[row["record_id"]] = frozenset(done)

    def _written_name(self, human: Human, source: str, done: set[str]) -> tuple[str, str, str]:
        rng, mix = self.rng, self.mix
        informal = source in ("google", "vcard", "sheet")
        first, last = human.given, human.family
        if human.maiden and rng.random() < mix.maiden:
            last = human.maiden if rng.random() < 0.75 else f"{human.maiden}-{human.family}"
            done.add("maiden")
        if human.second:
            if rng.random() >= mix.half_surname:
                last = f"{last}{rng.choice((' ', '-'))}{human.second}"
            done.add("double name")
        first, last = self._shortened(human, first, last, informal, done)
        if rng.random() < mix.typo * (1 if informal else 0.3):
            if rng.random() < 0.5:
                first = _slip(rng, first)
            else:
                last = _slip(rng, last)
            done.add("typo")
        first, last = self._letters(first, done), self._letters(last, done)
        if rng.random() < mix.swapped:
            first, last = last, first
            done.add("swapped")
        if informal and rng.random() < mix.one_name:
            first, last = (first, "") if rng.random() < 0.7 else ("", last)
            done.add("one name")
        if source == "linkedin" and rng.random() < 0.03:
            last += rng.choice((", MBA", ", PhD", " 🚀", " (She/Her)"))
        if rng.random() < 0.03:
            first, last = first.upper(), last.upper()
        return self._columns(first, last, source)

    def _shortened(self, human: Human, first: str, last: str, informal: bool, done: set[str]) -> tuple[str, str]:
        rng, mix = self.rng, self.mix
        short = self.nicknames.get(_ascii(first).lower())
        if short and rng.random() < mix.nickname * (1 if informal else 0.4):
            first = rng.choice(short).capitalize()
            done.add("nickname")
        if human.middle and rng.random() < mix.middle:
            first = f"{first} {human.middle if rng.random() < 0.4 else human.middle[0] + '.'}"
            done.add("middle")
        if rng.random() < mix.initial * (1 if informal else 0.5):
            if rng.random() < 0.6 or not informal:
                first = first[0] + rng.choice(("", "."))
            else:
                last = last[0] + rng.choice(("", "."))
            done.add("initial")
        return first, last

    def _columns(self, first: str, last: str, source: str) -> tuple[str, str, str]:
        rng = self.rng
        together = f"{first} {last}".strip()
        if source == "sheet" or (source == "vcard" and rng.random() < 0.3):
            if first and last and rng.random() < 0.12:
                together = f"{last}, {first}"
            return "", "", together
        return first, last, together if source in ("google", "vcard") else ""

    def _letters(self, text: str, done: set[str]) -> str:
        rng, mix = self.rng, self.mix
        if text.isascii():
            return text
        if rng.random() < mix.spelled_out:
            done.add("diacritics")
            for letter, spelled in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("å", "aa"), ("ø", "oe"), ("ß", "ss")):
                text = text.replace(letter, spelled)
        if rng.random() < mix.plain_letters:
            done.add("diacritics")
            return _ascii(text)
        return text

    def _linkedin(self, human: Human, row: dict[str, str], done: set[str]) -> None:
        rng = self.rng
        if rng.random() < 0.98:
            row["linkedin_url"] = f"https://www.linkedin.com/in/{human.slug}"
        if rng.random() < self.mix.linkedin_mail:
            row["emails"] = rng.choice((human.mails[0], human.jobs[0][2]))
        if rng.random() < 0.3:
            row["city"] = human.city
        if rng.random() < 0.95:
            self._job(human, row, done, old=0.03)

    def _google(self, human: Human, row: dict[str, str], done: set[str]) -> None:
        rng = self.rng
        self._reach(human, row, done, mail=0.82, phone=0.72)
        if rng.random() < 0.55:
            self._job(human, row, done, old=self.mix.old_job)
        if rng.random() < 0.3:
            row["city"] = human.city
        if rng.random() < 0.2:
            row["birthday"] = self._day(human)
        if rng.random() < 0.03:
            row["linkedin_url"] = f"linkedin.com/in/{human.slug}/"

    def _vcard(self, human: Human, row: dict[str, str], done: set[str]) -> None:
        rng = self.rng
        self._reach(human, row, done, mail=0.6, phone=0.9)
        if rng.random() < 0.5:
            self._job(human, row, done, old=self.mix.old_job)
        if rng.random() < 0.25:
            row["birthday"] = self._day(human)
        if rng.random() < 0.25:
            row["city"] = human.city

    def _outlook(self, human: Human, row: dict[str, str], done: set[str]) -> None:
        rng = self.rng
        self._reach(human, row, done, mail=0.94, phone=0.6, work=0.65)
        if rng.random() < 0.8:
            self._job(human, row, done, old=self.mix.old_job * 0.6)

    def _sheet(self, human: Human, row: dict[str, str], done: set[str]) -> None:
        rng = self.rng
        self._reach(human, row, done, mail=0.6, phone=0.35)
        if rng.random() < 0.8:
            self._job(human, row, done, old=self.mix.old_job)
        if rng.random() < 0.4:
            row["city"] = human.city
        if rng.random() < 0.25:
            row["linkedin_url"] = f"https://linkedin.com/in/{human.slug}"

    def _job(self, human: Human, row: dict[str, str], done: set[str], old: float) -> None:
        rng = self.rng
        firm, title, _ = human.jobs[0]
        if len(human.jobs) > 1 and rng.random() < old:
            firm, title, _ = rng.choice(human.jobs[1:])
            done.add("job change")
        name = self.firms[firm][0]
        if rng.random() < self.mix.rough_company:
            name = rng.choice((name + rng.choice(FORMS), name.upper(), name.lower(), name.partition(" ")[0]))
        row["company"] = name
        if rng.random() < 0.6 or row["source"] == "linkedin":
            row["title"] = (
                title if rng.random() < 0.85 else rng.choice((title.upper(), "Senior " + title, title.split()[0]))
            )

    def _reach(
        self, human: Human, row: dict[str, str], done: set[str], mail: float, phone: float, work: float = 0.3
    ) -> None:
        rng = self.rng
        mails: list[str] = []
        if rng.random() < mail:
            job = rng.choice(human.jobs)[2] if rng.random() < self.mix.old_job else human.jobs[0][2]
            mails.append(job if rng.random() < work else human.mails[0 if rng.random() < 0.75 else -1])
            if rng.random() < 0.25:
                mails.append(rng.choice((*human.mails, human.jobs[0][2])))
        if rng.random() < self.mix.generic_mailbox:
            mails.append(f"{rng.choice(GENERIC)}@{self.firms[human.jobs[0][0]][1]}")
            done.add("generic mailbox")
        if mails and rng.random() < self.mix.mail_typo:
            mails[0] = _slip(rng, mails[0].partition("@")[0]) + "@" + mails[0].partition("@")[2]
        phones: list[str] = []
        if rng.random() < phone:
            phones.append(human.mobile)
        if human.home and rng.random() < 0.4:
            phones.append(human.home)
            done.add("family phone")
        if rng.random() < self.mix.switchboard * phone:
            phones.append(self.firms[human.jobs[0][0]][2])
            done.add("switchboard")
        row["emails"] = ";".join(dict.fromkeys(mails))
        row["phones"] = ";".join(dict.fromkeys(self._dialled(number) for number in phones))

    def _dialled(self, number: str) -> str:
        if self.rng.random() >= self.mix.rough_phone:
            return number
        if number.startswith("+1"):
            a, b, c = number[2:5], number[5:8], number[8:]
            return self.rng.choice((f"({a}) {b}-{c}", f"{a}-{b}-{c}", f"+1 {a} {b} {c}", f"1-{a}-{b}-{c}"))
        return f"{number[:3]} {number[3:6]} {number[6:]}"

    def _day(self, human: Human) -> str:
        return human.birthday if self.rng.random() < 0.9 else f"--{human.birthday[5:]}"


SOURCES = (("linkedin", 0.6), ("google", 0.5), ("vcard", 0.3), ("sheet", 0.2), ("outlook", 0.15))


def personal(size: int, seed: int, mix: Mix = USUAL) -> Labelled:
    """About ``size`` records in one owner's books."""
    world = World(seed, size, mix, pooled=False)
    while len(world.rows) < size:
        _into_books(world, world.human(), "me")
    return _shuffled(world)


def pooled(size: int, seed: int, mix: Mix = USUAL) -> Labelled:
    """About ``size`` records in the books of ``size / 1000`` owners; people are known to several of them."""
    world = World(seed, size, mix, pooled=True)
    rng = world.rng
    owners = [f"owner{number}" for number in range(max(3, size // 1000))]
    while len(world.rows) < size:
        human = world.human()
        known_to = min(len(owners), 1 + int(rng.expovariate(0.7)))
        for owner in rng.sample(owners, known_to):
            _into_books(world, human, owner, share=0.7)
    return _shuffled(world)


def _into_books(world: World, human: Human, owner: str, share: float = 1.0) -> None:
    rng = world.rng
    books = [source for source, odds in SOURCES if rng.random() < odds * share]
    for source in books or [rng.choice(("linkedin", "google"))]:
        world.record(human, source, owner)
        if source != "linkedin" and rng.random() < world.mix.duplicates:
            world.record(human, source, owner)


def _shuffled(world: World) -> Labelled:
    world.rng.shuffle(world.rows)
    return Labelled(world.rows, world.person, world.troubles)


def _weighted(names: str) -> tuple[list[str], list[float]]:
    values = [name.replace("_", " ") for name in names.split()]
    return values, list(accumulate(1 / (rank + 4) ** 0.75 for rank in range(len(values))))


def _nicknames() -> dict[str, list[str]]:
    """The commoner half of the shipped table, so that some nicknames in it never occur, as in life."""
    path = HERE.parents[2] / "syncer" / "data" / "linkage" / "nicknames.csv"
    table: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        formal, _, short = line.partition(",")
        if short and not formal.startswith("#"):
            table[formal] = short.split()
    return table


def _ascii(text: str) -> str:
    from anyascii import anyascii

    return str(anyascii(unicodedata.normalize("NFC", text)))


def _slip(rng: random.Random, text: str) -> str:
    if len(text) < 4:
        return text
    at = rng.randrange(1, len(text) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at] + text[at:]
    return text[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + text[at + 1 :]
