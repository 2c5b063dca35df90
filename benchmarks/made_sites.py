"""Sites made from labelled pages: the texts of other articles set into the markup of a news page.

Of the news page the tree is kept as it is: menus, boxes, footers, advertisements between its
paragraphs. Its own paragraphs give way to those of another article; its title, date, author,
address, captions, related headlines with their teasers and its tags change from page to page, as
they do on a site. A third of the pages share a background paragraph.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from lxml.html import HtmlElement, tostring
from msgspec import Struct

from benchmarks.made_trees import body_of, found_share, leaves_of, set_story
from benchmarks.made_variations import (
    Story,
    vary_about_page,
    vary_boxes,
    vary_head,
    vary_lines,
)
from cleaners.reading.parsing import parse_html
from cleaners.settings import settings_from
from flows.evaluating.labelled import HELD_BACK_FOLD, LabelledPage, labelled_pages, raw_of

PAGE_SET, ARTICLE = "news", "article"
TEXT_SETS = ("news", "wcxb-dev")
MIN_GOLD_SHARE = 0.85
"""Of a page's gold words so many have to be found in its elements, to make a site of it."""

MIN_PARAGRAPHS, MAX_PARAGRAPHS = 4, 60
BACKGROUND_WORDS = range(25, 90)
HEADLINES_A_SITE = 80
"""Of so many headlines the boxes of a site show some on each page."""


class MadePage(Struct, frozen=True):
    """A page of a made site.

    Attributes:
        raw: Its HTML.
        url: Its address.
        gold: Its article.
        background: The paragraph that it shares with others; empty where it has none.
    """

    raw: bytes
    url: str
    gold: str
    background: str


class MadeSite(Struct, frozen=True):
    """A made site.

    Attributes:
        name: Of the page whose markup it has.
        fold: Of that page's host.
        host: Of its addresses.
        pages: Its pages.
    """

    name: str
    fold: int
    host: str
    pages: tuple[MadePage, ...]


class Sources(Struct, frozen=True):
    """What sites are made of: pages for their markup, and stories."""

    pages: tuple[LabelledPage, ...]
    stories: tuple[Story, ...]


def sources_in(data: Path) -> Sources:
    """Return what sites can be made of: pages of folds 1 to 4, one a host."""
    stories = [
        story_of(page)
        for name in TEXT_SETS
        for page in labelled_pages(data / name)
        if page.fold != HELD_BACK_FOLD and page.gold.page_type == ARTICLE
    ]
    pages: dict[str, LabelledPage] = {}
    for page in labelled_pages(data / PAGE_SET):
        if page.fold != HELD_BACK_FOLD and page.gold.url:
            pages.setdefault(urlsplit(page.gold.url).hostname or "", page)
    fitting = [
        story
        for story in stories
        if story.title and MIN_PARAGRAPHS <= len(story.paragraphs) <= MAX_PARAGRAPHS
    ]
    return Sources(tuple(pages.values()), tuple(fitting))


def story_of(page: LabelledPage) -> Story:
    """Return the story of a labelled article."""
    lines = [" ".join(line.split()) for line in page.gold.text.splitlines()]
    return Story(page.gold.title or "", tuple(line for line in lines if line))


def made_sites(sources: Sources, *, page_count: int) -> Iterator[MadeSite]:
    """Yield a site for each page that can be made one, always the same ones."""
    for page in sources.pages:
        site = made_site(page, sources.stories, page_count)
        if site is not None:
            yield site


def made_site(page: LabelledPage, stories: Sequence[Story], page_count: int) -> MadeSite | None:
    """Return a site with the markup of a page; None if its gold is not found in its elements."""
    text = raw_of(page.raw_path).decode("utf-8", "replace")
    settings = settings_from({}).reading
    if (
        found_share(body_of(leaves_of(parse_html(text, settings).tree), page), page)
        < MIN_GOLD_SHARE
    ):
        return None
    chance = random.Random(page.identifier)  # noqa: S311 - a sample, not a secret
    chosen = chance.sample([story for story in stories if not is_of(story, page)], page_count)
    shown = chance.sample(stories, min(HEADLINES_A_SITE, len(stories)))
    background = background_of(chance, [story for story in stories if story not in chosen])
    host = f"site-{page.identifier.partition('/')[2].lower().replace('_', '-')}.example"
    pages = []
    for number, story in enumerate(chosen):
        tree = parse_html(text, settings).tree
        shared = background if number % 3 == 0 else ""
        pages.append(made_page(tree, page, story, shown, shared, host, chance))
    return MadeSite(page.identifier, page.fold, host, tuple(pages))


def is_of(story: Story, page: LabelledPage) -> bool:
    """Tell whether a story is that of a page."""
    return story.paragraphs == story_of(page).paragraphs


def background_of(chance: random.Random, stories: Sequence[Story]) -> str:
    """Return a paragraph of some story."""
    fitting = [
        paragraph
        for story in stories
        for paragraph in story.paragraphs
        if len(paragraph.split()) in BACKGROUND_WORDS and paragraph.endswith(".")
    ]
    return chance.choice(fitting)


def made_page(  # noqa: PLR0913, PLR0917 - what a page is made of
    tree: HtmlElement,
    page: LabelledPage,
    story: Story,
    shown: Sequence[Story],
    background: str,
    host: str,
    chance: random.Random,
) -> MadePage:
    """Return a page in which the tree of a labelled one holds another story."""
    paragraphs = list(story.paragraphs)
    if background:
        place = chance.choice([len(paragraphs), *range(1, len(paragraphs))])
        paragraphs.insert(place, background)
    url = f"https://{host}/{chance.randrange(10**6, 10**7)}.html"
    leaves = leaves_of(tree)
    body = body_of(leaves, page)
    vary_about_page(leaves, set(body), page, shown, chance)
    vary_boxes(tree, set(body), shown, chance)
    vary_head(tree, page, story, url)
    vary_lines(tree, page, story, chance)
    set_story(body, paragraphs)
    raw: bytes = tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>")
    return MadePage(raw, url, "\n\n".join(paragraphs), background)
