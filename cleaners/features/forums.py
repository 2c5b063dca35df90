"""Whether a page is a forum or a page of questions and answers, whose posts are its content."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from msgspec import Struct

from cleaners.document import Document
from cleaners.features.element_names import ElementNames


class ForumNames(Struct, frozen=True):
    """What names a forum; all in lower case.

    Attributes:
        itemtypes: Last part of microdata types.
        words: Parts of class names and ids.
        tokens: Whole class names and ids.
        hosts: How the host's name begins.
        paths: What stands in the path of the address.
    """

    itemtypes: frozenset[str]
    words: frozenset[str]
    tokens: frozenset[str]
    hosts: frozenset[str]
    paths: frozenset[str]


@cache
def forum_names() -> ForumNames:
    """Return the shipped names of forums (``cleaners/data/forums.toml``)."""
    source = files("cleaners").joinpath("data", "forums.toml").read_text("utf-8")
    return ForumNames(**{name: frozenset(values) for name, values in tomllib.loads(source).items()})


def is_forum(document: Document, element_names: ElementNames) -> bool:
    """Return whether the address, the microdata or the class names of a page tell a forum.

    An article with a comment thread below it is none, and a text without an address never is.

    Args:
        document: The page.
        element_names: The class names and ids of its elements.
    """
    if document.url is not None and is_forum_address(document.url):
        return True
    names = forum_names()
    itemtypes = {element.itemtype for element in document.elements}
    return bool(
        element_names.speaking(names.words, names.tokens)
        or not names.itemtypes.isdisjoint([each.rpartition("/")[2].lower() for each in itemtypes])
    )


def is_forum_address(url: str) -> bool:
    """Return whether an address is that of a forum."""
    try:
        parts = urlsplit(url.lower())
    except ValueError:  # brackets that enclose no address
        return False
    host = parts.netloc.removeprefix("www.")
    names = forum_names()
    return any(host.startswith(f"{name}.") for name in names.hosts) or any(
        path in parts.path for path in names.paths
    )
