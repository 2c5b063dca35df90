"""The first step of the work on a page: its bytes to text, media kind and tree."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Sequence

from lxml.html import HtmlElement
from msgspec import Struct
from msgspec.structs import replace

from cleaners.document import Charset, CharsetOrigin, MediaKind, Page, PageWarning
from cleaners.reading.decompressing import decompress
from cleaners.reading.encoding import Decoded, decode
from cleaners.reading.labels import UTF8
from cleaners.reading.parsing import parse_html
from cleaners.reading.repairing import Repaired, join_surrogates, remove_nuls
from cleaners.reading.signatures import refuse_control_characters, refuse_signatures
from cleaners.reading.sniffing import header, sniff
from cleaners.reasons import Unreadable, UnreadablePageError
from cleaners.rules.rewriting import rewritten_source
from cleaners.rules.site_rules import Rewriting
from cleaners.settings import ReadingSettings


class Reading(Struct, frozen=True):
    """A page that was read.

    Attributes:
        media_kind: What it is made of, told from its content.
        text: Its decoded text, source code for HTML, without a byte order mark and NULs; line
            ends are as they were, and what rules replace is replaced.
        tree: The tree of an HTML page; None for text and Markdown.
        charset: The character encoding and what decided it.
        raw_sha256: Digest of the page's bytes in hexadecimal: after decompression, so that a page
            and its gzipped copy are the same, and in UTF-8 where text was given (lone surrogates
            as the three bytes that UTF-8 would have for them).
        raw_bytes: Count of the same bytes.
        warnings: What was repaired or odd.
    """

    media_kind: MediaKind
    text: str
    tree: HtmlElement | None
    charset: Charset
    raw_sha256: str
    raw_bytes: int
    warnings: tuple[PageWarning, ...] = ()


def read(page: Page, settings: ReadingSettings, rewritings: Sequence[Rewriting] = ()) -> Reading:
    """Return the text, media kind and tree of a page.

    Input that is empty or white space is an empty text.

    Args:
        page: Its bytes (also compressed with gzip or zstd) or text; the header ``Content-Type``
            and the name are evidence for the encoding and for Markdown.
        settings: Limits on size, elements and depth.
        rewritings: What the rules of its site replace in the source of HTML; each that finds
            something is a warning.

    Raises:
        UnreadablePageError: The one error, with its reason: too large or too complex, damaged
            compression, binary, an archive, or records such as JSON and feeds.
    """
    raw = _raw_bytes(page, settings.max_bytes)
    refuse_signatures(raw)
    decoded = _decoded(page, raw)
    text, charset, warnings = _without_nuls(decoded, raw)
    kind = page.media_kind or sniff(text, page)
    tree = None
    if kind is MediaKind.HTML:
        text, changes = rewritten_source(text, rewritings, settings.max_bytes)
        is_raw_text = charset.name == UTF8 and not charset.repaired_count and not changes
        utf8 = raw.removeprefix(codecs.BOM_UTF8) if is_raw_text else None
        parsed = parse_html(text, settings, utf8=utf8)
        tree, warnings = parsed.tree, (*warnings, *changes, *parsed.warnings)
    return Reading(
        media_kind=kind,
        text=text,
        tree=tree,
        charset=charset,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        raw_bytes=len(raw),
        warnings=warnings,
    )


def _raw_bytes(page: Page, max_bytes: int) -> bytes:
    if isinstance(page.raw, str):
        raw = page.raw.encode(UTF8, "surrogatepass")
    else:
        raw = decompress(page.raw, max_bytes)
    if len(raw) > max_bytes:
        detail = f"{len(raw)} bytes, the limit is {max_bytes}"
        raise UnreadablePageError(Unreadable.TOO_LARGE, detail)
    return raw


def _decoded(page: Page, raw: bytes) -> Decoded:
    if isinstance(page.raw, bytes):
        return decode(raw, header(page.headers, "content-type"))
    refuse_control_characters(raw, valid_utf8=True)
    read = join_surrogates(page.raw.removeprefix("\ufeff"))
    charset = Charset(UTF8, CharsetOrigin.GIVEN, read.repaired_count)
    detail = f"{read.repaired_count} of them"
    warnings = (PageWarning("lone_surrogates_replaced", detail),) if read.repaired_count else ()
    return Decoded(read.text, charset, warnings)


def _without_nuls(decoded: Decoded, raw: bytes) -> tuple[str, Charset, tuple[PageWarning, ...]]:
    read = remove_nuls(decoded.text) if b"\x00" in raw else Repaired(decoded.text)
    if not read.repaired_count:
        return read.text, decoded.charset, decoded.warnings
    if not read.text.strip():
        raise UnreadablePageError(Unreadable.BINARY, "nothing but NUL bytes")
    count = decoded.charset.repaired_count + read.repaired_count
    warning = PageWarning("nul_characters_removed", f"{read.repaired_count} of them")
    charset = replace(decoded.charset, repaired_count=count)
    return read.text, charset, (*decoded.warnings, warning)
