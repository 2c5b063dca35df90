"""What is replaced in a source."""

from __future__ import annotations

from cleaners.rules.rewriting import rewritten_source
from cleaners.rules.site_rules import Rewriting


def test_each_replacement_is_told_with_its_count() -> None:
    pairs = [Rewriting("<br><br>", "<p>"), Rewriting("none", "x"), Rewriting("<p>", "<div>")]
    text, warnings = rewritten_source("a<br><br>b<br><br>c", pairs, 1_000)
    assert text == "a<div>b<div>c"
    assert [(warning.code, warning.detail) for warning in warnings] == [
        ("source_replaced", "2 times '<br><br>' by '<p>'"),
        ("source_replaced", "2 times '<p>' by '<div>'"),
    ]


def test_a_source_does_not_grow_beyond_its_bound() -> None:
    text, warnings = rewritten_source("aaaa", [Rewriting("a", "b" * 300)], 1_000)
    assert text == "aaaa"
    [warning] = warnings
    assert warning.code == "source_not_replaced"
    assert len(warning.detail) < 120


def test_a_pattern_is_none() -> None:
    assert rewritten_source("a.b", [Rewriting("a.", "")], 9)[0] == "b"
    assert rewritten_source("axb", [Rewriting("a.", "")], 9) == ("axb", ())
