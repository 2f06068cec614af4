"""Every rule of the cascade as a story, with the trap that stands beside it."""

import pytest

from syncer.core.employers.match import TargetEmployers
from syncer.core.outreach import Outcome, PathKind, Target, Tier
from syncer.data.load import load_knowledge

TARGETS = {
    "Google": "google.com",
    "Stripe": "stripe.com",
    "Delta Air Lines": "delta.com",
    "Apple": "apple.com",
    "Meta": "meta.com",
    "Amazon": "amazon.com",
    "Deloitte": "deloitte.com",
    "Adecco": "adecco.com",
    "Citadel": "citadel.com",
    "Microsoft": "microsoft.com",
    "Boston Consulting Group": "bcg.com",
    "Goldman Sachs": "gs.com",
    "University of Oxford": "ox.ac.uk",
    "University of Miami": "miami.edu",
    "Harvard University": "harvard.edu",
    "Corvale": "corvale.example",
    "Norvane Systems": "norvane.example",
    "Toyota": "toyota.com",
    "U.S. Department of Justice": "",
    "LinkedIn": "linkedin.com",
}


@pytest.fixture(scope="module")
def employers() -> TargetEmployers:
    return TargetEmployers([Target(name, name, domain) for name, domain in TARGETS.items()], load_knowledge())


def outcomes(employers: TargetEmployers, text: str, domain: str = "") -> dict[str, Outcome]:
    return {match.target_id: match.outcome for match in employers.judge(text, domain)}


def kinds(employers: TargetEmployers, text: str, target: str) -> tuple[str, ...]:
    return next(match.kinds for match in employers.judge(text) if match.target_id == target)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Stripe, Inc.", "Stripe"),
        ("STRIPE", "Stripe"),
        ("Corvale sp. z o.o.", "Corvale"),
        ("Corvale S.A.B. de C.V.", "Corvale"),
        ("Corvale A/S", "Corvale"),
        ("Corvale A.Ş.", "Corvale"),
        ("Corvale (UK) Pvt. Ltd.", "Corvale"),
        ("ООО «Corvale»", "Corvale"),
        ("Corvale株式会社", "Corvale"),
        ("トヨタ自動車株式会社", "Toyota"),
        ("❄️ Corvale", "Corvale"),
        ("Cor Vale", "Corvale"),
    ],
)
def test_legal_forms_case_pictures_and_spaces_change_nothing(employers, text, target):
    assert outcomes(employers, text)[target] is Outcome.MATCH


def test_a_unit_or_a_place_after_the_name_is_the_same_firm(employers):
    for text in ("Deloitte Digital", "Google Cloud", "Google India", "Microsoft Research", "Stripe - Dublin, Ireland"):
        assert Outcome.MATCH in outcomes(employers, text).values(), text


def test_delta_dental_is_not_delta_air_lines_and_delta_alone_is_a_question(employers):
    assert "Delta Air Lines" not in outcomes(employers, "Delta Dental")
    assert "Delta Air Lines" not in outcomes(employers, "Delta Electronics")
    assert outcomes(employers, "Delta")["Delta Air Lines"] is Outcome.REVIEW
    assert outcomes(employers, "Delta", "delta.com")["Delta Air Lines"] is Outcome.MATCH
    assert outcomes(employers, "Delta", "deltadental.com") == {}


def test_apple_bank_is_not_apple(employers):
    assert outcomes(employers, "Apple Bank") == {}
    assert outcomes(employers, "Apple Orchard Farms") == {}
    assert outcomes(employers, "Apple", "applebank.com") == {}
    assert outcomes(employers, "Apple Retail Store")["Apple"] is Outcome.MATCH


def test_citadel_securities_and_the_citadel_are_others_or_asked(employers):
    assert outcomes(employers, "Citadel LLC")["Citadel"] is Outcome.MATCH
    assert outcomes(employers, "Citadel Bakery") == {}


def test_a_rare_head_at_the_start_carries_unknown_words_but_not_a_bank_or_a_foundation(employers):
    assert outcomes(employers, "Deloitte Quellwerk")["Deloitte"] is Outcome.MATCH
    assert outcomes(employers, "Corvale Foundation")["Corvale"] is Outcome.REVIEW


def test_google_via_adecco_is_both_and_says_so(employers):
    assert outcomes(employers, "Google (via Adecco)") == {"Google": Outcome.MATCH, "Adecco": Outcome.MATCH}
    assert kinds(employers, "Google (via Adecco)", "Google") == ("current", "agency")
    match = employers.judge("Contractor at Google (Randstad)")[0]
    assert match.kinds == ("current", "agency")
    assert match.tier is Tier.ALIAS


@pytest.mark.parametrize(
    "text",
    ["ex-Stripe", "Former Stripe", "Retired from Stripe", "Stripe (laid off Nov 2022)", "Consultant | prev. Stripe"],
)
def test_who_left_is_former(employers, text):
    match = next(match for match in employers.judge(text) if match.target_id == "Stripe")
    assert match.outcome is Outcome.MATCH
    assert match.kinds[0] == "former"


def test_ex_stripe_now_at_corvale_is_former_there_and_current_here(employers):
    assert kinds(employers, "ex-Stripe, now Corvale", "Stripe")[0] == "former"
    assert kinds(employers, "ex-Stripe, now Corvale", "Corvale")[0] == "current"


def test_at_meta_in_stealth_is_meta(employers):
    assert outcomes(employers, "@Meta | Stealth")["Meta"] is Outcome.MATCH


def test_a_partner_at_deloitte_with_an_aws_certificate_works_at_deloitte_alone(employers):
    assert outcomes(employers, "Partner at Deloitte, AWS Certified") == {"Deloitte": Outcome.MATCH}


@pytest.mark.parametrize(
    "text",
    [
        "Google Partner",
        "Microsoft MVP",
        "Microsoft Gold Partner",
        "Authorized Apple Reseller",
        "Amazon Seller",
        "Stripe alumni",
        "Backed by Stripe",
        "Building the Stripe for dogs",
        "Not affiliated with Google",
        "Google Ads specialist - freelance",
    ],
)
def test_an_affiliation_is_no_employment(employers, text):
    assert Outcome.MATCH not in outcomes(employers, text).values()


NOBODY = (
    "Self-employed|Freelance|Stealth Startup|Open to work|Retired|Student|-|N/A|Selbständig|Freiberufler|Autónomo"
    "|Autônomo|À mon compte|Libero professionista|ZZP|Własna działalność|Самозанятый|自由职业者|自営業|프리랜서|"
)


@pytest.mark.parametrize("text", NOBODY.split("|"))
def test_who_works_for_nobody_in_twelve_languages_matches_nothing(text):
    target = Target("t", text or "Nobody", "")
    assert TargetEmployers([target], load_knowledge()).judge(text) == ()
    assert TargetEmployers([target], load_knowledge()).key(text) == ""


def test_initials_of_three_letters_match_in_capitals_only(employers):
    assert outcomes(employers, "BCG")["Boston Consulting Group"] is Outcome.MATCH
    assert TargetEmployers([Target("t", "Blue Corvale Group")], load_knowledge()).judge("BCG")[0].kinds == (
        "current",
        "acronym",
    )
    assert outcomes(employers, "Manipal Institute of Technology (MIT)") == {}


def test_misspelt_long_names_match_and_short_ones_ask(employers):
    assert outcomes(employers, "Micorsoft")["Microsoft"] is Outcome.MATCH
    assert outcomes(employers, "Delloite Consulting")["Deloitte"] is Outcome.MATCH
    assert outcomes(employers, "Gogle")["Google"] is Outcome.MATCH
    assert outcomes(employers, "Googl")["Google"] is Outcome.REVIEW
    assert "Microsoft" not in outcomes(employers, "MicroStrategy")


def test_universities_in_other_word_order_match_unless_both_orders_exist(employers):
    assert outcomes(employers, "Oxford University")["University of Oxford"] is Outcome.MATCH
    assert outcomes(employers, "Saïd Business School, University of Oxford")["University of Oxford"] is Outcome.MATCH
    assert outcomes(employers, "Miami University").get("University of Miami") is not Outcome.MATCH
    assert outcomes(employers, "Harvard Business School")["Harvard University"] is Outcome.MATCH
    assert "University of Oxford" not in outcomes(employers, "Oxford Brookes University")


def test_a_state_department_is_not_the_national_one(employers):
    assert outcomes(employers, "Department of Justice (DOJ)")["U.S. Department of Justice"] is Outcome.MATCH
    assert outcomes(employers, "California Department of Justice") == {}


@pytest.mark.parametrize(
    "domain", ["gmail.com", "alum.mit.edu", "privaterelay.appleid.com", "yahoo.co.in", "live.co.uk"]
)
def test_personal_mail_is_no_evidence(domain):
    targets = [Target("t", "Google", "gmail.com"), Target("m", "MIT", "mit.edu"), Target("a", "Apple", "appleid.com")]
    assert TargetEmployers(targets, load_knowledge()).judge("", domain) == ()


def test_a_work_domain_decides_over_the_text(employers):
    assert outcomes(employers, "Ads team", "google.com")["Google"] is Outcome.MATCH
    assert outcomes(employers, "", "eu.google.com")["Google"] is Outcome.MATCH
    assert outcomes(employers, "", "deloitte.nl")["Deloitte"] is Outcome.MATCH
    assert outcomes(employers, "", "mygoogle.com") == {}
    assert outcomes(employers, "", "google.com.evil.example") == {}


def test_what_a_person_answered_outranks_every_rule():
    targets = [Target("apple", "Apple", "apple.com"), Target("stripe", "Stripe", "stripe.com")]
    answers = [("apple", "Stripe Payments", True), ("stripe", "Stripe Payments", False), ("apple", "Apple Inc.", False)]
    told = TargetEmployers(targets, load_knowledge(), answers)
    assert [match.target_id for match in told.judge("stripe  payments", "stripe.com")] == ["apple"]
    assert told.judge("Apple Inc.", "apple.com") == ()
    assert told.judge("Apple")[0].outcome is Outcome.MATCH


def test_the_parent_of_a_target_is_no_match_but_a_neighbour(employers):
    only = TargetEmployers([Target("t", "LinkedIn", "linkedin.com")], load_knowledge())
    assert only.judge("Microsoft") == ()
    ((target, kind, reason),) = only.related("Microsoft")
    assert (target, kind) == ("t", PathKind.RELATED)
    assert "parent of LinkedIn" in reason


def test_a_recruiter_for_a_target_is_a_path_and_no_match(employers):
    assert employers.judge("Recruiter for Stripe") == ()
    assert [(target, kind) for target, kind, _ in employers.related("Recruiter for Stripe")] == [
        ("Stripe", PathKind.RECRUITER)
    ]


def test_a_firm_that_left_its_group_is_not_the_group():
    google = TargetEmployers([Target("t", "Google", "google.com")], load_knowledge())
    assert google.judge("Motorola Mobility") == ()
    assert google.related("Motorola Mobility") == ()


def test_one_key_for_the_names_of_one_employer(employers):
    keys = {employers.key(text) for text in ("Google LLC", "Google Ireland", "Google", "Alphabet", "谷歌")}
    assert keys == {"google"}
    assert employers.key("Corvale GmbH") == employers.key("Corvale Germany") == employers.key("ex-Corvale")
    assert employers.key("Delta Dental") != employers.key("Delta Air Lines")


def test_size_is_known_for_firms_of_the_table(employers):
    assert (employers.size("Google LLC") or 0) > 100_000
    assert employers.size("Corvale") is None


def test_the_reason_shows_both_values(employers):
    reason = employers.judge("Google Cloud")[0].reason
    assert '"Google Cloud"' in reason
    assert '"Google"' in reason
