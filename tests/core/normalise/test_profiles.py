import pytest

from syncer.core.normalise.profiles import profile_slug, profile_url


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/arjun-mehta",
        "http://www.linkedin.com/in/arjun-mehta",
        "https://linkedin.com/in/Arjun-Mehta/",
        "HTTPS://DE.LinkedIn.com/in/ARJUN-mehta",
        "https://www.linkedin.com/in/arjun-mehta?trk=people-guest&lipi=urn%3Ali",
        "https://www.linkedin.com/in/arjun-mehta/#about",
        "https://www.linkedin.com/in/arjun%2Dmehta",
        "www.linkedin.com/in/arjun-mehta",
        "linkedin.com/in/arjun-mehta",
        "//www.linkedin.com/in/arjun-mehta",
        " https://m.linkedin.com/mwlite/in/arjun-mehta ",
        "https://www.linkedin.com/in/arjun-mehta/de",
        "https://www.linkedin.com/in/arjun-mehta/detail/contact-info/",
        "https://www.linkedin.com:443/in/arjun-mehta",
        "https://www.linkedin.com/pub/arjun-mehta",
    ],
)
def test_one_member_has_one_slug_however_the_address_is_written(url: str) -> None:
    assert profile_slug(url) == "arjun-mehta"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/zo%C3%AB-brandt",  # as LinkedIn writes it
        "www.linkedin.com/in/zoë-brandt",  # as endorsements write it
        "https://www.linkedin.com/in/zoe\u0308-brandt",  # decomposed, as some phones write it
        "https://www.linkedin.com/in/ZO%C3%8B-BRANDT",
        "https://www.linkedin.com/in/zo%EB-brandt",  # escaped as Latin-1
    ],
)
def test_letters_outside_ascii_meet_in_one_form(url: str) -> None:
    assert profile_slug(url) == "zoë-brandt"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://www.linkedin.com/company/acme",
        "https://www.linkedin.com/in/",
        "https://notlinkedin.com/in/arjun-mehta",
        "https://linkedin.com.example.org/in/arjun-mehta",
        "https://linkedin.com@example.org/in/arjun-mehta",
        "https://example.org/?next=https://www.linkedin.com/in/arjun-mehta",
        "javascript://www.linkedin.com/in/arjun-mehta",
        "https://www.linkedin.com/in/%00%0a",
        "https://www.linkedin.com/in/a%20b",
        "arjun-mehta",
    ],
)
def test_what_is_no_profile_has_no_slug(text: str) -> None:
    assert profile_slug(text) == ""


def test_an_old_public_address_keeps_the_numbers_that_tell_namesakes_apart() -> None:
    first = profile_slug("http://uk.linkedin.com/pub/jane-doe/1/2a3/b45")
    second = profile_slug("http://uk.linkedin.com/pub/jane-doe/9/9a3/b45")
    assert first != second
    assert profile_slug(profile_url(first)) == first


def test_a_slug_makes_a_link_and_the_link_the_slug() -> None:
    assert profile_url("zoë-brandt") == "https://www.linkedin.com/in/zo%C3%AB-brandt"
    assert profile_slug(profile_url("zoë-brandt")) == "zoë-brandt"
    assert profile_url("") == ""
