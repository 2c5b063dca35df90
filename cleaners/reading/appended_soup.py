"""BeautifulSoup for a parser that only ever appends; imported only where it is needed."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag


class AppendedSoup(BeautifulSoup):
    """A soup that is read by Python's own parser, which adds every node behind all others.

    For nodes that are added in the middle BeautifulSoup mends the links between them, and climbs
    to the root to do so. Here there are none; without it a page of 30,000 open tags takes a
    second instead of a minute. A test holds it to the order of the plain soup.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text, "html.parser", multi_valued_attributes=None)

    def _linkage_fixer(self, el: Tag) -> None:
        """Leave the links as appending has made them."""
