"""Characters that one does not see, and the scripts that need some of them."""

from __future__ import annotations

import re

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Unicode's space separators (category Zs) but for the plain space."""

CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u206a-\u206f\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff"
"""Controls that break no line, deprecated format characters, annotation characters and
noncharacters: none of them is suitable for text (Unicode Standard, 23; Unicode Technical
Report 20)."""

ZERO_WIDTH = "\u180e\u200b\u2060-\u2064\ufeff"
"""Mongolian vowel separator, zero-width space, word joiner, invisible operators, BOM."""

TAGS = "\U000e0001\U000e0020-\U000e007f"
"""Invisible copies of ASCII; they are only of use in the flags of regions."""

JOINERS = "\u200c\u200d"
"""Zero-width non-joiner and joiner."""

DIRECTION_MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX 9)."""

SOFT_HYPHEN = "\u00ad"

JOINING_SCRIPTS = (
    # Arabic, Syriac, Thaana, N'Ko, Samaritan, Mandaic, Mongolian, Phags-pa, Adlam and other
    # scripts whose letters join
    "\u0600-\u0605\u0610-\u061a\u0620-\u06ff\u0700-\u08ff\u1800-\u180d\u180f-\u18af\ua840-\ua87f"
    "\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    "\U00010ac0-\U00010aff\U00010b80-\U00010baf\U00010d00-\U00010d3f\U00010f30-\U00010fdf"
    "\U0001e900-\U0001e95f"
    # Devanagari to Sinhala, Tibetan, Burmese, Philippine scripts, Khmer, Tai Tham, Balinese,
    # Sundanese, Batak, Lepcha, Saurashtra to Meetei Mayek, Brahmi and its other descendants
    "\u0900-\u0dff\u0f00-\u109f\u1700-\u17ff\u1a00-\u1aad\u1b00-\u1c4f\u1cd0-\u1cff\ua800-\ua82f"
    "\ua880-\ua9ff\uaa00-\uaa7f\uaae0-\uaaff\uabc0-\uabff\U00011000-\U00011fff"
)
"""Scripts in which joiners change the shape of letters (Unicode Standard, 9, 12 to 17; UAX 31,
2.3.1)."""

WORD_SPLITTING_SCRIPTS = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aad\u1b00-\u1b7f"
    "\ua980-\ua9ff\uaa60-\uaadf"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, Tai, Balinese and Javanese: they write without spaces, and
a zero-width space tells their words apart (Unicode Standard, 23.2)."""

RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Blocks whose letters run from right to left (Bidi_Class R and AL)."""


def characters_in(ranges: str) -> frozenset[str]:
    """Return the characters of a character class, as the constants here are written."""
    return frozenset(
        chr(code)
        for first, last in re.findall("(.)(?:-(.))?", ranges, re.DOTALL)
        for code in range(ord(first), ord(last or first) + 1)
    )
