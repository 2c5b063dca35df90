"""Whether a page is a forum or a page of questions and answers, whose posts are its content."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from msgspec import Struct

from cleaners.document import Document
from cleaners.features.regions import words_of_token


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


def is_forum(document: Document) -> bool:
    """Return whether the address, the microdata or the class names of a page tell a forum.

    An article with a comment thread below it is none, and a text without an address never is.
    """
    if document.url is not None and is_forum_address(document.url):
        return True
    return any(
        names_forum(element.classes, element.identifier, element.itemtype)
        for element in document.elements
        if element.classes or element.identifier or element.itemtype
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


@lru_cache(maxsize=20_000)
def names_forum(classes: str, identifier: str, itemtype: str) -> bool:
    """Return whether an element names itself as a part of a forum."""
    names = forum_names()
    if itemtype.rpartition("/")[2].lower() in names.itemtypes:
        return True
    return any(
        token.lower() in names.tokens or not names.words.isdisjoint(words_of_token(token))
        for token in f"{classes} {identifier}".split()
    )
