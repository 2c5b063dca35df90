"""The character encoding that a page declares of itself."""

from __future__ import annotations

import re

from cleaners.reading.labels import UTF8, codec_of, is_utf16

# Browsers look at the first 1,024 bytes (HTML Standard, 13.2.3.2); old templates declare later.
_DECLARATION_BYTES = 4_096
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_XML_DECLARATION = re.compile(rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)")
_META = re.compile(
    rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)", re.IGNORECASE | re.DOTALL
)


def declared_codec(raw: bytes) -> str | None:
    """Return the codec that the first 4 KB declare in a ``meta`` or an XML declaration.

    UTF-16 means UTF-8 here, as the declaration could not have been read in UTF-16 (HTML Standard,
    13.2.3.2). Declarations in comments, and labels that nobody knows, do not count.
    """
    head = _COMMENT.sub(b"", raw[:_DECLARATION_BYTES])
    xml = _XML_DECLARATION.match(head)
    labels = [*([xml[1]] if xml else []), *(found[1] for found in _META.finditer(head))]
    for label in labels:
        codec = codec_of(label.decode("ascii"))
        if codec is not None:
            return UTF8 if is_utf16(codec) else codec
    return None
