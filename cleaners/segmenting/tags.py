"""How browsers lay out HTML elements, as far as it decides where a block of text ends.

Source: the rendering section of the HTML Living Standard (15.3, "Non-replaced elements"), whose
style sheet gives these elements ``display: block`` or a table or list display.
"""

from __future__ import annotations

from cleaners.document import SpanKind

HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}

BLOCK_TAGS = frozenset(
    """
    address article aside blockquote body center head dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing
    main menu nav noframes noscript ol optgroup p plaintext pre search section summary ul xmp
    caption col colgroup table tbody td tfoot th thead tr
    article-body amp-accordion amp-carousel
    """.split()
)
"""Elements that begin and end a block."""

FORM_TEXT_TAGS = frozenset({"button", "label", "select", "textarea"})
"""Controls: blocks of their own, unless they stand within the words of a paragraph."""

LIST_TAGS = frozenset({"ul", "ol", "menu", "dir", "dl"})

ITEM_TAGS = frozenset({"li", "dt"})
"""Elements that have a marker before them."""

PREFORMATTED_TAGS = frozenset({"pre", "listing", "xmp", "plaintext"})

FALLBACK_TAGS = frozenset({"audio", "canvas", "iframe", "noframes", "object", "video", "applet"})
"""Their content is shown only by browsers that do not know them: hidden."""

UNSEEN_TAGS = frozenset({"datalist", "rp", "annotation", "annotation-xml"})
"""Their content is text, but no browser shows it: hidden."""

HIDDEN_TAGS = FALLBACK_TAGS | UNSEEN_TAGS

DROPPED_TAGS = frozenset({"script", "style", "svg", "template", "title"})
"""Elements without visible text: dropped, and counted. Of ``svg`` the labels in drawings go too."""

SPAN_TAGS = {
    "a": SpanKind.LINK,
    "b": SpanKind.STRONG,
    "strong": SpanKind.STRONG,
    "em": SpanKind.EMPHASIS,
    "i": SpanKind.EMPHASIS,
    "cite": SpanKind.EMPHASIS,
    "code": SpanKind.CODE,
    "kbd": SpanKind.CODE,
    "samp": SpanKind.CODE,
    "tt": SpanKind.CODE,
}
"""Inline elements that are kept as spans of a block."""

LAYOUT_TABLE_CONTENT = (
    "table article aside blockquote fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main "
    "nav pre section".split()
)
"""A table with one of these in a cell lays out a page; it does not hold records."""
