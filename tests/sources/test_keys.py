"""Keys that keep a record the same from export to export, whatever is in it."""

from syncer.sources.keys import bounded, key_of


def test_a_key_has_an_end_and_still_tells_people_apart() -> None:
    one, other = (key_of("Ann " * 9000 + last, (), (), (), "Acme")[0] for last in ("Lee", "Ray"))
    assert len(one) == len(other) == 200
    assert one != other


def test_a_key_of_usual_length_is_left_as_it_is() -> None:
    assert key_of("Ann Lee", (), (), (), "Acme") == ("annlee|acme", True)
    assert bounded("x" * 200) == "x" * 200


def test_an_identifier_of_any_length_and_any_characters_becomes_a_key() -> None:
    assert len(key_of("", (), (), (), "", "\udcff" * 5000)[0]) == 200


def test_a_cell_with_several_addresses_or_numbers_has_the_key_of_the_first() -> None:
    assert key_of("Ann Lee", ("ann@example.com; ann@example.org",), (), (), "") == ("ann@example.com", False)
    assert key_of("Ann Lee", (), (), ("030/123456 / 0171 1234567",), "") == ("tel/030123456", False)
