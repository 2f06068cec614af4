import pytest

from syncer.core.employers import domains


@pytest.mark.parametrize(
    ("domain", "whole"),
    [
        ("uk.pwc.com", "pwc.com"),
        ("x.hsbc.com.hk", "hsbc.com.hk"),
        ("bbc.co.uk", "bbc.co.uk"),
        ("deloitte.nl", "deloitte.nl"),
        ("mail.corvale.example", "corvale.example"),
        ("someone@eu.corvale.com", "corvale.com"),
        ("https://www.corvale.com/careers", "corvale.com"),
        ("co.uk", ""),
        ("localhost", ""),
        ("", ""),
        ("a..b", ""),
    ],
)
def test_the_registrable_part_is_what_somebody_bought(domain, whole):
    assert domains.registrable(domain) == whole


@pytest.mark.parametrize(
    "domain", ["gmail.com", "users.noreply.github.com", "alumni.upenn.edu", "t-online.de", "yahoo.com.br", ""]
)
def test_personal_mail_says_nothing_of_an_employer(domain):
    assert domains.is_personal(domain)


@pytest.mark.parametrize("domain", ["google.com", "mit.edu", "yahooinc.com", "corvale.example"])
def test_a_work_domain_is_evidence(domain):
    assert not domains.is_personal(domain)
