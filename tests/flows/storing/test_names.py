"""Names are one to one with paths, and safe wherever files are kept."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.run_settings import Format
from flows.storing.articles import article_names
from flows.storing.names import (
    folded,
    input_key,
    input_path,
    output_stem,
    path_of,
    path_text,
    second_claim,
)

TRICKY = st.sampled_from(
    [
        *[bytes([number]) for number in b"a.%~ \n\\:*\x00\xff\xc3\xa9".replace(b"\x00", b"")],
        b".md",
        b".json",
        b"%25",
        b"%2E",
        b"\xed\xa0\x80",
        "é".encode(),
        "e\u0301".encode(),
        "\u202e".encode(),
        b"con",
        b"~0123456789abcdef",
        b"x" * 240,
    ]
)
COMPONENTS = (
    st.lists(TRICKY, min_size=1, max_size=4)
    .map(b"".join)
    .filter(lambda name: name not in (b".", b"..") and len(name) <= 255)
)
PATHS = st.lists(COMPONENTS, min_size=1, max_size=4).map(b"/".join)
FORMATS = st.sampled_from([Format.MARKDOWN, Format.TEXT, Format.JSON])


def files_of(path: bytes, file_format: Format) -> set[str]:
    return {name for name in article_names(output_stem(path), file_format) if name is not None}


@given(PATHS)
def test_the_text_of_a_path_leads_back_to_it(path: bytes) -> None:
    text = path_text(path)
    assert path_of(text) == path
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202e]", text)
    text.encode("utf-8")


@given(PATHS, PATHS, FORMATS)
def test_no_two_paths_have_an_output_in_common(
    first: bytes, second: bytes, file_format: Format
) -> None:
    if first != second:
        assert not files_of(first, file_format) & files_of(second, file_format)


@given(PATHS, PATHS, FORMATS, FORMATS)
def test_no_output_stands_where_another_needs_a_folder(
    first: bytes, second: bytes, one: Format, other: Format
) -> None:
    for name in files_of(second, other):
        folders = {name[: found.start()] for found in re.finditer("/", name)}
        assert not files_of(first, one) & folders


@given(PATHS, FORMATS)
def test_names_fit_every_file_system(path: bytes, file_format: Format) -> None:
    for name in files_of(path, file_format):
        assert len(name.encode("utf-8")) < 2_048
        for component in name.split("/"):
            assert len(component.encode("utf-8")) <= 246  # and nine for a second claim
            assert not re.search(r'[\x00-\x1f\x7f<>:"\\|?*]', component)
            assert not component.startswith(".")
            assert not component.endswith((".", " "))
            assert component.split(".")[0].lower() not in {"con", "nul", "aux", "prn", "com1"}


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        (b"a/page.html", "a/page.html"),
        ("a/Été 2024.html".encode(), "a/Été 2024.html"),
        (b"100%.html", "100%25.html"),
        (b"two\nlines.html", "two%0Alines.html"),
        (b"latin-\xe9.html", "latin-%E9.html"),
        (b"what?.html", "what%3F.html"),
        (b"page.html.md/index.html", "page.html%2Emd/index.html"),
        (b"CON.html", "%43ON.html"),
        (b"folder./page", "folder%2E/page"),
        ("نیم‌فاصله.html".encode(), "نیم‌فاصله.html"),
    ],
)
def test_names_stay_readable(path: bytes, stem: str) -> None:
    assert output_stem(path) == stem


def test_long_names_are_shortened_with_a_hash_of_the_whole() -> None:
    one, other = (output_stem(b"n" * 254 + end) for end in (b"a", b"b"))
    assert one != other
    assert one.startswith("n" * 200)
    assert len(one) == len(other) == 230


def test_long_paths_are_shortened_with_a_hash_of_the_whole() -> None:
    folders = b"/".join([b"\xff" * 70] * 40)
    one, other = (output_stem(folders + b"/" + name) for name in (b"a", b"b"))
    assert one != other
    assert len(one) < 2_048


@given(PATHS, st.text(min_size=1), st.text(min_size=1))
def test_a_second_claim_is_no_name_of_its_own(path: bytes, key: str, other: str) -> None:
    claimed = second_claim(output_stem(path), key, 8)
    assert claimed != output_stem(claimed.encode("utf-8"))
    assert (claimed == second_claim(output_stem(path), other, 8)) == (key == other)


@given(PATHS)
def test_keys_lead_from_the_destination_to_the_input(path: bytes) -> None:
    absolute = b"/project/raw/" + path
    key = input_key(absolute, b"/project/clean")
    assert key.startswith("../raw/")
    assert input_path(key, b"/project/clean") == absolute
    assert input_key(b"/moved/raw/" + path, b"/moved/clean") == key


def test_names_that_some_file_systems_confuse_have_the_same_fold() -> None:
    assert folded("Über/A.md") == folded("u\u0308BER/a.md")
    assert folded("a.md") != folded("b.md")
