"""What rules have found for metadata, as values with the origin ``rule``."""

from __future__ import annotations

from urllib.parse import urlsplit

from cleaners.document import Page
from cleaners.metadata.dates import DateReader, latest_day, reading_language
from cleaners.metadata.names import name_reader
from cleaners.metadata.repaired import repaired_metadata
from cleaners.metadata.values import Metadata, Value, laid_over
from cleaners.rules.choosing import NO_VALUES, FoundValues
from cleaners.settings import NormalizingSettings

TITLE, AUTHORS, PUBLISHED = "rule.title", "rule.authors", "rule.published"


def with_found(
    metadata: Metadata, values: FoundValues, page: Page, settings: NormalizingSettings
) -> Metadata:
    """Return metadata with what rules have found before all else; what is no name or date is left.

    Args:
        metadata: What the page says of its article.
        values: The texts that rules have found.
        page: What is known of the page's fetching.
        settings: How the characters of texts are repaired.
    """
    if values == NO_VALUES:
        return metadata
    language = metadata.language.value if metadata.language else None
    found = Metadata(
        title=Value(values.titles[0], TITLE) if values.titles else None,
        authors=authors_in(values, language),
        published=published_in(values, page, language),
    )
    return laid_over(metadata, repaired_metadata(found, settings))


def authors_in(values: FoundValues, language: str | None) -> Value[tuple[str, ...]] | None:
    """Return the names in what the first expression has found that has any."""
    reader = name_reader(language)
    for texts in values.authors:
        names = dict.fromkeys(name for text in texts for name in reader.names(text))
        if names:
            return Value(tuple(names), AUTHORS)
    return None


def published_in(values: FoundValues, page: Page, language: str | None) -> Value[str] | None:
    """Return the first date among the texts that can be true, in ISO 8601."""
    if not values.dates:
        return None
    reader = DateReader(reading_language(language, host_of(page)), latest_day(page))
    return reader.first(Value(text, PUBLISHED) for text in values.dates)


def host_of(page: Page) -> str:
    """Return the host of a page; empty where its address is not known, or none."""
    try:
        return urlsplit(page.final_url or page.url or "").hostname or ""
    except ValueError:
        return ""
