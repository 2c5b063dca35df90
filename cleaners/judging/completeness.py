"""How much of the article a page gives: full, teaser, blocked or empty."""

from __future__ import annotations

from msgspec import Struct

from cleaners.document import Block, Completeness
from cleaners.judging.measures import MIN_PROSE_WORDS, MOSTLY
from cleaners.judging.page import JudgedPage
from cleaners.lexicons import lexicon
from cleaners.words import word_count

MAX_BOT_CHECK_WORDS = 250
"""A page that is a bot check says little else."""

MAX_CONSENT_WALL_WORDS = 500
"""A consent wall lists partners and purposes, but no article."""

MAX_TEASER_WORDS = 300
"""A longer text in front of a paywall notice is taken for the whole article."""

MAX_EXCERPT_WORDS = 120
"""A longer text that ends with an ellipsis is an article with a style of its own."""

MIN_DECLARED_FACTOR = 2.0
"""A page that declares so many times the words that it shows, shows a part."""

TAIL_BLOCKS = 12
"""A paywall notice stands among the last kept blocks and so many blocks after the last."""

ELLIPSES = ("…", "...", "[…]", "[...]", "…]", "(…)")


class Judged(Struct, frozen=True):
    """How complete an article is, and what showed it."""

    completeness: Completeness
    evidence: str = ""


def judge_completeness(page: JudgedPage) -> Judged:
    """Return how much of its article a page gives."""
    wall = wall_of(page)
    if wall:
        return Judged(Completeness.BLOCKED, wall)
    if not page.article.words:
        return Judged(Completeness.EMPTY, "no main content")
    teaser = teaser_evidence(page)
    return Judged(Completeness.TEASER, teaser) if teaser else Judged(Completeness.FULL)


def wall_of(page: JudgedPage) -> str:
    """Return what shows that a wall stands in place of the page, or an empty string."""
    if not page.has_at_most(MAX_CONSENT_WALL_WORDS):
        return ""
    texts = [page.document.title or "", *(block.text for block in page.document.blocks)]
    if page.article.prose_words <= MAX_BOT_CHECK_WORDS // 2 and page.has_at_most(
        MAX_BOT_CHECK_WORDS
    ):
        found = first_found("bot_check", texts)
        if found:
            return f"bot check: {found}"
    found = first_found("consent_wall", texts)
    return f"consent wall: {found}" if found and speaks_of_consent(page) else ""


def speaks_of_consent(page: JudgedPage) -> bool:
    """Return whether consent is what the main content is about: no article beside a notice."""
    prose = [block.text for block in page.kept if word_count(block.text) >= MIN_PROSE_WORDS]
    texts = prose or [block.text for block in page.kept]
    topic = lexicon("consent_topic")
    return sum(topic.found_in(text) is not None for text in texts) >= MOSTLY * len(texts)


def teaser_evidence(page: JudgedPage) -> str:
    """Return what shows that the page gives but the beginning, or an empty string."""
    words = page.article.words
    declared = page.declared_words or 0
    free = page.metadata.accessible_for_free
    if free is not None and not free.value:
        if declared >= MIN_DECLARED_FACTOR * words:
            return f"not free, and declares {declared} words of which {words} are here"
        if words <= MAX_TEASER_WORDS:
            return f"not free, and only {words} words are here"
    if words <= MAX_TEASER_WORDS:
        found = first_found("paywall", tail_texts(page))
        if found:
            return f"paywall notice: {found}"
    last = page.kept[-1].text if page.kept else ""
    if words <= MAX_EXCERPT_WORDS and last.endswith(ELLIPSES):
        found = first_found("excerpt", tail_texts(page))
        if found:
            return f"ends with an ellipsis before: {found}"
    return ""


def tail_texts(page: JudgedPage) -> list[str]:
    """Return the texts of the last kept block, of those that follow it, and of hidden ones not."""
    last = page.kept[-1].index if page.kept else 0
    blocks = page.document.blocks[last : last + TAIL_BLOCKS + 1]
    return [block.text for block in blocks if not is_hidden(block)]


def is_hidden(block: Block) -> bool:
    """Return whether a browser would not show the block."""
    return block.markup is not None and block.markup.hidden


def first_found(table: str, texts: list[str]) -> str | None:
    """Return the first phrase of a lexicon's table that stands in one of the texts."""
    phrases = lexicon(table)
    return next((found for text in texts if (found := phrases.found_in(text))), None)
