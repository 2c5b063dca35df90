from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.deciding import Decision, decide
from cleaners.document import Document, Kept, Mark, Spare
from cleaners.guarding import decide_within_guards
from cleaners.reasons import Reason
from cleaners.settings import DecidingSettings
from tests.cleaners.building import text_document

DOCUMENT = text_document(*[f"{letter} {letter}." for letter in "abcdefghij"])
"""Ten blocks of two words."""


def guards(*keep: Reason, min_kept_share: float = 0.3, sure_score: float = 0.9) -> DecidingSettings:
    return DecidingSettings(
        keep=frozenset(keep), min_kept_share=min_kept_share, sure_score=sure_score
    )


def mark(block: int, reason: Reason = Reason.PROMO, *, score: float = 0.7) -> Mark:
    return Mark(block, 0, 4, reason, f"test-{reason}", score)


def marks(count: int, reason: Reason = Reason.PROMO, *, score: float = 0.7) -> list[Mark]:
    """Return marks over the last blocks."""
    return [mark(block, reason, score=score) for block in range(10 - count, 10)]


def letters(decision: Decision) -> str:
    """Return the first letters of the blocks that stay."""
    return "".join(kept.text[0] for kept in decision.kept)


def test_above_the_guard_everything_that_is_marked_goes() -> None:
    decision, warnings = decide_within_guards(DOCUMENT, [], marks(7), guards())
    assert letters(decision) == "abc"
    assert warnings == ()


def test_where_too_much_would_go_only_what_is_sure_does() -> None:
    claims = [*marks(8), *marks(2, score=0.9)]
    decision, warnings = decide_within_guards(DOCUMENT, [], claims, guards())
    assert letters(decision) == "abcdefgh"
    (warning,) = warnings
    assert warning.code == "cut_carefully"
    assert warning.detail == "named reasons would cut 80% of the text; only the sure ones count"


def test_the_share_that_has_to_stay_may_stay_exactly() -> None:
    sure = [*marks(8), *marks(7, score=0.9)]
    decision, warnings = decide_within_guards(DOCUMENT, [], sure, guards())
    assert letters(decision) == "abc"
    assert [warning.code for warning in warnings] == ["cut_carefully"]


def test_where_still_too_much_would_go_no_named_mark_counts() -> None:
    claims = [*marks(8, score=0.95), mark(0, score=0.5), mark(1, Reason.BOILERPLATE)]
    decision, warnings = decide_within_guards(DOCUMENT, [], claims, guards())
    assert letters(decision) == "acdefghij"
    assert [cut.reason for cut in decision.cuts] == [Reason.BOILERPLATE]
    (warning,) = warnings
    assert warning.code == "cut_carefully"
    assert warning.detail.endswith("none of them counts")


@pytest.mark.parametrize("reason", [Reason.BOILERPLATE, Reason.HIDDEN])
def test_the_guard_does_not_hold_back_an_engine(reason: Reason) -> None:
    decision, warnings = decide_within_guards(DOCUMENT, [], marks(9, reason), guards())
    assert letters(decision) == "a"
    assert warnings == ()


def test_named_marks_are_held_to_what_the_engine_leaves() -> None:
    of_engine = marks(8, Reason.BOILERPLATE)
    names = marks(8)
    decision, warnings = decide_within_guards(DOCUMENT, of_engine, names, guards())
    assert letters(decision) == "ab"
    assert {cut.reason for cut in decision.cuts} == {Reason.PROMO}
    assert warnings == ()
    decision, warnings = decide_within_guards(
        DOCUMENT, of_engine, [*names, mark(0), mark(1)], guards()
    )
    assert letters(decision) == "ab"
    assert {cut.reason for cut in decision.cuts} == {Reason.BOILERPLATE}
    assert [warning.code for warning in warnings] == ["cut_carefully"]


def test_the_guards_are_settings() -> None:
    claims = [*marks(4), *marks(1, score=0.8)]
    strict = guards(min_kept_share=0.8, sure_score=0.8)
    assert letters(decide_within_guards(DOCUMENT, [], claims, strict)[0]) == "abcdefghi"
    off = guards(min_kept_share=0)
    assert decide_within_guards(DOCUMENT, [], marks(10), off)[0].kept == ()


def test_spares_count_before_the_guard_does() -> None:
    spares = [Spare(block, 0, 4, "test", 0.7) for block in (5, 6, 7)]
    decision, warnings = decide_within_guards(DOCUMENT, [], [*marks(10), *spares], guards())
    assert letters(decision) == "fgh"
    assert warnings == ()


def test_what_the_user_keeps_is_spared() -> None:
    claims = [mark(0, Reason.CAPTION), mark(1, Reason.PROMO)]
    decision, _ = decide_within_guards(DOCUMENT, [], claims, guards(Reason.CAPTION))
    assert letters(decision) == "acdefghij"


def test_what_the_user_keeps_is_what_would_go_for_that_reason() -> None:
    claims = [
        mark(0, Reason.CAPTION, score=0.5),
        mark(0, Reason.BOILERPLATE, score=1.0),
        mark(1, Reason.CAPTION, score=0.5),
        mark(1, Reason.ADVERTISEMENT, score=1.0),
    ]
    decision, _ = decide_within_guards(DOCUMENT, [], claims, guards(Reason.CAPTION))
    assert letters(decision) == "acdefghij"


def test_a_user_can_keep_what_an_engine_leaves_out() -> None:
    claims = [*marks(9, Reason.BOILERPLATE), mark(9)]
    decision, _ = decide_within_guards(DOCUMENT, [], claims, guards(Reason.BOILERPLATE))
    assert letters(decision) == "abcdefghi"


@pytest.mark.parametrize("document", [text_document(), text_document("—", "***")])
def test_a_document_without_words_has_no_share(document: Document) -> None:
    claims = [Mark(block.index, 0, 1, Reason.PROMO, "test") for block in document.blocks]
    decision, warnings = decide_within_guards(document, [], claims, guards())
    assert decision == decide(document, claims)
    assert warnings == ()


CLAIMS = st.lists(
    st.one_of(
        st.builds(
            Mark,
            block=st.integers(0, 9),
            start=st.sampled_from([0, 2]),
            end=st.sampled_from([2, 4]),
            reason=st.sampled_from([Reason.BOILERPLATE, Reason.HIDDEN, Reason.PROMO, Reason.ABOUT]),
            detector=st.just("test"),
            score=st.sampled_from([0.5, 0.7, 0.9]),
        ),
        st.builds(
            Spare,
            block=st.integers(0, 9),
            start=st.sampled_from([0, 2]),
            end=st.sampled_from([2, 4]),
            detector=st.just("test"),
            score=st.sampled_from([0.5, 0.7, 0.9]),
        ),
    ),
    max_size=30,
)
GUARDS = st.builds(
    guards,
    min_kept_share=st.floats(0, 1),
    sure_score=st.floats(0, 1),
)


@given(CLAIMS, GUARDS)
def test_no_text_is_lost(claims: list[Mark | Spare], settings: DecidingSettings) -> None:
    decision, _ = decide_within_guards(DOCUMENT, [], claims, settings)
    for block in DOCUMENT.blocks:
        parts = [(part.start, part.text) for part in decision.kept if part.block is block]
        parts += [(cut.start, cut.text) for cut in decision.cuts if cut.block == block.index]
        assert "".join(text for _, text in sorted(parts)) == block.text


@given(CLAIMS, GUARDS, st.randoms())
def test_the_order_of_claims_does_not_matter(
    claims: list[Mark | Spare], settings: DecidingSettings, random: Random
) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert decide_within_guards(DOCUMENT, [], claims, settings) == decide_within_guards(
        DOCUMENT, [], shuffled, settings
    )


@given(CLAIMS, GUARDS)
def test_without_a_warning_nothing_is_held_back(
    claims: list[Mark | Spare], settings: DecidingSettings
) -> None:
    decision, warnings = decide_within_guards(DOCUMENT, [], claims, settings)
    if not warnings:
        assert decision == decide(DOCUMENT, claims)
    else:
        assert len(words_kept(decision.kept)) >= len(words_kept(decide(DOCUMENT, claims).kept))


@given(CLAIMS, GUARDS)
def test_enough_stays_of_what_an_engine_leaves(
    claims: list[Mark | Spare], settings: DecidingSettings
) -> None:
    unnamed = [
        claim
        for claim in claims
        if isinstance(claim, Spare) or claim.reason in {Reason.BOILERPLATE, Reason.HIDDEN}
    ]
    whole = len(words_kept(decide(DOCUMENT, unnamed).kept))
    decision, _ = decide_within_guards(DOCUMENT, [], claims, settings)
    assert len(words_kept(decision.kept)) >= settings.min_kept_share * whole - 1e-9


def words_kept(kept: Sequence[Kept]) -> list[str]:
    return [word for part in kept for word in part.text.split()]
