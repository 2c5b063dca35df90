from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.metadata.wording import compact, squeezed, words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  Ferry \n\t returns\u00a0 ", "Ferry returns"),
        ("Salt &amp; Sand", "Salt & Sand"),
        ("Salt &amp;amp; Sand", "Salt & Sand"),
        ("K&uuml;ste &#8211; Meer", "Küste – Meer"),
        ("The <em>Petrel</em> sails", "The Petrel sails"),
        ("Küsten\u00adschutz\u200b", "Küstenschutz"),
        ("می\u200cخواهد", "می\u200cخواهد"),
        ("tide\ud800table", "tidetable"),
    ],
)
def test_values_are_read_as_a_person_reads_them(written: str, read: str) -> None:
    assert squeezed(written) == read


@pytest.mark.parametrize("text", ["R&D; and Q&A", "a < b and b > a", "AT&T", "&nosuchname;"])
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert squeezed(text) == text


@given(st.text())
def test_what_is_squeezed_is_clean_text(text: str) -> None:
    result = squeezed(text)
    assert result == result.strip()
    assert "  " not in result
    result.encode("utf-8")


def test_words_and_names_to_compare() -> None:
    assert words("Ebbe, Flut – 3. Akt") == ("Ebbe", "Flut", "3", "Akt")
    assert words("cafe\u0301") == words("café")
    assert compact("The n-tide.Example!") == "thentideexample"
