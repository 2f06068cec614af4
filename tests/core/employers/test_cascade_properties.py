"""What holds for any targets and any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from syncer.core.employers.match import TargetEmployers
from syncer.core.outreach import Outcome, Target
from syncer.data.load import load_knowledge

NAMES = (
    "Google",
    "Corvale",
    "Corvale Group",
    "Delta Air Lines",
    "Delta Dental",
    "Apple",
    "Norvane Systems",
    "Meta",
    "EY",
)
PARTS = (
    *NAMES,
    "ex-",
    " | ",
    " at ",
    " via ",
    "Adecco",
    "GmbH",
    "株式会社",
    " (",
    ")",
    ", ",
    "Bank",
    "Berlin",
    "freelance",
)
DOMAINS = ("", "google.com", "gmail.com", "deltadental.com", "corvale.example")


def targets(names: list[str]) -> list[Target]:
    return [Target(f"t-{name}", name) for name in names]


texts = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map("".join))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=1, unique=True), texts, st.sampled_from(DOMAINS), st.randoms())
def test_the_order_of_targets_is_irrelevant(names, text, domain, random):
    shuffled = random.sample(names, len(names))
    first = TargetEmployers(targets(names), load_knowledge()).judge(text, domain)
    assert first == TargetEmployers(targets(shuffled), load_knowledge()).judge(text, domain)


EVERY = TargetEmployers(targets(list(NAMES)), load_knowledge())


@settings(max_examples=200, deadline=None)
@given(texts, st.one_of(st.sampled_from(DOMAINS), st.text(max_size=20)))
def test_any_text_is_judged_with_a_reason_and_kinds_in_their_order(text, domain):
    order = ("current", "former", "agency", "subsidiary", "acronym", "domain", "alias")
    for match in EVERY.judge(text, domain):
        assert match.outcome in (Outcome.MATCH, Outcome.REVIEW)
        assert match.reason
        assert list(match.kinds) == [kind for kind in order if kind in match.kinds]
        assert match.kinds[0] in ("current", "former")
    EVERY.related(text, domain)
    assert EVERY.key(text) == EVERY.key(f"  {text}  ")


@settings(max_examples=100, deadline=None)
@given(texts)
def test_an_answer_no_always_holds(text):
    if text.strip():
        answers = [(f"t-{name}", text, False) for name in NAMES]
        assert TargetEmployers(targets(list(NAMES)), load_knowledge(), answers).judge(text, "google.com") == ()
