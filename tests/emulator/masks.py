"""Field masks: ``sheets(properties,data/rowData.values.note)`` in a query, ``userEnteredValue,note`` in an update."""

import re
from functools import lru_cache
from typing import Any

from tests.emulator.documents import schema, spellings
from tests.emulator.errors import ApiError, Refused, violations

Mask = dict[str, Any] | None
"""A tree of names; None stands for everything below. Trees are shared: never change one."""


@lru_cache(maxsize=2000)
def parse(text: str) -> Mask:
    """The tree of a mask. ``*`` at any place is everything below it."""
    tokens = re.findall(r"[^,()./\s]+|[,()./]", text)
    tree, rest = _several(tokens)
    if rest:
        raise ValueError(text)
    return tree


def _several(tokens: list[str]) -> tuple[Mask, list[str]]:
    tree: Mask = {}
    while tokens and tokens[0] != ")":
        path, inner, tokens = _one(tokens)
        tree = _join(tree, path, inner)
        if tokens and tokens[0] == ",":
            tokens = tokens[1:]
    return tree, tokens


def _one(tokens: list[str]) -> tuple[list[str], Mask, list[str]]:
    path, inner = [tokens[0]], None
    tokens = tokens[1:]
    while tokens and tokens[0] in "./":
        path.append(tokens[1])
        tokens = tokens[2:]
    if tokens and tokens[0] == "(":
        inner, tokens = _several(tokens[1:])
        tokens = tokens[1:]
    return path, inner, tokens


def _join(tree: Mask, path: list[str], inner: Mask) -> Mask:
    if tree is None or path == ["*"]:
        return None
    first, rest = path[0], path[1:]
    if rest and rest != ["*"]:
        below = _join(tree.get(first, {}), rest, inner)
    elif inner is None or tree.get(first, {}) is None:
        below = None
    else:
        below = {**(tree.get(first) or {}), **inner}
    return {**tree, first: below}


def in_query(text: str, service: str, message: str) -> Mask:
    """The mask of a ``fields`` parameter, checked name by name against the reply's schema; 400 as recorded."""
    tree = parse(text)
    wrong = _unknown(tree, service, message, "")
    if wrong:
        found = [(path, f"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'.")
                 for path in wrong]  # fmt: skip
        raise violations(found, "Request contains an invalid argument.")
    return _camel(tree, service, message)


def in_update(text: str | None, service: str, message: str) -> Mask:
    """The mask of an update, or the refusal of a missing or unknown one."""
    if not text:
        raise Refused("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    tree = parse(text)
    if wrong := _unknown(tree, service, message, ""):
        raise Refused(f"Invalid field: {snake_path(wrong[0])}")
    return _camel(tree, service, message)


def snake_path(path: str) -> str:
    """A path as update errors spell it."""
    return re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), path)


def _unknown(tree: Mask, service: str, message: str | None, path: str) -> list[str]:
    if tree is None:
        return []
    if message is None:
        return [path]
    known, wrong = spellings(service, message), []
    for name, inner in tree.items():
        here = f"{path}.{name}" if path else name
        if name not in known:
            wrong.append(here)
        else:
            rule = schema(service, message)[known[name]]
            if "additionalProperties" not in rule:
                wrong += _unknown(inner, service, _target(rule), here)
    return wrong


def _camel(tree: Mask, service: str, message: str | None) -> Mask:
    if tree is None or message is None:
        return tree
    known = spellings(service, message)
    return {
        known[name]: _camel(inner, service, _target(schema(service, message)[known[name]]))
        for name, inner in tree.items()
    }


def _target(rule: dict[str, Any]) -> str | None:
    while rule.get("type") == "array":
        rule = rule["items"]
    return rule.get("$ref")


def wants(mask: Mask, name: str) -> bool:
    """Whether a mask asks for a field or anything below it."""
    return mask is None or name in mask


def below(mask: Mask, name: str) -> Mask:
    """The mask of a field's inside."""
    return None if mask is None else mask[name]


def project(value: Any, mask: Mask) -> Any:
    """The part of a JSON value that a mask asks for. Messages on the way stay, empty if need be [recorded]."""
    if mask is None or value == {}:
        return value
    if isinstance(value, list):
        return [project(each, mask) if each else each for each in value]
    if not isinstance(value, dict):
        return value
    return {name: project(value[name], inner) for name, inner in mask.items() if name in value}


def update(old: dict[str, Any], new: dict[str, Any], mask: Mask) -> dict[str, Any]:
    """``old`` with the masked fields taken from ``new``; a masked field that ``new`` lacks is cleared."""
    if mask is None:
        return new
    result = dict(old)
    for name, inner in mask.items():
        value = new.get(name)
        if inner is not None:
            value = update(old.get(name, {}), value or {}, inner) or None
        if value is None:
            result.pop(name, None)
        else:
            result[name] = value
        _follow(name, result)
    return result


def _follow(name: str, result: dict[str, Any]) -> None:
    """Setting or clearing one spelling of a colour does the same to the other."""
    if name.endswith("ColorStyle"):
        other, value = name.removesuffix("Style"), result.get(name, {}).get("rgbColor")
    elif name.endswith("Color"):
        other, value = f"{name}Style", {"rgbColor": result[name]} if name in result else None
    else:
        return
    if value is None:
        result.pop(other, None)
    else:
        result[other] = value


def reply_mask(text: str | None, service: str, message: str) -> Mask:
    """The mask of a call, None when it has none; a mask that cannot be read is a 400."""
    if not text:
        return None
    try:
        return in_query(text, service, message)
    except (ValueError, IndexError):
        raise ApiError(400, f"Invalid field selection {text}") from None
