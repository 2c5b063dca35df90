"""Bytes to text: which evidence decides the character encoding, and what was repaired.

The order is: byte order mark, HTTP header, valid UTF-8, declaration in the page, detection; with
one exception. Bytes that are valid UTF-8 with characters of several bytes are UTF-8 whatever a
label says: text in a legacy encoding is practically never valid UTF-8 (RFC 3629, section 1), while
servers that send ``iso-8859-1`` by default with UTF-8 pages are common. So nothing is read as
mojibake, and the contradiction is a warning. A label that the bytes do not fit is passed over.
"""

from __future__ import annotations

import codecs

from msgspec import Struct

from cleaners.document import Charset, CharsetOrigin, PageWarning
from cleaners.reading.declaration import declared_codec
from cleaners.reading.labels import (
    UTF8,
    WESTERN,
    header_codec,
    is_multi_byte,
    is_seven_bit,
    is_utf16,
)
from cleaners.reading.legacy import Label, choose_legacy, read_as
from cleaners.reading.repairing import (
    EscapedUtf8,
    Repaired,
    escape_utf8,
    read_misfits_as_western,
)
from cleaners.reading.signatures import refuse_control_characters
from cleaners.reading.wide import bom_codec, decode_wide, guess_wide_codec

_UTF8_BOM = codecs.BOM_UTF8
# Bytes with an escape that ISO-2022 uses to leave ASCII: valid as UTF-8, but not meant so.
_ISO_2022_ESCAPE = b"\x1b$"
_ISO_2022_CODECS = ("iso2022_jp_ext", "iso2022_kr")
# Two bytes of GBK are by chance valid UTF-8 in about a quarter of cases; four in a row are not.
_MIN_UTF8_SEQUENCES = 4
# East Asian text read as UTF-8 has up to 0.55 of its non-ASCII runs valid by chance (EUC-JP).
_MIN_UTF8_SHARE = 0.6


class Decoded(Struct, frozen=True):
    """The text of a page and how it was read."""

    text: str
    charset: Charset
    warnings: tuple[PageWarning, ...] = ()


def decode(raw: bytes, content_type: str | None = None) -> Decoded:
    """Return the text of bytes.

    Args:
        raw: The bytes of a page, not compressed.
        content_type: The HTTP header ``Content-Type``, if there was one.

    Raises:
        UnreadablePageError: ``binary``, for bytes with too many control characters.
    """
    http = header_codec(content_type)
    wide = _decode_wide_page(raw, http)
    if wide is not None:
        return wide
    body = raw.removeprefix(_UTF8_BOM)
    has_bom = len(body) < len(raw)
    try:
        text = body.decode(UTF8)
    except UnicodeDecodeError:
        refuse_control_characters(body, valid_utf8=False)
        return _decode_misfit(body, http, has_bom=has_bom)
    refuse_control_characters(body, valid_utf8=True)
    if has_bom:
        return Decoded(text, Charset(UTF8, CharsetOrigin.BOM))
    return _decode_seven_bit(body, http) or _decode_valid_utf8(body, text, http)


def _decode_wide_page(raw: bytes, http: str | None) -> Decoded | None:
    """Return the text of UTF-16 or UTF-32, told by its mark, by its NULs or by the header."""
    codec, origin = bom_codec(raw), CharsetOrigin.BOM
    if codec is None and b"\x00" in raw:
        codec, origin = guess_wide_codec(raw), CharsetOrigin.DETECTED
        if codec is not None and http is not None and is_utf16(http):
            origin = CharsetOrigin.HTTP
    if codec is None:
        return None
    read = decode_wide(raw, codec)
    if read is None:
        return None
    return Decoded(read.text, Charset(codec, origin, read.repaired_count), _repairs(read, codec))


def _decode_seven_bit(body: bytes, http: str | None) -> Decoded | None:
    """Return the text of ISO-2022 bytes, which are all ASCII but mean other characters."""
    if b"\x1b" not in body or _ISO_2022_ESCAPE not in body:  # a single byte is found faster
        return None
    for codec in _ISO_2022_CODECS:
        try:
            text = body.decode(codec)
        except UnicodeDecodeError:
            continue
        origins = [label.origin for label in _labels(body, http) if is_seven_bit(label.codec)]
        return Decoded(text, Charset(codec, [*origins, CharsetOrigin.DETECTED][0]))
    return None


def _decode_valid_utf8(body: bytes, text: str, http: str | None) -> Decoded:
    if http == UTF8:
        return Decoded(text, Charset(UTF8, CharsetOrigin.HTTP))
    utf8 = Charset(UTF8, CharsetOrigin.VALID_UTF8)
    if http is None or text.isascii():
        return Decoded(text, utf8)
    if is_multi_byte(http):
        few = escape_utf8(body).valid_sequences < _MIN_UTF8_SEQUENCES
        legacy = read_as(body, http) if few else None
        if legacy is not None and not legacy.repaired_count:
            return Decoded(legacy.text, Charset(http, CharsetOrigin.HTTP))
    return Decoded(text, utf8, (_contradicted(Label(http, CharsetOrigin.HTTP), UTF8),))


def _decode_misfit(body: bytes, http: str | None, *, has_bom: bool) -> Decoded:
    """Return the text of bytes that are not valid UTF-8."""
    escaped = escape_utf8(body)
    labels = _labels(body, http)
    utf8 = [label.origin for label in labels if label.codec == UTF8]
    if _is_mostly_utf8(escaped) or (utf8 and escaped.is_western):
        read = read_misfits_as_western(escaped)
        origins = [CharsetOrigin.BOM] if has_bom else utf8
        codec, origin = UTF8, [*origins, CharsetOrigin.VALID_UTF8][0]
    else:
        codec, origin, read = choose_legacy(body, labels)
        if codec == WESTERN and escaped.is_western:
            text = read_misfits_as_western(escaped).text
            read = Repaired(text, escaped.valid_sequences)
    warnings = _repairs(read, codec)
    if labels and all(label.codec != codec for label in labels):
        warnings = (*warnings, _contradicted(labels[0], codec))
    return Decoded(read.text, Charset(codec, origin, read.repaired_count), warnings)


def _is_mostly_utf8(escaped: EscapedUtf8) -> bool:
    runs = escaped.valid_sequences + escaped.invalid_runs
    return escaped.valid_sequences > _MIN_UTF8_SHARE * runs


def _labels(body: bytes, http: str | None) -> tuple[Label, ...]:
    """Return what the header and the page declare, in this order."""
    found = ((http, CharsetOrigin.HTTP), (declared_codec(body), CharsetOrigin.DECLARED))
    return tuple(Label(codec, origin) for codec, origin in found if codec is not None)


def _contradicted(label: Label, codec: str) -> PageWarning:
    detail = f"{label.codec} ({label.origin}) is said, the bytes are read as {codec}"
    return PageWarning("charset_contradicted", detail)


def _repairs(read: Repaired, codec: str) -> tuple[PageWarning, ...]:
    if not read.repaired_count:
        return ()
    detail = f"{read.repaired_count} places did not fit {codec}"
    return (PageWarning("bytes_repaired", detail),)
