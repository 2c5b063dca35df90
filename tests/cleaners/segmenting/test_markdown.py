from __future__ import annotations

import pytest

from cleaners.document import BlockKind
from cleaners.segmenting.markdown import read_markdown
from tests.cleaners.building import document_of


def test_front_matter_is_taken_apart() -> None:
    page = read_markdown("---\ntitle: A *b*\ndate: 2025-03-04\n---\n\n# Head\n\nText.\n")
    assert page.front_matter["title"] == "A *b*"
    assert [block.text for block in document_of(page.html).blocks] == ["Head", "Text."]


@pytest.mark.parametrize("text", ["---\n\nrule above\n", "---\n: [\n---\n\nbody", "a\n---\n"])
def test_what_is_no_front_matter_stays_in_the_text(text: str) -> None:
    page = read_markdown(text)
    assert not page.front_matter
    assert document_of(page.html or "<p>").blocks


def test_structure_is_read() -> None:
    page = read_markdown("- one\n  - two\n\n> said\n\n```py\nx =  1\n```\n\n|a|b|\n|-|-|\n|1|2|\n")
    blocks = document_of(page.html).blocks
    assert [(block.kind, block.text.rstrip()) for block in blocks] == [
        (BlockKind.LIST_ITEM, "one"),
        (BlockKind.LIST_ITEM, "two"),
        (BlockKind.QUOTE, "said"),
        (BlockKind.PREFORMATTED, "x =  1"),
        (BlockKind.TABLE, "a\tb\n1\t2"),
    ]


READER = """\
Title: The mill turns again

URL Source: https://harbour.example/mill

Published Time: 2025-03-04T10:00:00Z

Markdown Content:
The mill turns again
====================

![Image 1: the mill](https://harbour.example/mill.jpg)

It [turns](https://harbour.example/turns "again").
"""


def test_the_head_of_a_reader_service_is_taken_apart() -> None:
    page = read_markdown(READER)
    assert page.front_matter == {
        "title": "The mill turns again",
        "url": "https://harbour.example/mill",
        "published": "2025-03-04T10:00:00Z",
    }
    texts = [block.text for block in document_of(page.html).blocks]
    assert texts == ["The mill turns again", "It turns."]


@pytest.mark.parametrize(
    "text", ["Title: The mill\n\nIt turns.\n", "It turns.\n\nMarkdown Content:\nno head\n"]
)
def test_what_is_no_head_of_a_reader_service_stays(text: str) -> None:
    page = read_markdown(text)
    assert page.front_matter == {}
    assert len(document_of(page.html).blocks) == 2


def test_reference_links_escapes_and_rules_are_read() -> None:
    text = "The [mill][1] of 12\\. May\\*\n\n* * *\n\n  * wheel\n  * roof\n\n   [1]: https://harbour.example/\n"
    texts = [block.text for block in document_of(read_markdown(text).html).blocks]
    assert texts == ["The mill of 12. May*", "wheel", "roof"]


LONG = (
    "The council met on Tuesday evening to hear what the engineers had found in the old mill " * 2
)


def test_lines_that_are_paragraphs_are_parted() -> None:
    lines = ["# Mill", LONG, LONG, "## Wheel", LONG, LONG, "- oak", "- ash", LONG, LONG]
    lines += ["| a | b |", "| - | - |", "| 1 | 2 |", LONG]
    blocks = document_of(read_markdown("\n".join(lines)).html).blocks
    kinds = "hpphppiipptp"
    first = {kind.value[0]: kind for kind in BlockKind} | {
        "i": BlockKind.LIST_ITEM,
        "h": BlockKind.HEADING,
        "p": BlockKind.PARAGRAPH,
        "t": BlockKind.TABLE,
    }
    assert [block.kind for block in blocks] == [first[kind] for kind in kinds]


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}\n{LONG}\n",  # two lines may be one paragraph
        "\n\n".join([f"{LONG}\n{LONG}"] * 3 + ["short"] * 3),  # blank lines part them
        f"```\n{LONG}\n{LONG}\n{LONG}\n{LONG}\n```\n",
    ],
)
def test_lines_of_one_paragraph_stay_together(text: str) -> None:
    blocks = document_of(read_markdown(text).html).blocks
    assert len(blocks) == text.count("\n\n") + 1
