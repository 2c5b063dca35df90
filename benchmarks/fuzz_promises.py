"""What has to hold for any input of ``clean()``."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from cleaners.detection import detect
from cleaners.document import Page
from cleaners.features.document_features import DocumentFeatures
from cleaners.normalizing.repairing import repair
from cleaners.normalizing.replaying import replay_blocks
from cleaners.pipeline import Cleaner
from cleaners.reading import read
from cleaners.reasons import UnreadablePageError
from cleaners.rendering.records import build_record
from cleaners.result import Result
from cleaners.segmenting.segment import segment


class BrokenPromiseError(AssertionError):
    """Something that has to hold does not; the message says what."""


def promise(holds: bool, what: str) -> None:  # noqa: FBT001 - it reads as an assertion
    """Make sure that something holds.

    Raises:
        BrokenPromiseError: It does not.
    """
    if not holds:
        raise BrokenPromiseError(what)


def check_result(cleaner: Cleaner, page: Page, result: Result) -> None:
    """Make sure that a result is what cleaning promises.

    Raises:
        BrokenPromiseError: It is not.
    """
    promise(same_outcome(cleaner, page) == result, "the same input twice gives the same result")
    check_parts(result)
    check_marks(result)
    check_edits(cleaner, page, result)
    msgspec.json.encode(build_record(result, page))
    promise(bool(result.markdown) == bool(result.text), "Markdown and text say the same")


def same_outcome(cleaner: Cleaner, page: Page) -> Result | tuple[str, str]:
    """Return the result of a page, or why it cannot be read."""
    try:
        return cleaner.clean(page)
    except UnreadablePageError as error:
        return str(error.reason), error.detail


def check_parts(result: Result) -> None:
    """Kept and cut together are all the text, nothing twice, nothing invented, in order."""
    parts: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for kept in result.kept:
        parts[kept.block.index].append((kept.start, kept.end))
        promise(kept.block == result.document.blocks[kept.block.index], "what is kept is a block")
    for cut in result.cuts:
        parts[cut.block].append((cut.start, cut.end))
        text = result.document.blocks[cut.block].text[cut.start : cut.end]
        promise(cut.text == text, "a cut holds the text of its place")
    for index, block in enumerate(result.document.blocks):
        promise(block.index == index, "blocks are numbered in order")
        end = 0
        for start, stop in sorted(parts[index]):
            promise(start == end and stop >= start, "kept and cut lie side by side")
            end = stop
        promise(end == len(block.text), "kept and cut together are all the text")
    order = [kept.block.index for kept in result.kept]
    promise(order == sorted(order), "what is kept stands in reading order")


def check_marks(result: Result) -> None:
    """Marks and spares lie in bounds, and the same document gives the same ones."""
    blocks = result.document.blocks
    claims = detect(DocumentFeatures(result.document))
    for claim in claims:
        promise(0 <= claim.block < len(blocks), f"{claim.detector} marks a block of the document")
        inside = 0 <= claim.start < claim.end <= len(blocks[claim.block].text)
        promise(inside, f"marks of {claim.detector} lie in bounds")
        promise(0.0 <= claim.score <= 1.0, f"scores of {claim.detector} run from 0 to 1")
    again = detect(DocumentFeatures(result.document))
    promise(claims == again, "the same document twice gives the same marks")


def check_edits(cleaner: Cleaner, page: Page, result: Result) -> None:
    """The edits, made again on what was read, give the blocks of the result."""
    settings = cleaner.settings
    url = page.final_url or page.url
    read_document = segment(read(page, settings.reading), settings.reading, url=url).document
    _, repairs = repair(read_document, settings.normalizing)
    promise(result.edits[: len(repairs)] == repairs, "the edits of the repair come first")
    replayed = replay_blocks([block.text for block in read_document.blocks], repairs)
    texts = [block.text for block in result.document.blocks]
    promise(replayed == texts, "edits made again give the blocks")
