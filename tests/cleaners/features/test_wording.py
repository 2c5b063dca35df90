from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.features.wording import EDGE, Found, Phrasebook, phrasebook
from cleaners.lexicons import Entry, Place, entries, folded_in_place

WHOLE, START, END, WITHIN = Place.WHOLE, Place.START, Place.END, Place.WITHIN


def found_in(
    text: str, *phrases: tuple[Place, str], table: str = "table"
) -> list[tuple[Place, str]]:
    """Return which phrases are found in a text, each checked to stand where it was found."""
    entries_ = [Entry(table, place, phrase, "xx") for place, phrase in phrases]
    folded = folded_in_place(text)
    found = Phrasebook(entries_).find([folded]).get(table, ())
    assert all(folded[each.start : each.end] == each.entry.phrase for each in found)
    return [(each.entry.place, each.entry.phrase) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "Comments",
        "12 Comments",
        "COMMENTS (3)",
        "» Comments «",
        "💬 Comments",
        "— comments —",
        "\ncomments:",
        "_comments_",
    ],
)
def test_a_whole_line_may_have_digits_and_signs_around_it(text: str) -> None:
    assert found_in(text, (WHOLE, "comments")) == [(WHOLE, "comments")]


@pytest.mark.parametrize(
    "text",
    [
        "Comments on the draft law",
        "All comments",
        "12comments",
        "comments2",
        "commentaries",
        "com ments",
        "",
        "12",
        "—",
        "💬" * 60 + " comments",
        "- " * EDGE + "comments",
    ],
)
def test_a_line_that_says_more_is_not_the_phrase(text: str) -> None:
    assert found_in(text, (WHOLE, "comments")) == []


def test_signs_that_belong_to_a_phrase_have_to_stand_there() -> None:
    phrase = "(c) the"
    assert found_in("© (c) The 12", (WHOLE, phrase)) == [(WHOLE, phrase)]
    assert found_in("c) the", (WHOLE, phrase)) == []
    assert found_in("(c) the", (WHOLE, "c) the")) == [(WHOLE, "c) the")]


def test_a_whole_line_of_mere_signs_can_be_a_phrase() -> None:
    assert found_in("* * *", (WHOLE, "* * *")) == [(WHOLE, "* * *")]
    assert found_in("a * * *", (WHOLE, "* * *")) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("read more", {START, END, WITHIN}),
        ("12. Read more", {START, END, WITHIN}),
        ("Read more: Floods", {START, WITHIN}),
        ("Floods – read more »", {END, WITHIN}),
        ("To read more of it", {WITHIN}),
        ("To read\nmore of it", {WITHIN}),
        ("They bread more fish", set()),
        ("Read moreover", set()),
        ("Read mores", set()),
        ("read  more", set()),
    ],
)
def test_a_phrase_counts_at_its_places(text: str, places: set[Place]) -> None:
    all_places = [(place, "read more") for place in (START, END, WITHIN)]
    assert {place for place, _ in found_in(text, *all_places)} == places


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("don't miss", "Don’t miss"),
        ("c'est à lire", "C’est à lire : la crue"),
        ("größe", "GRÖSSE"),
        ("lesen sie auch", "LESEN SIE AUCH: Das Wehr"),
        ("подробнее", "Подробнее…"),
    ],
)
def test_case_and_apostrophes_do_not_matter(phrase: str, text: str) -> None:
    expected = [] if phrase == "größe" else [(START, phrase)]  # SS is no ß character by character
    assert found_in(text, (START, phrase)) == expected


def test_a_phrase_that_begins_with_a_dotted_capital_i_is_found() -> None:
    assert found_in("İlgili haberler", (WHOLE, "ilgili haberler"))


def test_a_dotted_capital_i_moves_nothing() -> None:
    assert found_in("İzmir’de sel: devamını oku", (END, "devamını oku")) == [(END, "devamını oku")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("関連記事", {WHOLE, START, END, WITHIN}),
        ("【関連記事】", {WHOLE, START, END, WITHIN}),
        ("関連記事：橋の歴史", {START, WITHIN}),
        ("橋の歴史の関連記事", {END, WITHIN}),
        ("橋の関連記事はこちら", {WITHIN}),
        ("関連の記事", set()),
    ],
)
def test_scripts_without_spaces_have_no_word_boundaries(text: str, places: set[Place]) -> None:
    all_places = [(place, "関連記事") for place in Place]
    assert {place for place, _ in found_in(text, *all_places)} == places


def test_a_spaced_phrase_beside_a_script_without_spaces_is_within_a_word() -> None:
    assert found_in("詳細pdfを見る", (WITHIN, "pdf")) == []


FILLER = "word "


@pytest.mark.parametrize(
    ("before", "behind", "is_found"),
    [
        (0, 1_000, True),
        (EDGE - len("read more"), 1_000, True),
        (EDGE - len("read more") + 1, 1_000, False),
        (1_000, 1_000, False),
        (1_000, EDGE - len("read more"), True),
        (1_000, EDGE - len("read more") + 1, False),
        (1_000, 0, True),
        (EDGE - 4, EDGE - 5, True),
    ],
)
def test_of_a_long_block_both_ends_are_searched(
    before: int, behind: int, *, is_found: bool
) -> None:
    text = "-" * before + "read more" + "-" * behind
    assert bool(found_in(text, (WITHIN, "read more"))) is is_found


def test_a_word_that_goes_on_beyond_the_window_is_not_the_phrase() -> None:
    cut_off = "-" * (EDGE - len("read more")) + "read moreover" + "-" * 1_000
    assert found_in(cut_off, (WITHIN, "read more")) == []
    assert found_in(cut_off[::-1], (WITHIN, "read more"[::-1])) == []


def test_places_are_those_in_the_block_and_not_in_the_window() -> None:
    text = "Word " * 300 + "read more " + "word " * 20
    assert found_in(text, (START, "read more"), (END, "read more"), (WITHIN, "read more")) == [
        (WITHIN, "read more")
    ]


def test_what_is_found_stands_in_reading_order_by_table() -> None:
    book = Phrasebook(
        [
            Entry("line", WHOLE, "more", "en"),
            Entry("line", START, "read", "en"),
            Entry("line", END, "more", "en"),
            Entry("other", WITHIN, "read", "en"),
        ]
    )
    found = book.find(["read more", "more", "x" * 1_000 + " more", "read"])
    assert [(each.block, each.start, each.entry.place) for each in found["line"]] == [
        (0, 0, START),
        (0, 5, END),
        (1, 0, WHOLE),
        (1, 0, END),
        (2, 1_001, END),
        (3, 0, START),
    ]
    assert [each.block for each in found["other"]] == [0, 3]


def test_a_phrase_does_not_go_from_one_block_to_the_next() -> None:
    book = Phrasebook([Entry("table", WITHIN, "read more", "en")])
    assert book.find(["to read", "more of it"]) == {}


def test_a_phrase_of_several_tables_and_languages_is_found_for_each() -> None:
    book = Phrasebook(
        Entry(table, WHOLE, "newsletter", language)
        for table in ("newsletter", "navigation")
        for language in ("de", "en")
    )
    found = book.find(["Newsletter".lower()])
    assert {(table, each.entry.language) for table, all_ in found.items() for each in all_} == {
        (table, language) for table in ("newsletter", "navigation") for language in ("de", "en")
    }


def test_without_phrases_nothing_is_found() -> None:
    assert Phrasebook([]).find(["anything"]) == {}
    assert phrasebook().find([]) == {}


def test_a_hostile_block_is_not_searched_as_a_whole() -> None:
    entry = next(each for each in entries() if each.place is WITHIN)
    text = f"{entry.phrase} " * 200_000
    found = phrasebook().find([text])[entry.table]
    assert all(each.end <= EDGE or each.start >= len(text) - EDGE for each in found)


ENTRIES = st.lists(
    st.builds(
        Entry,
        table=st.sampled_from(["one", "two"]),
        place=st.sampled_from(Place),
        phrase=st.text(st.sampled_from("ab '字1.ß"), min_size=1, max_size=5).map(str.strip),
        language=st.just("xx"),
    ).filter(lambda entry: entry.phrase != ""),
    max_size=6,
    unique=True,
)
LONG = st.builds(lambda text, size: text + "-" * size + text, st.text("ab "), st.integers(390, 420))
TEXTS = st.lists(
    st.one_of(st.text(st.sampled_from("aAbB '’字1.\nİẞ—"), max_size=20), LONG), max_size=5
)


@given(TEXTS, ENTRIES)
def test_found_phrases_equal_the_folded_text_at_their_place(
    texts: list[str], all_entries: list[Entry]
) -> None:
    folded = [folded_in_place(text) for text in texts]
    found = Phrasebook(all_entries).find(folded)
    for table, of_table in found.items():
        assert of_table == sorted(of_table, key=lambda each: (each.block, each.end))
        assert len(set(map(key_of_found, of_table))) == len(of_table)
        for each in of_table:
            text = folded[each.block]
            assert each.entry in all_entries
            assert each.entry.table == table
            assert 0 <= each.start < each.end <= len(text)
            assert text[each.start : each.end] == each.entry.phrase
            if each.entry.place in {WHOLE, START}:
                assert not any(character.isalpha() for character in text[: each.start])
            if each.entry.place in {WHOLE, END}:
                assert not any(character.isalpha() for character in text[each.end :])


def key_of_found(found: Found) -> tuple[int, int, int, Entry]:
    return found.block, found.start, found.end, found.entry


def places_of_words(text: str, phrase: str) -> list[tuple[int, int]]:
    """Return where a phrase stands and no word goes on at its ends, by looking at every place."""
    places = []
    for start in range(len(text)):
        end = start + len(phrase)
        goes_on = (text[start - 1 : start] + phrase[0]).isalnum() and start > 0
        goes_on |= (phrase[-1] + text[end : end + 1]).isalnum() and end < len(text)
        if text.startswith(phrase, start) and ("字" in phrase or not goes_on):
            places.append((start, end))
    return places


@given(TEXTS, ENTRIES)
def test_every_phrase_within_a_short_text_is_found(
    texts: list[str], all_entries: list[Entry]
) -> None:
    folded = [folded_in_place(text)[:400] for text in texts]
    within = [entry for entry in all_entries if entry.place is WITHIN]
    all_found = Phrasebook(within).find(folded)
    for entry in within:
        found = [each for each in all_found.get(entry.table, ()) if each.entry == entry]
        assert [(each.block, each.start, each.end) for each in found] == [
            (block, start, end)
            for block, text in enumerate(folded)
            for start, end in places_of_words(text, entry.phrase)
        ]
