"""Shards are the keys in order; a page more or less moves only what is near it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.working.shards import cut_shards

KEYS = st.lists(st.text(max_size=8), unique=True, max_size=300).map(sorted)
SIZES = st.integers(1, 20)


@given(KEYS, SIZES)
def test_shards_together_are_the_keys(keys: list[str], shard_pages: int) -> None:
    shards = list(cut_shards(iter(keys), shard_pages))
    assert [key for shard in shards for key in shard] == keys
    assert all(shards)


@given(KEYS, SIZES)
def test_shards_keep_to_their_bounds(keys: list[str], shard_pages: int) -> None:
    shards = list(cut_shards(keys, shard_pages))
    assert all(len(shard) <= 2 * shard_pages for shard in shards)
    assert all(len(shard) >= shard_pages // 2 for shard in shards[:-1])


@given(KEYS, SIZES, st.text(max_size=8))
def test_what_stands_before_a_new_key_stays(keys: list[str], shard_pages: int, new: str) -> None:
    before = list(cut_shards(keys, shard_pages))
    after = list(cut_shards(sorted({*keys, new}), shard_pages))
    # A cut is made after at most twice shard_pages keys are seen.
    untouched = [
        shard
        for number, shard in enumerate(before)
        if sum(len(each) for each in before[:number]) + 2 * shard_pages
        <= sum(key < new for key in keys)
    ]
    assert after[: len(untouched)] == untouched


def test_the_average_is_what_was_asked_for() -> None:
    shards = list(cut_shards((f"{number:06}" for number in range(100_000)), 100))
    assert 80 <= 100_000 / len(shards) <= 120


def test_cuts_after_a_new_key_come_together_again_soon() -> None:
    keys = [f"../raw/page-{number:05}.html" for number in range(10_000)]
    before = set(cut_shards(keys, 100))
    moved = [
        len(set(cut_shards(sorted([*keys, f"{keys[place]}x"]), 100)) - before)
        for place in range(50, 10_000, 97)
    ]
    assert sum(moved) / len(moved) < 3
    assert max(moved) <= 12
