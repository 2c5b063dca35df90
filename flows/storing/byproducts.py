"""What cleaning a page gives besides its article: for the knowledge of its site, for comparison."""

from __future__ import annotations

from msgspec import Struct

from flows.storing.ledger import Row


class Byproducts(Struct, frozen=True):
    """What a page gives besides its article.

    Attributes:
        observation: What it shows of its site, encoded; empty where that is not asked for.
        maker: Digest of what has read the page, where there is an observation.
        site: The site that the page itself tells; empty where it tells none.
        signature: By which its text is compared with others; empty for a page without an article.
    """

    observation: bytes = b""
    maker: str = ""
    site: str = ""
    signature: bytes = b""


NOTHING = Byproducts()


class Cleaned(Struct, frozen=True):
    """A page that was cleaned: its row of the ledger, and what it gives besides."""

    row: Row
    byproducts: Byproducts = NOTHING
