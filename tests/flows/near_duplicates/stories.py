"""Invented stories in an invented language, and what other papers make of them."""

# ruff: noqa: S311 - the same texts every time

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from random import Random

_SYLLABLES = (
    "ba ce dor el fin gar ho ist ka lun mar ne ol pra qui ros sta tu ver wen yor zi".split()
)
Story = list[str]


def _vocabulary(count: int) -> list[str]:
    random = Random(7)
    words: dict[str, None] = {}
    while len(words) < count:
        words["".join(random.choices(_SYLLABLES, k=random.choice((1, 2, 2, 3, 3, 4))))] = None
    return list(words)


_WORDS = _vocabulary(3_000)
# Few words are frequent and most are rare, as in any language.
_WEIGHTS = list(accumulate(1 / rank for rank in range(1, len(_WORDS) + 1)))


def words(random: Random, count: int) -> list[str]:
    """Return so many words."""
    return random.choices(_WORDS, cum_weights=_WEIGHTS, k=count)


def paragraph(random: Random, count: int = 50) -> str:
    """Return a paragraph of some sentences."""
    found = words(random, count)
    sentences = [found[start : start + 12] for start in range(0, count, 12)]
    return " ".join(" ".join(each).capitalize() + "." for each in sentences)


def story(seed: int, paragraphs: int = 10) -> Story:
    """Return a story as its paragraphs; two seeds give two stories."""
    random = Random(seed)
    return [paragraph(random) for _ in range(paragraphs)]


def edited(told: Story, share: float, seed: int = 0) -> Story:
    """Return a story in which a share of the words are others."""
    random = Random(seed)
    return [
        " ".join(
            words(random, 1)[0] if random.random() < share else word for word in each.split(" ")
        )
        for each in told
    ]


def text(told: Story) -> str:
    """Return a story as a text."""
    return "\n\n".join(told)


def write_story(folder: Path, name: str, told: Sequence[str], fetched_at: str = "") -> None:
    """Write a story as a page of the paragraph cleaner, with the time of its fetch beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("\n".join(told) + "\n", "utf-8")
    if fetched_at:
        (folder / f"{name}.json").write_text(json.dumps({"fetched_at": fetched_at}), "utf-8")
