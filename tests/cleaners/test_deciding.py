from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.deciding import decide
from cleaners.document import Document, Mark, Spare
from cleaners.reasons import Reason
from tests.cleaners.building import text_document


def mark(block: int, start: int, end: int, reason: Reason = Reason.PROMO, **more: float) -> Mark:
    return Mark(block, start, end, reason, detector=f"test-{reason}", score=more.get("score", 1.0))


def test_what_is_not_marked_stays() -> None:
    decision = decide(text_document("one", "two"), [])
    assert [kept.text for kept in decision.kept] == ["one", "two"]
    assert decision.cuts == ()


def test_a_span_goes_and_its_paragraph_stays() -> None:
    decision = decide(text_document("It rained. Read more: Floods"), [mark(0, 11, 28)])
    assert [kept.text for kept in decision.kept] == ["It rained. "]
    assert [(cut.text, cut.reason) for cut in decision.cuts] == [
        ("Read more: Floods", Reason.PROMO)
    ]


def test_white_space_between_cuts_goes_with_them() -> None:
    decision = decide(text_document("ad   ad"), [mark(0, 0, 2), mark(0, 5, 7, Reason.RELATED)])
    assert decision.kept == ()
    assert "".join(cut.text for cut in decision.cuts) == "ad   ad"


def test_a_named_reason_goes_before_mere_boilerplate() -> None:
    marks = [mark(0, 0, 4, Reason.BOILERPLATE, score=1.0), mark(0, 0, 4, Reason.SHARE, score=0.6)]
    for order in (marks, marks[::-1]):
        (cut,) = decide(text_document("Post"), order).cuts
        assert cut.reason is Reason.SHARE


def spare(block: int, start: int, end: int, score: float = 1.0) -> Spare:
    return Spare(block, start, end, detector="test", score=score)


@pytest.mark.parametrize("score", [0.0, 0.5, 1.0])
def test_a_spare_outweighs_mere_boilerplate_whatever_the_scores(score: float) -> None:
    claims: list[Mark | Spare] = [
        mark(0, 0, 4, Reason.BOILERPLATE, score=1.0),
        spare(0, 0, 4, score),
    ]
    assert decide(text_document("Lead"), claims).cuts == ()


@pytest.mark.parametrize(
    ("marked", "spared", "stays"),
    [(0.7, 0.7, True), (0.7, 0.9, True), (0.9, 0.7, False), (1.0, 1.0, True), (0.1, 0.0, False)],
)
@pytest.mark.parametrize("reason", [Reason.PROMO, Reason.HIDDEN, Reason.TITLE])
def test_a_spare_outweighs_named_marks_that_are_not_surer(
    reason: Reason, marked: float, spared: float, *, stays: bool
) -> None:
    claims: list[Mark | Spare] = [
        mark(0, 0, 4, Reason.BOILERPLATE),
        mark(0, 0, 4, reason, score=marked),
        spare(0, 0, 4, spared),
    ]
    decision = decide(text_document("Lead"), claims)
    assert [cut.reason for cut in decision.cuts] == ([] if stays else [reason])


def test_the_surest_spare_counts() -> None:
    claims: list[Mark | Spare] = [
        mark(0, 0, 4, score=0.7),
        spare(0, 0, 4, 0.2),
        spare(0, 0, 4, 0.8),
    ]
    for order in (claims, claims[::-1]):
        assert decide(text_document("Lead"), order).cuts == ()


def test_the_surest_of_several_named_marks_is_held_to_the_spare() -> None:
    claims: list[Mark | Spare] = [
        mark(0, 0, 4, Reason.SHARE, score=0.5),
        mark(0, 0, 4, Reason.PROMO, score=0.8),
        spare(0, 0, 4, 0.7),
    ]
    (cut,) = decide(text_document("Lead"), claims).cuts
    assert cut.reason is Reason.PROMO


def test_a_spare_without_marks_changes_nothing() -> None:
    document = text_document("Lead", "Body")
    assert decide(document, [spare(0, 0, 4), spare(1, 1, 3)]) == decide(document, [])


def test_a_spared_span_stays_within_a_paragraph_that_goes() -> None:
    decision = decide(text_document("Ad. It rained. Ad."), [mark(0, 0, 18), spare(0, 4, 14)])
    assert [kept.text for kept in decision.kept] == ["It rained."]
    assert [cut.text for cut in decision.cuts] == ["Ad. ", " Ad."]


def test_a_marked_span_goes_from_a_paragraph_that_is_spared() -> None:
    claims: list[Mark | Spare] = [spare(0, 0, 23, 0.6), mark(0, 11, 23, score=0.9)]
    decision = decide(text_document("It rained. Read: Floods"), claims)
    assert [kept.text for kept in decision.kept] == ["It rained. "]
    assert [cut.text for cut in decision.cuts] == ["Read: Floods"]


PARAGRAPHS = st.lists(st.text(st.sampled_from("ab \n"), min_size=1, max_size=12), max_size=5)
SCORES = st.one_of(st.floats(0, 1), st.sampled_from([0.5, 0.7, 0.9]))


@st.composite
def claimed(draw: st.DrawFn) -> tuple[Document, list[Mark | Spare]]:
    document = text_document(*draw(PARAGRAPHS))
    claims: list[Mark | Spare] = []
    for block in document.blocks:
        for _ in range(draw(st.integers(0, 4))):
            start = draw(st.integers(0, len(block.text)))
            end = draw(st.integers(start, len(block.text)))
            if draw(st.booleans()):
                claims.append(spare(block.index, start, end, draw(SCORES)))
            else:
                reason = draw(st.sampled_from(list(Reason)))
                claims.append(mark(block.index, start, end, reason, score=draw(SCORES)))
    return document, claims


@given(claimed())
def test_kept_and_cut_together_are_all_the_text(
    given_: tuple[Document, list[Mark | Spare]],
) -> None:
    document, claims = given_
    decision = decide(document, claims)
    for block in document.blocks:
        parts = [(part.start, part.end) for part in decision.kept if part.block is block]
        parts += [(cut.start, cut.end) for cut in decision.cuts if cut.block == block.index]
        edge = 0
        for start, end in sorted(parts):
            assert start == edge
            assert start < end
            edge = end
        assert edge == len(block.text)


@given(claimed(), st.randoms())
def test_the_order_of_claims_does_not_matter(
    given_: tuple[Document, list[Mark | Spare]], random: Random
) -> None:
    document, claims = given_
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert decide(document, claims) == decide(document, shuffled)


@given(claimed())
def test_each_word_that_goes_is_claimed_by_its_mark_and_by_no_surer_spare(
    given_: tuple[Document, list[Mark | Spare]],
) -> None:
    document, claims = given_
    for cut in decide(document, claims).cuts:
        for at, character in enumerate(cut.text, cut.start):
            if character.isspace():
                continue
            over = [each for each in claims if each.block == cut.block and covers(each, at)]
            assert any(isinstance(each, Mark) and each.reason is cut.reason for each in over)
            spares = [each.score for each in over if isinstance(each, Spare)]
            assert all(score < cut.score for score in spares)
            assert not spares or cut.reason is not Reason.BOILERPLATE


def covers(claim: Mark | Spare, at: int) -> bool:
    return claim.start <= at < claim.end


@given(claimed())
def test_a_spare_only_adds_to_what_stays(given_: tuple[Document, list[Mark | Spare]]) -> None:
    document, claims = given_
    marks_only = [each for each in claims if isinstance(each, Mark)]
    assert letters_kept(document, marks_only) <= letters_kept(document, claims)


def letters_kept(
    document: Document, claims: list[Mark | Spare] | list[Mark]
) -> set[tuple[int, int]]:
    return {
        (kept.block.index, at)
        for kept in decide(document, claims).kept
        for at in range(kept.start, kept.end)
        if not kept.block.text[at].isspace()
    }
