"""Texts and documents with the faults that repair looks for."""

from __future__ import annotations

from hypothesis import strategies as st

from cleaners.document import Block, BlockKind, Document, Markup, MediaKind, Span, SpanKind

PIECES = [
    *"ab.é€ÂÃ \n\t\r",
    *"\u00a0\u202f\u3000\u2003\u2028\u0085\u000b",
    *"\u0000\u001f\u007f\u0080\u0093\ufffc\ufffe",
    *"\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u2060\ufeff\u180e",
    *"\u0301\u0308\u0323\u1112\u1161\u11ab",
    *"می\u0915\u094d\u0937\u1781שᠠ",
    *"👩🏴❤\ufe0f\U000e0067\U000e007f",
    *("Ã©", "â€™", "â\u0080\u0099", "Â\u00a0", "Ð¿Ñ€", "â€�", '"Ã¤"'),
    *("word", "  ", "\r\n"),
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)

KINDS = st.sampled_from(
    [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TABLE, BlockKind.PREFORMATTED]
)


@st.composite
def blocks(draw: st.DrawFn, index: int) -> Block:
    """Draw a block with spans anywhere in it, or none and no markup."""
    text = draw(TEXTS.filter(str.strip))
    if draw(st.booleans()):
        return Block(index, draw(KINDS), text)
    spans = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        spans.append(Span(start, end, draw(st.sampled_from(list(SpanKind)))))
    spans.sort(key=lambda span: span.start)
    return Block(index, draw(KINDS), text, markup=Markup(element=0, spans=tuple(spans)))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document of a few blocks."""
    count = draw(st.integers(0, 4))
    return Document(
        media_kind=MediaKind.HTML, blocks=tuple(draw(blocks(index)) for index in range(count))
    )
