from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Block, BlockKind, Document, Mark, MediaKind, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from cleaners.revising.headings import mark_empty_sections


def outlined(*lines: str) -> Document:
    """Return a document of lines: ``## Text`` is a heading, ``[kind] Text`` of that kind."""
    blocks = []
    for index, line in enumerate(lines):
        level = len(line) - len(line.lstrip("#"))
        kind, text = BlockKind.HEADING if level else BlockKind.PARAGRAPH, line.lstrip("# ")
        if line.startswith("["):
            name, _, text = line[1:].partition("] ")
            kind = BlockKind(name)
        blocks.append(Block(index=index, kind=kind, text=text, level=level))
    return Document(media_kind=MediaKind.HTML, blocks=tuple(blocks))


def claims_of(document: Document, reasons: dict[str, Reason]) -> list[Mark | Spare]:
    """Return marks over the blocks whose text a reason is given for."""
    return [
        Mark(block.index, 0, len(block.text), reasons[block.text], "test", 0.9, "seen")
        for block in document.blocks
        if block.text in reasons
    ]


def empty_sections(
    lines: list[str], reasons: dict[str, Reason], *spares: Spare
) -> dict[str, Reason]:
    """Return the headings that are marked, each with its reason."""
    document = outlined(*lines)
    claims = [*claims_of(document, reasons), *spares]
    found = list(mark_empty_sections(DocumentFeatures(document), claims))
    assert all(mark.end == len(document.blocks[mark.block].text) for mark in found)
    assert {mark.start for mark in found} <= {0}
    return {document.blocks[mark.block].text: mark.reason for mark in found}


RELATED, COMMENTS = Reason.RELATED, Reason.COMMENTS


@pytest.mark.parametrize(
    ("lines", "reasons", "expected"),
    [
        pytest.param(
            ["# Mill", "Body", "## More", "Flood", "Drought"],
            {"Flood": RELATED, "Drought": RELATED},
            {"More": RELATED},
            id="at the end of the page",
        ),
        pytest.param(
            ["# Mill", "Body", "## More", "Flood", "## Wheel", "Body"],
            {"Flood": RELATED},
            {"More": RELATED},
            id="above the next heading",
        ),
        pytest.param(
            ["# Mill", "## More", "Flood", "### Now", "Drought", "## Wheel", "Body"],
            {"Flood": COMMENTS, "Drought": RELATED},
            {"More": COMMENTS, "Now": RELATED},
            id="with the sections below it, by its first block",
        ),
        pytest.param(
            ["## More", "[caption] A mill", "Flood", "[button] Go"],
            {"Flood": RELATED},
            {"More": RELATED},
            id="furniture makes no section",
        ),
        pytest.param(
            ["## More", "Flood", "[list_item] Body"],
            {"Flood": RELATED},
            {},
            id="something of it stays",
        ),
        pytest.param(
            ["## More", "Flood", "### Wheel", "Body"],
            {"Flood": RELATED},
            {},
            id="something of the section below it stays",
        ),
        pytest.param(
            ["## More", "### Flood", "Body", "## End", "Drought"],
            {"Drought": RELATED},
            {"End": RELATED},
            id="each by its own section",
        ),
        pytest.param(["## Mill", "## Wheel", "Body"], {}, {}, id="a heading without a section"),
        pytest.param(["Body", "## More"], {}, {}, id="the last heading"),
        pytest.param(
            ["## More", "Flood"], {"Flood": Reason.BOILERPLATE}, {}, id="an engine alone says so"
        ),
        pytest.param(
            ["## More", "Flood"], {"Flood": Reason.HIDDEN}, {}, id="what is hidden may be shown"
        ),
        pytest.param(
            ["## More", "Flood"],
            {"More": Reason.SHARE, "Flood": RELATED},
            {},
            id="a heading that goes anyway",
        ),
        pytest.param(["Body", "Flood"], {"Flood": RELATED}, {}, id="no heading"),
        pytest.param([], {}, {}, id="an empty page"),
    ],
)
def test_a_heading_goes_with_its_section(
    lines: list[str], reasons: dict[str, Reason], expected: dict[str, Reason]
) -> None:
    assert empty_sections(lines, reasons) == expected


def test_a_part_that_stays_keeps_the_heading() -> None:
    document = outlined("## More", "Flood. Body. Flood.")
    for start, end in ((0, 7), (13, 19)):
        mark = Mark(1, start, end, RELATED, "test", 0.9)
        assert not list(mark_empty_sections(DocumentFeatures(document), [mark]))


def test_a_spared_paragraph_keeps_the_heading() -> None:
    spare = Spare(1, 0, 5, "test", 1.0)
    assert empty_sections(["## More", "Flood"], {"Flood": RELATED}, spare) == {}


def test_parts_that_go_for_several_reasons_go_as_a_whole() -> None:
    document = outlined("## More", "Flood Share")
    claims = [
        Mark(1, 0, 5, RELATED, "links", 0.9),
        Mark(1, 6, 11, Reason.SHARE, "share", 0.9),
    ]
    (mark,) = mark_empty_sections(DocumentFeatures(document), claims)
    assert (mark.block, mark.reason) == (0, RELATED)
    assert mark.evidence == "nothing of its section stays: links"
    assert mark.score < 0.9


LINES = st.lists(
    st.sampled_from(["# One", "## Two", "### Three", "Body", "Flood", "Share", "[caption] Mill"]),
    max_size=12,
)
REASONS = {"Flood": RELATED, "Share": Reason.SHARE, "Mill": Reason.CAPTION}


@given(LINES)
def test_no_section_that_keeps_a_line_loses_its_heading(lines: list[str]) -> None:
    document = outlined(*lines)
    claims = claims_of(document, REASONS)
    for mark in mark_empty_sections(DocumentFeatures(document), claims):
        heading = document.blocks[mark.block]
        section = []
        for block in document.blocks[mark.block + 1 :]:
            if block.kind is BlockKind.HEADING and block.level <= heading.level:
                break
            section.append(block.text)
        assert heading.kind is BlockKind.HEADING
        assert "Body" not in section
        assert {"Flood", "Share"} & set(section)
