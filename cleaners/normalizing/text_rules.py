"""What is repaired in a text only: what is left of the page, or of the mail, that it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.document import Block, BlockKind, MediaKind
from cleaners.normalizing.entities import decode_references, shows_references
from cleaners.normalizing.line_joins import LineJoins
from cleaners.normalizing.replacements import Rule, rewritten
from cleaners.normalizing.stray_tags import has_stray_tags, remove_tags
from cleaners.normalizing.white_space import LINE_BREAKS, unify_line_breaks

AMPERSAND, TAG_START, LINE_FEED = frozenset("&"), frozenset("<"), frozenset("\n")


def text_rules(media_kind: MediaKind, blocks: Sequence[Block]) -> Iterator[Rule]:
    """Yield the rules that a text without markup, or Markdown, needs besides the others.

    Whether its references and tags are leftovers is told from the whole of it. HTML needs none:
    its parser has decoded them, and what it shows is meant.
    """
    if media_kind is MediaKind.HTML:
        return
    texts = [block.text for block in blocks if block.kind is not BlockKind.PREFORMATTED]
    if any("&" in text for text in texts) and not shows_references(texts):
        yield Rule("character_references", decode_references, AMPERSAND)
        texts = [rewritten(text, decode_references(text), rule="", block=0)[0] for text in texts]
    if media_kind is not MediaKind.TEXT:
        return
    if any("<" in text for text in texts) and has_stray_tags(texts):
        yield Rule("stray_tags", remove_tags, TAG_START)
    if any("\n" in text or not LINE_BREAKS.isdisjoint(text) for text in texts):
        yield Rule("line_breaks", unify_line_breaks, LINE_BREAKS)
        yield Rule("line_joins", LineJoins(texts), LINE_FEED)
