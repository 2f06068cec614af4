from datetime import date

from syncer.sources.said import field_of, listed, said_of


def test_nothing_that_a_person_wrote_is_lost_when_it_cannot_be_read() -> None:
    said = said_of({"last contact": "last week", "next date": "3/4/21", "strength": "from the sauna", "notes": "Tall."})
    assert (said.last_contact, said.next_date, said.grade) == (None, None, "")
    assert said.notes == "Tall.\nCloseness: from the sauna\nLast contact: last week\nNext date: 3/4/21"


def test_days_with_one_meaning_are_read() -> None:
    said = said_of({"last contact": "3 Mar 2026", "next date": "2026-11-20"})
    assert (said.last_contact, said.next_date, said.notes) == (date(2026, 3, 3), date(2026, 11, 20), "")


def test_companies_in_a_cell_are_taken_apart_but_not_at_their_legal_form() -> None:
    assert listed("Merrow Bank; Acme, Inc., Hoshi\nKestrel") == ("Merrow Bank", "Acme, Inc.", "Hoshi", "Kestrel")
    assert listed("") == ()


def test_custom_fields_of_an_address_book_mean_what_columns_of_a_sheet_mean() -> None:
    assert field_of("Knows someone at") == "knows someone at"
    assert field_of("Referred by") == field_of("referredBy") == "referrer"
    assert field_of("Shoe size") == ""
