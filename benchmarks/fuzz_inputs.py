"""What is fed to ``clean()`` by ``benchmarks.fuzz``: strategies of hypothesis for pages and texts.

Everything is drawn from our own material: the sample pages, the golden pages, the lexicons, the
names of regions, and ``fuzz_pieces.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from hypothesis import strategies as st
from msgspec import Struct

from cleaners.document import Page
from cleaners.features.regions import all_names
from cleaners.lexicons import entries

PROJECT = Path(__file__).parents[1]
MAX_CHARACTERS = 2_000_000
"""Of an input that repeats something; most stay far below."""

TIMES = (100,) * 12 + (1_000,) * 5 + (10_000,) * 2 + (50_000,)
"""How often something is repeated; the largest ones take seconds each, so they are rare."""

HEADS = (
    b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"<html>", b"<p>", b"# ",
    b"---\n", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"%PDF-", b"\x89PNG",
    b"WARC/1.0\r\n", b"{", b"[",
)  # fmt: skip
"""Beginnings of byte strings that promise something."""

SURROGATES = ("\ud800", "\udfff")

CHANGES = ("cut", "double", "repeat", "move", "truncate", "insert", "flip", "splice")
"""What may become of a piece of a page."""


class Input(Struct, frozen=True):
    """One input of ``clean()``.

    Attributes:
        kind: Which strategy made it.
        content: Its bytes; of a text in UTF-8 with lone surrogates.
        is_text: Whether it is given as text.
        url: Its address.
        content_type: The response header, if there was one.
    """

    kind: str
    content: bytes
    is_text: bool = False
    url: str | None = None
    content_type: str | None = None

    def page(self) -> Page:
        """Return it as a page."""
        raw = self.content.decode("utf-8", "surrogatepass") if self.is_text else self.content
        headers = {"Content-Type": self.content_type} if self.content_type else {}
        return Page(raw, url=self.url, headers=headers)


@cache
def pieces() -> Mapping[str, tuple[str, ...]]:
    """Return the pieces that inputs are made of, by kind."""
    source = Path(__file__).with_name("fuzz_pieces.toml").read_text("utf-8")
    return {kind: tuple(values) for kind, values in tomllib.loads(source).items()}


def piece(kind: str) -> st.SearchStrategy[str]:
    """Draw one of the pieces of a kind."""
    return st.sampled_from(pieces()[kind])


@cache
def sample_pages() -> tuple[bytes, ...]:
    """Return our sample pages and golden pages."""
    folders = (PROJECT / "raw" / "samples", PROJECT / "tests" / "pages")
    files = chain.from_iterable(folder.rglob("*.*") for folder in folders)
    return tuple(
        path.read_bytes()
        for path in sorted(files)
        if path.is_file() and path.suffix not in {".json", ".toml"}
    )


@cache
def prose() -> tuple[str, ...]:
    """Return lines of our sample texts, in several languages."""
    folder = PROJECT / "raw" / "samples" / "extracted-texts"
    lines = (line for path in sorted(folder.rglob("*.txt")) for line in lines_of(path))
    return tuple(dict.fromkeys(line for line in lines if line.strip()))


def lines_of(path: Path) -> list[str]:
    """Return the lines of a text."""
    return path.read_text("utf-8").split("\n")


@cache
def phrases() -> tuple[str, ...]:
    """Return the phrases of all lexicons."""
    return tuple(sorted({entry.phrase for entry in entries()}))


@cache
def region_words() -> tuple[str, ...]:
    """Return the names of all regions."""
    names = all_names()
    kinds = (names.tokens, names.words, names.roles, names.itemprops, names.itemtypes)
    return tuple(sorted(frozenset().union(*kinds)))


def encoded(text: str) -> bytes:
    """Return a text in UTF-8, lone surrogates too."""
    return text.encode("utf-8", "surrogatepass")


@st.composite
def attributes(draw: st.DrawFn) -> str:
    """Draw the attribute of an element that may name a region."""
    words = draw(st.lists(st.sampled_from(region_words()), min_size=1, max_size=3))
    joined = draw(st.sampled_from("-_ ")).join(words)
    name = draw(st.sampled_from(("class", "id", "role", "itemprop", "itemtype")))
    return f'{name}="{draw(st.sampled_from((joined, camel(words))))}"'


def camel(words: list[str]) -> str:
    """Return words as one with capitals inside."""
    return words[0] + "".join(word.capitalize() for word in words[1:])


def odd_characters() -> st.SearchStrategy[str]:
    """Draw a character or sequence that programs trip over."""
    return piece("characters") | st.sampled_from(SURROGATES)


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Draw a line of text: prose, a phrase of a lexicon, or odd characters."""
    words = draw(
        st.sampled_from(prose())
        | st.sampled_from(phrases())
        | odd_characters()
        | st.text(st.characters(), max_size=30)
    )
    cased = draw(st.sampled_from((words, words.capitalize(), words.upper())))
    return draw(piece("decorations")).replace("{}", cased)


@st.composite
def elements(draw: st.DrawFn) -> str:
    """Draw an element of HTML around a line, or a piece of markup that may break what follows."""
    if draw(st.integers(0, 3)) == 0:
        return draw(piece("markup"))
    tag = draw(piece("tags"))
    end = draw(st.sampled_from((f"</{tag}>", "", "</div>")))
    return f"<{tag} {draw(attributes())}>{draw(lines())}{end}"


def repeated(text: str, times: int) -> str:
    """Return a text many times over, within bounds."""
    return text * min(times, max(1, MAX_CHARACTERS // max(1, len(text))))


@st.composite
def html_pages(draw: st.DrawFn) -> Input:
    """Draw a page of generated HTML."""
    body = draw(st.sampled_from(("", "\n", " "))).join(
        draw(st.lists(elements() | lines(), max_size=50))
    )
    head = draw(st.sampled_from(("", "<html><body>", "<!doctype html><title>A story</title>")))
    return Input("html", encoded(head + body), is_text=draw(st.booleans()))


@st.composite
def line_texts(draw: st.DrawFn) -> Input:
    """Draw a text of lexicon lines and prose in any order and language."""
    separator = draw(piece("separators"))
    text = separator.join(draw(st.lists(lines(), max_size=50)))
    return Input("lines", encoded(text), is_text=draw(st.booleans()))


@st.composite
def repetitions(draw: st.DrawFn, most: int) -> Input:
    """Draw a few lines or elements that come again and again: depth, width, length."""
    glue = draw(piece("separators"))
    around = glue.join(draw(st.lists(elements() | lines(), max_size=5)))
    again = glue.join([*draw(st.lists(elements() | lines(), min_size=1, max_size=3)), ""])
    times = draw(st.sampled_from([times for times in TIMES if times <= most]))
    text = f"{around}{glue}{repeated(again, times)}{around}"
    head = draw(st.sampled_from(("", "<html><body>", "<article>")))
    return Input("repeated", encoded(head + text), is_text=draw(st.booleans()))


@st.composite
def mutated_pages(draw: st.DrawFn) -> Input:
    """Draw one of our pages with pieces cut out, doubled, moved, broken or put in."""
    content = draw(st.sampled_from(sample_pages()))
    for _ in range(draw(st.integers(1, 12))):
        content = draw(mutations(content))[:MAX_CHARACTERS]
    return Input("mutated", content)


@st.composite
def mutations(draw: st.DrawFn, content: bytes) -> bytes:
    """Draw what becomes of a page by one change."""
    first, second = sorted((draw(st.integers(0, len(content))), draw(st.integers(0, len(content)))))
    end = min(second, first + 5_000)
    before, part, behind = content[:first], content[first:end], content[end:]
    change = draw(st.sampled_from(CHANGES))
    if change == "splice":
        other = draw(st.sampled_from(sample_pages()))
        return before + other[draw(st.integers(0, len(other))) :]
    if change == "insert":
        return before + encoded(draw(elements() | lines())) + part + behind
    return {
        "cut": before + behind,
        "double": before + part * 2 + behind,
        "repeat": before + part * 50 + behind,
        "move": before + behind + part,
        "truncate": before + part,
        "flip": before + bytes(byte ^ 0x80 for byte in part[:20]) + part[20:] + behind,
    }[change]


@st.composite
def odd_texts(draw: st.DrawFn) -> Input:
    """Draw any text, or one of odd characters."""
    characters = st.characters() | odd_characters()
    text = draw(
        st.text(st.characters(), max_size=500) | st.lists(characters, max_size=100).map("".join)
    )
    return Input("characters", encoded(text), is_text=draw(st.booleans()))


@st.composite
def raw_bytes(draw: st.DrawFn) -> Input:
    """Draw any bytes, some with a head that promises something."""
    return Input("bytes", draw(st.sampled_from(HEADS)) + draw(st.binary(max_size=1_000)))


@st.composite
def inputs(draw: st.DrawFn, most: int = TIMES[-1]) -> Input:
    """Draw an input of any kind, some with an address and a content type.

    Args:
        draw: Given by hypothesis.
        most: How often something may be repeated.
    """
    drawn = draw(
        st.one_of(
            html_pages(), line_texts(), mutated_pages(), repetitions(most), odd_texts(), raw_bytes()
        )
    )
    url = draw(st.none() | piece("urls"))
    content_type = draw(st.none() | piece("content_types"))
    return Input(drawn.kind, drawn.content, drawn.is_text, url, content_type)
