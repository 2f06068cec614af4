"""The planner alone, against a model of a dozen lines, on as many worlds as a few seconds hold."""

import pytest

from tests.simulation.triples import Triple, play


@pytest.mark.parametrize("block", range(4))
def test_every_cell_is_what_base_sheet_and_source_make_of_it(block: int) -> None:
    for seed in range(block, 180, 4):
        play(seed)


def _made(seed: int) -> Triple:
    world = Triple(seed)
    world.appear("p_somebody")
    world.appear("p_another")
    world.run()
    world.keep_version()
    return world


def people(world: Triple) -> list[str]:
    return [str(row["_id"]) for row in world.book.sheets["people"].rows]


def delete(world: Triple, mark: str) -> None:
    rows = world.book.sheets["people"].rows
    rows.remove(next(row for row in rows if row["_id"] == mark))


@pytest.mark.parametrize("seed", range(6))
def test_a_row_deleted_after_yesterdays_version_was_restored_stays_deleted(seed: int) -> None:
    world = _made(seed)
    world.appear("p_newcomer")
    world.run()
    world.restores_a_version()
    delete(world, "p_somebody")
    world.run()
    assert "p_somebody" not in people(world)
    assert "p_newcomer" in people(world)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("lost", [True, False])
def test_a_column_made_again_does_not_make_a_memory_count_that_did_not(seed: int, lost: bool) -> None:
    """Structure is committed by itself; the plan after it must know as little as the one before."""
    world = _made(seed)
    world.appear("p_newcomer")
    world.run()
    if lost:
        world.loses_the_memory()
    else:
        world.restores_a_version()
    column = world.columns["people"][0]
    sheet = world.book.sheets["people"]
    sheet.columns.remove(column)
    for row in sheet.rows:
        row.pop(column, None)
        row["notes"] = "typed while nobody remembers"
    if not lost:
        delete(world, "p_somebody")
    world.run()
    assert ("p_somebody" in people(world)) == lost
    said = {str(row["_id"]): row["notes"] for row in sheet.rows}
    assert said["p_another"] == "typed while nobody remembers"


@pytest.mark.parametrize("lost", [True, False])
def test_what_was_typed_before_a_commit_of_structure_is_judged_after_it_as_it_would_have_been(lost: bool) -> None:
    """Structure is committed by itself. A memory that did not count then must not count for the plan after it: a fact
    that differs is a person's word, whatever that memory says, and a count is the service's again."""
    world = Triple(0)
    world.columns["people"] = ("position", "employer", "sources")
    world.appear("p_somebody")
    world.desired["people"]["p_somebody"] |= {"position": "Engineer", "employer": "Acme", "sources": "one"}
    world.run()
    world.keep_version()
    world.appear("p_newcomer")
    world.run()
    world.loses_the_memory() if lost else world.restores_a_version()
    sheet = world.book.sheets["people"]
    sheet.columns.remove("employer")
    row = next(row for row in sheet.rows if row["_id"] == "p_somebody")
    row.pop("employer")
    row["sources"] = "typed over"
    world.desired["people"]["p_somebody"]["position"] = "Director"
    world.run()
    row = next(row for row in world.book.sheets["people"].rows if row["_id"] == "p_somebody")
    assert (row["position"], row["sources"], row["employer"]) == ("Engineer", "one", "Acme")
