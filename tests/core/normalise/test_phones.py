import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.core.normalise.phones import hinted_key, phone_key, split_phones


@pytest.mark.parametrize(
    ("written", "region", "key"),
    [
        ("+1 212-555-0199", "US", "+12125550199"),
        ("(212) 555-0199", "US", "+12125550199"),
        ("1 (212) 555 0199", "US", "+12125550199"),
        ("tel:+1-212-555-0199", "DE", "+12125550199"),
        ("+44 (0)20 7946 0000", "US", "+442079460000"),
        ("020 7946 0000", "GB", "+442079460000"),
        ("0049 171 1234567", "US", "+491711234567"),
        ("0171 1234567", "DE", "+491711234567"),
        ("+39 06 12345678", "US", "+390612345678"),
        ("31655550142", "US", "+31655550142"),
        ("491711234567", "US", "+491711234567"),
        ("491765551234", "DE", "+491765551234"),
        ("55991234567", "BR", "+5555991234567"),
        ("9198765432", "IN", "+919198765432"),
    ],
)
def test_a_number_becomes_e164_in_the_region_of_the_user(written: str, region: str, key: str) -> None:
    assert phone_key(written, region) == key


def test_an_extension_makes_a_switchboard_number_somebodys_own() -> None:
    written = ("+1 212 555 0199 x12", "(212) 555-0199 ext. 12", "212-555-0199x12", "tel:+1-212-555-0199;ext=12")
    assert {phone_key(text, "US") for text in written} == {"+12125550199x12"}


@pytest.mark.parametrize("text", ["1-800-FLOWERS", "555-0199", "112", "", "unknown", "+123", "1.5555E+10"])
def test_letters_short_codes_and_halves_are_no_keys(text: str) -> None:
    assert phone_key(text, "US") == ""


@pytest.mark.parametrize(
    "written",
    [
        "call 2125550199", "mobile: 212-555-0199", "+1 212 555 0199 (home)", "WhatsApp: +12125550199",
        "(212) 555-0199 work",
        "M: 212 555 0199", "2125550199.0", "+1-212-555-0199;phone-context=+1",
    ],
)  # fmt: skip
def test_what_sort_of_number_it_is_may_stand_beside_it(written: str) -> None:
    assert [phone_key(part, "US") for part in split_phones(written)] == ["+12125550199"]


@pytest.mark.parametrize(
    "written", ["assistant: 212-555-0199", "fax 212-555-0199", "Bob 212-555-0199", "ask for 12345678"]
)
def test_a_number_of_somebody_else_or_of_a_machine_stays_text(written: str) -> None:
    assert phone_key(written, "US") == ""


def test_parameters_of_an_address_belong_to_its_number() -> None:
    assert split_phones("tel:+1-212-555-0199;ext=12; 212-555-0100") == ("tel:+1-212-555-0199;ext=12", "212-555-0100")


def test_several_numbers_in_a_cell_are_taken_apart() -> None:
    assert split_phones("+1 212 555 0199 ::: +1 212 555 0100") == ("+1 212 555 0199", "+1 212 555 0100")
    assert split_phones("030/123456 / 0171 1234567") == ("030/123456", "0171 1234567")
    assert split_phones(" ") == ()


@pytest.mark.parametrize(
    "written", ["030 / 123 45 67", "(030) / 1234567", "+49 (0) 30 / 123 45 67", "+49 30 / 1234567"]
)
def test_an_area_code_before_a_stroke_belongs_to_the_number_behind_it(written):
    (number,) = split_phones(written)
    assert phone_key(number, "DE") == "+49301234567"
    assert len(split_phones(f"{written} / 0171 1234567; {written}")) == 3


def test_two_numbers_with_a_stroke_between_are_two():
    assert split_phones("030 1234567 / 0171 1234567") == ("030 1234567", "0171 1234567")
    assert split_phones("+1 212 555 0199 / 212 555 0100") == ("+1 212 555 0199", "212 555 0100")
    assert split_phones("0171 / 030 123456") == ("0171", "030 123456")


@given(st.text(alphabet="+0123456789 ()-./x#ext", max_size=25), st.sampled_from(["US", "DE", "GB", ""]))
def test_the_key_of_a_key_is_the_key(text: str, region: str) -> None:
    assert phone_key(phone_key(text, region), region) == phone_key(text, region)


@pytest.mark.parametrize(
    ("text", "numbers", "emails", "key"),
    [
        ("020 7946 0101", ("+447700900123",), (), "+442079460101"),
        ("020 7946 0101", (), ("ann@firm.co.uk",), "+442079460101"),
        ("020 7946 0101 ext. 12", ("+447700900123",), (), "+442079460101x12"),
        ("020 7946 0101", (), ("ann@example.com",), ""),
        ("020 7946 0101", (), ("ann@firm.io",), ""),
        ("030 901820", ("+447700900123",), ("ann@firm.de",), "+4930901820"),
        ("extension 12", ("+447700900123",), ("ann@firm.co.uk",), ""),
        ("1-800-FLOWERS", ("+12125550142",), (), ""),
        ("0100", (), ("ann@firm.de",), ""),
    ],
)
def test_a_number_of_another_country_is_read_by_what_else_is_known_of_the_person(
    text: str, numbers: tuple[str, ...], emails: tuple[str, ...], key: str
) -> None:
    assert phone_key(text, "US") == ""
    assert hinted_key(text, numbers, emails) == key


def test_two_countries_that_both_have_such_a_number_decide_nothing() -> None:
    german, austrian = hinted_key("0664 1234567", (), ("a@firm.de",)), hinted_key("0664 1234567", (), ("a@firm.at",))
    assert len({german, austrian} - {""}) > 0
    both = hinted_key("0664 1234567", (), ("a@firm.de", "a@firm.at"))
    assert both == ("" if german and austrian else german or austrian)
