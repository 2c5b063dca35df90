"""What the body of a page says of its article, read when it is first asked for."""

from __future__ import annotations

from functools import cached_property

from lxml.etree import _Element

from cleaners.metadata.headline_lines import Line, lines_below
from cleaners.metadata.marked_elements import MarkedElements, read_marked_elements


class PageBody:
    """The marked elements and the lines of a page.

    The head of most pages says who signs and when; their body is never looked at.
    """

    def __init__(self, tree: _Element, headline: _Element | None) -> None:
        """Keep a page, and the heading that shows its headline if one does."""
        self._tree = tree
        self._headline = headline

    @cached_property
    def marked(self) -> MarkedElements:
        """The elements in the article that say what they are."""
        return read_marked_elements(self._tree, self._headline)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines below the headline."""
        heading = self.marked.heading
        return () if heading is None else lines_below(heading)
