"""Overviews to draw: a search that has come some way, and one with five thousand people on the list."""

from datetime import date

from syncer.core.overview.model import Bar, Coverage, Due, Joined, Overview, Rate, Step, Ungraded
from syncer.core.overview.network import network
from tests.core.overview.people import listed, person, target

TODAY = date(2026, 11, 23)
HOSTILE = '</script><script>document.title="taken over"</script><img src=x onerror="document.title=1">'


def search(people: int, targets: int = 12, name: str = "Person") -> Overview:
    """So many invented people, spread over targets and grades."""
    places = [target(index) for index in range(targets)]
    everyone = {f"p_{index}": person(index, f"{name} {index}") for index in range(people + 40)}
    rows = [listed(index, places[index % targets].id, "ABC "[index % 4].strip()) for index in range(people)]
    bars = (Bar("Before any comparison", "", "", -9.6), Bar("Same e-mail", "a@example.com", "a@example.com", 12.1))
    return Overview(
        today=TODAY,
        people=len(everyone),
        coverage=tuple(Coverage(one.name, 3, 2, 1, 1, f"Write to {name} 1") for one in places),
        funnel=(
            Step("On the list", people),
            Step("Written to", 9),
            Step("Answered", 6),
            Step("Met", 3),
            Step("Helping", 1),
        ),
        by_grade=(Rate("A", 3, 3), Rate("B", 6, 3), Rate("C", 0, 0), Rate("not graded", 0, 0)),
        by_path=(Rate("works there now", 7, 5), Rate("worked there", 2, 1)),
        overdue=(Due(f"{name} 1", "Target 1", "Follow up", date(2026, 11, 10), 13),),
        ungraded=(Ungraded(f"{name} 3", "Target 3", "works there now", 4),),
        ungraded_in_all=1,
        joins=(
            Joined(f"{name} 1", "google", "linkedin", 2.5, bars),
            Joined(f"{name} 2", "google", "phone", 9.0, (*bars, Bar("Other city", "Ghent", "Lyon", -1.5))),
        ),
        hidden_joins=0,
        map=network(places, rows, everyone, {row.person_id: row.grade for row in rows}),
    )
