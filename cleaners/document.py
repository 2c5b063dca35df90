"""The frozen values that everything passes on: page, blocks, marks, cuts, metadata, result."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from cleaners.reasons import Reason


class MediaKind(StrEnum):
    """What a page is made of, as sniffed from its content."""

    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"


class CharsetOrigin(StrEnum):
    """Which evidence decided the character encoding of a page, strongest first."""

    GIVEN = "given"  # the caller passed text, not bytes
    BOM = "bom"
    HTTP = "http"
    VALID_UTF8 = "valid_utf8"
    DECLARED = "declared"
    DETECTED = "detected"


class Charset(Struct, frozen=True):
    """The character encoding that was used to read a page.

    Attributes:
        name: Python's canonical name of the codec, such as ``utf-8`` or ``cp1252``.
        origin: The evidence that decided.
        repaired_count: Characters or bytes that did not fit the codec and were repaired.
    """

    name: str
    origin: CharsetOrigin
    repaired_count: int = 0


class Page(Struct, frozen=True):
    """A raw page as it came in, with what is known of its fetching.

    Attributes:
        raw: The bytes of the page (already decompressed), or its text.
        url: The address that was asked for, if known.
        final_url: The address after redirects, if it differs.
        headers: HTTP response headers; names are matched without case.
        status: HTTP status code.
        fetched_at: ISO 8601 time of the fetch.
        name: A file name; never believed, only a last hint for the media kind.
        latest_date: ISO 8601 day; no date after it is believed. Without it the day of
            ``fetched_at`` or of the ``Date`` header serves. The library has no clock, so a page
            without any of them has no bound.
        media_kind: What it is made of, if that is known; None to tell it from the content.
    """

    raw: bytes | str
    url: str | None = None
    final_url: str | None = None
    headers: Mapping[str, str] = {}
    status: int | None = None
    fetched_at: str | None = None
    name: str | None = None
    latest_date: str | None = None
    media_kind: MediaKind | None = None


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    PREFORMATTED = "preformatted"
    TABLE = "table"
    CAPTION = "caption"
    CREDIT = "credit"
    BUTTON = "button"
    LABEL = "label"


class PageWarning(Struct, frozen=True):
    """Something a person may want to look at; cleaning went on.

    Attributes:
        code: What happened, in snake case; the same code for the same thing.
        detail: The particulars, in words for a person.
    """

    code: str
    detail: str = ""


class SpanKind(StrEnum):
    """What an inline element makes of a part of a block."""

    LINK = "link"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    HIDDEN = "hidden"


class Span(Struct, frozen=True, gc=False):
    """A part of a block's text, in characters from ``start`` up to ``end`` (half open)."""

    start: int
    end: int
    kind: SpanKind
    target: str = ""  # the address of a link as written in the page


class Element(Struct, frozen=True, gc=False):
    """A block-level element of the page: the skeleton that blocks hang on.

    Attributes:
        parent: Index of the enclosing element in ``Document.elements``; -1 for the outermost.
        tag: Lower-case tag name.
        classes: The class attribute as written.
        identifier: The id attribute as written.
        role: The ARIA role.
        itemprop: Microdata property.
        itemtype: Microdata type.
        hidden: Whether this element itself hides what is in it.
    """

    parent: int
    tag: str
    classes: str = ""
    identifier: str = ""
    role: str = ""
    itemprop: str = ""
    itemtype: str = ""
    hidden: bool = False


class Markup(Struct, frozen=True, gc=False):
    """What the HTML said of a block; a block of a text page has none.

    Attributes:
        element: Index in ``Document.elements`` of the innermost block-level element.
        spans: Inline spans in the order of their start.
        hidden: Whether a browser would not show the block.
        noscript: Whether the block stands in a ``noscript`` element.
    """

    element: int
    spans: tuple[Span, ...] = ()
    hidden: bool = False
    noscript: bool = False

    def covered(self, kind: SpanKind) -> int:
        """Return how many characters of the block spans of this kind cover."""
        return sum(span.end - span.start for span in self.spans if span.kind is kind)


class Block(Struct, frozen=True, gc=False):
    r"""A unit of visible text, never empty.

    Attributes:
        index: Position in ``Document.blocks``, from 0.
        kind: What it is on the page.
        text: Its text. A line break is ``\n``; in a table a row is a line and cells are
            separated by ``\t``.
        level: 1 to 6 for a heading; nesting from 0 for list items and quotes.
        marker: What stands before a list item (``-`` or ``1.``), the language of preformatted
            text if the page names it, else empty.
        markup: What the HTML said; None for text pages.
    """

    index: int
    kind: BlockKind
    text: str
    level: int = 0
    marker: str = ""
    markup: Markup | None = None


class Document(Struct, frozen=True):
    """All visible text of a page in reading order, with its structure.

    Attributes:
        media_kind: What the page was made of.
        blocks: Every block, the boilerplate included.
        elements: Block-level elements of an HTML page in document order; empty for text.
        url: The address of the page, if known.
        title: What the page calls itself in its head, if it does.
        descriptions: What the head says that the page is about, each wording once.
        types: What the head says that the page is (schema.org and Open Graph), in lower case.
        authors: Whom the head names as authors, as written.
        language: Language that the page declares (BCP 47), if it does.
        dropped: How many elements without visible text were left out, by tag (script, style ...).
        depth: How deep elements are nested, inline ones too; 0 for text.
        warnings: What was clamped or odd while segmenting.
    """

    media_kind: MediaKind
    blocks: tuple[Block, ...]
    elements: tuple[Element, ...] = ()
    url: str | None = None
    title: str | None = None
    descriptions: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    authors: tuple[str, ...] = ()
    language: str | None = None
    dropped: Mapping[str, int] = {}
    depth: int = 0
    warnings: tuple[PageWarning, ...] = ()


class Mark(Struct, frozen=True, gc=False):
    """A detector's claim that a part of a block is not the article.

    Attributes:
        block: Index of the block.
        start: First character of the part.
        end: End of the part (half open), at most the length of the block's text.
        reason: Why.
        detector: Which detector says so.
        score: How sure it is, from 0 to 1.
        evidence: What it saw, in words for a person.
    """

    block: int
    start: int
    end: int
    reason: Reason
    detector: str
    score: float = 1.0
    evidence: str = ""


class Spare(Struct, frozen=True, gc=False):
    """A detector's claim that a part of a block is the article, whatever else is said of it.

    Attributes:
        block: Index of the block.
        start: First character of the part.
        end: End of the part (half open).
        detector: Which detector says so.
        score: How sure it is, from 0 to 1. It outweighs mere boilerplate, and every mark that
            names a reason and is not surer.
        evidence: What it saw, in words for a person.
    """

    block: int
    start: int
    end: int
    detector: str
    score: float = 1.0
    evidence: str = ""


class Edit(Struct, frozen=True, gc=False):
    """A change of characters in a block, by a named rule.

    Edits stand in the order in which they were made, so that they can be replayed: each place is
    that in the text as the edits before it left it.

    Attributes:
        block: Index of the block.
        rule: Which rule changed it.
        before: What stood there.
        after: What stands there now.
        start: Place of the change in the block's text.
    """

    block: int
    rule: str
    before: str
    after: str
    start: int = 0


class Kept(Struct, frozen=True, gc=False):
    """A part of a block that stays in the article."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters that stay."""
        return self.block.text[self.start : self.end]


class Cut(Struct, frozen=True, gc=False):
    """A part of the page that was removed, with the reason and where it stood.

    Attributes:
        block: Index of the block.
        start: First character within the block.
        end: End within the block (half open).
        kind: Kind of the block.
        reason: Why it went.
        detector: Which detector decided.
        score: How sure it was, from 0 to 1.
        evidence: What it saw.
        text: The text that was removed.
    """

    block: int
    start: int
    end: int
    kind: BlockKind
    reason: Reason
    detector: str
    score: float
    evidence: str
    text: str


class Completeness(StrEnum):
    """How much of the article the page gives."""

    FULL = "full"
    TEASER = "teaser"
    BLOCKED = "blocked"
    EMPTY = "empty"


class Provenance(Struct, frozen=True):
    """What a result was made from and by.

    Attributes:
        identifier: sha256 over the raw digest, the url and the configuration, in hexadecimal.
        raw_sha256: Digest of the raw bytes (of the UTF-8 bytes where text was given).
        raw_bytes: Count of raw bytes.
        media_kind: What the page was sniffed as.
        charset: The encoding that was used.
        engine: The detector of main content that decided.
        tool_version: Version of copydesk.
        library_versions: Versions of the libraries that can change a result.
        configuration: Digest of settings, versions, rules and weights.
        site: Digest of what was known of the page's site; empty where nothing was.
    """

    identifier: str
    raw_sha256: str
    raw_bytes: int
    media_kind: MediaKind
    charset: Charset
    engine: str
    tool_version: str
    library_versions: Mapping[str, str]
    configuration: str
    site: str = ""
