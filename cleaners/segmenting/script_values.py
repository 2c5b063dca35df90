"""The values that the scripts of a page hold as JSON, or nearly so: data for other scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import msgspec
from lxml.etree import _Element
from msgspec import Struct

from cleaners.segmenting.flight_data import FLIGHT_VARIABLE, chunk_of, flight_values

MAX_CHARACTERS = 8_000_000
"""Of all scripts of a page; what stands in later ones is not looked at."""

MIN_CHARACTERS = 200
"""A string that is shorter holds no article."""

MAX_WASTE = 2
"""Characters that may be read in vain, as a multiple of the script: keeps the time linear."""

MAX_FAILURES = 200
"""In a script; for each Python counts the lines before it."""

JAVASCRIPT_TYPES = frozenset(
    {"", "text/javascript", "application/javascript", "module", "text/ecmascript"}
)
DECODER = json.JSONDecoder(strict=False)
VALUE_START = re.compile(r"""[=(]\s*(?=\{\s*"|\[\s*["\[{\d])|JSON\.parse\(\s*(?=")""")
ASSIGNED_NAME = re.compile(r"""([\w$]{1,60})["']?\]?\s{0,9}=\s{0,9}\Z""")
LITERAL_KEY = re.compile(r"""([\w$]{1,60})["']?\s{0,9}:\s{0,9}\Z""")


class ScriptValue(Struct, frozen=True, gc=False):
    """A value that a script holds.

    Attributes:
        value: What JSON makes of it.
        origin: Which script holds it, in words for a person.
    """

    value: object
    origin: str


def script_values(tree: _Element) -> Iterator[ScriptValue]:
    """Yield the values in the scripts of a page, in time linear in their length.

    Args:
        tree: The page; it is not changed.

    Yields:
        JSON-LD and other JSON as a whole; objects and arrays that are assigned or passed to a
        function; the long strings of scripts that hold hardly any; Next.js's flight data last.
    """
    left = MAX_CHARACTERS
    chunks: list[str] = []
    for script in tree.iter("script"):
        text = script.text or ""
        is_piece = FLIGHT_VARIABLE in text
        if len(text) > left or (len(text) < MIN_CHARACTERS and not is_piece):
            continue
        left -= len(text)
        kind = (script.get("type") or "").partition(";")[0].strip().lower()
        if "json" in kind:
            name = script.get("id") or kind
            yield from (ScriptValue(value, name) for value in json_values(text))
        elif kind in JAVASCRIPT_TYPES:
            values = list(assigned_values(text))
            if is_piece:
                chunks += (chunk_of(held.value) for held in values)
            else:
                yield from values
    if any(chunks):
        for value in flight_values("".join(chunks)):
            yield ScriptValue(value, FLIGHT_VARIABLE)


def json_values(text: str) -> Iterator[object]:
    """Yield the value of a text that is JSON as a whole; none where it is not."""
    try:
        yield msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
        # Raw line breaks in strings and a semicolon at the end are what pages get wrong most.
        start = len(text) - len(text.lstrip())
        try:
            yield DECODER.raw_decode(text, start)[0]
        except (ValueError, RecursionError):
            return


def assigned_values(text: str) -> Iterator[ScriptValue]:
    """Yield the JSON objects and arrays in a script, with the name that they are assigned to.

    Where they are less than half of the script it is written otherwise, as Nuxt does it: then the
    long string literals come too, each as an object of its key.
    """
    position = found = waste = failures = 0
    while (start := VALUE_START.search(text, position)) and failures < MAX_FAILURES:
        if waste > MAX_WASTE * len(text):
            break
        try:
            value, position = DECODER.raw_decode(text, start.end())
        except json.JSONDecodeError as error:
            position = start.end()
            failures += 1
            waste += characters_read(error, position)
        except RecursionError:
            position = start.end()
            failures += 1
            waste += len(text) - position
        else:
            found += position - start.end()
            name = ASSIGNED_NAME.search(text[max(start.end() - 80, 0) : start.end()])
            yield ScriptValue(value, name[1] if name else "script")
    if 2 * found < len(text):
        yield from (ScriptValue(literal, "script") for literal in long_literals(text))


def long_literals(text: str) -> Iterator[dict[str, str]]:
    """Yield the long strings in double quotes, each as an object of the key before it."""
    text = text.replace("\\x", "\\u00")
    start = text.find('"')
    failures = 0
    while start >= 0 and failures < MAX_FAILURES:
        try:
            value, end = DECODER.raw_decode(text, start)
        except json.JSONDecodeError as error:
            failures += 1
            end = start + 1 + characters_read(error, start)
        else:
            if isinstance(value, str) and len(value) >= MIN_CHARACTERS:
                key = LITERAL_KEY.search(text[max(start - 80, 0) : start])
                yield {key[1] if key else "": value}
        start = text.find('"', end)


def characters_read(error: json.JSONDecodeError, start: int) -> int:
    """Return how far a decoder read from a place on before it failed."""
    if error.msg.startswith("Unterminated"):  # its position is where the string begins
        return len(error.doc) - start
    return error.pos - start
