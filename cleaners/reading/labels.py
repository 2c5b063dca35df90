"""Names of character encodings, as the web uses them, to the codecs that read them.

The labels are those of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels),
looked up with ``webencodings``: ``iso-8859-1`` and ``ascii`` mean windows-1252, ``gb2312`` means
the whole of GB 18030, ``shift_jis`` means cp932, and so on. A label outside the standard (among
them Python's codecs that are no character encodings, such as ``zlib``) is no evidence.
"""

from __future__ import annotations

import codecs
import re

import webencodings

UTF8 = "utf-8"
WESTERN = "cp1252"

# Where Python's codec of the standard's name knows fewer characters than browsers read.
_WIDER: dict[str, str] = {
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "windows-874": "cp874",
}
_UNUSABLE = {"replacement", "x-user-defined"}
_CHARSET_PARAMETER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s;\"',]+)", re.IGNORECASE)
_MULTI_BYTE = {"gb18030", "cp932", "cp949", "big5hkscs", "euc_jp"}
_LATIN = {
    WESTERN,
    "cp1250",
    "cp1254",
    "cp1257",
    "cp1258",
    "iso8859-2",
    "iso8859-3",
    "iso8859-4",
    "iso8859-10",
    "iso8859-13",
    "iso8859-14",
    "iso8859-15",
    "iso8859-16",
    "mac-roman",
}


def codec_of(label: str) -> str | None:
    """Return Python's name of the codec that a label means, or None for an unknown one."""
    if not label.isascii():
        return None
    encoding = webencodings.lookup(label)
    if encoding is None:
        return None
    name = str(encoding.name)
    if name in _UNUSABLE:
        return None
    return codecs.lookup(_WIDER.get(name, str(encoding.codec_info.name))).name


def header_codec(content_type: str | None) -> str | None:
    """Return the codec that a Content-Type header names, if it names a known one."""
    found = _CHARSET_PARAMETER.search(content_type or "")
    return codec_of(found[1]) if found else None


def is_utf16(codec: str) -> bool:
    """Return whether a codec is one of UTF-16, which a page cannot declare of itself."""
    return codec.startswith("utf-16")


def is_seven_bit(codec: str) -> bool:
    """Return whether a codec is one of ISO 2022, whose bytes are all ASCII."""
    return codec.startswith("iso2022")


def is_multi_byte(codec: str) -> bool:
    """Return whether a codec is one of the East Asian ones of several bytes a character."""
    return codec in _MULTI_BYTE


def is_latin(codec: str) -> bool:
    """Return whether a codec of one byte a character holds Latin letters only."""
    return codec in _LATIN
