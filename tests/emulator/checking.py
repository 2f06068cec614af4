"""A body or a query against the schemas: unknown names, wrong types and bad enums, in the service's words.

What passes comes back as protobuf would print it: camelCase, no nulls, no default values, so that the rest of the
emulator sees one spelling and an answer needs no second pass.
"""

import math
import struct
from collections.abc import Mapping
from typing import Any

from tests.emulator.documents import Method, colours, schema, snake, spellings
from tests.emulator.errors import shown, violations

KEPT = {
    "ExtendedValue": None,
    "TextFormat": None,
    "SheetProperties": {"sheetId", "index"},
    "GridRange": {"startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"},
    "DimensionRange": {"startIndex", "endIndex"},
    "SortSpec": {"dimensionIndex"},
    "FilterSpec": {"columnIndex"},
    "DeveloperMetadataLocation": {"sheetId"},
    "DeveloperMetadataLookup": {"metadataId", "metadataValue"},
}
"""Fields that know whether they were set, so that a default stays visible; None stands for all fields of the message.
The second to fifth are recorded, both specs are in pygsheets' live tests; the others are members of a ``oneof`` or
decide what a lookup asks for."""

PACKAGE = {"sheets": "google.apps.sheets.v4", "people": "google.people.v1"}
NESTED = {"Request": "BatchUpdateSpreadsheetRequest.Request"}
INTEGERS = {"int32": 2**31, "int64": 2**63, "uint32": 2**32}

Found = list[tuple[str, str]]


def body(method: Method, given: Any) -> dict[str, Any]:
    """The checked body of a call, or a 400 with every violation."""
    found: Found = []
    root = "data" if method.id in {"sheets.spreadsheets.values.update", "sheets.spreadsheets.values.append"} else ""
    name = method.request or ""
    result = _message(given if given is not None else {}, method.service, name, root, found)
    if found:
        raise violations(found)
    return result


def query(method: Method, given: Mapping[str, list[str]]) -> dict[str, Any]:
    """The checked query of a call: repeated parameters as lists, booleans and integers as such."""
    found: Found = []
    result: dict[str, Any] = {}
    for name, texts in given.items():
        rule = method.parameters.get(name)
        if rule is None:
            found.append(("", _unbound(name)))
            continue
        values = [_parameter(name, rule, text, found) for text in texts]
        result[name] = values if rule.get("repeated") else values[-1]
    if found:
        raise violations(found)
    return result


def _unbound(name: str) -> str:
    return (
        f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter. '
        f"Field '{name}' could not be found in request message."
    )


def _parameter(name: str, rule: dict[str, Any], text: str, found: Found) -> Any:
    kind, where = rule["type"], snake(name)
    if kind == "boolean":
        if text.lower() in {"true", "false", "1", "0"}:
            return text.lower() in {"true", "1"}
        found.append((where, f"Invalid value at '{where}' (TYPE_BOOL), {shown(text)}"))
    elif kind == "integer":
        if text.lstrip("-").isdigit():
            return int(text)
        found.append((where, f"Invalid value at '{where}' (TYPE_INT32), {shown(text)}"))
    elif "enum" in rule and text not in rule["enum"]:
        found.append((where, f"Invalid value at '{where}' (TYPE_ENUM), {shown(text)}"))
    return text


def _message(value: Any, service: str, name: str, path: str, found: Found) -> dict[str, Any]:
    if not isinstance(value, dict):
        kind = f"type.googleapis.com/{PACKAGE[service]}.{NESTED.get(name, name)}"
        found.append((path, f"Invalid value at '{path}' ({kind}), {shown(value)}"))
        return {}
    fields, accepted, result = schema(service, name), spellings(service, name), {}
    for given, inner in value.items():
        field = accepted.get(given)
        if field is None:
            at = f" at '{path}'" if path else ""
            found.append((path, f'Invalid JSON payload received. Unknown name "{given}"{at}: Cannot find field.'))
        elif inner is not None:
            rule = fields[field]
            checked = _value(inner, service, rule, f"{path}.{snake(field)}" if path else snake(field), (name, found))
            if checked or (checked is not None and _keeps(name, field, rule)):
                result[field] = checked
    if name == "Color":
        return _eight_bits(result)
    short = colours(service, name)
    return _twins(short, result) if short else result


def _eight_bits(colour: dict[str, Any]) -> dict[str, Any]:
    """Colours are kept in 256 steps, rounded down: 0.5 comes back as 0.49803922 [recorded]."""
    steps = {name: math.floor(part * 255 + 1e-6) / 255 for name, part in colour.items()}
    return {name: plain(single(part)) for name, part in steps.items() if part}


def _keeps(name: str, field: str, rule: dict[str, Any]) -> bool:
    """Whether a default stays: an empty message always does, an empty list never, others by the table."""
    if "$ref" in rule:
        return True
    known = KEPT.get(name, ())
    return rule["type"] != "array" and (known is None or field in known)


def _value(value: Any, service: str, rule: dict[str, Any], path: str, context: tuple[str, Found]) -> Any:
    found = context[1]
    if "$ref" in rule:
        return _message(value, service, rule["$ref"], path, found)
    kind = rule["type"]
    if kind == "array":
        return _array(value, service, rule["items"], path, context)
    if kind == "object":
        return _mapping(value, service, rule, path, context)
    if kind in CHECKS:
        return CHECKS[kind](value, rule, path, context)
    return value


def _array(value: Any, service: str, items: dict[str, Any], path: str, context: tuple[str, Found]) -> list[Any]:
    if not isinstance(value, list):
        kind = _type_name(service, items)
        context[1].append((path, f"Invalid value at '{path}' ({kind}), {shown(value)}"))
        return []
    if items.get("type") == "array":
        for number, inner in enumerate(value):
            if not isinstance(inner, list):
                text = f"Invalid value at '{path}[{number}]' ({_type_name(service, items)}), {shown(inner)}"
                context[1].append((f"{path}[{number}]", text))
        return value
    return [_value(inner, service, items, f"{path}[{number}]", context) for number, inner in enumerate(_flat(value))]


def _flat(value: list[Any]) -> list[Any]:
    """A list in a list counts as its entries: pygsheets sends ``requests: [[...]]`` and its live tests pass."""
    if not any(isinstance(inner, list) for inner in value):
        return value
    return [each for inner in value for each in (_flat(inner) if isinstance(inner, list) else [inner])]


def _type_name(service: str, items: dict[str, Any]) -> str:
    if items.get("type") == "array":
        return "type.googleapis.com/google.protobuf.ListValue"
    if "$ref" in items:
        return f"type.googleapis.com/{PACKAGE[service]}.{NESTED.get(items['$ref'], items['$ref'])}"
    return f"TYPE_{items['type'].upper()}"


def _mapping(value: Any, service: str, rule: dict[str, Any], path: str, context: tuple[str, Found]) -> Any:
    if not isinstance(value, dict):
        context[1].append((path, f"Invalid value at '{path}' (TYPE_MESSAGE), {shown(value)}"))
        return {}
    inner = rule.get("additionalProperties")
    if not inner:
        return value
    return {key: _value(each, service, inner, f"{path}[{shown(key)}]", context) for key, each in value.items()}


def _string(value: Any, rule: dict[str, Any], path: str, context: tuple[str, Found]) -> Any:
    name, found = context
    if rule.get("format") == "int64" and isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        kind = "TYPE_STRING"
        if "enum" in rule:
            kind = _enum_name(name, path)
        found.append((path, f"Invalid value at '{path}' ({kind}), {shown(value)}"))
        return ""
    if "enum" in rule:
        if value not in rule["enum"]:
            found.append((path, f"Invalid value at '{path}' ({_enum_name(name, path)}), {shown(value)}"))
        return "" if value == rule["enum"][0] and value.endswith("_UNSPECIFIED") else value
    return value


def _enum_name(name: str, path: str) -> str:
    field = path.rpartition(".")[2].partition("[")[0]
    return f"type.googleapis.com/{PACKAGE['sheets']}.{name}.{''.join(part.title() for part in field.split('_'))}"


def _integer(value: Any, rule: dict[str, Any], path: str, context: tuple[str, Found]) -> int:
    limit = INTEGERS.get(rule.get("format", "int32"), 2**31)
    try:
        number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else math.nan
        if number == int(number) and -limit <= number < limit:
            return int(value) if not isinstance(value, float) else int(number)
    except (ValueError, OverflowError):
        pass
    context[1].append((path, f"Invalid value at '{path}' (TYPE_{rule.get('format', 'int32').upper()}), {shown(value)}"))
    return 0


def _number(value: Any, rule: dict[str, Any], path: str, context: tuple[str, Found]) -> float:
    try:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise ValueError
        number = float(value)
    except ValueError:
        kind = "TYPE_FLOAT" if rule.get("format") == "float" else "TYPE_DOUBLE"
        context[1].append((path, f"Invalid value at '{path}' ({kind}), {shown(value)}"))
        return 0
    return plain(single(number) if rule.get("format") == "float" else number)


def _boolean(value: Any, rule: dict[str, Any], path: str, context: tuple[str, Found]) -> bool:
    if isinstance(value, bool):
        return value
    context[1].append((path, f"Invalid value at '{path}' (TYPE_BOOL), {shown(value)}"))
    return False


CHECKS = {"string": _string, "integer": _integer, "number": _number, "boolean": _boolean}


def single(number: float) -> float:
    """The shortest decimal that is the same single-precision number: colours are floats (0.498039215 -> 0.49803922)."""
    packed = struct.pack("f", number)
    return next(found for digits in range(1, 10) if struct.pack("f", found := float(f"{number:.{digits}g}")) == packed)


def plain(number: float) -> float:
    """2 rather than 2.0, as the service prints whole numbers."""
    return int(number) if isinstance(number, float) and number.is_integer() and abs(number) < 1e16 else number


def _twins(short: frozenset[str], result: dict[str, Any]) -> dict[str, Any]:
    """A colour is kept in both of its spellings, ``color`` and ``colorStyle`` [recorded]; an empty style is none."""
    for name in short & {field.removesuffix("Style") for field in result}:
        style = f"{name}Style"
        if style not in result:
            result[style] = {"rgbColor": result[name]}
        elif "rgbColor" in result[style]:
            result[name] = result[style]["rgbColor"]
        elif not result[style]:
            del result[style]
            result.pop(name, None)
    return result
