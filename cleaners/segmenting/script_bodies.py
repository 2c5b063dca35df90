"""The article of a page whose text only a script would show: found in what the scripts hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nlargest

from lxml.etree import _Element
from msgspec.structs import replace

from cleaners.document import Block, Document, PageWarning
from cleaners.reading.parsing import parse_html
from cleaners.segmenting.grafting import graft_article
from cleaners.segmenting.html import segment_html
from cleaners.segmenting.running_text import running_words
from cleaners.segmenting.script_texts import ScriptText, script_texts
from cleaners.segmenting.script_values import script_values
from cleaners.settings import ReadingSettings
from cleaners.words import word_count, words_of

MIN_SHOWN_WORDS = 60
"""A page that shows so many words in sentences has its text; its scripts are not looked at."""

MIN_ARTICLE_WORDS = 80
MIN_GROWTH = 2
"""The article has to have so many times the words that the page shows in sentences."""

MIN_SHARE_OF_SHOWN = 0.5
"""And so many of all that it shows: one with many words, though in no sentences, is a list."""

MIN_SHARE_ABOUT_PAGE = 0.5
"""So many words of the page's title or description stand in its article: in 97 of 100 articles of
labelled pages, and in 14 of 100 of other pages."""

MAX_SHORT_WORD = 2
"""Letters; words as short as these stand in any text."""

MAX_TRIED = 8
"""Texts of which this is asked, those first that most speaks for."""

MAX_SHARE_ON_PAGE = 0.3
"""An article of which more stands on the page already, though hidden, is not added again."""

SHINGLE = 5
"""Words in a row that two texts share only if they share a passage."""


def with_script_body(document: Document, tree: _Element, settings: ReadingSettings) -> Document:
    """Return a document with the article that the scripts of its page hold, if it shows none.

    Args:
        document: An HTML page.
        tree: Its tree; it is not changed.
        settings: Limits on tables, elements and depth.

    Returns:
        The same document where it shows running text, or no script has an article. Else its
        blocks, and behind them those of the article in an ``article`` element, with the warning
        ``body_from_script``.
    """
    shown = running_words(document.blocks, enough=MIN_SHOWN_WORDS)
    if shown >= MIN_SHOWN_WORDS:
        return document
    around = MIN_SHARE_OF_SHOWN * all_shown_words(document.blocks)
    least = round(max(MIN_ARTICLE_WORDS, MIN_GROWTH * shown, around))
    texts = (
        text
        for text in script_texts(script_values(tree), document.title or "")
        if text.words >= least and text.markup.count("<") < settings.max_elements
    )
    likely = nlargest(MAX_TRIED, texts, key=lambda text: text.weight)
    best = next((text for text in likely if is_about_page(text, document)), None)
    if best is None:
        return document
    article, parsing_warnings = segmented(best, settings)
    if running_words(article.blocks, enough=least) < least:
        return document
    if share_on_page(article.blocks, document.blocks) > MAX_SHARE_ON_PAGE:
        return document
    warnings = (*parsing_warnings, PageWarning("body_from_script", best.origin))
    grafted = graft_article(document, article)
    return replace(grafted, warnings=(*grafted.warnings, *warnings))


def all_shown_words(blocks: Iterable[Block]) -> int:
    """Return how many words a browser shows, in sentences or not."""
    return sum(
        word_count(block.text)
        for block in blocks
        if block.markup is None or not block.markup.hidden
    )


def is_about_page(text: ScriptText, document: Document) -> bool:
    """Tell whether a text has the words of what its page says of itself."""
    words = set(telling_words(text.markup))
    for wording in (document.title or "", *document.descriptions):
        wanted = set(telling_words(wording))
        if wanted and len(wanted & words) >= MIN_SHARE_ABOUT_PAGE * len(wanted):
            return True
    return False


def telling_words(text: str) -> Iterator[str]:
    """Yield the words of a text, casefolded, but for the shortest of alphabets."""
    for word in words_of(text.casefold()):
        if len(word) > MAX_SHORT_WORD or not word.isascii():
            yield word


def segmented(
    text: ScriptText, settings: ReadingSettings
) -> tuple[Document, tuple[PageWarning, ...]]:
    """Return the blocks of a text as of a page, and what was odd about its HTML."""
    parsed = parse_html(text.markup, settings)
    return segment_html(parsed.tree, settings), parsed.warnings


def share_on_page(article: Iterable[Block], page: Iterable[Block]) -> float:
    """Return which share of an article's shingles a page has, shown or hidden."""
    wanted = {shingle for block in article for shingle in shingles(block.text)}
    missing = set(wanted)
    for block in page:
        missing.difference_update(shingles(block.text))
    return 1 - len(missing) / len(wanted) if wanted else 1.0


def shingles(text: str) -> Iterable[tuple[str, ...]]:
    """Return each run of words of a text."""
    words = words_of(text)
    return zip(*(words[start:] for start in range(SHINGLE)), strict=False)
