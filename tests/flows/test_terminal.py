"""Nothing that a page or a file name holds can steer the terminal."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from flows.terminal import printable, printable_json, printable_line


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=40))
def test_printable_texts_hold_no_controls_and_can_be_encoded(text: str) -> None:
    shown_text = printable(text)
    shown_text.encode("utf-8")
    assert all(c in "\t\n" or unicodedata.category(c) != "Cc" for c in shown_text)
    assert "\n" not in printable_line(text)
    if not any(unicodedata.category(c) in {"Cc", "Cs"} for c in text):
        assert shown_text == text


def test_controls_in_json_are_escaped_and_mean_the_same() -> None:
    encoded = json.dumps("a\x7fb\x9bc\u00a0é", ensure_ascii=False).encode()
    escaped = printable_json(encoded)
    assert "\x7f" not in escaped
    assert "\x9b" not in escaped
    assert json.loads(escaped) == json.loads(encoded)
