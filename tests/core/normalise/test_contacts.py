from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from syncer.core.model import Place, Position, Record, Ref, Snapshot
from syncer.core.normalise.contacts import normalise


def snapshot(*records: Record) -> Snapshot:
    return Snapshot("google", "google", records, len(records), as_of=date(2026, 11, 1))


def record(key: str = "k", **fields: object) -> Record:
    return Record(Ref("google", key), "google", Place("x.csv", 2), **fields)  # type: ignore[arg-type]


def test_a_record_becomes_a_contact_with_keys_that_compare() -> None:
    (contact,) = normalise(
        snapshot(
            record(
                full_name="Dr. Zoë Brandt, PhD",
                emails=("Zoe@Brandt.example", "zoe@brandt.example", "zoe at work"),
                phones=("(212) 555-0142 ::: 1-800-FLOWERS",),
                urls=("https://brandt.example", "https://de.linkedin.com/in/Zo%C3%AB-brandt/?trk=x"),
                positions=(Position("", ""), Position("CafÃ© Brandt", "Owner")),
            )
        ),
        "US",
    )
    assert (contact.name.given, contact.name.family) == ("Zoë", "Brandt")
    assert contact.emails == ("zoe@brandt.example",)
    assert contact.phones == ("+12125550142",)
    assert contact.profile == "zoë-brandt"
    assert contact.positions == (Position("Café Brandt", "Owner"),)
    assert contact.unusable == ("zoe at work", "1-800-FLOWERS")
    assert contact.as_of == date(2026, 11, 1)


def test_somebody_without_a_name_is_shown_by_what_there_is() -> None:
    shown = [
        contact.name.display
        for contact in normalise(
            snapshot(
                record("a", emails=("only@example.org",), phones=("+12125550142",)),
                record("b", phones=("+12125550142",)),
                record("c", urls=("https://www.linkedin.com/in/nobody-ex",)),
                record("d", phones=("1-800-FLOWERS",)),
            ),
            "US",
        )
    ]
    assert shown == ["only@example.org", "+12125550142", "nobody-ex", "1-800-FLOWERS"]


def test_a_cell_that_says_nothing_is_no_name_employer_or_address() -> None:
    nothing = ("N/A", "-", "?", "#REF!", "\\N", "undefined")
    found = normalise(
        snapshot(
            *(
                record(
                    str(at),
                    full_name=text,
                    emails=("ann@example.org", text),
                    positions=(Position(text, text), Position("Acme", text)),
                    city=text,
                )
                for at, text in enumerate(nothing)
            )
        ),
        "US",
    )
    assert {contact.name.display for contact in found} == {"ann@example.org"}
    assert {contact.positions for contact in found} == {(Position("Acme", ""),)}
    assert {(contact.city, contact.unusable) for contact in found} == {("", ())}


def test_words_for_nothing_are_names_where_they_may_be() -> None:
    names = ("Ann Null", "Nan", "Na Li", "None Such", "Unknown Mortal")
    found = normalise(snapshot(*(record(name, full_name=name, emails=("a@example.org",)) for name in names)), "US")
    assert tuple(contact.name.display for contact in found) == names
    (twice,) = normalise(snapshot(record(first_name="Null", last_name="Null", emails=("a@example.org",))), "US")
    assert twice.name.display == "a@example.org"
    (only,) = normalise(snapshot(record(full_name="unknown", positions=(Position("Acme", ""),))), "US")
    assert only.name.display == "unknown", "better than nothing at all"


def test_an_invisible_name_is_none_and_a_nickname_is_better_than_a_number() -> None:
    hidden, called = normalise(
        snapshot(
            record("a", first_name="\u200b", last_name="\u200b", urls=("https://www.linkedin.com/in/ann-lee",)),
            record("b", nickname="Annie", phones=("+12125550142",)),
        ),
        "US",
    )
    assert (hidden.name.display, called.name.display) == ("ann-lee", "Annie")


def test_the_order_of_the_source_is_kept_and_nobody_is_dropped() -> None:
    names = ("Cy", "Al", "Bo", "Al")
    contacts = normalise(snapshot(*(record(str(at), full_name=name) for at, name in enumerate(names))), "US")
    assert tuple(contact.name.display for contact in contacts) == names


@settings(deadline=None)  # the first address loads a library
@given(
    st.text(max_size=30), st.lists(st.emails() | st.text(max_size=15), max_size=3), st.text("+0123456789 ", max_size=16)
)
def test_normalising_what_is_normalised_changes_nothing(name: str, emails: list[str], phone: str) -> None:
    (once,) = normalise(snapshot(record(full_name=name, emails=tuple(emails), phones=(phone,))), "US")
    (twice,) = normalise(snapshot(record(full_name=once.name.display, emails=once.emails, phones=once.phones)), "US")
    assert (twice.emails, twice.phones) == (once.emails, once.phones)
    assert twice.name.display == once.name.display


def test_what_is_far_too_long_for_a_name_or_a_job_is_cut() -> None:
    (contact,) = normalise(
        snapshot(record(full_name="Ann " * 9000, positions=(Position("Acme " * 9000, "CEO " * 9000),))), "US"
    )
    assert len(contact.name.display) == 200
    assert [len(text) for text in (contact.positions[0].employer, contact.positions[0].title)] == [400, 400]


def test_a_profile_address_beyond_all_length_is_none() -> None:
    (contact,) = normalise(snapshot(record(urls=(f"https://www.linkedin.com/in/{'a' * 30_000}",))), "US")
    assert contact.profile == ""


def test_a_number_without_a_country_is_read_in_that_of_the_persons_other_number() -> None:
    (only,) = normalise(snapshot(record("a", full_name="Ann Quux", phones=("+44 7700 900123", "020 7946 0101"))), "US")
    assert (only.phones, only.unusable) == (("+447700900123", "+442079460101"), ())
