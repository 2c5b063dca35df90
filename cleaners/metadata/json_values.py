"""Tolerant reading of JSON as pages embed it, and of the loose types that come out of it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import TypeGuard

import msgspec

Node = Mapping[str, object]
"""A JSON object."""

_DECODER = msgspec.json.Decoder()
_TOLERANT_DECODER = json.JSONDecoder(strict=False)
_WRAPPER = re.compile(
    r"\A\s*(?:(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?|<!--)"
    r"|(?:(?://|/\*)?\s*\]\]>\s*(?:\*/)?|(?://)?\s*-->)\s*\Z"
)
_STRING_OR_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
_STRING_OR_LAST_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)
_BETWEEN_VALUES = re.compile(r"[\s;,]*")
_MAX_DIGITS = 9


class MalformedJsonError(ValueError):
    """A text that is not JSON even with tolerance for what pages get wrong."""


def decode_embedded(text: str) -> list[object]:
    """Return the JSON values in the text of a script, usually one.

    Strict decoding first. Then what pages get wrong: CDATA and comment wrappers, raw control
    characters in strings, comments, trailing commas, a trailing semicolon, several values in a
    row, and character references in place of quotation marks.

    Raises:
        MalformedJsonError: None of this helps, or the value is nested too deeply.
    """
    try:
        return [_DECODER.decode(text)]
    except RecursionError as error:
        raise MalformedJsonError("nested too deeply") from error
    except (msgspec.MsgspecError, UnicodeEncodeError):
        return _decode_tolerantly(text)


def _decode_tolerantly(text: str) -> list[object]:
    unwrapped = _WRAPPER.sub("", _WRAPPER.sub("", text)).strip()
    message = "empty"
    for attempt in _repaired(unwrapped):
        try:
            return list(_values_in_a_row(attempt))
        except (ValueError, RecursionError) as error:
            message = str(error)
    raise MalformedJsonError(message)


def _repaired(text: str) -> Iterator[str]:
    yield text
    without_comments = _STRING_OR_COMMENT.sub(lambda match: match[1] or "", text)
    yield _STRING_OR_LAST_COMMA.sub(lambda match: match[1] or "", without_comments)
    if "&quot;" in text or "&#34;" in text:
        yield html.unescape(text)


def _values_in_a_row(text: str) -> Iterator[object]:
    position = 0
    while position < len(text):
        value, end = _TOLERANT_DECODER.raw_decode(text, position)
        yield value
        between = _BETWEEN_VALUES.match(text, end)
        position = between.end() if between else end


def is_node(value: object) -> TypeGuard[Node]:
    """Tell whether a JSON value is an object."""
    return isinstance(value, dict)


def as_list(value: object) -> list[object]:
    """Return a JSON array as it is, null as nothing, and any other value as a list of one."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def as_text(value: object) -> str:
    """Return the text of a JSON value; empty where there is none.

    A list gives the text of its first item; an object that of its ``@value`` or its ``name``.
    """
    for _ in range(4):
        if isinstance(value, str):
            return value
        if isinstance(value, list):
            value = value[0] if value else None
        elif is_node(value):
            value = value.get("@value") or value.get("name")
        else:
            break
    return ""


def as_count(value: object) -> int | None:
    """Return a count that was written as a number or as digits; None for anything else."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 0 <= value < 10**_MAX_DIGITS else None
    if isinstance(value, str):
        digits = value.strip()
        if digits.isascii() and digits.isdigit() and len(digits) <= _MAX_DIGITS:
            return int(digits)
    return None


def as_flag(value: object) -> bool | None:
    """Return a truth value as pages write it (``False``, ``"http://schema.org/True"``, ``0``)."""
    if isinstance(value, (bool, int)):
        return bool(value) if value in (0, 1) else None
    word = as_text(value).strip().rstrip("/").rpartition("/")[2].casefold()
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(word)
