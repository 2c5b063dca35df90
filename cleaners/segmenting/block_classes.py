"""What the class, style and ARIA attributes of an element say of how it is shown."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from cleaners.document import BlockKind

HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
BLOCK_STYLE = re.compile(
    r"display\s*:\s*(?:block|flex|grid|table|list-item|flow-root)\b", re.IGNORECASE
)


class BlockClasses(Struct, frozen=True):
    """Class tokens, in lower case, that mean the same on any site."""

    hidden: frozenset[str]
    caption: frozenset[str]
    credit: frozenset[str]

    def kind_of(self, tokens: list[str]) -> BlockKind | None:
        """Return the kind of block that one of the tokens names, if any."""
        if not self.credit.isdisjoint(tokens):
            return BlockKind.CREDIT
        if not self.caption.isdisjoint(tokens):
            return BlockKind.CAPTION
        return None

    def hides(self, tokens: list[str]) -> bool:
        """Return whether one of the tokens means: for screen readers only."""
        return not self.hidden.isdisjoint(tokens)


@cache
def block_classes() -> BlockClasses:
    """Return the shipped class tokens (``cleaners/data/block_classes.toml``)."""
    source = files("cleaners").joinpath("data", "block_classes.toml").read_text("utf-8")
    table = tomllib.loads(source)
    return BlockClasses(
        hidden=frozenset(table["hidden"]),
        caption=frozenset(table["caption"]),
        credit=frozenset(table["credit"]),
    )
