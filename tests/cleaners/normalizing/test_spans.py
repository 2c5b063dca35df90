from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given

from cleaners.document import Block, BlockKind, Document, Edit, Markup, MediaKind, Span, SpanKind
from cleaners.normalizing.repairing import repair
from cleaners.settings import settings_from
from tests.cleaners.building import document_of
from tests.cleaners.normalizing.strategies import blocks

SETTINGS = settings_from({}).normalizing


def test_spans_enclose_the_same_words_as_before() -> None:
    page = (
        "<p>The\u00a0\u00a0<b>fer\u00adry</b>\u200b, <a href='/a'>cafe\u0301</a>\u00a0and "
        "<em>donâ€™t</em> <i>\u200b</i>go</p>"
    )
    document, _ = repair(document_of(page), SETTINGS)
    (block,) = document.blocks
    assert block.text == "The ferry, café and don’t go"
    assert enclosed(block) == [
        (SpanKind.STRONG, "ferry"),
        (SpanKind.LINK, "café"),
        (SpanKind.EMPHASIS, "don’t"),
    ]


def test_a_bound_within_replaced_characters_keeps_its_distance() -> None:
    block = Block(
        0,
        BlockKind.PARAGRAPH,
        "a  b",
        markup=Markup(0, (Span(0, 2, SpanKind.LINK), Span(2, 4, SpanKind.STRONG))),
    )
    document, _ = repair(Document(MediaKind.HTML, (block,)), SETTINGS)
    assert enclosed(document.blocks[0]) == [(SpanKind.LINK, "a "), (SpanKind.STRONG, "b")]


@given(blocks(0))
def test_every_span_keeps_what_it_enclosed_and_nothing_else(block: Block) -> None:
    document, edits = repair(Document(MediaKind.HTML, (block,)), SETTINGS)
    if block.markup is None or not document.blocks:
        return
    origins = origins_after(len(block.text), edits)
    expected = []
    for span in block.markup.spans:
        start, end = (sum(origin < bound for origin in origins) for bound in (span.start, span.end))
        if start < end:
            expected.append(Span(start, end, span.kind))
    markup = document.blocks[0].markup
    assert markup is not None
    assert list(markup.spans) == expected


def origins_after(length: int, edits: Iterable[Edit]) -> list[float]:
    """Return where each character came from: the replaced one at the same distance, or the last."""
    origins = [float(place) for place in range(length)]
    for edit in edits:
        end = edit.start + len(edit.before)
        before = origins[edit.start - 1] if edit.start else -1.0
        replaced = origins[edit.start : end] or [before + 0.5]
        origins[edit.start : end] = [
            replaced[min(place, len(replaced) - 1)] for place in range(len(edit.after))
        ]
    return origins


def enclosed(block: Block) -> list[tuple[SpanKind, str]]:
    spans = block.markup.spans if block.markup else ()
    return [(span.kind, block.text[span.start : span.end]) for span in spans]
