import logging
import random

from syncer.linkage.blocking import RULES
from syncer.linkage.comparisons import COMPARISONS
from syncer.linkage.levels import SPARK
from syncer.linkage.model import shipped_weights
from syncer.linkage.splink_linker import SplinkLinker
from tests.core.identity.people import contact, strangers

PHONE = "+12125550143"
BOOK = [
    *strangers(30),
    contact("google", "bob", "Bob Tanner", phones=[PHONE]),
    contact("vcard", "robert", "Robert Tanner", phones=[PHONE], emails=["rt@example.com"]),
    contact("outlook", "rtanner", "R Tanner", emails=["rt@example.com"], company="Corvale"),
]


def _by_ref(contacts, pairs):
    return [(contacts[one.left].ref, contacts[one.right].ref, one.weight) for one in pairs]


def test_pairs_come_strongest_first_and_do_not_depend_on_the_order_of_contacts():
    pairs = SplinkLinker().score(BOOK)
    assert [one.weight for one in pairs] == sorted((one.weight for one in pairs), reverse=True)
    shuffled = BOOK[:]
    random.Random(4).shuffle(shuffled)
    again = _by_ref(shuffled, SplinkLinker().score(shuffled))
    assert [({left, right}, weight) for left, right, weight in again] == [
        ({left, right}, weight) for left, right, weight in _by_ref(BOOK, pairs)
    ]


def test_the_clues_of_a_pair_add_up_to_its_weight_but_for_the_prior():
    pair = SplinkLinker().score(BOOK)[0]
    told = sum(clue.weight for clue in pair.clues)
    others = [one.weight - sum(clue.weight for clue in one.clues) for one in SplinkLinker().score(BOOK)]
    assert max(others) - min(others) < 0.2
    assert told > pair.weight


def test_nothing_is_logged_or_printed(capfd, caplog):
    with caplog.at_level(logging.DEBUG):
        SplinkLinker().score(BOOK)
    assert capfd.readouterr() == ("", "")
    assert not [record for record in caplog.records if record.name.startswith("splink")]


def test_none_or_one_contact_have_no_pairs():
    assert list(SplinkLinker().score([])) == []
    assert list(SplinkLinker().score(BOOK[:1])) == []


def test_there_are_a_dozen_blocking_rules_and_a_weight_for_every_level():
    assert len(RULES) >= 12
    for pooled in (False, True):
        weights = shipped_weights(pooled=pooled)
        for one in COMPARISONS:
            assert len(weights[one.name]) == len(one.levels) + 1
            assert len(set(weights[one.name])) == len(weights[one.name]), one.name
            assert 0.0 not in weights[one.name]


def test_every_condition_is_spelled_for_spark_without_a_placeholder_left():
    for one in COMPARISONS:
        for level in one.levels:
            spelled = SPARK.sql(level.condition)
            assert not any(word in spelled for word in ("NEAR(", "COMMON(", "STARTS(", "list_has_any", "a.", "b."))
