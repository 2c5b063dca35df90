"""Texts to clusters: which are near copies, and of which."""

# ruff: noqa: S311 - the same texts every time

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.near_duplicates.clusters import NO_TEXT, Clusters, clusters_of
from flows.near_duplicates.searching import MAX_PAIRS, Bounds, alike_texts, are_alike
from flows.near_duplicates.signatures import SLOTS, parsed, signature_of
from flows.run_settings import run_settings_from
from tests.flows.near_duplicates.stories import edited, paragraph, story, text

SETTINGS = run_settings_from({}).near_duplicates
BOUNDS = Bounds(SETTINGS.min_similarity, SETTINGS.min_containment)
NONE = NO_TEXT


def clusters(texts: Sequence[str], *, leave_out: bool = False) -> Clusters:
    """Return the clusters of texts in their order."""
    signatures = [parsed(signature_of(each)) for each in texts]
    slots = [np.frombuffer(each.slots, dtype="<u2") for each in signatures if each]
    counts = [each.shingles for each in signatures if each]
    return clusters_of(
        np.array(slots, dtype=np.uint16).reshape(-1, SLOTS),
        np.array(counts, dtype=np.int64),
        BOUNDS,
        leave_out=leave_out,
    )


def copied(texts: Sequence[str]) -> list[int]:
    """Return of each text the place of the one that it is a near copy of."""
    return [int(each) for each in clusters(texts).copied]


def test_a_wire_story_is_found_with_another_head_or_tail() -> None:
    wire, local = story(1), story(2)
    texts = [
        text(wire),
        text(local),
        text(local[:3] + wire[3:]),
        text(wire[:7] + local[:3]),
        text([local[0], *wire[1:-1], local[1]]),
    ]
    assert copied(texts) == [NONE, NONE, 0, 0, 0]


def test_a_fifth_of_other_words_does_not_hide_a_copy() -> None:
    for seed in range(30):
        told = story(seed, paragraphs=3 + seed % 8)
        assert copied([text(told), text(edited(told, 0.2, seed))]) == [NONE, 0], seed


def test_copies_are_found_in_scripts_without_spaces() -> None:
    random = Random(3)
    vocabulary = ["".join(map(chr, random.choices(range(0x4E00, 0x5200), k=2))) for _ in range(900)]
    told = [random.choices(vocabulary, k=200) for _ in range(4)]
    others = [
        [random.choice(vocabulary) if random.random() < 0.2 else word for word in each]
        for each in told
    ]
    texts = ["".join(each) + "。" for each in [*told, *others, told[0][:80]]]
    assert copied(texts) == [NONE, NONE, NONE, NONE, 0, 1, 2, 3, 0]


def test_a_shortened_story_is_contained_whichever_came_first() -> None:
    long = story(1, 12)
    found = clusters([text(long), text(long[:4])])
    assert list(found.copied) == [NONE, 0]
    assert found.similarity[1] < 0.45
    assert found.containment[1] > 0.9
    found = clusters([text(long[:4]), text(long)])
    assert list(found.copied) == [NONE, 0]


def test_stories_on_one_event_that_share_a_paragraph_and_quotations_are_no_copies() -> None:
    random = Random(5)
    background, quotations = paragraph(random, 60), [paragraph(random, 15) for _ in range(3)]
    told = []
    for seed in range(8):
        own = story(seed, 7)
        told.append(text([own[0], quotations[0], *own[1:4], background, *own[4:], *quotations[1:]]))
    assert copied(told) == [NONE] * 8


def test_a_round_up_does_not_make_copies_of_what_it_contains() -> None:
    pieces = [story(seed, 4) for seed in range(4)]
    round_up = [each for piece in pieces for each in piece]
    assert copied([*map(text, pieces), text(round_up)])[:4] == [NONE] * 4
    assert copied([text(round_up), *map(text, pieces)]) == [NONE, 0, 0, 0, 0]


def test_a_copy_of_a_copy_is_in_the_cluster() -> None:
    """A short report, the whole story, and what another paper made of that one."""
    wire = story(1)
    texts = [text(wire[:4]), text(wire), text([*story(2, 2), *wire[3:]]), text(story(3))]
    found = clusters(texts)
    assert list(found.copied) == [NONE, 0, 1, NONE]
    assert list(found.originals) == [0, 0, 0, 3]
    found = clusters(texts, leave_out=True)
    assert list(found.left_out) == [False, False, True, False]
    assert list(found.copied) == [NONE, 0, 1, NONE]


def test_every_copy_is_alike_what_it_is_said_to_copy() -> None:
    """A story that is rewritten again and again is in the end another one."""
    versions = [story(1)]
    for seed in range(8):
        versions.append(edited(versions[-1], 0.15, seed))
    texts = [text(each) for each in versions]
    found = clusters(texts)
    assert found.copied[1] == 0
    assert len(set(found.copied)) > 2
    assert set(found.originals) == {0}
    close = found.similarity >= BOUNDS.min_similarity
    assert np.all(close | (found.containment >= BOUNDS.min_containment))
    found = clusters(texts, leave_out=True)
    assert np.any(~found.left_out[1:])
    assert not np.any(found.left_out[found.copied[found.are_copies]])


def test_what_is_copied_of_the_longer_of_two_is_left_out() -> None:
    wire = story(1)
    texts = [text(wire[:4]), text(wire), text(wire[1:]), text(wire), text(wire[:4])]
    found = clusters(texts, leave_out=True)
    assert list(found.left_out) == [False, False, True, True, True]
    assert list(found.copied) == [NONE, 0, 1, 1, 0]
    assert list(clusters(texts).copied) == [NONE, 0, 0, 0, 0]


def test_the_same_text_thousands_of_times_is_one_cluster() -> None:
    found = copied([text(story(2)), *[text(story(1))] * 3_000, text(story(3))])
    assert found == [NONE, NONE, *[1] * 2_999, NONE]


def test_no_texts_have_no_clusters() -> None:
    assert copied([]) == []
    assert copied([text(story(1))]) == [NONE]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=16))
def test_the_search_finds_what_comparing_all_pairs_does(kinds: list[tuple[int, int]]) -> None:
    texts = [text(edited(story(which, 4), 0.05 * edits, edits)) for which, edits in kinds]
    signatures = [found for each in texts if (found := parsed(signature_of(each)))]
    slots = np.array([np.frombuffer(each.slots, dtype="<u2") for each in signatures])
    counts = np.array([each.shingles for each in signatures], dtype=np.int64)
    expected = []
    for earlier, later in combinations(range(len(texts)), 2):
        equal = np.array([np.count_nonzero(slots[earlier] == slots[later])], dtype=np.int32)
        if are_alike(equal, counts[[earlier]], counts[[later]], BOUNDS)[0]:
            expected.append((earlier, later, int(equal[0])))
    expected = [
        pair
        for pair in expected
        if sum(each[1] == pair[1] and each[0] < pair[0] for each in expected) < MAX_PAIRS
    ]
    alike = alike_texts(slots, counts, np.arange(len(texts)), BOUNDS)
    pairs = zip(alike.earlier.tolist(), alike.later.tolist(), alike.equal.tolist(), strict=True)
    assert sorted(pairs) == expected
