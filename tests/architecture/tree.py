"""The source tree of syncer as these tests see it: modules by dotted name, and what each imports."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "syncer"


@cache
def modules() -> dict[str, Path]:
    """Dotted name to file, of every module of syncer."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(name: str) -> ast.Module:
    """The parsed module."""
    return ast.parse(modules()[name].read_text(encoding="utf-8"))


def imports(name: str) -> Iterator[str]:
    """Every module that a module imports, at its top or inside a function, as full dotted names."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: relative imports hide where they point"
            source = node.module or ""
            yield from (_deepest(source, alias.name) for alias in node.names)


def _deepest(source: str, imported: str) -> str:
    """``from syncer import app`` imports ``syncer.app``; ``from syncer.errors import X`` imports ``syncer.errors``."""
    return f"{source}.{imported}" if f"{source}.{imported}" in modules() else source


def under(name: str, *places: str) -> bool:
    """Whether a module is one of these or inside one of them."""
    return any(name == place or name.startswith(f"{place}.") for place in places)


def calls(name: str) -> Iterator[tuple[int, str]]:
    """Line and dotted text of everything a module calls or takes an attribute of."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.lineno, node.func.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, ast.unparse(node)
