"""Text as every database takes it, and values as JSON."""

from __future__ import annotations

import hashlib
import re
from typing import TypeVar

import msgspec
from msgspec import Struct

# PostgreSQL takes no NUL in a text; no encoding takes a lone surrogate.
_REFUSED = re.compile("[\x00\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
# An entry of an index of PostgreSQL has at most about 2,700 bytes.
_MAX_KEY_BYTES = 900

_encoder = msgspec.json.Encoder()
_Kept = TypeVar("_Kept", bound=Struct)


def storable(text: str) -> str:
    """Return a text with the replacement character for what a database refuses."""
    if text.isascii() and "\x00" not in text:
        return text
    return _REFUSED.sub(_REPLACEMENT, text)


def key_of(text: str) -> str:
    """Return what a text is found by: itself, or of a long one the beginning and a digest.

    Two texts never have the same key, but for what a database refuses in them.
    """
    text = storable(text)
    encoded = text.encode("utf-8")
    if len(encoded) <= _MAX_KEY_BYTES:
        return text
    beginning = encoded[:_MAX_KEY_BYTES].decode("utf-8", "ignore")
    return f"{beginning}~{hashlib.sha256(encoded).hexdigest()}"


def json_of(value: Struct) -> str:
    """Return a value as JSON that every database takes; lone surrogates are replaced in it."""
    try:
        return _encoder.encode(value).decode("utf-8")
    except UnicodeEncodeError:
        return _encoder.encode(_repaired(msgspec.to_builtins(value))).decode("utf-8")


def value_of(body: str, kind: type[_Kept]) -> _Kept:
    """Return the value that ``json_of`` made the text of."""
    return msgspec.json.decode(body, type=kind)


def _repaired(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {_repaired(name): _repaired(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_repaired(each) for each in value]
    return value
