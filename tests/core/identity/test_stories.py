import pytest

from syncer.core.identity.explain import lines
from syncer.core.identity.model import Identified, Judgement
from syncer.core.model import Ref
from tests.core.identity.people import contact, people, resolve, strangers

PHONE = "+12125550143"


def test_bob_and_robert_with_one_phone_are_one_person_and_the_reason_names_the_phone():
    found = resolve(
        [
            contact("google", "bob", "Bob Tanner", phones=[PHONE]),
            contact("vcard", "robert", "Robert Tanner", phones=[PHONE]),
        ]
    )
    assert people(found) == {frozenset({"bob", "robert"})}
    told = lines(found.clusters[0].joins[0])
    assert any(line.startswith("Same phone: +") for line in told)
    assert any(line.startswith("Short form of the first name, same family name: +") for line in told)


def test_forty_strangers_behind_one_switchboard_stay_forty_people():
    crowd = [
        contact("outlook", one.ref.key, one.name.display, phones=["+12125550100"], company="Corvale Systems")
        for one in strangers(40)
    ]
    assert len(resolve(crowd).clusters) == 40


def test_two_priya_sharmas_at_one_employer_with_two_profiles_are_two_people_and_no_question():
    found = resolve(
        [
            contact("linkedin", "one", "Priya Sharma", profile="priya-sharma-1", company="Corvale", title="Analyst"),
            contact(
                "linkedin", "two", "Priya Sharma", profile="priya-sharma-2", company="Corvale Pvt Ltd", title="Analyst"
            ),
        ]
    )
    assert len(found.clusters) == 2
    assert found.suggestions == ()


def test_two_profiles_are_not_joined_through_a_third_record_that_fits_both():
    found = resolve(
        [
            contact("linkedin", "one", "Priya Sharma", profile="priya-sharma-1", emails=["priya@corvale.example"]),
            contact("linkedin", "two", "Priya Sharma", profile="priya-sharma-2", phones=[PHONE]),
            contact("google", "both", "Priya Sharma", emails=["priya@corvale.example"], phones=[PHONE]),
        ]
    )
    assert len(found.clusters) == 2
    assert not any({"one", "two"} <= group for group in people(found))


def test_mother_and_son_who_share_a_phone_are_two_people():
    found = resolve(
        [
            contact("google", "mother", "Ingrid Solberg", phones=[PHONE], emails=["ingrid.solberg@example.org"]),
            contact("vcard", "son", "Magnus Solberg", phones=[PHONE], emails=["magnus77@example.org"]),
        ]
    )
    assert people(found) == {frozenset({"mother"}), frozenset({"son"})}


def test_a_married_name_is_the_same_person_where_mail_and_phone_agree():
    found = resolve(
        [
            contact("google", "before", "Clara Whitlock", phones=[PHONE], emails=["clara.w82@example.com"]),
            contact("outlook", "after", "Clara Denholm", phones=[PHONE], emails=["clara.w82@example.com"]),
        ]
    )
    assert people(found) == {frozenset({"before", "after"})}


def test_family_name_first_is_the_same_name():
    found = resolve(
        [
            contact("google", "one", "Tanaka Haruki", emails=["haruki.tanaka9@example.com"]),
            contact("vcard", "two", "Haruki Tanaka", emails=["haruki.tanaka9@example.com"], phones=[PHONE]),
        ]
    )
    assert people(found) == {frozenset({"one", "two"})}


def in_two_books(name: str, other: str = "", **more) -> Identified:
    """A LinkedIn row and a phone's card that have nothing in common but the name, among others."""
    return resolve(
        [
            *strangers(140),
            contact("linkedin", "one", name, profile="one-1a2b"),
            contact("vcard", "two", other or name, phones=[PHONE], **more),
        ]
    )


def test_a_rare_name_alone_joins_two_lists_and_the_reason_says_how_rare_it_is():
    found = in_two_books("Ucchal Ravelomanana")
    assert {"one", "two"} in people(found)
    (join,) = (join for cluster in found.clusters for join in cluster.joins)
    assert (
        lines(join)[-1] == "A rare name, once in each list: fewer than 0.01 others of it expected among your contacts"
    )


@pytest.mark.parametrize("name", ["John Smith", "Maria Garcia", "Wang Wei", "Nguyen Thanh", "Mohammed Khan", "Kim Min"])
def test_a_common_name_alone_never_joins_but_is_asked_about(name: str):
    both = [contact("linkedin", "one", name, profile="one-1a2b"), contact("vcard", "two", name, phones=[PHONE])]
    found = resolve([*strangers(140), *both])
    assert not any({"one", "two"} <= group for group in people(found))
    assert "Same name" in [one.reason for one in found.suggestions if {one.left.key, one.right.key} == {"one", "two"}]


def test_a_name_that_one_list_has_twice_joins_with_neither():
    twice = [contact("google", key, "Ucchal Ravelomanana", phones=[f"+1212555018{key[-1]}"]) for key in ("g1", "g2")]
    found = resolve([*strangers(60), *twice, contact("linkedin", "one", "Ucchal Ravelomanana", profile="ucchal")])
    assert {"one"} in people(found)
    assert len([one for one in found.suggestions if "one" in (one.left.key, one.right.key)]) == 2


@pytest.mark.parametrize("other", ["Ucchal", "U Ravelomanana", "Ucchal R"])
def test_a_bare_given_name_or_an_initial_never_joins(other: str):
    assert {"one"} in people(in_two_books("Ucchal Ravelomanana", other))


def test_an_initial_joins_where_the_mailbox_spells_the_rare_name_out():
    found = in_two_books("Ucchal Ravelomanana", "U Ravelomanana", emails=["ucchal.ravelomanana@post.example"])
    assert {"one", "two"} in people(found)


def test_a_rare_name_with_another_employer_or_birthday_is_asked_about_and_not_joined():
    one = contact("linkedin", "one", "Ucchal Ravelomanana", profile="ucchal", company="Corvale")
    two = contact("vcard", "two", "Ucchal Ravelomanana", phones=[PHONE], company="Larkspur Freight")
    found = resolve([*strangers(140), one, two])
    assert {"one"} in people(found)
    assert [one.reason for one in found.suggestions] == ["Same name; different employers"]


def test_different_outranks_a_rare_name():
    both = [contact("linkedin", "one", "Ucchal Ravelomanana"), contact("vcard", "two", "Ucchal Ravelomanana")]
    found = resolve([*strangers(60), *both], [Judgement(both[0].ref, both[1].ref, same=False)])
    assert {"one"} in people(found)


def test_same_name_and_employer_with_different_mails_joins_or_asks_but_says_both():
    found = resolve(
        [
            *strangers(60),
            contact("linkedin", "one", "John Marlow", company="Corvale", emails=["john@example.com"]),
            contact("google", "two", "John Marlow", company="Corvale", emails=["jmarlow@example.net"]),
        ]
    )
    joined = [join for cluster in found.clusters for join in cluster.joins if join.left.key == "two"]
    asked = [one.reason for one in found.suggestions]
    assert joined or "Same name and employer; different e-mails" in asked


def asked(*contacts) -> list[str]:
    return [one.reason for one in resolve([*strangers(60), *contacts]).suggestions]


def test_one_mail_under_two_first_names_is_asked_in_words_that_anybody_understands():
    mail = "tomas.ferreira@post.example"
    tomas = contact("linkedin", "one", "Tomás Ferreira", company="Spotify", emails=[mail])
    assert asked(tomas, contact("vcard", "two", "Tomy Ferreira", emails=[mail])) == [
        "Same e-mail; different first names"
    ]


def test_a_name_in_another_script_is_not_called_a_different_name():
    mail = "taro.yamada@yubin.example"
    taro = contact("vcard", "two", "Taro Yamada", emails=[mail])
    japanese = contact("linkedin", "one", "太郎 山田", company="Kitsune", emails=[mail])
    assert asked(japanese, taro) == ["Same e-mail; names in different scripts"]


def test_a_private_mail_domain_is_no_employer_that_differs():
    sarah = contact("google", "one", "Sarah Zimmerwald", emails=["sarahj@mailloft.example"])
    assert asked(
        sarah, contact("linkedin", "two", "Sarah Zimmerwald", company="Mossgate Energy", profile="sarah-z")
    ) == ["Same name"]


def test_an_explanation_shows_the_employer_that_both_have_as_people_wrote_it():
    found = resolve(
        [
            *strangers(60),
            contact("linkedin", "one", "Jo Zimmerwald", company="Larkspur Freight Inc.", emails=["jo@corvale.example"]),
            contact("google", "two", "Jo Zimmerwald", company="Corvale Systems", emails=["jo@corvale.example"]),
            contact("vcard", "three", "Jo Zimmerwald", company="Corvale", emails=["jo@corvale.example"]),
        ]
    )
    told = [line for cluster in found.clusters for join in cluster.joins for line in lines(join)]
    employers = [
        line.partition(": ")[0] + line.partition("bits")[2] for line in told if "orvale.ex" in line or "orvale)" in line
    ]
    assert any("(corvale.example / Corvale" in line or "(Corvale / corvale.example" in line for line in employers)
    assert not any("larkspur" in line.casefold() and "Same" in line for line in told)


def test_a_shared_mailbox_of_a_firm_is_no_person():
    found = resolve(
        [
            contact("google", "one", "Alma Kerr", emails=["info@corvale.example"]),
            contact("google", "two", "Bruno Frost", emails=["info@corvale.example"]),
            contact("vcard", "three", "Edith Lowe", emails=["info@corvale.example"]),
        ]
    )
    assert len(found.clusters) == 3


def test_father_and_son_of_one_name_are_told_apart_by_jr():
    from dataclasses import replace

    senior = contact("google", "senior", "Walter Pike", phones=[PHONE])
    junior = contact("vcard", "junior", "Walter Pike", phones=[PHONE], emails=["wp@example.com"])
    senior = replace(senior, name=replace(senior.name, suffix="sr"))
    junior = replace(junior, name=replace(junior.name, suffix="jr"))
    assert len(resolve([senior, junior]).clusters) == 2


def test_a_contact_with_nothing_to_hold_on_to_is_never_joined_without_being_asked():
    found = resolve(
        [
            contact("sheet", "weak", "Ottilie Brandt", company="Corvale", title="Head of Data", weak_key=True),
            contact(
                "linkedin",
                "strong",
                "Ottilie Brandt",
                company="Corvale",
                title="Head of Data",
                profile="ottilie-brandt",
            ),
        ]
    )
    assert len(found.clusters) == 2
    assert [one.reason for one in found.suggestions] == ["Same name, employer and job title"]


def test_a_person_saying_different_outranks_any_evidence():
    both = [
        contact("google", "one", "Bob Tanner", phones=[PHONE], emails=["bob.t@example.com"]),
        contact("vcard", "two", "Robert Tanner", phones=[PHONE], emails=["bob.t@example.com"]),
    ]
    found = resolve(both, [Judgement(Ref("google", "one"), Ref("vcard", "two"), same=False)])
    assert len(found.clusters) == 2
    assert found.suggestions == ()


def test_a_person_saying_same_outranks_two_profiles_and_is_told_as_such():
    both = [
        contact("linkedin", "old", "Priya Sharma", profile="priya-sharma-1"),
        contact("linkedin", "new", "Priya Rao", profile="priya-rao"),
    ]
    found = resolve(both, [Judgement(Ref("linkedin", "old"), Ref("linkedin", "new"), same=True)])
    assert len(found.clusters) == 1
    assert lines(found.clusters[0].joins[0]) == ["You said they are the same person"]


def test_the_later_of_two_contradicting_judgements_counts_and_different_beats_a_chain_of_same():
    three = [contact("google", key, name) for key, name in (("a", "Ann Kerr"), ("b", "Ben Lowe"), ("c", "Cy Reed"))]
    a, b, c = (one.ref for one in three)
    changed_mind = resolve(three, [Judgement(a, b, False), Judgement(b, a, True)])
    assert people(changed_mind) == {frozenset("ab"), frozenset("c")}
    chain = resolve(three, [Judgement(a, b, True), Judgement(b, c, True), Judgement(a, c, False)])
    assert not any({"a", "c"} <= group for group in people(chain))


def test_judgements_about_records_that_are_gone_do_nothing():
    found = resolve(
        [contact("google", "one", "Ann Kerr")], [Judgement(Ref("google", "one"), Ref("gone", "x"), same=True)]
    )
    assert len(found.clusters) == 1


def test_nobody_at_all_is_nobody():
    found = resolve([])
    assert found.clusters == () and found.suggestions == ()


def test_paul_and_paula_who_share_a_phone_are_two_people():
    found = resolve(
        [contact("google", "he", "Paul Meier", phones=[PHONE]), contact("vcard", "she", "Paula Meier", phones=[PHONE])]
    )
    assert len(found.clusters) == 2


@pytest.mark.parametrize(("one", "other"), [("Jan Jansen", "Jan Hansen"), ("Ana Silva", "Ana Silvo")])
def test_colleagues_in_one_list_whose_names_are_only_alike_are_asked_about_and_never_joined(one: str, other: str):
    work = {"company": "Corvale Systems", "title": "Buyer"}
    both = [
        contact("google", "one", one, emails=["one@example.com"], **work),
        contact("google", "two", other, emails=["two@example.com"], **work),
    ]
    found = resolve([*strangers(60), *both])
    assert not any({"one", "two"} <= group for group in people(found))
    assert [one.reason for one in found.suggestions if {one.left.key, one.right.key} == {"one", "two"}]


def test_a_slip_in_a_name_joins_in_one_list_where_the_address_is_the_same():
    both = [
        contact("google", key, name, emails=["jan@example.com"])
        for key, name in (("a", "Jan Jansen"), ("b", "Jan Janssen"))
    ]
    assert frozenset({"a", "b"}) in people(resolve([*strangers(60), *both]))
