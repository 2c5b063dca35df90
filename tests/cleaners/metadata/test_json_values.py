from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.metadata.json_values import (
    MalformedJsonError,
    as_count,
    as_flag,
    as_list,
    as_text,
    decode_embedded,
)

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(JSON_VALUES)
def test_json_comes_back_as_it_was(value: object) -> None:
    assert decode_embedded(msgspec.json.encode(value).decode()) == [value]


@pytest.mark.parametrize(
    "text",
    [
        '<!-- {"name": "Tide, tables"} -->',
        '//<![CDATA[\n{"name": "Tide, tables"}\n//]]>',
        '/*<![CDATA[*/{"name": "Tide, tables"}/*]]>*/',
        '{"name": "Tide, tables",}',
        '{"name": "Tide, tables"};',
        '{"name": "Tide, tables" // for editors: never "two" lines\n}',
        "{&quot;name&quot;: &quot;Tide, tables&quot;}",
    ],
)
def test_what_pages_get_wrong_is_read(text: str) -> None:
    assert decode_embedded(text) == [{"name": "Tide, tables"}]


def test_a_raw_line_break_in_a_string_is_kept() -> None:
    assert decode_embedded('{"name": "Tide\ntables"}') == [{"name": "Tide\ntables"}]


def test_several_values_in_a_row_are_all_read() -> None:
    assert decode_embedded('{"a": 1}\n{"b": 2},{"c": 3}') == [{"a": 1}, {"b": 2}, {"c": 3}]


def test_slashes_and_commas_in_strings_are_no_comments_and_no_trailing_commas() -> None:
    text = '{"url": "https://harbourpost.example/a", "list": "one,]", "more": [1,],}'
    assert decode_embedded(text) == [
        {"url": "https://harbourpost.example/a", "list": "one,]", "more": [1]}
    ]


@pytest.mark.parametrize("text", ["{", "window.data = 1", '{"a" "b"}', "[" * 50_000, "9" * 5_000])
def test_what_is_no_json_is_told(text: str) -> None:
    with pytest.raises(MalformedJsonError):
        decode_embedded(text)


def test_texts_are_found_in_loose_types() -> None:
    assert as_text({"@value": "Ferry"}) == "Ferry"
    assert as_text([{"name": "Ferry"}, {"name": "Boat"}]) == "Ferry"
    assert as_text({"name": ["Ferry"]}) == "Ferry"
    assert as_text(7) == as_text(None) == as_text([]) == as_text({}) == ""


def test_a_value_that_holds_itself_by_name_is_no_text() -> None:
    looping: dict[str, object] = {}
    looping["name"] = looping
    assert as_text(looping) == ""


def test_lists_counts_and_flags() -> None:
    assert as_list(None) == []
    assert as_list("a") == ["a"]
    assert [as_count(value) for value in (812, "812", 812.0)] == [812, 812, 812]
    assert [as_count(value) for value in (True, -1, "many", 1.5, 10**30, "٣", None)] == [None] * 7
    assert as_flag("http://schema.org/False") is False
    assert as_flag("True") is True
    assert [as_flag(value) for value in (False, 0, True, 1)] == [False, False, True, True]
    assert as_flag("perhaps") is None
    assert as_flag(2) is None
