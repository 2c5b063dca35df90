from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Edit
from cleaners.normalizing.repairing import EMPTY_BLOCK
from cleaners.normalizing.replaying import ReplayError, replay, replay_blocks


def test_edits_are_made_in_their_order() -> None:
    edits = [Edit(0, "one", "b", "xyz", 1), Edit(0, "two", "zc", "", 3)]
    assert replay("abcd", edits) == "axyd"


def test_a_text_that_the_edits_were_not_made_on_is_told() -> None:
    with pytest.raises(ReplayError, match="'b' does not stand at 1, but 'c'"):
        replay("ac", [Edit(0, "one", "b", "", 1)])


def test_a_removed_block_moves_the_ones_behind_it() -> None:
    edits = [Edit(1, EMPTY_BLOCK, "\u2003", ""), Edit(1, "one", "c", "d", 0)]
    assert replay_blocks(["a", "\u2003", "c"], edits) == ["a", "d"]


def test_a_block_that_is_not_there_is_told() -> None:
    with pytest.raises(ReplayError, match="there is no block 2"):
        replay_blocks(["a"], [Edit(2, "one", "a", "b", 0)])


class Counting(str):
    """A text that counts the characters that are copied out of it, and of what is made of it."""

    __slots__ = ()
    copied = 0

    def __getitem__(self, place: object) -> Counting:
        taken = super().__getitem__(place)  # type: ignore[index]
        Counting.copied += len(taken)
        return Counting(taken)

    def __add__(self, other: str) -> Counting:
        return Counting(super().__add__(other))


def test_many_edits_of_a_long_text_copy_it_once_a_pass() -> None:
    text = Counting("ab" * 5_000)
    passes = [Edit(0, "first", "a", "", start) for start in range(5_000)]
    Counting.copied = 0
    assert replay(text, passes) == "b" * 5_000
    assert Counting.copied < 3 * len(text)


@given(st.text("ab ", max_size=12), st.data())
def test_edits_in_any_order_are_those_made_one_by_one(text: str, data: st.DataObject) -> None:
    edits, expected = [], text
    for _ in range(data.draw(st.integers(0, 6))):
        start = data.draw(st.integers(0, len(expected)))
        end = data.draw(st.integers(start, len(expected)))
        after = data.draw(st.text("xy", max_size=3))
        edits.append(Edit(0, "made", expected[start:end], after, start))
        expected = expected[:start] + after + expected[end:]
    assert replay(text, edits) == expected
