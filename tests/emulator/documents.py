"""Routes and schemas, taken from the discovery documents that ship inside google-api-python-client."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

SERVICES = {"sheets": "v4", "people": "v1"}


@dataclass(frozen=True, slots=True)
class Method:
    """One method of one API: what it is called, what it takes, who may call it."""

    id: str
    verb: str
    path: re.Pattern[str]
    weight: tuple[int, int]
    parameters: dict[str, Any]
    request: str | None
    response: str
    scopes: frozenset[str]

    @property
    def service(self) -> str:
        """``sheets`` or ``people``."""
        return self.id.partition(".")[0]


@cache
def document(service: str) -> dict[str, Any]:
    """The discovery document of a service, as shipped with the client."""
    import googleapiclient.discovery_cache

    folder = Path(googleapiclient.discovery_cache.__file__).parent / "documents"
    text = (folder / f"{service}.{SERVICES[service]}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def schema(service: str, name: str) -> dict[str, Any]:
    """The properties of a message by its schema name."""
    found: dict[str, Any] = document(service)["schemas"][name].get("properties", {})
    return found


@cache
def spellings(service: str, name: str) -> dict[str, str]:
    """Every accepted spelling of a field of a message: protobuf's JSON takes camelCase and snake_case."""
    fields = schema(service, name)
    return {field: field for field in fields} | {snake(field): field for field in fields}


@cache
def snake(name: str) -> str:
    """``sheetId`` as messages spell it: ``sheet_id``."""
    return re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), name)


@cache
def colours(service: str, name: str) -> frozenset[str]:
    """Fields of a message that hold a colour twice: ``color`` and ``colorStyle``; the shorter names."""
    fields = schema(service, name)
    styles = {field for field, rule in fields.items() if rule.get("$ref") == "ColorStyle"}
    return frozenset(field.removesuffix("Style") for field in styles) & fields.keys()


@cache
def methods() -> tuple[Method, ...]:
    """Every method, the most specific path first."""
    found = [method for service in SERVICES for method in _methods(service, document(service))]
    return tuple(sorted(found, key=lambda method: method.weight, reverse=True))


def _methods(service: str, node: dict[str, Any]) -> Iterator[Method]:
    common = document(service)["parameters"]
    for method in node.get("methods", {}).values():
        template, own = method["path"], method.get("parameters", {})
        fixed = re.sub(r"\{[^}]*\}", "", template)
        yield Method(
            id=method["id"],
            verb=method["httpMethod"],
            path=_pattern(template, own),
            weight=(len(fixed), -template.count("{")),
            parameters={name: rule for name, rule in (common | own).items() if rule.get("location") == "query"},
            request=method.get("request", {}).get("$ref"),
            response=method.get("response", {}).get("$ref", ""),
            scopes=frozenset(method.get("scopes", ())),
        )
    for child in node.get("resources", {}).values():
        yield from _methods(service, child)


def _pattern(template: str, parameters: dict[str, Any]) -> re.Pattern[str]:
    """The raw path: a placeholder ends at a slash; ``{+name}`` follows the pattern the document gives."""
    parts = re.split(r"(\{[^}]*\})", template)
    return re.compile("/" + "".join(_part(part, parameters) for part in parts))


def _part(part: str, parameters: dict[str, Any]) -> str:
    if not part.startswith("{"):
        return re.escape(part)
    name = part.strip("{+}")
    if not part.startswith("{+"):
        return f"(?P<{name}>[^/]+?)"
    inner = parameters[name].get("pattern", "^.+$").removeprefix("^").removesuffix("$")
    return f"(?P<{name}>{inner})"


def route(verb: str, path: str) -> tuple[Method, dict[str, str]] | None:
    """The method for a raw (still quoted) path, with its path parameters unquoted."""
    for method in methods():
        if method.verb == verb and (found := method.path.fullmatch(path)):
            return method, {name: unquote(text) for name, text in found.groupdict().items()}
    return None
