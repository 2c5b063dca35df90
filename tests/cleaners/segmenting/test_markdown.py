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
