from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.metadata.names import is_capitalised, is_name, name_reader


@pytest.mark.parametrize(
    ("written", "language", "names"),
    [
        ("By Ann Tidewell", "en", ["Ann Tidewell"]),
        ("Written by: Ann Tidewell", "en", ["Ann Tidewell"]),
        ("Ann Tidewell and Bo Marsh", "en", ["Ann Tidewell", "Bo Marsh"]),
        ("Ann Tidewell, Bo Marsh, and Cy Reed", "en", ["Ann Tidewell", "Bo Marsh", "Cy Reed"]),
        ("Von Anna Priel und Bert Moor", "de", ["Anna Priel", "Bert Moor"]),
        ("Anna Priel, Bert Moor und Carl Deich", "de", ["Anna Priel", "Bert Moor", "Carl Deich"]),
        ("Par Anne Marais et Benoît Dune", "fr", ["Anne Marais", "Benoît Dune"]),
        ("Por Ana Marea y Berto Duna Gil", "es", ["Ana Marea", "Berto Duna Gil"]),
        ("Rosa Gil y Paz", "es", ["Rosa Gil y Paz"]),
        ("Text: Anna Priel; Bert Moor", "de-AT", ["Anna Priel", "Bert Moor"]),
        ("Ann Tidewell/Bo Marsh", "en", ["Ann Tidewell", "Bo Marsh"]),
        ("srf/pm;kx", "de", ["srf/pm", "kx"]),
        ("김바다 기자", "ko", ["김바다"]),
        ("作者：李海", "zh", ["李海"]),
        ("海野波、浜田砂", "ja", ["海野波", "浜田砂"]),
    ],
)
def test_names_in_signatures(written: str, language: str, names: list[str]) -> None:
    assert list(name_reader(language).names(written)) == names


@pytest.mark.parametrize(
    "written",
    [
        "Ann Tidewell, Springfield",
        "Ann Tidewell, Senior Correspondent",
        "Ann Tidewell, MD, PhD",
        "Ann Tidewell (Harbour Bureau)",
        "Ann Tidewell | Harbour Post",
        "Ann Tidewell - Chief reporter",
        "Ann Tidewell on Friday, May 3",
        "Ann Tidewell Published 3 May 2031",
        "Ann Tidewell ann@harbourpost.example",
        "Ann Tidewell @anntides",
        "Ann Tidewell, Ann Tidewell",
    ],
)
def test_places_posts_and_addresses_are_cut(written: str) -> None:
    names = name_reader("en").names(written)
    assert names[:1] == ("Ann Tidewell",)
    assert set(names) <= {"Ann Tidewell", "Harbour Post"}


@pytest.mark.parametrize(
    "written",
    [
        "admin",
        "Site Admin",
        "3 hours ago",
        "Email the author",
        "View all posts by",
        "Staff",
        "Redaktion",
        "undefined",
        "https://harbourpost.example/author/ann",
        "ann@harbourpost.example",
        "@anntides",
        "1234",
        "By",
        "",
        "...",
    ],
)
def test_placeholders_are_nobody(written: str) -> None:
    assert name_reader("en").names(written) == ()


@pytest.mark.parametrize(
    "name",
    [
        "Adminta Rao",
        "Ann Staffa",
        "Bo Teams",
        "Vonda By",
        "Di Marea",
        "Ann O'Tide",
        "J. R. Sands Jr.",
    ],
)
def test_names_that_resemble_placeholders_and_prefixes_stay(name: str) -> None:
    assert name_reader("en").names(name) == (name,)


def test_agencies_sign_with_one_word() -> None:
    assert name_reader("de").names("Anna Priel, dpa") == ("Anna Priel", "dpa")
    assert name_reader("en").names("AFP") == ("AFP",)


def test_names_have_letters_and_are_short() -> None:
    assert not is_name("")
    assert not is_name("—")
    assert not is_name("one two three four five six seven eight")
    assert not is_name("x" * 100)


def test_particles_need_no_capital() -> None:
    assert is_capitalised("Ann van der Tide")
    assert is_capitalised("김바다")
    assert not is_capitalised("Make an Impact")


@given(st.text(), st.sampled_from(["en", "de", "ko", "xx", ""]))
def test_any_text_gives_clean_names(text: str, language: str) -> None:
    names = name_reader(language).names(text)
    assert len(set(names)) == len(names)
    assert all(is_name(name) and name == name.strip() for name in names)
