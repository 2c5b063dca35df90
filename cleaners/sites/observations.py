"""What a page shows of its site: the fingerprints of its blocks, in order."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import msgspec
import numpy as np
from msgspec import Struct

from cleaners.document import Block, Document
from cleaners.sites.fingerprints import digest_of
from cleaners.sites.observed_rows import HEADING, LINK, PROSE, ROW_TYPE, Rows, rows_of

MAX_SAMPLE = 48
"""So many characters of a block are kept, for people to recognise it."""

MAX_BLOCKS = 600
"""Of a longer page the first and the last blocks are kept, half of them each."""

NO_LOOSE = 0
"""Stands for a loose fingerprint that is the exact one; it takes no place when compressed."""


class ObservedBlock(Struct, frozen=True, array_like=True, gc=False):
    """A block as statistics know it; its place on the page is its place in the observation.

    Attributes:
        exact: Fingerprint of the text.
        loose: Fingerprint without digits and names; of sentences and long lines the exact one.
        markup: Fingerprint of the elements that it stands in (tags and classes); 0 for text.
        words: How many words it has.
        is_prose: Whether it is a sentence of some length and not mostly links.
        is_link: Whether it is mostly links, or a button.
        is_heading: Whether the page calls it a heading.
        sample: The beginning of its text.
    """

    exact: int
    loose: int
    markup: int
    words: int
    is_prose: bool
    is_link: bool
    is_heading: bool
    sample: str


class PageObservation(Struct, frozen=True, array_like=True):
    """What one page shows of its site.

    Attributes:
        page: 64 bits that stand for the page: of its address, else of its bytes. Another capture
            of the same address is the same page.
        seen: When it was fetched (ISO 8601); empty if that is not known.
        packed: Its blocks in reading order, as ``ROW_TYPE``.
        texts: The beginnings of their texts, a line each.
    """

    page: int
    seen: str
    packed: bytes
    texts: str

    @property
    def rows(self) -> Rows:
        """Its blocks in reading order, as an array of ``ROW_TYPE``."""
        return np.frombuffer(self.packed, dtype=ROW_TYPE)

    @property
    def blocks(self) -> tuple[ObservedBlock, ...]:
        """Its blocks in reading order."""
        return tuple(
            ObservedBlock(
                exact,
                exact if loose == NO_LOOSE else loose,
                markup,
                words,
                bool(bits & PROSE),
                bool(bits & LINK),
                bool(bits & HEADING),
                sample,
            )
            for (exact, loose, markup, words, bits), sample in zip(
                self.rows.tolist(), self.samples, strict=True
            )
        )

    @property
    def samples(self) -> list[str]:
        """The beginnings of the texts of its blocks."""
        return self.texts.split("\n") if self.packed else []


def page_number(url: str | None, raw_sha256: str) -> int:
    """Return the 64 bits that stand for a page."""
    return digest_of(url or raw_sha256)


def observe(document: Document, *, page: int, seen: str = "") -> PageObservation:
    """Return what a page shows of its site.

    Args:
        document: The page as it is after repair, with all its boilerplate.
        page: From ``page_number``.
        seen: When it was fetched (ISO 8601).
    """
    blocks = document.blocks
    if len(blocks) > MAX_BLOCKS:
        half = MAX_BLOCKS // 2
        blocks = (*blocks[:half], *blocks[-half:])
    return PageObservation(
        page, seen, rows_of(blocks, document.elements).tobytes(), beginnings_of(blocks)
    )


def beginnings_of(blocks: Iterable[Block]) -> str:
    """Return the beginnings of some texts, a line each; lone surrogates cannot be stored."""
    joined = "\0".join([block.text[:MAX_SAMPLE] for block in blocks])
    lines = joined.replace("\n", " ").replace("\0", "\n")
    return lines if lines.isascii() else lines.encode("utf-8", "replace").decode("utf-8")


def observation_bytes(observation: PageObservation) -> bytes:
    """Return an observation as it is stored: one row of a table, 2 to 6 kB for most pages."""
    return zlib.compress(msgspec.msgpack.encode(observation), 1)


def observation_from(content: bytes) -> PageObservation:
    """Return an observation from the bytes that ``observation_bytes`` gave.

    Raises:
        msgspec.DecodeError, zlib.error: They are no observation.
    """
    return msgspec.msgpack.decode(zlib.decompress(content), type=PageObservation)
