"""Fingerprints of blocks: one of the normalised text, and a looser one without digits and names."""

from __future__ import annotations

import re
from hashlib import blake2b

FINGERPRINT_BYTES = 8
"""Of ten million different texts two have the same fingerprint with a chance of 3 in a million."""

MAX_LOOSE_CHARS = 200
"""A longer text is never the same but for a number or a name: its loose fingerprint is the exact
one."""

NUMBER = re.compile(r"\d+")
CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*"
NAME = re.compile(rf"(?<=\w ){CAPITALISED}(?: {CAPITALISED})*")
"""Words with a capital that do not begin the text."""

MAX_NAME_WORDS = 3
"""More of them in a row are a headline."""


def exact_fingerprint(text: str) -> int:
    """Return the fingerprint of a text: 64 bits of BLAKE2b, without case and spacing.

    The same on every machine and in every process.
    """
    return int.from_bytes(exact_digest(text), "big")


def loose_fingerprint(text: str) -> int:
    """Return a fingerprint that texts share which differ in numbers and names only.

    A text without any has its exact fingerprint, which no text with some shares.
    """
    return int.from_bytes(loose_digest(text) or exact_digest(text), "big")


def exact_digest(text: str) -> bytes:
    """Return the fingerprint of a text as bytes."""
    return digest(squeezed(text).lower())


def loose_digest(text: str) -> bytes:
    """Return the loose fingerprint of a text as bytes; empty if it is the exact one."""
    if len(text) > MAX_LOOSE_CHARS:
        return b""
    plain = squeezed(text)
    without = NUMBER.sub("\0", plain)
    if plain[1:] != plain[1:].lower():
        without = NAME.sub(without_name, without)
    return b"" if without == plain else digest(without.lower())


def squeezed(text: str) -> str:
    """Return a text with single spaces; after repair nearly every text has no others."""
    if "  " in text or "\n" in text or "\t" in text or "\xa0" in text:
        return " ".join(text.split())
    return text.strip(" ")


def without_name(found: re.Match[str]) -> str:
    """Return what stands for a name; more words than a name has stay."""
    return "\1" if found[0].count(" ") < MAX_NAME_WORDS else found[0]


def digest_of(text: str) -> int:
    """Return 64 bits of the BLAKE2b digest of a text."""
    return int.from_bytes(digest(text), "big")


def digest(text: str) -> bytes:
    """Return 64 bits of the BLAKE2b digest of a text, as bytes."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=FINGERPRINT_BYTES).digest()


def written(fingerprint: int) -> str:
    """Return a fingerprint as people see it: 16 hexadecimal digits."""
    return f"{fingerprint:016x}"
