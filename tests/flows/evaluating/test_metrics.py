"""The metrics are what DESIGN.md says, and behave as such measures must."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.evaluating.metrics import (
    authors_agree,
    bootstrap_interval,
    date_agrees,
    harmonic_mean,
    score_snippets,
    score_text,
    shingles_of,
    title_agrees,
    words_of,
)

TEXTS = st.lists(
    st.sampled_from(["the", "The", "ferry", "über", "2026", "naïve", "-", "·"]), max_size=30
).map(" ".join)


def test_words_are_those_of_the_text_as_it_is_read() -> None:
    assert words_of("Über\u00adfahrt, zwei\u200bmal: 3,5 km_h!") == [
        "Überfahrt",
        "zweimal",
        "3",
        "5",
        "km_h",
    ]
    assert words_of("Caf\u0065\u0301") == words_of("Caf\u00e9")
    assert words_of("e\u200b\u0301") == ["\u00e9"]


def test_shingles_are_four_words_or_all_of_a_shorter_text() -> None:
    assert shingles_of("a b c d e d".split()).keys() == {
        ("a", "b", "c", "d"),
        ("b", "c", "d", "e"),
        ("c", "d", "e", "d"),
    }
    assert shingles_of("a b a b a b".split())["a", "b", "a", "b"] == 2
    assert list(shingles_of(["a", "b"])) == [("a", "b")]
    assert not shingles_of([])


def test_a_page_scored_by_hand() -> None:
    score = score_text("The ferry sails at six. Subscribe", "the ferry sails at six today")
    # Words (case does not count): 5 shared of 6 and 6. Shingles (it does): 1 of 3 and of 3.
    assert score.word_f1 == pytest.approx(10 / 12)
    assert score.shingle_precision == pytest.approx(1 / 3)
    assert score.shingle_recall == pytest.approx(1 / 3)
    assert not score.exact
    assert (score.missing_count, score.extra_count) == (1, 1)


def test_words_count_as_often_as_they_stand_there() -> None:
    score = score_text("yes yes yes", "yes")
    assert score.word_f1 == pytest.approx(2 / 4)
    assert (score.missing_count, score.extra_count) == (0, 2)


def test_punctuation_and_spaces_do_not_make_a_text_inexact_but_case_does() -> None:
    assert score_text("A — b…\n\nc", "A b, c.").exact
    assert not score_text("a b c", "A b c").exact


def test_empty_texts() -> None:
    both = score_text("", " … ")
    assert (both.word_f1, both.exact) == (1.0, True)
    assert (both.shingle_precision, both.shingle_recall) == (None, None)
    no_output = score_text("", "some words")
    assert (no_output.word_f1, no_output.shingle_precision, no_output.shingle_recall) == (
        0,
        None,
        0,
    )
    no_gold = score_text("some words", "")
    assert (no_gold.word_f1, no_gold.shingle_precision, no_gold.shingle_recall) == (0, 0, None)


@given(TEXTS)
def test_a_text_agrees_with_itself(text: str) -> None:
    score = score_text(text, text)
    assert score.word_f1 == 1
    assert score.exact
    assert score.missing_count == score.extra_count == 0
    assert score.shingle_precision in {1, None}


@given(TEXTS, TEXTS)
def test_output_and_gold_are_symmetric(ours: str, theirs: str) -> None:
    there, back = score_text(ours, theirs), score_text(theirs, ours)
    assert there.word_f1 == back.word_f1
    assert there.shingle_precision == back.shingle_recall
    assert there.missing_count == back.extra_count
    assert there.exact == back.exact
    assert 0 <= there.word_f1 <= 1
    assert (there.word_f1 == 1) or not there.exact


@given(TEXTS, TEXTS, TEXTS)
def test_more_of_the_gold_never_lowers_recall(ours: str, more: str, theirs: str) -> None:
    less = score_text(ours, theirs).missing_count
    assert score_text(f"{ours} {more}", theirs).missing_count <= less


def test_snippets_are_found_with_squeezed_white_space() -> None:
    text = "The ferry\n  sails at\u00a0six\u00ad.\n\nHome"
    score = score_snippets(text, ["ferry sails  at six.", "ferry sinks"], ["Home", "Login"])
    assert (score.contained_found, score.contained) == (1, 2)
    assert (score.not_contained_found, score.not_contained) == (1, 2)


@pytest.mark.parametrize(
    ("title", "right"),
    [
        ("Ferry sails again: all on board", True),
        ("Ferry sails again — all on board!", True),
        ("Ferry sails again: all on board | Harbour Post", False),
        ("ferry sails again: all on board", False),
        (None, False),
    ],
)
def test_titles(title: str | None, right: bool) -> None:  # noqa: FBT001 - a table of cases
    assert title_agrees(title, "Ferry sails again: all on board") is right


def test_authors_agree_in_any_order_and_division() -> None:
    assert authors_agree(["Ada Quill", "Bo Reed"], ["Bo Reed", "Ada Quill"])
    assert authors_agree(["Ada Quill and Bo Reed"], ["Ada Quill and", "Bo Reed"])
    assert not authors_agree(["Ada Quill"], ["Ada Quill", "Bo Reed"])
    assert not authors_agree([], ["Ada Quill"])


def test_dates_agree_by_day() -> None:
    assert date_agrees("2026-03-04T23:30:00+02:00", "2026-03-04")
    assert not date_agrees("2026-03-05", "2026-03-04")
    assert not date_agrees(None, "2026-03-04")


def test_harmonic_mean() -> None:
    assert harmonic_mean(0.5, 1.0) == pytest.approx(2 / 3)
    assert harmonic_mean(0, 0) == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.integers(0, 3))
def test_bootstrap_intervals_lie_within_the_values_and_are_the_same_for_a_seed(
    values: list[float], seed: int
) -> None:
    low, high = bootstrap_interval(values, resamples=50, seed=seed)
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9
    assert (low, high) == bootstrap_interval(values, resamples=50, seed=seed)


def test_a_bootstrap_interval_is_about_two_standard_errors_each_side() -> None:
    values = [0.0, 1.0] * 200
    low, high = bootstrap_interval(values)
    # The standard error of a share of one half over 400 pages is 0.025.
    assert low == pytest.approx(0.45, abs=0.01)
    assert high == pytest.approx(0.55, abs=0.01)


def test_no_values_have_no_interval() -> None:
    with pytest.raises(ValueError, match="no values"):
        bootstrap_interval([])
