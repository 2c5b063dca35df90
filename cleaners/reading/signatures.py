"""Which bytes are no text at all: file signatures and the share of control characters."""

from __future__ import annotations

import re

from cleaners.reading.decompressing import refuse_warc
from cleaners.reasons import Unreadable, UnreadablePageError

# First bytes that no text begins with (the registry behind file(1)), and what they are.
# Formats that begin with letters only are left to the share of control characters.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS-Adobe", "a PostScript document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x1f\x8b", "gzip in more layers than are opened"),
    (b"\x28\xb5\x2f\xfd", "zstd in more layers than are opened"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x00asm", "a WebAssembly program"),
)
_BZIP2 = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
_MHTML = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_MAIL_HEADER = re.compile(rb"[A-Za-z-]{2,40}:[ \t]")

_SAMPLE_BYTES = 4_096
# Tab, line feed, vertical tab, form feed, carriage return and escape (ISO-2022) are text.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_MIN_CONTROLS = 4
# Random or compressed bytes hold about 10 % of controls and are never valid UTF-8; text that is
# valid UTF-8 may hold many stray NULs and still be text.
_MAX_CONTROL_SHARE = 0.04
_MAX_CONTROL_SHARE_UTF8 = 0.25


def refuse_signatures(raw: bytes) -> None:
    """Raise for bytes that are plainly another kind of file than a page.

    Raises:
        UnreadablePageError: ``warc``, ``binary``, or ``data_file`` for a saved MHTML archive.
    """
    refuse_warc(raw[:16])
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            raise UnreadablePageError(Unreadable.BINARY, name)
    if _BZIP2.match(raw):
        raise UnreadablePageError(Unreadable.BINARY, "a bzip2 archive")
    if _MAIL_HEADER.match(raw) and _MHTML.search(raw[:_SAMPLE_BYTES]):
        raise UnreadablePageError(Unreadable.DATA_FILE, "an MHTML archive")


def refuse_control_characters(raw: bytes, *, valid_utf8: bool) -> None:
    """Raise for bytes with too many control characters to be text.

    Args:
        raw: Bytes in a codec that keeps ASCII (so neither UTF-16 nor UTF-32).
        valid_utf8: Whether they decode as UTF-8.

    Raises:
        UnreadablePageError: ``binary``.
    """
    sample = raw if b"\x00" in raw else raw[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    limit = _MAX_CONTROL_SHARE_UTF8 if valid_utf8 else _MAX_CONTROL_SHARE
    if controls >= _MIN_CONTROLS and controls > limit * len(sample):
        detail = f"{controls} control characters in {len(sample)} bytes"
        raise UnreadablePageError(Unreadable.BINARY, detail)
