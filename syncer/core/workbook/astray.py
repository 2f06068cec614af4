"""What the last commit wrote into wrong columns comes first: until it is put right, no cell tells whose it is."""

from syncer.core.workbook.layout import BY_KEY
from syncer.core.workbook.plan import Change, Plan
from syncer.core.workbook.state import WorkbookState


def put_right(state: WorkbookState) -> Plan:
    """A plan of nothing else, after which the workbook is read again."""
    rows = {tab: len({put.number for put in state.astray if put.tab == tab}) for tab in state.tabs}
    words = "put right: a column moved while the last run wrote"
    changes = tuple(
        Change("~", BY_KEY[tab].title, f"{count} {'row' if count == 1 else 'rows'} {words}")
        for tab, count in rows.items()
        if count
    )
    return Plan(state.revision, edits=state.astray, changes=changes, again=True)
