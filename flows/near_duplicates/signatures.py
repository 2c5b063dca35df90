"""The signature of a text: a MinHash of its shingles, a pure function of the text.

Signatures are the same on every machine and in every process. Those that were made in another way
(another recipe, another version of the library's algorithm) are told by their first bytes, and not
compared.
"""

from __future__ import annotations

import hashlib
import os
import struct
from importlib import import_module
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from flows.near_duplicates.shingles import shingles_of

Slots = NDArray[np.uint16]


def _min_hash() -> Any:  # noqa: ANN401 - the library has no types
    """Return the library's MinHash.

    Its allocator would set aside a gigabyte of address space, which a worker may not have.
    """
    given = os.environ.get(_RESERVE)
    os.environ[_RESERVE] = given or "0"
    try:
        return import_module("rensa").RMinHash
    finally:
        if given is None:
            del os.environ[_RESERVE]


_RESERVE = "MIMALLOC_ARENA_RESERVE"
_MinHash = _min_hash()

SLOTS = 256
_SEED = 1
_HEAD = struct.Struct("<4sII")
_RECIPE = f"2 words of 4 bytes, 3 characters; R-MinHash {_MinHash.ALGORITHM_VERSION}, {SLOTS}"
_MARK = hashlib.sha256(_RECIPE.encode()).digest()[:4]
# Spreads what is in the 32 bits of a slot over the 16 that are kept of it.
_MULTIPLIER = np.uint32(0x9E3779B1)
_SHIFT = np.uint32(16)


class Signature(Struct, frozen=True):
    """What is known of a text that is compared.

    Attributes:
        words: How many words it has.
        shingles: How many distinct shingles it has.
        slots: The MinHash: ``SLOTS`` integers of 16 bits, little-endian.
    """

    words: int
    shingles: int
    slots: bytes


def signature_of(text: str) -> bytes:
    """Return the signature of a text, 524 bytes; empty for a text without any word."""
    shingles, words = shingles_of(text)
    if not shingles:
        return b""
    return _HEAD.pack(_MARK, words, len(shingles)) + sketch_of(shingles).tobytes()


def sketch_of(shingles: list[bytes]) -> Slots:
    """Return the MinHash of some shingles: ``SLOTS`` integers; their order does not matter."""
    sketch = _MinHash(num_perm=SLOTS, seed=_SEED)
    sketch.update(shingles)
    slots = np.array(sketch.digest(), dtype=np.uint32)
    return ((slots * _MULTIPLIER) >> _SHIFT).astype("<u2")


def parsed(signature: bytes) -> Signature | None:
    """Return what a signature says; None for one that was made in another way."""
    if len(signature) != _HEAD.size + 2 * SLOTS or signature[:4] != _MARK:
        return None
    _, words, shingles = _HEAD.unpack_from(signature)
    return Signature(words, shingles, signature[_HEAD.size :])
