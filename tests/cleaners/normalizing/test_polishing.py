from __future__ import annotations

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Edit
from cleaners.normalizing.polishing import polish
from cleaners.normalizing.quote_conventions import quote_conventions
from cleaners.normalizing.replaying import replay
from cleaners.settings import settings_from
from tests.cleaners.normalizing.cases import Case, cases_of, parameters

SECONDS = 10.0
"""Far more than it takes, far less than if time grew with the square of the length."""

SETTINGS = settings_from({}).normalizing
WITHOUT_DIRECTION = settings_from({"normalizing": {"quote_direction": False}}).normalizing
WITHOUT_SPACING = settings_from({"normalizing": {"quote_spacing": False}}).normalizing

BROKEN = "“We are moving along“said the mate of the ferry."


@pytest.mark.parametrize("case", parameters("quotes"))
def test_quotes_are_put_right_where_nothing_is_in_doubt(case: Case) -> None:
    assert polish(case.text, case.language, SETTINGS)[0] == case.after


@pytest.mark.parametrize("case", cases_of("quotes").known_failure)
def test_what_is_not_put_right_stays_as_it_is(case: Case) -> None:
    assert polish(case.text, case.language, SETTINGS) == (case.text, [])


def test_edits_say_what_changed_where() -> None:
    text, edits = polish(BROKEN, "en", SETTINGS, block=7)
    assert text == "“We are moving along” said the mate of the ferry."
    assert edits == [
        Edit(7, "quote_direction", "“", "”", 20),
        Edit(7, "quote_spacing", "”", "” ", 20),
    ]


def test_each_kind_of_change_can_be_turned_off() -> None:
    both_off = settings_from({"normalizing": {"quote_direction": False, "quote_spacing": False}})
    assert polish(BROKEN, "en", both_off.normalizing) == (BROKEN, [])
    turned, _ = polish(BROKEN, "en", WITHOUT_SPACING)
    assert turned == "“We are moving along”said the mate of the ferry."
    # What stands the wrong way is not given a space on what may be the wrong side.
    assert polish(BROKEN, "en", WITHOUT_DIRECTION) == (BROKEN, [])
    glued = "“We are moving along,”said the mate of the ferry."
    assert polish(glued, "en", WITHOUT_DIRECTION)[0] == glued.replace("”", "” ")


PIECES = [
    *"“”„«»\"’‘'—–-,.!?:;()[]=6 \n",
    *"“” ",
    *" the of and said that was not it s I a x State".split(),
    " der die und ist nicht",
    " le les des pour",
    " och att det som är",
    "word",
    "the end of it",
]
PARAGRAPHS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
LANGUAGES = st.sampled_from([None, "en", "en-GB", "de", "fr", "sv", "pl", "ru", "tr", "zz"])


@given(PARAGRAPHS, LANGUAGES)
def test_nothing_but_quotes_and_spaces_changes(text: str, language: str | None) -> None:
    polished, edits = polish(text, language, SETTINGS)
    assert wording(polished) == wording(text)
    assert (polished == text) == (not edits)


@given(PARAGRAPHS, LANGUAGES)
def test_polishing_twice_gives_the_same(text: str, language: str | None) -> None:
    polished, _ = polish(text, language, SETTINGS)
    assert polish(polished, language, SETTINGS) == (polished, [])


@given(PARAGRAPHS, LANGUAGES)
def test_edits_can_be_replayed(text: str, language: str | None) -> None:
    polished, edits = polish(text, language, SETTINGS)
    assert replay(text, edits) == polished


@given(st.text(), st.none() | st.text())
def test_any_text_and_any_language_are_taken(text: str, language: str | None) -> None:
    polished, edits = polish(text, language, SETTINGS)
    assert replay(text, edits) == polished


@st.composite
def quotations(draw: st.DrawFn) -> tuple[str, str]:
    """Draw an English paragraph of quotations, and the same with one outer space gone."""
    words = st.sampled_from("the end of that was not as we have said before and more".split())
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        said = " ".join(draw(st.lists(words, min_size=3, max_size=8)))
        parts.append(f"“{said},” said the mate of the ferry, who was there.")
    whole = " ".join(parts)
    places = [found.end() for found in re.finditer(",” ", whole)]
    place = draw(st.sampled_from(places))
    return whole, whole[: place - 1] + whole[place:]


@given(quotations(), st.sampled_from([None, "en", "en-US", "de"]))
def test_a_lost_space_is_found_again(texts: tuple[str, str], language: str | None) -> None:
    whole, glued = texts
    assert polish(whole, language, SETTINGS) == (whole, [])
    assert polish(glued, language, SETTINGS)[0] == whole


@given(quotations(), st.sampled_from([None, "en", "en-US"]))
def test_a_turned_mark_is_turned_back(texts: tuple[str, str], language: str | None) -> None:
    whole, _ = texts
    first = whole.index("”")
    turned = f"{whole[:first]}“{whole[first + 1 :]}"
    assert polish(turned, language, SETTINGS)[0] == whole


@pytest.mark.parametrize(
    "text",
    ["the “of" * 50_000, "x" * 500_000 + "“the of" * 2, "“’" * 50_000 + "the“ of", '"' * 99_999],
)
def test_a_long_text_takes_time_by_its_length(text: str) -> None:
    began = perf_counter()
    assert polish(text, "en", SETTINGS) == (text, [])
    assert perf_counter() - began < SECONDS


def test_conventions_are_well_formed() -> None:
    for language, conventions in quote_conventions().items():
        assert re.fullmatch("[a-z]{2}", language)
        assert all(len(pair.opening) == len(pair.closing) == 1 for pair in conventions.pairs)
        assert len(set(conventions.pairs)) == len(conventions.pairs)
        assert all(word == word.lower() for word in conventions.words | conventions.parts)
        assert len(conventions.words) >= 15
        assert not conventions.words & conventions.parts


def wording(text: str) -> str:
    return re.sub(r"[\s“”„«»\"]", "", text)
