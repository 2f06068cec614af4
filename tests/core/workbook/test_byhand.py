"""The door through which a command types for a person is narrow, and there is only one."""

import ast

import pytest

from syncer.core.workbook.plan import AppendRow, Plan, SetCell, TypeCell
from tests.architecture.tree import modules, tree

GRADE = TypeCell("people", "p_aaaaaaaaaa", "grade", "", "A")


@pytest.mark.parametrize(
    "beside",
    [
        {"edits": (GRADE, GRADE)},
        {"edits": (GRADE, SetCell("people", "p_aaaaaaaaaa", "employer", "", "Acme"))},
        {"edits": (AppendRow("people", "p_bbbbbbbbbb", {"name": "Ben"}), GRADE)},
        {"edits": (GRADE,), "memory": {"header": "{}"}},
        {"edits": (GRADE,), "create": True},
        {"edits": (GRADE,), "again": True},
    ],
)
def test_what_a_person_types_stands_alone_in_its_plan(beside):
    assert Plan("1", edits=(GRADE,))
    with pytest.raises(ValueError, match="alone"):
        Plan("1", **beside)


def test_one_module_alone_makes_a_typed_cell():
    makers = {
        name
        for name in modules()
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("TypeCell")
    }
    assert makers == {"syncer.core.workbook.byhand"}
