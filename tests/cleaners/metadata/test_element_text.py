"""Text of elements: how much of a large one is read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import html
from lxml.etree import _Element

from cleaners.metadata import element_text


def test_an_element_without_words_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = 0

    def counted(element: _Element) -> Iterator[str | None]:
        nonlocal seen
        for part in original(element):
            seen += 1
            yield part

    original = element_text._parts
    monkeypatch.setattr(element_text, "_parts", counted)
    tree = html.fromstring(f"<div>{'<p> </p>' * 20_000}</div>")
    assert element_text.pieces(tree) == []
    assert seen <= element_text.MAX_PARTS
