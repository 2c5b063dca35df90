"""An explanation as lines to read, on a terminal or in a pipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from cleaners.document import BlockKind, Edit, MediaKind
from cleaners.metadata.values import Metadata
from flows.explaining.explanation import ExplainedBlock, ExplainedPart, Explanation
from flows.terminal import printable, printable_line

MIN_FOLDED_BLOCKS = 4
"""A run of so many cut blocks of a web page is told in one line."""

MIN_FOLDED_LINES = 20
"""The same for texts and Markdown, where what is cut is leftovers, each of interest."""

MAX_CUT_CHARACTERS = 200
MAX_EDIT_CHARACTERS = 60
MAX_EDITS = 3

RARE_METADATA = ("categories", "credit")
"""What most pages do not give: shown only where it is known."""

HEADING, KEPT, CUT, EDITED = "bold", "", "dim", "cyan"
KEPT_GUTTER, CUT_GUTTER, EDIT_GUTTER = "  ", "- ", "~ "


class Line(Struct, frozen=True):
    """A line to show; it may hold line breaks, and then the gutter stands before each part."""

    gutter: str
    text: str
    style: str = KEPT


def lines_of(explanation: Explanation, *, every: bool) -> Iterator[Line]:
    """Yield what is shown of an explanation, safe for a terminal.

    Args:
        explanation: What became of a page.
        every: Show every cut block in full and every edit, instead of folding and shortening.
    """
    yield from _head(explanation)
    is_html = explanation.media_kind is MediaKind.HTML
    min_folded = MIN_FOLDED_BLOCKS if is_html else MIN_FOLDED_LINES
    for is_cut, run in groupby(explanation.blocks, key=lambda block: block.is_cut):
        blocks = list(run)
        if is_cut and len(blocks) >= min_folded and not every:
            yield Line(CUT_GUTTER, _folded(blocks), CUT)
        else:
            for block in blocks:
                yield from _block_lines(block, every=every)
        if is_cut:
            yield Line("", "")


def _head(explanation: Explanation) -> Iterator[Line]:
    charset = explanation.charset
    repaired = f", {charset.repaired_count} repaired" if charset.repaired_count else ""
    rows = [
        ("page", explanation.source),
        ("read as", f"{explanation.media_kind}, {charset.name} ({charset.origin}{repaired})"),
        *_metadata_rows(explanation.metadata),
        ("engine", _engine(explanation)),
        ("completeness", str(explanation.completeness)),
    ]
    if rejected := explanation.rejected:
        rows.append(("rejected", f"{rejected.reason}: {rejected.evidence}"))
    rows += [("warning", f"{each.code}: {each.detail}") for each in explanation.warnings]
    rows.append(("words", _word_counts(explanation.blocks)))
    for name, text in rows:
        yield Line(KEPT_GUTTER, f"{name:<13} {printable_line(text)}")
    yield Line("", "")


def _engine(explanation: Explanation) -> str:
    if explanation.confidence is None:
        return explanation.engine
    return f"{explanation.engine}, confidence {explanation.confidence:.2f}"


def _metadata_rows(metadata: Metadata) -> Iterator[tuple[str, str]]:
    values = {
        "title": metadata.title,
        "authors": metadata.authors,
        "published": metadata.published,
        "modified": metadata.modified,
        "site": metadata.site,
        "language": metadata.language,
        "url": metadata.url,
        "categories": metadata.categories,
        "credit": metadata.credit,
    }
    for name, found in values.items():
        if found is None:
            if name not in RARE_METADATA:
                yield name, "unknown"
        else:
            value = found.value if isinstance(found.value, str) else ", ".join(found.value)
            yield name, f"{value} ({found.origin})"


def _word_counts(blocks: Sequence[ExplainedBlock]) -> str:
    parts = [part for block in blocks for part in block.parts]
    kept = sum(len(part.text.split()) for part in parts if part.reason is None)
    cut = sum(len(part.text.split()) for part in parts if part.reason is not None)
    return f"{kept} kept, {cut} cut ({_reasons(blocks)})" if cut else f"{kept} kept, none cut"


def _reasons(blocks: Sequence[ExplainedBlock]) -> str:
    counts = Counter(part.reason for block in blocks for part in block.parts if part.reason)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{reason} {count}" for reason, count in ranked)


def _folded(blocks: Sequence[ExplainedBlock]) -> str:
    longest = max((part.text for block in blocks for part in block.parts), key=len)
    return (
        f"{len(blocks)} blocks cut ({_reasons(blocks)}; --all shows them); "
        f"the longest: {_shortened(longest, MAX_CUT_CHARACTERS)}"
    )


def _block_lines(block: ExplainedBlock, *, every: bool) -> Iterator[Line]:
    first = True
    for part in block.parts:
        if part.reason is not None:
            yield Line(CUT_GUTTER, f"{_why(part)} {_cut_text(part, every=every)}", CUT)
        elif part.text.strip():
            text = printable(part.text.rstrip())
            if block.kind is BlockKind.TABLE:
                text = text.replace("\t", " | ")
            style = HEADING if block.kind is BlockKind.HEADING else KEPT
            yield Line(KEPT_GUTTER, (_prefix(block) if first else "") + text, style)
            first = False
    yield from _edit_lines(block.edits, every=every)
    if not block.is_cut:
        yield Line("", "")


def _why(part: ExplainedPart) -> str:
    score = "" if part.score is None else f" {part.score:.2f}"
    evidence = f": {part.evidence}" if part.evidence else ""
    return f"[{printable_line(f'{part.reason}, {part.detector}{score}{evidence}')}]"


def _cut_text(part: ExplainedPart, *, every: bool) -> str:
    return printable_line(part.text) if every else _shortened(part.text, MAX_CUT_CHARACTERS)


def _prefix(block: ExplainedBlock) -> str:
    if block.kind is BlockKind.HEADING:
        return "#" * max(1, block.level) + " "
    if block.kind is BlockKind.LIST_ITEM:
        return "  " * block.level + (block.marker or "-") + " "
    return "> " * (block.level + 1) if block.kind is BlockKind.QUOTE else ""


def _edit_lines(edits: Sequence[Edit], *, every: bool) -> Iterator[Line]:
    shown = edits if every or len(edits) <= MAX_EDITS else edits[:MAX_EDITS]
    for edit in shown:
        yield Line(
            EDIT_GUTTER, f"{edit.rule}: {_quoted(edit.before)} → {_quoted(edit.after)}", EDITED
        )
    if rest := len(edits) - len(shown):
        yield Line(EDIT_GUTTER, f"{rest} more edits (--all shows them)", EDITED)


def _quoted(text: str) -> str:
    """Return a text in quotes, with what cannot be seen written as escapes."""
    short = text if len(text) <= MAX_EDIT_CHARACTERS else text[:MAX_EDIT_CHARACTERS] + "…"
    return '"' + "".join(map(_visible, short)) + '"'


def _visible(character: str) -> str:
    return character if character.isprintable() else ascii(character)[1:-1]


def _shortened(text: str, max_characters: int) -> str:
    line = printable_line(text)
    return line if len(line) <= max_characters else line[:max_characters].rstrip() + " …"
