"""The text of a settings file, and what is wrong with one that is no TOML, in words for people."""

import codecs
import re
import tomllib
from pathlib import Path
from typing import Any

from syncer.errors import ConfigError

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_AS_UTF8 = "Save it as UTF-8 (Notepad: Save as, Encoding: UTF-8)."
_AT = re.compile(r" ?\(at (?:line (\d+), column (\d+)|end of document)\)")
_TYPOGRAPHIC = re.compile("[“”„«»‘’‚]")
_BACKSLASH = re.compile(r'=\s*"[^"]*\\')
_BARE = re.compile(r"=\s*(?!true\b|false\b)[A-Za-z~/.\\]")
_LARGEST = 4_000_000
"""Bytes that a settings file may have: 40,000 sources of a hundred letters each."""
BACKSLASHES = "a backslash in double quotes begins a code; write a path of Windows in single quotes, or with /"


def text_of(path: Path) -> str:
    """The text of a settings file. ``ConfigError`` E-CFG-MISSING, E-CFG-READ."""
    try:
        if path.exists() and not path.is_file():
            raise ConfigError(f"{path} is no file", code="E-CFG-READ")
        if path.stat().st_size > _LARGEST:
            found = f"{path} is larger than {_LARGEST // 1_000_000} MB, as no settings are. Name the settings file"
            raise ConfigError(f"{found} with --config", code="E-CFG-READ")
        content = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(f"{path} is not there. Make one with: syncer init", code="E-CFG-MISSING") from None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}", code="E-CFG-READ") from None
    if content.startswith(_WIDE):
        raise ConfigError(f"{path} is saved as UTF-16. {_AS_UTF8}", code="E-CFG-READ")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: a letter that is not UTF-8. {_AS_UTF8}", code="E-CFG-READ") from None


def parsed(text: str, path: Path) -> dict[str, Any]:
    """The values of the file. ``ConfigError`` E-CFG-SYNTAX with file, line, column and, where it can be told, why."""
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise ConfigError(_syntax(str(error), text, path), code="E-CFG-SYNTAX") from None
    except RecursionError:
        raise ConfigError(f"{path}: not valid TOML: nested too deep", code="E-CFG-SYNTAX") from None


def _syntax(said: str, text: str, path: Path) -> str:
    found = _AT.search(said)
    if not found or not found[1]:
        return f"{path}: not valid TOML: {said}"
    number, column = int(found[1]), int(found[2])
    hint = _hint(text.split("\n")[number - 1])
    words = re.sub(r"\('(.*?)',\)", r"[\1]", _AT.sub("", said))
    return f"{path}:{number}:{column}: not valid TOML: {words}" + (f". Perhaps: {hint}" if hint else "")


def _hint(line: str) -> str:
    """What people mostly did where a line is no TOML."""
    if _TYPOGRAPHIC.search(line):
        return 'quotes as a word processor makes them; write them straight: "…"'
    if _BACKSLASH.search(line):
        return BACKSLASHES
    if _BARE.search(line):
        return 'a text without quotes; write name = "…"'
    if re.match(r"\s*[{}]", line):
        return 'this is JSON; settings are lines such as path = "…" below [workbook]'
    if re.match(r"\s*(- )?[\w-]+:( |$)", line):
        return 'a colon, as in YAML; settings are lines such as path = "…" below [workbook]'
    return ""
