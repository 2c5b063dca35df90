"""Lines that the gold removes are found among the cuts, with their reasons."""

from __future__ import annotations

from cleaners.document import BlockKind, Cut
from cleaners.reasons import Reason
from flows.evaluating.labelled import RemovedLine
from flows.evaluating.removed import score_removed


def cut(text: str, reason: Reason, block: int = 0) -> Cut:
    return Cut(
        block=block,
        start=0,
        end=len(text),
        kind=BlockKind.PARAGRAPH,
        reason=reason,
        detector="test",
        score=1.0,
        evidence="",
        text=text,
    )


def test_a_line_is_cut_if_all_its_words_stand_in_a_cut_in_a_row() -> None:
    cuts = [cut("Photo: the old ferry\nMore news from the harbour", Reason.PROMO)]
    lines = [
        RemovedLine("photo: the old ferry", "caption"),  # case counts
        RemovedLine("Photo: the old ferry.", "caption"),
        RemovedLine("More news from the harbour", "promo"),
        RemovedLine("Photo the ferry", "caption"),
        RemovedLine("More news from the harb", "promo"),
    ]
    score = score_removed(cuts, lines)
    assert (score.lines, score.cut, score.agreeing) == (5, 2, 1)


def test_a_line_that_stands_there_twice_needs_two_cuts() -> None:
    lines = [RemovedLine("Storm closes the pier", "related")] * 2
    once = [cut("Storm closes the pier", Reason.RELATED)]
    assert score_removed(once, lines).cut == 1
    twice = [*once, cut("Storm closes the pier", Reason.RELATED, 1)]
    assert score_removed(twice, lines).cut == 2
    joined = [cut("Storm closes the pier\nStorm closes the pier", Reason.RELATED)]
    assert score_removed(joined, lines).agreeing == 2


def test_of_several_cuts_the_one_with_the_gold_reason_counts() -> None:
    cuts = [
        cut("Pier closed", Reason.RELATED),
        cut("Pier closed", Reason.TITLE, 1),
    ]
    score = score_removed(
        cuts, [RemovedLine("Pier closed", "title"), RemovedLine("Pier closed", "related")]
    )
    assert (score.cut, score.agreeing) == (2, 2)


def test_nothing_removed() -> None:
    assert score_removed([], []).lines == 0
