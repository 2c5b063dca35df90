"""UTF-16 and UTF-32, which are told by their byte order mark or by where their NULs stand."""

from __future__ import annotations

import codecs
import re

from cleaners.reading.repairing import Repaired

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 4_096
# In UTF-16 markup and spaces make at least a fifth of the units ASCII, whose other byte is NUL.
_MIN_NUL_SHARE = 0.2
_MAX_STRAY_SHARE = 0.02
_MAX_MISFIT_SHARE = 0.01  # of the characters: bytes that do not fit, and controls
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def bom_codec(raw: bytes) -> str | None:
    """Return the codec that a byte order mark of UTF-16 or UTF-32 tells, if there is one."""
    for mark, codec in _MARKS:
        if raw.startswith(mark) and not (codec == "utf-32-le" and len(raw) % 4):
            return codec
    return None


def guess_wide_codec(raw: bytes) -> str | None:
    """Return the codec of bytes without a mark whose NULs all stand where ASCII has them."""
    sample = raw[:_SAMPLE_BYTES]
    nuls = [_nul_share(sample[offset::4]) for offset in range(4)]
    few, many = _MAX_STRAY_SHARE, _MIN_NUL_SHARE
    if nuls[3] > 1 - few and nuls[2] > 1 - few and nuls[0] < few:
        return "utf-32-le"
    if nuls[0] > 1 - few and nuls[1] > 1 - few and nuls[3] < few:
        return "utf-32-be"
    if min(nuls[1], nuls[3]) >= many and max(nuls[0], nuls[2]) < few:
        return "utf-16-le"
    if min(nuls[0], nuls[2]) >= many and max(nuls[1], nuls[3]) < few:
        return "utf-16-be"
    return None


def decode_wide(raw: bytes, codec: str) -> Repaired | None:
    """Return the text, without its mark, or None if it is not text in this codec."""
    text = raw.decode(codec, "replace")
    misfits = text.count("\ufffd")
    odd = misfits + sum(1 for _ in _CONTROL.finditer(text))
    if odd > max(1, _MAX_MISFIT_SHARE * len(text)):
        return None
    return Repaired(text.removeprefix("\ufeff"), misfits)


def _nul_share(part: bytes) -> float:
    return part.count(0) / len(part) if part else 0.0
