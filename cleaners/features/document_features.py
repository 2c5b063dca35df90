"""What all detectors look at: a document with what is observed of it, each thing once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from cleaners.document import Block, BlockKind, Document
from cleaners.features.element_names import ElementNames
from cleaners.features.forums import is_forum
from cleaners.features.regions import Region, regions_of
from cleaners.features.shapes import Shape, shape_of
from cleaners.features.titles import Key, title_keys
from cleaners.features.wording import Found, phrasebook
from cleaners.reasons import Reason
from cleaners.sites.page_roles import KnownPage, known_page
from cleaners.sites.site import Site

WRITTEN_TYPES = frozenset(
    {"newsarticle", "article", "blogposting", "reportagenewsarticle", "opinionnewsarticle"}
    | {"analysisnewsarticle", "reviewnewsarticle", "liveblogposting", "scholarlyarticle"}
)

PRODUCT_TYPES = frozenset({"product", "product.item", "og:product", "productgroup"})


class DocumentFeatures:
    """A document with what is observed of it; observed when first asked for.

    Attributes:
        document: The document.
        blocks: Its blocks.
        site: What is known of the page's site, if anything is.
        page: The number that stands for the page among those of its site.
    """

    def __init__(self, document: Document, site: Site | None = None, page: int = 0) -> None:
        self.document = document
        self.site = site
        self.page = page
        self.blocks: tuple[Block, ...] = document.blocks

    @cached_property
    def shapes(self) -> Sequence[Shape]:
        """The shape of each block."""
        return [shape_of(block) for block in self.blocks]

    @cached_property
    def known_page(self) -> KnownPage | None:
        """What the blocks are to the page's site; None where nothing is known of it."""
        knowledge = self.site.knowledge if self.site is not None else None
        if knowledge is None or not knowledge.judged:
            return None
        return known_page(self.blocks, self.shapes, knowledge, self.page)

    @cached_property
    def wording(self) -> Mapping[str, Sequence[Found]]:
        """The phrases of the lexicons that stand in the blocks, by table, in reading order."""
        return phrasebook().find([shape.folded for shape in self.shapes])

    def found(self, table: str) -> Sequence[Found]:
        """Return the phrases of a table that stand in the blocks, in reading order."""
        return self.wording.get(table, ())

    @cached_property
    def names(self) -> ElementNames:
        """The class names and ids of the page's elements."""
        return ElementNames(self.document.elements)

    @cached_property
    def regions(self) -> Mapping[Reason, Sequence[Region]]:
        """The outermost regions that the markup names, by reason; none for text."""
        document = self.document
        return regions_of(document, self.shapes, self.names) if document.elements else {}

    @cached_property
    def prose(self) -> Sequence[int]:
        """Indexes of the blocks that are prose."""
        return [index for index, shape in enumerate(self.shapes) if shape.is_prose]

    @cached_property
    def prose_end(self) -> int:
        """Index behind the last block that is prose; 0 where none is."""
        return self.prose[-1] + 1 if self.prose else 0

    @cached_property
    def headings(self) -> Sequence[Block]:
        """The blocks that are headings."""
        heading = BlockKind.HEADING  # looked up once: that takes longer than to compare
        return [block for block in self.blocks if block.kind is heading]

    @cached_property
    def title_keys(self) -> frozenset[Key]:
        """The headlines that the title in the page's head may stand for, by their words."""
        return title_keys(self.document)

    @cached_property
    def is_declared_article(self) -> bool:
        """Whether the page says in its head that it is an article."""
        return not WRITTEN_TYPES.isdisjoint(self.document.types)

    @cached_property
    def is_declared_news(self) -> bool:
        """Whether the page says in its head that it is a news article."""
        return any(each.endswith("newsarticle") for each in self.document.types)

    @cached_property
    def is_declared_product(self) -> bool:
        """Whether the page says in its head that it is a product, and not that it is an article."""
        types = self.document.types
        return not PRODUCT_TYPES.isdisjoint(types) and WRITTEN_TYPES.isdisjoint(types)

    @cached_property
    def is_forum(self) -> bool:
        """Whether the page is a forum, whose posts are its content."""
        return is_forum(self.document, self.names)

    @cached_property
    def is_text(self) -> bool:
        """Whether the page is text without markup."""
        return not self.document.elements
