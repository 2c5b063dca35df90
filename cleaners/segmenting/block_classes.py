"""What the class of an element says of how it is shown."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from cleaners.document import BlockKind


class ClassMeaning(Struct, frozen=True):
    """What a class attribute says.

    Attributes:
        kind: The kind of block that one of its tokens names, if any.
        hides: Whether one of its tokens means: for screen readers only.
    """

    kind: BlockKind | None = None
    hides: bool = False


MEANS_NOTHING = ClassMeaning()


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


class ClassMeanings(dict[str, ClassMeaning]):
    """What the class attributes of one page say, each looked at once."""

    def __init__(self) -> None:
        super().__init__()
        self._known = block_classes()
        self._meaningful = self._known.hidden | self._known.caption | self._known.credit

    def __missing__(self, classes: str) -> ClassMeaning:
        meaning = MEANS_NOTHING
        tokens = classes.lower().split()
        if not self._meaningful.isdisjoint(tokens):
            meaning = ClassMeaning(self._known.kind_of(tokens), self._known.hides(tokens))
        self[classes] = meaning
        return meaning


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
