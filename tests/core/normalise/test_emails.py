import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.core.normalise.emails import (
    domain_of,
    email_key,
    emails_in,
    is_free_mail,
    is_generic,
    registrable,
    split_emails,
)


@pytest.mark.parametrize(
    "written",
    [
        "bob@x.example",
        " Bob@X.Example ",
        "mailto:bob@x.example?subject=Hi",
        "Bob Smith <BOB@x.example>",
        "<bob@x.example>;",
        "bob@x.example (work)",
        "work: bob@x.example",
        "bob＠x.example",
    ],
)
def test_an_address_has_one_key_however_it_is_wrapped(written: str) -> None:
    assert email_key(written) == "bob@x.example"


@pytest.mark.parametrize(
    "text", ["bob at x", "", "bob@", "@x.example", "a..b@x.example", "a@b@c.example", "n/a", "a b@x.example"]
)
def test_what_is_no_address_has_no_key(text: str) -> None:
    assert email_key(text) == ""


@pytest.mark.parametrize("text", ["x@bob@x.example", "ann@x.examplebob@x.example", "a@b@c"])
def test_no_address_is_made_of_a_piece_of_a_text_that_is_none(text: str) -> None:
    assert split_emails(text) == (text,)
    assert email_key(text) == ""


def test_a_domain_in_its_own_letters_and_in_ascii_is_one_domain() -> None:
    assert email_key("info@MÜLLER.de") == email_key("info@xn--mller-kva.de") == "info@müller.de"


def test_several_addresses_in_a_cell_are_taken_apart() -> None:
    assert split_emails("a@x.example ::: b@x.example") == ("a@x.example", "b@x.example")
    assert split_emails("a@x.example; b@x.example") == ("a@x.example", "b@x.example")
    assert split_emails("a@x.example") == ("a@x.example",)
    assert emails_in("writes from a@x.example, or (b@x.example).") == ("a@x.example", "b@x.example")


def test_the_registrable_domain_is_what_somebody_registered() -> None:
    assert registrable("mail.eu.acme.co.uk") == "acme.co.uk"
    assert registrable("mail.acme.com") == "acme.com"
    assert registrable("co.uk") == registrable("com") == registrable("") == ""
    assert domain_of("bob@mail.acme.com") == "mail.acme.com"


def test_free_mail_and_mailboxes_of_a_function_are_told_from_work_addresses() -> None:
    assert all(map(is_free_mail, ("gmail.com", "yahoo.co.uk", "gmx.de")))
    assert not is_free_mail("acme.example")
    assert all(map(is_generic, ("info@acme.example", "jobs.uk@acme.example", "no-reply@acme.example")))
    assert not is_generic("jane.info@acme.example")


@given(st.text(max_size=40) | st.emails())
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    assert email_key(email_key(text)) == email_key(text)
