"""Repair before detection: the same words, in characters that can be compared and searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from unicodedata import is_normalized

from msgspec.structs import replace

from cleaners.document import Block, BlockKind, Document, Edit
from cleaners.normalizing.characters import (
    CONTROLS,
    DIRECTION_MARKS,
    JOINERS,
    SOFT_HYPHEN,
    SPACES,
    TAGS,
    ZERO_WIDTH,
    characters_in,
)
from cleaners.normalizing.composition import compose
from cleaners.normalizing.invisible import (
    remove_controls,
    remove_direction_marks,
    remove_soft_hyphens,
    remove_zero_width,
)
from cleaners.normalizing.mojibake import SIGN, fix_mojibake
from cleaners.normalizing.replacements import Rule, moved_spans, rewritten
from cleaners.normalizing.text_rules import text_rules
from cleaners.normalizing.white_space import (
    LINE_BREAKS,
    squeeze,
    squeeze_in_table,
    unify_line_breaks,
    unify_line_breaks_in_table,
    unify_spaces,
)
from cleaners.settings import NormalizingSettings

EMPTY_BLOCK = "empty_block"
"""The rule of the edit that removes a block of which nothing is left."""


OBJECT_REPLACEMENT = "\ufffc"
CELL_END = re.compile(r"[\t\n]")


BEFORE_LAYOUT = (
    Rule("mojibake", fix_mojibake),
    Rule("control_characters", remove_controls, characters_in(CONTROLS)),
    Rule("soft_hyphens", remove_soft_hyphens, characters_in(SOFT_HYPHEN)),
    Rule("direction_marks", remove_direction_marks, characters_in(DIRECTION_MARKS)),
    Rule("zero_width", remove_zero_width, characters_in(ZERO_WIDTH + JOINERS + TAGS)),
    Rule("composition", compose),
    Rule("exotic_spaces", unify_spaces, characters_in(SPACES)),
)
RULES = (
    *BEFORE_LAYOUT,
    Rule("line_breaks", unify_line_breaks, LINE_BREAKS),
    Rule("white_space", squeeze),
)
"""The rules in the order in which they run."""

RULES_IN_TABLE = (
    *BEFORE_LAYOUT,
    Rule("line_breaks", unify_line_breaks_in_table, LINE_BREAKS),
    Rule("white_space", squeeze_in_table),
)
"""The same for tables, whose tabs and line feeds are structure."""


def repair(document: Document, settings: NormalizingSettings) -> tuple[Document, tuple[Edit, ...]]:
    """Return a document with its characters repaired, and every change.

    Preformatted blocks stay as they are, to the byte. The title of the document is repaired too;
    being no block, it adds no edits.

    Args:
        document: As segmented.
        settings: Which kinds of change are made.

    Returns:
        The document, the same one if nothing had to be changed, and the edits in the order in
        which they were made. Their block indexes are those of the returned document. A block of
        which nothing is left goes, with an edit of the rule ``empty_block``: at the index that it
        had at that moment, that is the one that the next block has in the returned document.
    """
    of_text = enabled(text_rules(document.media_kind, document.blocks), settings)
    dirty = [
        block
        for block in document.blocks
        if block.kind is not BlockKind.PREFORMATTED
        and ((not is_clean(block.text) and not has_clean_lines(block)) or concerns(of_text, block))
    ]
    title = document.title and (repaired_text(document.title, settings) or None)
    if not dirty and title == document.title:
        return document, ()
    blocks, edits = repaired_blocks(document.blocks, dirty, settings, of_text)
    if not edits and title == document.title:
        return document, ()
    return replace(document, blocks=blocks, title=title), edits


def repaired_blocks(
    blocks: Sequence[Block],
    dirty: Iterable[Block],
    settings: NormalizingSettings,
    of_text: tuple[Rule, ...] = (),
) -> tuple[tuple[Block, ...], tuple[Edit, ...]]:
    """Return all blocks after the repair of some of them, and the changes.

    Args:
        blocks: All blocks.
        dirty: Those in which a rule may have something to do.
        settings: Which kinds of change are made.
        of_text: The rules that this text needs besides the others; they run first.
    """
    line_rules, table_rules = enabled(RULES, settings), enabled(RULES_IN_TABLE, settings)
    remaining: list[Block | None] = list(blocks)
    removed_count = 0
    edits: list[Edit] = []
    for block in dirty:
        rules = table_rules if block.kind is BlockKind.TABLE else line_rules
        moved = replace(block, index=block.index - removed_count) if removed_count else block
        remaining[block.index], changes = repaired_block(moved, rules, of_text)
        edits += changes
        removed_count += remaining[block.index] is None
    left = [block for block in remaining if block is not None]
    if removed_count:
        left = [replace(block, index=index) for index, block in enumerate(left)]
    return tuple(left), tuple(edits)


def repaired_text(text: str, settings: NormalizingSettings) -> str:
    """Return a line of text with its characters repaired, such as a title or a name."""
    if is_clean(text):
        return text
    line = Block(0, BlockKind.PARAGRAPH, text)
    repaired, _ = repaired_block(line, enabled(RULES, settings))
    return repaired.text if repaired else ""


def has_clean_lines(block: Block) -> bool:
    """Return whether no rule can have anything to do in the lines or cells of a block."""
    if block.kind is BlockKind.TABLE:
        return all(map(is_clean, CELL_END.split(block.text)))
    return all(line and is_clean(line) for line in block.text.split("\n"))


def is_clean(line: str) -> bool:
    """Return whether no rule can have anything to do in a line.

    ``str.isprintable`` is false for every control, invisible character and exotic space, but
    not for U+FFFC, which stands for an object that is not there.
    """
    return (
        line.isprintable()
        and "  " not in line
        and line == line.strip(" ")
        and (line.isascii() or has_clean_characters(line))
    )


def has_clean_characters(text: str) -> bool:
    """Return whether printable characters beyond ASCII are composed and no mojibake."""
    return (
        OBJECT_REPLACEMENT not in text and is_normalized("NFC", text) and SIGN.search(text) is None
    )


def concerns(rules: Iterable[Rule], block: Block) -> bool:
    """Return whether some character of a block is one that a rule looks for."""
    return any(not (rule.triggers or frozenset()).isdisjoint(block.text) for rule in rules)


def enabled(rules: Iterable[Rule], settings: NormalizingSettings) -> tuple[Rule, ...]:
    """Return the rules that are not switched off."""
    return tuple(rule for rule in rules if getattr(settings, rule.name))


def repaired_block(
    block: Block, rules: Sequence[Rule], of_text: Sequence[Rule] = ()
) -> tuple[Block | None, list[Edit]]:
    """Return a block after all rules, None if nothing is left of it, and the changes.

    One rule can make work for another (a mark comes next to its letter when what stood between
    them goes), so they run until none finds anything. Every round but the last removes
    characters or turns them into plain ones, so there is a last one.

    Args:
        block: The block.
        rules: The rules that every page needs.
        of_text: Those that this text needs besides; they run first.
    """
    repaired = block
    edits: list[Edit] = []
    while True:
        before = repaired
        repaired, changes = repaired_once(before, (*of_text, *rules))
        edits += changes
        if not changes or (has_clean_lines(repaired) and not concerns(of_text, repaired)):
            break
    if not repaired.text.strip():
        return None, [Edit(block.index, EMPTY_BLOCK, block.text, "")]
    return repaired, edits


def repaired_once(block: Block, rules: Sequence[Rule]) -> tuple[Block, list[Edit]]:
    """Return a block after one round of rules, its spans at their new places, and the changes."""
    text = block.text
    spans = block.markup.spans if block.markup else ()
    edits: list[Edit] = []
    characters = frozenset(text)
    for rule in rules:
        if rule.triggers is not None and rule.triggers.isdisjoint(characters):
            continue
        replacements = list(rule.fix(text))
        if replacements:
            text, changes = rewritten(text, replacements, rule=rule.name, block=block.index)
            spans = moved_spans(spans, replacements)
            edits += changes
    if not edits:
        return block, edits
    markup = block.markup
    if markup is not None and spans is not markup.spans:
        markup = replace(markup, spans=spans)
    return replace(block, text=text, markup=markup), edits
