"""What a rule hits and what it gets wrong, on pages small enough to count by hand."""

from __future__ import annotations

import pytest

from cleaners.deciding import decide
from cleaners.document import Mark, Spare
from cleaners.reasons import Reason
from cleaners.words import words_of
from flows.evaluating.rules import (
    Example,
    Labels,
    Rule,
    Tally,
    labels_of,
    tallies_of,
    tally_of_decision,
    word_starts,
    wrong_claims,
)
from tests.cleaners.building import text_document

BODY = "The night ferry across the Brackwater runs all winter after all."
NEWSLETTER = "Sign up for the Lantern letter"
PROMO = "The fares for pupils and nurses stay as they were. Read more: Ferry fares"
FOOTER = "Imprint of the Brackwater Lantern"
DOCUMENT = text_document(BODY, NEWSLETTER, PROMO, FOOTER)
GOLD = f"{BODY}\n\nThe fares for pupils and nurses stay as they were."
ENGINE_MARKS = [Mark(3, 0, len(FOOTER), Reason.BOILERPLATE, "trafilatura")]


@pytest.fixture
def labels() -> Labels:
    return labels_of(DOCUMENT.blocks, ENGINE_MARKS, GOLD)


def mark(block: int, start: int = 0, end: int = 10_000, *, evidence: str = "a phrase") -> Mark:
    length = len(DOCUMENT.blocks[block].text)
    return Mark(block, start, min(end, length), Reason.PROMO, "promos", 0.9, evidence)


def detector_tally(claims: list[Mark | Spare], labels: Labels) -> Tally:
    (tally,) = [tally for rule, tally in tallies_of(claims, labels).items() if not rule.evidence]
    return tally


def test_a_right_mark_on_what_the_engine_kept_is_a_gain(labels: Labels) -> None:
    assert detector_tally([mark(1)], labels) == Tally(1, 1, words=6, false=0, gain=6, loss=0)


def test_a_wrong_mark_on_what_the_engine_kept_is_a_loss(labels: Labels) -> None:
    assert detector_tally([mark(0)], labels) == Tally(1, 1, words=11, false=11, gain=0, loss=11)


def test_a_mark_on_what_the_engine_cut_changes_nothing(labels: Labels) -> None:
    assert detector_tally([mark(3)], labels) == Tally(1, 1, words=5, false=0, gain=0, loss=0)


def test_a_mark_counts_the_words_that_begin_in_it(labels: Labels) -> None:
    start = PROMO.index("Read more")
    assert detector_tally([mark(2, start)], labels).words == 4
    assert detector_tally([mark(2, start - 4)], labels) == Tally(1, 1, words=4, gain=4)
    assert detector_tally([mark(2, start - 6)], labels).false == 1  # "were."


def test_a_word_under_two_marks_counts_once(labels: Labels) -> None:
    claims: list[Mark | Spare] = [mark(1), mark(1, 0, 7, evidence="another phrase")]
    tallies = tallies_of(claims, labels)
    assert tallies[Rule("promos")] == Tally(2, 1, words=6, gain=6)
    assert tallies[Rule("promos", "another phrase")] == Tally(1, 1, words=2, gain=2)


def test_a_spare_is_right_where_the_gold_has_the_words(labels: Labels) -> None:
    spares: list[Mark | Spare] = [
        Spare(0, 0, len(BODY), "siblings"),
        Spare(3, 0, len(FOOTER), "siblings"),
    ]
    tallies = tallies_of(spares, labels)
    assert tallies[Rule("siblings", is_spare=True)] == Tally(2, 1, words=16, false=5, loss=5)


def test_the_decision_is_held_to_the_engine_alone(labels: Labels) -> None:
    decision = decide(DOCUMENT, [*ENGINE_MARKS, mark(1), mark(2, PROMO.index("stay"))])
    tally = tally_of_decision(decision, labels)
    assert (tally.words, tally.gain, tally.loss) == (14, 10, 4)


def test_only_claims_that_are_mostly_wrong_are_examples(labels: Labels) -> None:
    claims = [mark(0), mark(1), mark(2, PROMO.index("stay"))]
    assert list(wrong_claims("town/ferry", DOCUMENT, claims, labels)) == [
        Example(Rule("promos", "a phrase"), "town/ferry", BODY, 11, 11, kept=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "Foot\u00adpath to the quay",
        "\u200bmi\u200c\u200dd 12,5 %",
        "渡口 ferry",
        "a\u00ad",
    ],
)
def test_there_are_as_many_places_as_words(text: str) -> None:
    starts, words = word_starts(text), words_of(text)
    assert len(starts) == len(words)
    for start, word in zip(starts, words, strict=True):
        assert text[start] == word[0]
