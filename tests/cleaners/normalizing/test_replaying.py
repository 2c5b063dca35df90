from __future__ import annotations

import pytest

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
