"""Which of the pages that a source lists are wanted: by address, language and age."""

from __future__ import annotations

import fnmatch
import re
from datetime import datetime, timedelta
from enum import StrEnum

from flows.sources.declared import FetchedSource
from flows.sources.entries import Entry, latest_moment


class Unwanted(StrEnum):
    """Why a page that a source lists is not asked for."""

    NOT_INCLUDED = "not_included"
    EXCLUDED = "excluded"
    LANGUAGE = "language"
    AGE = "age"


class Filter:
    """The filters of a source; see ``flows.sources.declared`` for what they say."""

    def __init__(self, source: FetchedSource, now: datetime) -> None:
        self._include = _any_of(source.include)
        self._exclude = _any_of(source.exclude)
        self._languages = tuple(each.lower() for each in getattr(source, "languages", ()))
        days = source.max_age_days
        self._oldest = None if days is None else now - timedelta(days=days)

    def unwanted(self, entry: Entry, address: str) -> Unwanted | None:
        """Return why an entry is not wanted; None for one that is.

        Args:
            entry: What the source says of it.
            address: Its normalised address.
        """
        if self._include is not None and not self._include.match(address):
            return Unwanted.NOT_INCLUDED
        if self._exclude is not None and self._exclude.match(address):
            return Unwanted.EXCLUDED
        if not self._takes_language(entry.language):
            return Unwanted.LANGUAGE
        return Unwanted.AGE if self._is_too_old(entry) else None

    def _takes_language(self, language: str | None) -> bool:
        if not self._languages or not language:
            return True
        tag = language.strip().lower().replace("_", "-")
        return any(tag == each or tag.startswith(f"{each}-") for each in self._languages)

    def _is_too_old(self, entry: Entry) -> bool:
        date = entry.published or entry.modified
        if self._oldest is None or date is None:
            return False
        moment = latest_moment(date)
        return moment is not None and moment < self._oldest


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    if not patterns:
        return None
    return re.compile("|".join(fnmatch.translate(pattern) for pattern in patterns))
