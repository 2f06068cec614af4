"""What stands in each file of the sample LinkedIn archive."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from tests.samples.cast import Cast, Fields, Person
from tests.samples.filler import Filler
from tests.samples.linkedin import (
    CONNECTIONS,
    INVITATIONS,
    MESSAGES,
    PREFERENCES,
    RECOMMENDATIONS,
    Row,
    Talk,
    advert,
    bare_url,
    connections,
    day,
    messages,
    stamp,
    table,
    url,
)

ENDORSED = "Endorsement Date,Skill Name,{0} First Name,{0} Last Name,{0} Public Url,Endorsement Status"


def members(cast: Cast, filler: Sequence[Filler], hidden: int) -> dict[str, str]:
    """Member name to text, in the order LinkedIn packs them."""
    me, people = cast.me, cast.people
    return {
        "Connections.csv": connections(_connections(people, filler, hidden)),
        "messages.csv": table(MESSAGES, _messages(me, people, filler), quote_all=True),
        "guide_messages.csv": table(MESSAGES, [], quote_all=True),
        "LearningCoachMessages.csv": "No conversations found",
        "Invitations.csv": table(INVITATIONS, _invitations(me, people)),
        "Positions.csv": table(
            "Company Name,Title,Description,Location,Started On,Finished On",
            [(firm, title, "", place, start, end) for firm, title, place, start, end in me["positions"]],
        ),
        "Education.csv": table(
            "School Name,Start Date,End Date,Notes,Degree Name,Activities",
            [(school, start, end, "", degree, "") for school, start, end, degree in me["schools"]],
        ),
        "Profile.csv": table(
            "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
            "Twitter Handles,Websites,Instant Messengers",
            [(me["first"], me["last"], "", "", "", me["headline"], "", "Software", "", me["place"], "", "", "")],
        ),
        "Email Addresses.csv": table(
            "Email Address,Confirmed,Primary,Updated On",
            [
                (mail, "Yes", "Yes" if first else "No", "Not Available")
                for first, mail in zip((True, False), me["emails"], strict=True)
            ],
        ),
        "PhoneNumbers.csv": "Extension,Number,Type",
        "Recommendations_Received.csv": table(RECOMMENDATIONS, _recommendations(people, received=True)),
        "Recommendations_Given.csv": table(RECOMMENDATIONS, _recommendations(people, received=False)),
        "Endorsement_Received_Info.csv": table(
            ENDORSED.format("Endorser"), _endorsements(people, filler, ("received", "both"))
        ),
        "Endorsement_Given_Info.csv": table(ENDORSED.format("Endorsee"), _endorsements(people, (), ("both",))),
        "Notes.csv": table(
            "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On",
            [
                (
                    p.linkedin["first"],
                    p.linkedin["last"],
                    url(p.linkedin["slug"]),
                    p.note,
                    "2026-07-30 18:20:00 UTC",
                    "",
                )
                for p in people
                if p.note
            ],
        ),
        "Company Follows.csv": table(
            "Organization,Followed On",
            [
                ("Stripe", "Wed Jun 24 12:43:42 UTC 2026"),
                ("Spotify", "Tue Jun 23 08:10:05 UTC 2026"),
                ("Airbnb", "Mon Feb 02 19:01:55 UTC 2026"),
                ("Quillmark Analytics", "Thu Nov 14 07:30:00 UTC 2024"),
            ],
        ),
        "Skills.csv": "Name\nProduct Operations\nProcess Improvement\nSQL",
        "Languages.csv": "Name,Proficiency",
        "SavedJobAlerts.csv": "ALERT_PARAMETERS,QUERY_CONTEXT,SAVED_SEARCH_ID",
        **_jobs(),
        **_private(),
    }


def _jobs() -> dict[str, str]:
    applications = (
        "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,"
        "Question And Answers"
    )
    preferences = dict.fromkeys(PREFERENCES.split(","), "") | {
        "Locations": "Chicago, Illinois, United States",
        "Job Titles": "Senior Product Operations Manager",
        "Dream Companies": "Stripe|IKEA|Novartis",
    }
    mine = ("dana.whitlock@example.com", "+1 312-555-0100")
    answers = "Are you authorised to work here?:Yes | Expected salary:a private answer"
    return {
        "Jobs/Saved Jobs.csv": table(
            "Saved Date,Job Url,Job Title,Company Name",
            [
                ("9/1/26, 9:00 AM", "https://www.linkedin.com/jobs/view/1", "Product Operations Lead", "Spotify"),
                (
                    "10/11/26, 7:45 PM",
                    "https://www.linkedin.com/jobs/view/2",
                    "Director, Product Operations",
                    "Novartis",
                ),
            ],
        ),
        "Jobs/Job Applications.csv": table(
            applications,
            [
                ("9/20/26, 8:15 AM", *mine, "Delta Air Lines", "Manager, Product Operations", "", "cv.pdf", answers),
                ("10/2/26, 4:30 PM", *mine, "Quillmark Analytics", "Head of Operations", "", "cv.pdf", answers),
            ],
        ),
        "Jobs/Job Seeker Preferences.csv": table(PREFERENCES, [tuple(preferences.values())]),
    }


def _private() -> dict[str, str]:
    """Files that syncer must never open; their text is a canary that a test looks for."""
    return {
        "Logins.csv": "Login Date,IP Address,User Agent,Login Type\nNEVER-OPEN-THIS-FILE,192.0.2.7,Browser,WEB_LOGIN",
        "Receipts_v2.csv": "Transaction Made At,Description,Total Amount\nNEVER-OPEN-THIS-FILE,Premium,0.00",
    }


def _connections(people: Sequence[Person], filler: Sequence[Filler], hidden: int) -> list[Row]:
    """Newest connection first, as LinkedIn lists them; a hidden member leaves only the date."""
    dated: list[tuple[date, Row]] = []
    for one in filler:
        email = one.email if int(one.slug[-5:]) % 17 == 0 else ""
        row = (one.first, one.last, url(one.slug), email, one.company, one.title, day(one.connected))
        dated.append((one.connected, row))
    for raw in (person.linkedin for person in people if person.linkedin):
        connected = date.fromisoformat(raw["connected"])
        facts = (raw["first"], raw["last"], url(raw["slug"]), raw.get("email", ""), raw["company"], raw["title"])
        dated.append((connected, (*facts, day(connected))))
    for number in range(hidden):
        closed = date(2022, 6, 7) + timedelta(days=211 * number)
        dated.append((closed, (*[""] * CONNECTIONS.count(","), day(closed))))
    return [row for _, row in sorted(dated, key=lambda pair: (pair[0], pair[1]), reverse=True)]


def _messages(me: Fields, people: Sequence[Person], filler: Sequence[Filler]) -> list[Row]:
    talks = [
        Talk(f"{p.linkedin['first']} {p.linkedin['last']}", p.linkedin["slug"], *p.messages)
        for p in people
        if p.messages
    ]
    for number, one in enumerate(filler[3::9]):
        last = max(one.connected, date(2019 + number % 7, 1 + number % 12, 1 + number % 28))
        talks.append(
            Talk(f"{one.first} {one.last}", one.slug, number % 4, (number + 2) % 3, min(last, date(2026, 9, 1)))
        )
    mine = (f"{me['first']} {me['last']}", url(me["slug"]))
    rows = messages(mine, talks)
    return [advert("2026-10-29 22:05:06 UTC", mine), *rows, *_group(mine, people)]


def _group(me: tuple[str, str], people: Sequence[Person]) -> Iterator[Row]:
    """One message to three people at once; a name with a comma stands among them."""
    others = [person.linkedin for person in people if person.key in ("priya", "conor", "jpm2")]
    names = ", ".join(f"{raw['first']} {raw['last']}" for raw in others)
    urls = ",".join(url(raw["slug"]) for raw in others)
    text = "Tallowmere reunion on the 12th?\r\nBring photos."
    yield ("2-group0001", "Reunion", *me, names, urls, "2021-02-26 17:00:00 UTC", "Reunion", text, "INBOX", "")


def _invitations(me: Fields, people: Sequence[Person]) -> Iterator[Row]:
    mine = (f"{me['first']} {me['last']}", url(me["slug"]))
    for number, person in enumerate(p for p in people if p.linkedin):
        raw = person.linkedin
        them = (f"{raw['first']} {raw['last']}", url(raw["slug"]))
        incoming = person.invited == "them" or (not person.invited and number % 3 == 0)
        connected = date.fromisoformat(raw["connected"])
        if connected < date(2021, 1, 1):
            continue
        sent = datetime.combine(connected, time(7 + number % 14, number * 11 % 60))
        one, other = (them, mine) if incoming else (mine, them)
        direction = "INCOMING" if incoming else "OUTGOING"
        yield (one[0], other[0], stamp(sent), "", direction, one[1], other[1])


def _recommendations(people: Sequence[Person], *, received: bool) -> Iterator[Row]:
    for person in people:
        given = person.recommended if received else person.recommended_by_you
        if given:
            firm, title, when = given
            written = stamp(datetime.fromisoformat(f"{when}T23:04"))
            month, day_, rest = written.split("/", 2)
            text = "One of the calmest people I have worked with when things get loud."
            names = (person.linkedin["first"], person.linkedin["last"])
            yield (*names, firm, title, text, f"{month:0>2}/{day_:0>2}/{rest}", "VISIBLE")


def _endorsements(people: Sequence[Person], filler: Sequence[Filler], kinds: tuple[str, ...]) -> Iterator[Row]:
    names = [(p.linkedin["first"], p.linkedin["last"], p.linkedin["slug"]) for p in people if p.endorsed in kinds]
    names += [(one.first, one.last, one.slug) for one in filler[6::40]]
    for number, (first, last, slug) in enumerate(names):
        for second, skill in enumerate(("Product Operations", "Process Improvement", "SQL")):
            when = f"2024/0{1 + number % 9}/28 13:20:{40 + second} UTC"
            yield (when, skill, first, last, bare_url(slug), "ACCEPTED")
