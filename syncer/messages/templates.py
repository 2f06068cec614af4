"""Fills a template: one sentence a line, and a sentence that needs a fact nobody knows is left out.

A template is text. At its top stand ``Subject:`` lines (the first that can be filled counts), perhaps ``Limit: 300``
(characters), and lines that begin with ``#``, which nobody sees. Then, after a blank line, the body:

- each line is one sentence; a blank line begins a new paragraph; ``\\`` at the end keeps the line break;
- of lines in a row that begin with ``| `` the first that can be filled is taken; a line of ``|`` alone ends the row;
- lines that begin with ``? `` are left out, the last first, where the text is over the limit.

Facts are filled in by Jinja, in its sandbox: a name that looks like a template stays a name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from jinja2 import ChainableUndefined, TemplateError, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from syncer.errors import ConfigError

LONGEST_TEMPLATE = 20_000


class _UnknownFactError(Exception):
    """A sentence needs a fact that is not known."""


class _Unknown(ChainableUndefined):
    """A fact that is not known, or a part of one. It is false in a condition, and cannot be written."""

    def __str__(self) -> str:
        raise _UnknownFactError(self._undefined_name or "")


@dataclass(frozen=True, slots=True)
class Filled:
    """A draft. ``limit`` 0: none. ``unknown``: facts for want of which a sentence was left out, in order."""

    subject: str
    body: str
    limit: int = 0
    unknown: tuple[str, ...] = ()

    @property
    def over(self) -> int:
        """Characters over the limit."""
        return max(0, len(self.body) - self.limit) if self.limit else 0


@dataclass(slots=True)
class _Sentence:
    text: str
    optional: bool = False
    ends_line: bool = False


@dataclass(slots=True)
class _Filling:
    """One template being filled. ``where``: its name, for messages."""

    facts: Mapping[str, Any]
    where: str
    unknown: list[str] = field(default_factory=list)

    def sentence(self, number: int, text: str) -> str | None:
        """The sentence with its facts, None where one is not known."""
        try:
            return _sandbox().from_string(text).render(self.facts).strip()
        except _UnknownFactError as unknown:
            if str(unknown) not in self.unknown:
                self.unknown.append(str(unknown))
            return None
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            raise ConfigError(
                f"{self.where}, line {number}: {_reason(error)}. Each line is a sentence of its own; facts stand in "
                "double braces, such as {{ them.first }}.",
                code="E-TEMPLATE",
            ) from None

    def first(self, lines: Sequence[tuple[int, str]]) -> str | None:
        """The first of these lines that can be filled; those passed over for a later one are no loss."""
        before = list(self.unknown)
        for number, line in lines:
            if (text := self.sentence(number, line)) is not None:
                self.unknown = before
                return text
        return None


def fill(template: str, facts: Mapping[str, Any], where: str) -> Filled:
    """The draft. ``ConfigError``, with file and line, where the template cannot be read."""
    if len(template) > LONGEST_TEMPLATE:
        raise ConfigError(f"{where}: a template holds {LONGEST_TEMPLATE:,} characters at most", code="E-TEMPLATE")
    filling = _Filling(facts, where)
    lines = list(enumerate(template.replace("\r\n", "\n").split("\n"), 1))
    at = next((at for at, (_, line) in enumerate(lines) if not line.strip()), 0)
    subjects, limit = _head(lines[:at], where)
    subject = filling.first(subjects) or ""
    paragraphs = [list(_paragraph(filling, one)) for one in _paragraphs(lines[at:])]
    body = _text(paragraphs)
    while limit and len(body) > limit and _drop_last_optional(paragraphs):
        body = _text(paragraphs)
    return Filled(" ".join(subject.split()), body, limit, tuple(filling.unknown))


def _head(lines: Sequence[tuple[int, str]], where: str) -> tuple[list[tuple[int, str]], int]:
    subjects, limit = [], 0
    for number, line in lines:
        name, _, value = line.partition(":")
        if line.startswith("#"):
            continue
        if name.strip() == "Subject":
            subjects.append((number, value.strip()))
        elif name.strip() == "Limit" and value.strip().isdigit():
            limit = int(value)
        else:
            raise ConfigError(
                f"{where}, line {number}: before the first blank line stand only Subject:, Limit: and # lines",
                code="E-TEMPLATE",
            )
    return subjects, limit


def _paragraphs(lines: Sequence[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    paragraph: list[tuple[int, str]] = []
    for number, line in [*lines, (0, "")]:
        if line.strip():
            paragraph.append((number, line.strip()))
        elif paragraph:
            yield paragraph
            paragraph = []


def _paragraph(filling: _Filling, lines: Sequence[tuple[int, str]]) -> Iterator[_Sentence]:
    at = 0
    while at < len(lines):
        number, line = lines[at]
        at += 1
        choices = [(number, line.removeprefix("| "))] if line != "|" else []
        while line.startswith("| ") and at < len(lines) and lines[at][1].startswith("| "):
            choices.append((lines[at][0], lines[at][1].removeprefix("| ")))
            at += 1
        if not choices:
            continue
        optional, ends = line.startswith("? "), choices[-1][1].endswith("\\")
        plain = [(number, text.removeprefix("? ").removesuffix("\\")) for number, text in choices]
        if text := filling.first(plain):
            yield _Sentence(text, optional, ends)


def _text(paragraphs: Sequence[Sequence[_Sentence]]) -> str:
    whole = []
    for sentences in paragraphs:
        words = "".join(one.text + ("\n" if one.ends_line else " ") for one in sentences).strip()
        if words:
            whole.append(words)
    return "\n\n".join(whole)


def _drop_last_optional(paragraphs: Sequence[list[_Sentence]]) -> bool:
    for sentences in reversed(paragraphs):
        for at in range(len(sentences) - 1, -1, -1):
            if sentences[at].optional:
                del sentences[at]
                return True
    return False


def _written(value: Any) -> Any:
    """What is put into the text: a fact in words. A group of facts is none, nor is nothing."""
    if isinstance(value, Undefined):
        str(value)
    if not isinstance(value, str | int | float) or value == "":
        raise _UnknownFactError("")
    return value


def _reason(error: Exception) -> str:
    return str(error).rstrip(".") if isinstance(error, TemplateError) else "this cannot be worked out"


@lru_cache(maxsize=1)
def _sandbox() -> ImmutableSandboxedEnvironment:
    """Where templates are worked out: no functions of any kind, and nothing to reach out of it with."""
    made = ImmutableSandboxedEnvironment(undefined=_Unknown, finalize=_written, autoescape=False)
    made.globals.clear()
    return made
