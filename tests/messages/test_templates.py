"""Templates: a sentence needs its facts, names stay names, and a fault is said with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncer.errors import ConfigError
from syncer.messages.templates import fill

ANA = {"them": {"first": "Ana", "name": "Ana Ruiz"}, "company": "Acme"}


def body(template: str, facts=ANA) -> str:
    return fill(f"\n{template}", facts, "mine.txt").body


def test_a_sentence_that_needs_a_fact_nobody_knows_is_left_out_and_the_fact_named():
    filled = fill("\nHi {{ them.first }}.\nWe met at {{ together.employer }}.\nBye.", ANA, "mine.txt")
    assert filled.body == "Hi Ana. Bye."
    assert filled.unknown == ("together",)


def test_the_first_of_several_that_can_be_filled_is_taken_and_a_bar_begins_the_next_choice():
    template = "| At {{ x.y }}.\n| With {{ them.first }}.\n| Never.\n|\n| {{ nothing }}\n| About {{ company }}."
    filled = fill(f"\n{template}", ANA, "mine.txt")
    assert (filled.body, filled.unknown) == ("With Ana. About Acme.", ())


def test_paragraphs_and_kept_line_breaks():
    assert body("Hello.\nAgain.\n\n\nBest,\\\n{{ them.first }}\n") == "Hello. Again.\n\nBest,\nAna"
    assert body("One.\n\n{{ nothing }}\n\nTwo.") == "One.\n\nTwo."


def test_subject_and_limit_and_remarks_stand_above():
    filled = fill(
        "# seen by nobody\nSubject: {{ none }}\nSubject: About {{ company }}\nLimit: 9\n\nHi.", ANA, "mine.txt"
    )
    assert (filled.subject, filled.limit, filled.body) == ("About Acme", 9, "Hi.")


def test_over_the_limit_what_may_go_goes_the_last_first_and_what_is_left_is_said():
    template = "Limit: 20\n\nHi {{ them.first }}.\n? One more thing.\n? And another.\nBye."
    filled = fill(template, ANA, "mine.txt")
    assert (filled.body, filled.over) == ("Hi Ana. Bye.", 0)
    assert fill("Limit: 5\n\nHi {{ them.first }}.", ANA, "mine.txt").over == 2


def test_a_condition_may_ask_whether_a_fact_is_known():
    assert body("{{ 'Hi ' ~ them.first if them else 'Hello' }}{{ ' at ' ~ gone.employer if gone }}") == ""
    assert body("{{ 'to ' ~ gone.employer if gone else 'somewhere' }}") == "somewhere"


@pytest.mark.parametrize(
    "name",
    [
        "{{ 7 * 7 }}",
        "{% for x in range(9**9) %}x{% endfor %}",
        "{{ ''.__class__.__mro__ }}",
        "{# gone #}",
        "| Eve",
        "Eve\\",
        "Subject: free money",
        "? Eve",
    ],
)
def test_a_name_that_looks_like_a_template_stays_a_name(name: str):
    facts = {"them": {"first": name}, "company": name}
    filled = fill("Subject: About {{ company }}\n\n| Hi {{ them.first }}!\n\nBye.", facts, "mine.txt")
    assert (filled.subject, filled.body) == (f"About {name}", f"Hi {name}!\n\nBye.")


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_any_name_is_written_as_it_is(name: str):
    assert body("Hi {{ them.first }}!", {"them": {"first": name}}) == f"Hi {name}!"


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("\nHi {{ them.first", 2),
        ("\nHi.\n{% for x in y %}", 3),
        ("\n\n{{ them.__class__.__mro__[1].__subclasses__() }}", 3),
        ("\n{{ company + 1 }}", 2),
        ("\n{{ range(10) }}", 2),
        ("Hello there\n\nHi.", 1),
        ("Limit: many\n\nHi.", 1),
    ],
)
def test_a_fault_in_a_template_is_said_with_file_and_line(template: str, line: int):
    with pytest.raises(ConfigError, match=rf"mine\.txt, line {line}:"):
        fill(template, ANA, "mine.txt")


def test_a_template_cannot_change_the_facts_nor_reach_out():
    for attempt in (
        "{{ them.update(first='Eve') }}",
        "{{ them.clear() }}",
        "{{ self }}",
        "{{ cycler }}",
        "{{ lipsum() }}",
    ):
        try:
            filled = body(attempt)
        except ConfigError:
            continue
        assert filled == ""
    assert ANA["them"] == {"first": "Ana", "name": "Ana Ruiz"}


def test_a_huge_template_is_refused():
    with pytest.raises(ConfigError, match="20,000"):
        fill("\n" + "x" * 20_001, ANA, "mine.txt")
