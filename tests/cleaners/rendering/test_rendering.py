from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Block, BlockKind, Kept
from cleaners.rendering.markdown import render_markdown
from cleaners.rendering.paragraphs import Paragraph, paragraphs_of
from cleaners.rendering.text import render_text
from cleaners.segmenting.markdown import read_markdown
from tests.cleaners.building import document_of


def kept(*blocks: tuple[BlockKind, str, int, str]) -> list[Paragraph]:
    return [
        Paragraph(Block(index=index, kind=kind, text=text, level=level, marker=marker), text)
        for index, (kind, text, level, marker) in enumerate(blocks)
    ]


ARTICLE = kept(
    (BlockKind.HEADING, "The mill", 2, ""),
    (BlockKind.PARAGRAPH, "It turned.\nAgain.", 0, ""),
    (BlockKind.LIST_ITEM, "one", 0, "-"),
    (BlockKind.LIST_ITEM, "inner", 1, "1."),
    (BlockKind.LIST_ITEM, "two", 0, "-"),
    (BlockKind.QUOTE, "At last", 0, ""),
    (BlockKind.TABLE, "Year\tTurns\n1999\t2", 0, ""),
    (BlockKind.PREFORMATTED, "a  =  1\n\tb", 0, "python"),
)


def test_text_has_a_blank_line_between_paragraphs() -> None:
    assert render_text(ARTICLE) == (
        "The mill\n\nIt turned.\nAgain.\n\none\ninner\ntwo\n\nAt last\n\n"
        "Year\tTurns\n1999\t2\n\na  =  1\n\tb"
    )


def test_markdown_keeps_the_structure() -> None:
    assert render_markdown(ARTICLE) == (
        "## The mill\n\nIt turned.\\\nAgain.\n\n- one\n    1. inner\n- two\n\n> At last\n\n"
        "| Year | Turns |\n| --- | --- |\n| 1999 | 2 |\n\n```python\na  =  1\n\tb\n```"
    )


def test_a_ragged_table_grows_with_its_cells_only() -> None:
    text = "\t".join("abcdefgh") + "\n" + "\n".join(["x"] * 8)
    lines = render_markdown(kept((BlockKind.TABLE, text, 0, ""))).split("\n")
    assert lines[0] == "| a | b | c | d | e | f | g | h |"
    assert lines[2:] == ["| x |"] * 8
    (block,) = document_of(read_markdown("\n".join(lines)).html).blocks
    assert block.text.split() == text.split()


def test_a_part_cut_out_of_the_middle_leaves_one_space() -> None:
    block = Block(index=0, kind=BlockKind.PARAGRAPH, text="It rained (photo) all day.")
    parts = [Kept(block, 0, 10), Kept(block, 17, 26)]
    assert render_text(paragraphs_of(parts)) == "It rained all day."


PROSE = st.text(
    st.one_of(st.sampled_from("*_`<>[]()#-+.!|~\\&;= 1ab\n"), st.characters(codec="utf-8")),
    min_size=1,
    max_size=30,
).filter(lambda text: any(character.isalnum() for character in text))
KINDS = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.QUOTE])


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\0", "\ufffd")


@given(st.lists(st.tuples(KINDS, PROSE), min_size=1, max_size=4))
def test_markdown_reads_back_as_the_text(parts: list[tuple[BlockKind, str]]) -> None:
    clean = [
        (kind, "\n".join(line.strip() for line in text.splitlines() if line.strip()))
        for kind, text in parts
    ]
    blocks = kept(
        *((kind, text, 0, "") for kind, text in clean if text.isprintable() or "\n" in text)
    )
    html = read_markdown("\n\n" + render_markdown(blocks)).html
    read_back = "".join(block.text for block in document_of(html or "<p>").blocks)
    assert squeezed(read_back) == squeezed("".join(part.text for part in blocks))
