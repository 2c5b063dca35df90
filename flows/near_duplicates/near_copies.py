"""What a look for near copies came to, as reports have it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct


class NearCopies(Struct, frozen=True, kw_only=True):
    """The near copies among all articles of a destination.

    Attributes:
        copies: How many articles are near copies of others.
        clusters: How many clusters they are in, each with an original.
        left_out: How many of the copies were left out.
        returning: How many that were left out are no near copies any more, and come back with the
            next run that looks at their pages.
        unsigned: How many articles are not compared, because another copydesk has written them.
    """

    copies: int = 0
    clusters: int = 0
    left_out: int = 0
    returning: int = 0
    unsigned: int = 0

    def sentences(self) -> Iterator[str]:
        """Yield what a person should know of them."""
        if self.copies:
            copies = _counted(self.copies, "article is a near copy", "articles are near copies")
            clusters = _counted(self.clusters, "cluster", "clusters")
            left_out = f"; {self.left_out:,} of them left out" if self.left_out else ""
            yield f"{copies}, in {clusters}{left_out}."
        if self.returning:
            are = _counted(self.returning, "article that was", "articles that were")
            yield f"{are} left out will be back with the next run: no near copies any more."
        if self.unsigned:
            are = _counted(self.unsigned, "article is", "articles are")
            yield f"{are} not compared with others, being of another copydesk: use --force."


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
