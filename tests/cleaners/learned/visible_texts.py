"""Invented texts of both kinds: a whole page as a text browser prints it, and clean ones."""

from __future__ import annotations

from cleaners.detection import detect
from cleaners.features.document_features import DocumentFeatures
from cleaners.learned.line_view import LineView
from tests.cleaners.building import text_document

MENU = ("Home", "News", "Town", "Sport", "Weather", "Culture", "Jobs", "Search", "Log in")
STORY = (
    "The ferry to the island sailed again on Monday, after eleven days of storm from the north.",
    "On the quay stood forty people with parcels, two goats and a piano that was to be tuned.",
    "The captain said that he had never carried a piano, and he asked for a rope for the lid.",
    "By noon the ferry was back, and the school on the island had its first lesson of music.",
    "The next storm is expected for Thursday, but it should not last as long as this one.",
)
TEASERS = (
    "Two goats on the quay",
    "12 March",
    "Piano found in a barn",
    "11 March",
    "Storm breaks the pier",
    "10 March",
)
FOOTER = ("About us", "Contact", "Terms of use", "Privacy", "© The Island Post")
VISIBLE_PAGE = (*MENU, "Ferry sailed again", *STORY, "More news", *TEASERS, *MENU, *FOOTER)


def view_of(*lines: str) -> LineView:
    """Return lines as the columns look at them."""
    features = DocumentFeatures(text_document(*lines))
    return LineView(features, detect(features))
