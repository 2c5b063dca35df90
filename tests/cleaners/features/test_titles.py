from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cleaners.features.titles import MAX_TITLE_CHARACTERS, key_of, title_keys
from cleaners.lexicons import folded_in_place
from tests.cleaners.building import text_document


def keys(title: str | None) -> set[str]:
    """Return the headlines that a title may stand for, as words with spaces."""
    return {" ".join(key) for key in title_keys(replace(text_document(), title=title))}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (None, set()),
        ("", set()),
        ("| –", set()),
        ("Weather", {"weather"}),
        ("Storm hits coast", {"storm hits coast"}),
        (
            "Storm hits coast | Region | The Example",
            {
                "storm hits coast",
                "storm hits coast region",
                "storm hits coast region the example",
            },
        ),
        (
            "Orkan über der Küste: Was jetzt gilt - Hafenbote",
            {
                "orkan über der küste was jetzt gilt",
                "orkan über der küste was jetzt gilt hafenbote",
            },
        ),
        (
            "The Example » Storm hits the coast and closes all schools",
            {
                "the example storm hits the coast and closes all schools",
                "storm hits the coast and closes all schools",
            },
        ),
        ("The Example | Storm hits coast", {"the example storm hits coast"}),
        ("Storm | The Example", {"storm the example"}),
        (
            "Is the storm over? – The Example",
            {"is the storm over", "is the storm over the example"},
        ),
        ("Half-time in Reach", {"half time in reach"}),
        (
            "« Rien n’est perdu », dit le maire de Valmoulin",
            {"rien n est perdu dit le maire de valmoulin", "rien n est perdu"},
        ),
        ("暴风雨袭击海岸|例报", {"暴 风 雨 袭 击 海 岸", "暴 风 雨 袭 击 海 岸 例 报"}),
    ],
)
def test_any_run_of_parts_at_an_edge_may_be_the_headline(title: str, expected: set[str]) -> None:
    assert keys(title) == expected


def test_the_first_part_may_be_a_headline_in_a_script_without_spaces() -> None:
    assert " ".join("暴风雨袭击海岸学校停课") in keys("暴风雨袭击海岸学校停课|例报")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("„Wir bleiben“, sagt sie", ("wir", "bleiben", "sagt", "sie")),
        ("What now?", ("what", "now")),
        ("It’s 5.30 p.m.", ("it", "s", "5", "30", "p", "m")),
        ("—", ()),
    ],
)
def test_headlines_are_compared_by_their_words(text: str, key: tuple[str, ...]) -> None:
    assert key_of(text) == key


def test_a_folded_line_has_the_key_of_the_line() -> None:
    line = "İstanbul’da yağmur okulları kapattı"
    assert key_of(folded_in_place(line)) == key_of(line)


@given(st.text(st.characters(exclude_characters="İΣ")))
def test_folding_changes_no_key(line: str) -> None:
    assert key_of(folded_in_place(line)) == key_of(line)


@given(st.lists(st.sampled_from(["storm", "Reach", "|", " - ", " ", "»", ": "]), max_size=12))
def test_every_headline_is_a_run_of_the_titles_words(parts: list[str]) -> None:
    title = "".join(parts)
    whole = " ".join(key_of(title))
    for key in keys(title):
        assert key
        assert whole.startswith(key) or whole.endswith(key)


def test_a_title_without_end_costs_little() -> None:
    assert all(len(key) <= MAX_TITLE_CHARACTERS for key in keys("a | " * 100_000))
