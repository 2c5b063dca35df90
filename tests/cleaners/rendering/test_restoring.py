"""What was cut comes back in its place, from the record alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Block, BlockKind, Mark, Page
from cleaners.reasons import Reason
from cleaners.rendering.paragraphs import Paragraph
from cleaners.rendering.recorded import Recorded, RecordError, read_record
from cleaners.rendering.records import build_record
from cleaners.rendering.restoring import MARKDOWN, TEXT, restored_body
from cleaners.result import Result
from tests.cleaners.rendering.results import result_of

PAGE = Page(raw=b"")
REASONS = (Reason.PROMO, Reason.RELATED, Reason.CAPTION, Reason.BOILERPLATE)


def recorded(result: Result) -> Recorded:
    return read_record(msgspec.json.encode(build_record(result, PAGE)))


def restored(result: Result, *reasons: Reason) -> tuple[str, str]:
    record = recorded(result)
    return (
        restored_body(record, result.text, TEXT, reasons),
        restored_body(record, result.markdown, MARKDOWN, reasons),
    )


def mark(block: int, start: int, end: int, reason: Reason) -> Mark:
    return Mark(block, start, end, reason, detector="test")


def paragraph(index: int, text: str) -> Block:
    return Block(index, BlockKind.PARAGRAPH, text)


WORDS = st.text(st.sampled_from('ab*_1.# \n\t“”"é'), min_size=1, max_size=16)
PROSE = WORDS.filter(str.strip)


@st.composite
def blocks(draw: st.DrawFn) -> list[Block]:
    kinds = draw(st.lists(st.sampled_from(list(BlockKind)), min_size=1, max_size=6))
    return [
        Block(
            index,
            kind,
            draw(PROSE),
            level=draw(st.integers(0, 2)),
            marker=draw(st.sampled_from(["-", "2.", ""])),
        )
        for index, kind in enumerate(kinds)
    ]


@st.composite
def marked(draw: st.DrawFn) -> tuple[list[Block], list[Mark]]:
    """Draw blocks, and marks that do not lie on one another."""
    drawn = draw(blocks())
    marks = []
    for block in drawn:
        bounds = draw(st.lists(st.integers(0, len(block.text)), max_size=4, unique=True))
        bounds = sorted({*bounds, *draw(st.sampled_from([(), (0, len(block.text))]))})
        for start, end in pairwise(bounds):
            reason = draw(st.sampled_from([*REASONS, None]))
            if reason is not None:
                marks.append(mark(block.index, start, end, reason))
    return drawn, marks


@given(marked())
def test_without_reasons_the_article_stays_as_it_is(page: tuple[list[Block], list[Mark]]) -> None:
    result = result_of(*page)
    assert restored(result) == (result.text, result.markdown)


@given(marked())
def test_with_all_reasons_all_text_is_back_in_order(page: tuple[list[Block], list[Mark]]) -> None:
    whole = result_of(page[0], ())
    assert restored(result_of(*page), *REASONS) == (whole.text, whole.markdown)


def cuts_again(result: Result, reasons: Collection[Reason]) -> list[Mark]:
    return [
        mark(cut.block, cut.start, cut.end, cut.reason)
        for cut in result.cuts
        if cut.reason not in reasons
    ]


@given(marked(), st.sets(st.sampled_from(REASONS)))
def test_it_is_as_if_nothing_had_been_cut_for_these_reasons(
    page: tuple[list[Block], list[Mark]], reasons: set[Reason]
) -> None:
    result = result_of(*page)
    kept = result_of(page[0], cuts_again(result, reasons))
    assert restored(result, *reasons) == (kept.text, kept.markdown)


def test_blocks_come_back_between_their_neighbours_in_their_form() -> None:
    page = [
        Block(0, BlockKind.HEADING, "Tides", level=2),
        Block(1, BlockKind.LIST_ITEM, "spring", marker="-"),
        Block(2, BlockKind.LIST_ITEM, "neap_tide", level=1, marker="1."),
        Block(3, BlockKind.PARAGRAPH, "The sea *rose*."),
    ]
    result = result_of(page, [mark(0, 0, 5, Reason.RELATED), mark(2, 0, 9, Reason.RELATED)])
    assert restored(result, Reason.RELATED) == (
        "Tides\n\nspring\nneap_tide\n\nThe sea *rose*.",
        "## Tides\n\n- spring\n    1. neap\\_tide\n\nThe sea \\*rose\\*.",
    )


def test_a_block_that_two_reasons_cut_comes_back_by_halves() -> None:
    page = [paragraph(0, "Photo: Odo Lind. Read more here.")]
    result = result_of(page, [mark(0, 0, 16, Reason.CAPTION), mark(0, 17, 32, Reason.PROMO)])
    assert result.text == ""
    assert restored(result, Reason.CAPTION)[0] == "Photo: Odo Lind."
    assert restored(result, Reason.PROMO)[0] == "Read more here."
    assert restored(result, Reason.CAPTION, Reason.PROMO)[0] == page[0].text


SAID = "“We stay,”he said. (Photo: Lind) “Until ”May, at least."
POLISHED = "“We stay,” he said. “Until “May, at least."


def test_edits_of_what_stayed_stay() -> None:
    block = paragraph(0, SAID)
    result = result_of(
        [block, paragraph(1, "Also read: Tides")],
        [mark(0, 19, 33, Reason.CAPTION), mark(1, 0, 16, Reason.PROMO)],
        polished=[Paragraph(block, POLISHED)],
    )
    assert restored(result, Reason.PROMO)[0] == f"{POLISHED}\n\nAlso read: Tides"
    assert restored(result, Reason.CAPTION)[0] == (
        "“We stay,” he said. (Photo: Lind) “Until “May, at least."
    )


RESULT = result_of(
    [paragraph(0, "The sea rose. Read more."), paragraph(1, "Tides"), paragraph(2, "It fell.")],
    [mark(0, 14, 24, Reason.PROMO), mark(1, 0, 5, Reason.RELATED)],
)


def damaged(path: Sequence[str | int], value: object) -> bytes:
    """Return a record with another value somewhere."""
    record = msgspec.json.decode(msgspec.json.encode(build_record(RESULT, PAGE)))
    place = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return msgspec.json.encode(record)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no record of copydesk, or a damaged one"),
        (b"\xff", "is no record of copydesk, or a damaged one"),
        (b'{"name": "other"}', "is no record of copydesk, or a damaged one"),
        (damaged(["process", "tool"], "other"), "is no record of copydesk"),
        (damaged(["cuts", 0, "reason"], "mood"), "is no record of copydesk"),
        (damaged(["cuts", 0, "text"], "Read less."), "a cut of block 0 is damaged"),
        (damaged(["paragraphs"], None), "was written by an earlier version"),
        (damaged(["restored"], ["promo"]), "cuts have been put back into it before (promo)"),
    ],
)
def test_a_record_that_is_damaged_or_not_ours_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(RecordError) as caught:
        read_record(content)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["paragraphs", 0, "chars"], 12, "paragraphs are not those of the article"),
        (["paragraphs", 1, "chars"], 80, "paragraphs are not those of the article"),
        (["paragraphs", 1, "chars"], 1, "paragraphs are not those of the article"),
        (["paragraphs", 0, "parts"], [], "the parts of block 0 do not fit together"),
        (["cuts", 0, "position", "start"], 15, "the parts of block 0 do not fit together"),
        (["cuts", 0, "position", "start"], 13, "the parts of block 0 do not fit together"),
    ],
)
def test_what_does_not_fit_together_is_refused(
    path: Sequence[str | int], value: object, said: str
) -> None:
    record = read_record(damaged(path, value))
    with pytest.raises(RecordError, match=said):
        restored_body(record, RESULT.text, TEXT, REASONS)


def test_the_article_of_another_page_is_refused() -> None:
    with pytest.raises(RecordError, match="not those of the article"):
        restored_body(recorded(RESULT), "Something else altogether.", TEXT, REASONS)
