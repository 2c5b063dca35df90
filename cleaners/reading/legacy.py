"""Which legacy encoding bytes are in that are neither UTF-8 nor UTF-16."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaners.document import CharsetOrigin
from cleaners.reading.detection import detect_codec, is_non_latin, more_plausible, visible_bytes
from cleaners.reading.labels import (
    UTF8,
    WESTERN,
    is_latin,
    is_multi_byte,
    is_seven_bit,
    is_utf16,
)
from cleaners.reading.repairing import Repaired, decode_windows_1252, read_misfits

_MAX_MISFIT_SHARE = 0.01  # of the characters outside ASCII


class Label(NamedTuple):
    """A codec that somebody says a page is in."""

    codec: str
    origin: CharsetOrigin


class Chosen(NamedTuple):
    """A codec, what decided for it, and the text that it gives."""

    codec: str
    origin: CharsetOrigin
    read: Repaired


def choose_legacy(body: bytes, labels: Sequence[Label]) -> Chosen:
    """Return the legacy codec of bytes and their text; there is always one.

    A label that the bytes do not fit does not count, nor does one of a Latin alphabet for a text
    that is mostly outside ASCII, as servers and templates send ``iso-8859-1`` without being asked.
    Where two labels disagree, the one that gives the cleaner text wins, and the first in a tie.

    Args:
        body: The bytes.
        labels: What the header and the page say, the stronger first.
    """
    fitting = [
        Chosen(label.codec, label.origin, read)
        for label in labels
        if _is_legacy(label.codec) and (read := read_as(body, label.codec)) is not None
    ]
    agreed = bool(fitting) and all(each.codec == fitting[0].codec for each in fitting)
    if agreed and not is_latin(fitting[0].codec):
        return fitting[0]
    return _judge(body, fitting)


def read_as(body: bytes, codec: str) -> Repaired | None:
    """Return the text under a codec, or None if more than a few bytes do not fit it.

    A byte that a codec of one byte leaves undefined stays as the control character of its number;
    what does not fit one of several bytes becomes U+FFFD, as in browsers.
    """
    if codec == WESTERN:
        return Repaired(decode_windows_1252(body))
    read = read_misfits(body, codec, lossless=not is_multi_byte(codec))
    others = len(read.text) - len(read.text.encode("ascii", "ignore"))
    return read if read.repaired_count <= max(1, _MAX_MISFIT_SHARE * others) else None


def _judge(body: bytes, fitting: Sequence[Chosen]) -> Chosen:
    visible = visible_bytes(body)
    believed = fitting
    if is_non_latin(visible):
        believed = [each for each in fitting if not is_latin(each.codec)]
    if len(believed) > 1:
        codec = more_plausible(visible, [each.codec for each in believed])
        return next(each for each in believed if each.codec == codec)
    if believed:
        return believed[0]
    return _detected(body, visible) or (fitting[0] if fitting else _western(body))


def _detected(body: bytes, visible: bytes) -> Chosen | None:
    codec = detect_codec(visible)
    read = read_as(body, codec) if codec is not None else None
    if codec is None or read is None:
        return None
    return Chosen(codec, CharsetOrigin.DETECTED, read)


def _western(body: bytes) -> Chosen:
    return Chosen(WESTERN, CharsetOrigin.DETECTED, Repaired(decode_windows_1252(body)))


def _is_legacy(codec: str) -> bool:
    return codec != UTF8 and not is_utf16(codec) and not is_seven_bit(codec)
