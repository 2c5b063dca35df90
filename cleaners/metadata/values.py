"""What is known about an article: each value with where it was found."""

from __future__ import annotations

from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

Found = TypeVar("Found")


class Value(Struct, Generic[Found], frozen=True):
    """A metadata value and its origin.

    Attributes:
        value: The value.
        origin: Where it was found, from the general to the particular and separated by dots,
            such as ``json_ld.headline``, ``open_graph.og:title``, ``meta.author``, ``dom.h1``,
            ``url``, ``given``, ``py3langid``.
    """

    value: Found
    origin: str


class Metadata(Struct, frozen=True):
    """What the page says of its article; None or empty where it says nothing.

    Attributes:
        title: Headline without the site's name.
        authors: Names of people (or of an agency or desk that signs), in order, none twice.
        published: ISO 8601 date or date and time, with the offset where the page gives one.
        modified: As ``published``.
        site: Name of the site.
        language: BCP 47 tag, lower-case language part.
        url: Address of the page: given, else canonical, else what the page says of itself.
        canonical: Canonical address that the page declares.
        image: Address of the lead image.
        categories: Sections and keywords, in order, none twice.
        license: Licence that the page declares (an address or a name).
        description: The summary that the page gives of itself; evidence, not part of the article.
        accessible_for_free: What schema.org's ``isAccessibleForFree`` says.
        page_types: schema.org types and Open Graph type that the page claims, as written.
        credit: The source that a line of the article credits.
        word_count: How many words the page says that its article has; evidence, as above.
    """

    title: Value[str] | None = None
    authors: Value[tuple[str, ...]] | None = None
    published: Value[str] | None = None
    modified: Value[str] | None = None
    site: Value[str] | None = None
    language: Value[str] | None = None
    url: Value[str] | None = None
    canonical: Value[str] | None = None
    image: Value[str] | None = None
    categories: Value[tuple[str, ...]] | None = None
    license: Value[str] | None = None
    description: Value[str] | None = None
    accessible_for_free: Value[bool] | None = None
    page_types: Value[tuple[str, ...]] | None = None
    credit: Value[str] | None = None
    word_count: Value[int] | None = None


def laid_over(below: Metadata, above: Metadata) -> Metadata:
    """Return the values of ``above``, and of ``below`` where ``above`` has none."""
    known = {name: value for name, value in asdict(above).items() if value is not None}
    return replace(below, **known)
