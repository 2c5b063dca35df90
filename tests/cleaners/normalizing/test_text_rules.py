from __future__ import annotations

from time import perf_counter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Block, BlockKind, Document, MediaKind
from cleaners.normalizing.repairing import repair
from cleaners.normalizing.replaying import replay_blocks
from cleaners.segmenting.text import segment_text
from cleaners.settings import settings_from

SETTINGS = settings_from({}).normalizing

SECONDS = 10.0
"""Far more than it takes, far less than if time grew with the square of the length."""


def repaired(text: str) -> list[str]:
    return [block.text for block in repair(segment_text(text), SETTINGS)[0].blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quill &amp; Sons said it&#8217;s fine", "Quill & Sons said it’s fine"),
        ("Quill &amp;amp; Sons, it&amp;#8217;s", "Quill & Sons, it’s"),
        ("10&nbsp;000&#160;boats &ndash; or &#x201C;ships&#x201d;", "10 000 boats – or “ships”"),
        ("It isn&#146;t windows-1252", "It isn’t windows-1252"),
        ("&#038; and &#38;#38;", "& and &"),
        ("exam&shy;ple", "example"),
        (
            "Research &para; R&D; and ?a=1&copy=2 and &lamp;",
            "Research ¶ R&D; and ?a=1&copy=2 and &lamp;",
        ),
        ("one&#10;line", "one line"),
    ],
)
def test_references_are_decoded(text: str, expected: str) -> None:
    assert repaired(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Write `&amp;` for an ampersand, as in Quill &amp; Sons.",
        "She typed “&nbsp;” and &nbsp; was what she got.",
        "In HTML an ampersand is &amp;.",
        "A control &#7; and nothing &#0; stay.",
        "Terms &conditions; apply, R&D; too.",
    ],
)
def test_references_that_are_meant_stay(text: str) -> None:
    document = segment_text(text)
    assert repair(document, SETTINGS) == (document, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One stray<br>and <b>bold</b> words", ["One stray and bold words"]),
        ("<p>First.</p>\n<p>Second.</p>", ["First.", "Second."]),
        (
            'See <a href="https://harbour.example/">the <i>harbour</i></a>.<br />',
            ["See the harbour."],
        ),
        ("Left <!-- a note --> in", ["Left in"]),
        ("&lt;p&gt;Escaped &lt;em&gt;page&lt;/em&gt;.&lt;/p&gt;", ["Escaped page."]),
        (
            "Write to <ann@harbour.example>, she <b>reads</b> it",
            ["Write to <ann@harbour.example>, she reads it"],
        ),
    ],
)
def test_stray_tags_are_removed(text: str, expected: list[str]) -> None:
    assert repaired(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a < b and c > d",
        "A vector<int> of them, and a map<string, b> too",
        "Write to <ann@harbour.example> or <https://harbour.example/>",
        "Use <b> and </b> around a word, <b>so</b>.",
        "The <div> is used too often, <b>says</b> the author.",
        "With HTML you write <b>bold</b> words.",
        "Type `<b>bold</b>` and see.",
        "git push <remote> <branch>",
        "A[Query<br/>plan] --> B[Scan]",
        "if (a<b) { return <i>x</i>; }",
    ],
)
def test_tags_that_are_meant_stay(text: str) -> None:
    document = segment_text(text)
    assert repair(document, SETTINGS) == (document, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the old\nmill", "the old mill"),
        ("> the old\n> mill", "> the old mill"),
        ("> the old\n>", "> the old"),
        ("an exam\u00ad\nple", "an example"),
        ("a well-\nknown mill, well-known far away", "a well-known mill, well-known far away"),
        ("an exam-\nple of examples, an example", "an example of examples, an example"),
        ("the Nord-\nSüd line of 1990-\n1995", "the Nord-Süd line of 1990-1995"),
        ("Vor-\nund Nachteile, Tag und Nacht", "Vor- und Nachteile, Tag und Nacht"),
        ("水车又在\n转动了。", "水车又在转动了。"),
        ("com-\npany, coun-\ncil and engi-\nneers", "company, council and engineers"),
        ("a short-\nlived plan", "a short-lived plan"),
        ("•\nFirst", "• First"),
    ],
)
def test_wrapped_lines_are_joined(text: str, expected: str) -> None:
    document = text_document(text)
    after, edits = repair(document, SETTINGS)
    assert [block.text for block in after.blocks] == [expected]
    assert {edit.rule for edit in edits} <= {"line_joins", "soft_hyphens"}


EXAMPLES = {
    "character_references": "Quill &amp; Sons",
    "stray_tags": "<b>bold</b>",
    "line_joins": "the old\nmill",
}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_each_rule_can_be_turned_off(rule: str) -> None:
    document = text_document(EXAMPLES[rule])
    _, edits = repair(document, SETTINGS)
    assert {edit.rule for edit in edits} == {rule}
    turned_off = msgspec.structs.replace(SETTINGS, **{rule: False})
    assert repair(document, turned_off) == (document, ())


def test_pages_and_preformatted_text_are_left_alone() -> None:
    text = "&amp; <b>bold</b>\nlines"
    for kind, media_kind in [
        (BlockKind.PARAGRAPH, MediaKind.HTML),
        (BlockKind.PREFORMATTED, MediaKind.TEXT),
    ]:
        document = Document(media_kind=media_kind, blocks=(Block(0, kind, text),))
        assert repair(document, SETTINGS) == (document, ())


PIECES = [
    *("&", "amp;", "&amp;", "#38;", "&#8217;", "&lt;", "&gt;", "&nbsp;", "&#10;", "&shy;", "lt;"),
    *("<b>", "</b>", "<br>", "<i", ">", "</i>", "<p>", "<!--", "-->", "`", '"', "HTML"),
    *("\n", "\n> ", "- ", "-\n", "•\n", "\u00ad\n", " ", "  ", "word", "Word", "字", ".", "w-x"),
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=16).map("".join)


@given(st.lists(TEXTS.filter(str.strip), max_size=3))
def test_repairing_twice_gives_the_same_and_edits_can_be_replayed(texts: list[str]) -> None:
    document = text_document(*texts)
    once, edits = repair(document, SETTINGS)
    assert replay_blocks(texts, edits) == [block.text for block in once.blocks]
    again, further = repair(once, SETTINGS)
    assert (again, further) == (once, ())


@pytest.mark.parametrize(
    "piece",
    [
        *("&amp;", "&", "&amp", "<b>x</b>", "<b>", "<", "<!--", "<a ", "one\n", "ab-\n", "> a\n"),
        *("   ", "a", "\n", "-", "&#38;", "<br>", " -\n", "\u00ad\n"),
    ],
)
def test_a_long_text_takes_time_by_its_length(piece: str) -> None:
    began = perf_counter()
    repair(text_document(piece * 30_000 + "end"), SETTINGS)
    assert perf_counter() - began < SECONDS


def text_document(*paragraphs: str) -> Document:
    blocks = (Block(index, BlockKind.PARAGRAPH, text) for index, text in enumerate(paragraphs))
    return Document(media_kind=MediaKind.TEXT, blocks=tuple(blocks))
