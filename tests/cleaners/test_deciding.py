from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cleaners.deciding import decide
from cleaners.document import Document, Mark
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


PARAGRAPHS = st.lists(st.text(st.sampled_from("ab \n"), min_size=1, max_size=12), max_size=5)


@st.composite
def marked(draw: st.DrawFn) -> tuple[Document, list[Mark]]:
    document = text_document(*draw(PARAGRAPHS))
    marks = []
    for block in document.blocks:
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(block.text)))
            end = draw(st.integers(start, len(block.text)))
            reason = draw(st.sampled_from(list(Reason)))
            marks.append(mark(block.index, start, end, reason, score=draw(st.floats(0, 1))))
    return document, marks


@given(marked())
def test_kept_and_cut_together_are_all_the_text(given_: tuple[Document, list[Mark]]) -> None:
    document, marks = given_
    decision = decide(document, marks)
    for block in document.blocks:
        parts = [(part.start, part.end) for part in decision.kept if part.block is block]
        parts += [(cut.start, cut.end) for cut in decision.cuts if cut.block == block.index]
        edge = 0
        for start, end in sorted(parts):
            assert start == edge
            assert start < end
            edge = end
        assert edge == len(block.text)


@given(marked(), st.randoms())
def test_the_order_of_marks_does_not_matter(
    given_: tuple[Document, list[Mark]], random: Random
) -> None:
    document, marks = given_
    shuffled = list(marks)
    random.shuffle(shuffled)
    assert decide(document, marks) == decide(document, shuffled)
