"""The character encoding of bytes that no label tells, by charset-normalizer.

beautifulsoup4's ``EncodingDetector`` asks the same library where nothing is declared, on the whole
page, so the two were the same in what they found. Measured on 39 pages and 39 texts of the
labelled folders, encoded in the legacy codec of their language without any declaration, and on the
30 samples of ``tests/cleaners/reading/legacy_samples.toml``, bare and in a small page:

=======================================================  =====  =====  =======  =======
way                                                      pages  texts  samples  in page
=======================================================  =====  =====  =======  =======
beautifulsoup4 4.15, ``EncodingDetector``                22/39  30/39
charset-normalizer 3.5 as it is                          22/39  30/39
markup taken out, only the web's codecs as candidates    30/39  31/39  24/30    23/30
script told by ``_non_ascii_share``, ties by likeliness  36/39  39/39  27/30    26/30
=======================================================  =====  =====  =======  =======

What is still confused are Latin alphabets with one another (Hungarian, Czech, Turkish and
Lithuanian read as Western); the other scripts were all right. It takes 1 to 5 ms a page.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cleaners.reading.labels import WESTERN

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

# The legacy codecs of the WHATWG Encoding Standard that are common on pages, likely ones first.
_LATIN = ("cp1252", "cp1250", "cp1254", "cp1257", "iso8859_2")
_OTHERS = (
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1255",
    "cp1256",
    "cp874",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5hkscs",
    "cp949",
)
_MARKUP = re.compile(rb"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^<>]*>")
_C1_BYTES = re.compile(rb"[\x80-\x9f]")
_LETTERS = re.compile(rb"[A-Za-z\x80-\xff]")
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE_BYTES = 400_000
# Candidates that are about as free of mess and as much like a language as the best one.
_NEAR_CHAOS = 0.02
_NEAR_COHERENCE = 0.03
# Latin alphabets have at most one accented letter in six (Czech); the others, and East Asian text
# in bytes, are above one half, and somewhat less where menus are in English.
_MIN_NON_LATIN_SHARE = 0.3
_MIN_UNSURE_SHARE = 0.1


def visible_bytes(raw: bytes) -> bytes:
    """Return bytes without their markup, as far as can be told before they are decoded."""
    return _MARKUP.sub(b" ", raw[:_SAMPLE_BYTES])


def is_non_latin(visible: bytes) -> bool:
    """Return whether so many letters are outside ASCII that the text is in another script."""
    return _non_ascii_share(visible) > _MIN_NON_LATIN_SHARE


def detect_codec(visible: bytes) -> str | None:
    """Return the codec that gives the most likely text, or None if none does."""
    share = _non_ascii_share(visible)
    latin = _LATIN if share <= _MIN_NON_LATIN_SHARE else ()
    others = _OTHERS if share >= _MIN_UNSURE_SHARE else ()
    matches = _matches(visible, (*latin, *others))
    return codecs.lookup(_preferred(matches, visible)).name if matches else None


def more_plausible(visible: bytes, labelled: Sequence[str]) -> str:
    """Return which of some declared codecs gives the cleaner text; the first of equals."""
    # A codec whose text is too messy is not among the matches at all.
    chaos = {
        codecs.lookup(codec).name: match.chaos
        for match in _matches(visible, labelled)
        for codec in match.could_be_from_charset
    }
    return min(labelled, key=lambda codec: chaos.get(codec, 1.0))


def _non_ascii_share(visible: bytes) -> float:
    letters = sum(1 for _ in _LETTERS.finditer(visible))
    return sum(1 for _ in _NON_ASCII.finditer(visible)) / letters if letters else 0.0


def _matches(visible: bytes, candidates: Iterable[str]) -> list[CharsetMatch]:
    # Imported here: most pages are UTF-8, and the import takes longer than reading one.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    return list(from_bytes(visible, cp_isolation=list(candidates)))


def _preferred(matches: Sequence[CharsetMatch], visible: bytes) -> str:
    """Return the codec among near ties that is likelier on the web.

    Western before all others; ISO 8859-2 before windows-1250, as text in the latter nearly always
    holds one of its letters or quotes in 0x80 to 0x9F, which are controls in the former.
    """
    best = matches[0]
    near = [
        codec
        for match in matches
        for codec in match.could_be_from_charset  # itself, and those that give the same text
        if match.chaos <= best.chaos + _NEAR_CHAOS
        and match.coherence >= best.coherence - _NEAR_COHERENCE
    ]
    if WESTERN in near:
        return WESTERN
    if "iso8859_2" in near and not _C1_BYTES.search(visible):
        return "iso8859_2"
    return next(codec for codec in near if codec != "iso8859_2" or len(near) == 1)
