"""What changes from page to page of a site: titles, dates, authors, teasers, captions, tags."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement
from msgspec import Struct

from benchmarks.made_trees import drop, is_named, reword, text_of
from flows.evaluating.labelled import LabelledPage

MIN_HEADLINE_WORDS = 5
"""A link with so many words is the headline of another story."""

MIN_TEASER_WORDS, TEASER_LEVELS = 8, 3
MIN_TELLING, SHORT_WORD, MIN_KNOWN = 6, 4, 0.7
"""A text is about its page if of so many longer words at least, so many stand in its article."""

VARIED_NAMES = re.compile(r"\b(?:tags?|topics?|keywords?|schlagw\w*)\b", re.IGNORECASE)
AUTHORS = ("Mara Lindqvist", "Tom Okafor", "Irene Castelo", "Jonas Weidler", "Aylin Demircan")
TAGS = tuple("harbour budget schools tramway festival police weather museum strike housing".split())


class Story(Struct, frozen=True):
    """The text of a labelled article."""

    title: str
    paragraphs: tuple[str, ...]


def vary_about_page(
    leaves: Sequence[HtmlElement],
    body: set[HtmlElement],
    page: LabelledPage,
    shown: Sequence[Story],
    chance: random.Random,
) -> None:
    """Change what the page says of its own story elsewhere: summaries, captions, descriptions.

    A paragraph beside those of the gold is one that the gold has missed: it goes.
    """
    known = set(telling_words(page.gold.text))
    around = {leaf.getparent() for leaf in body}
    for leaf in leaves:
        words = telling_words(text_of(leaf)) if leaf not in body else []
        if len(words) < MIN_TELLING or sum(each in known for each in words) < MIN_KNOWN * len(
            words
        ):
            continue
        if leaf.getparent() in around and leaf.tag == "p":
            drop(leaf)
        else:
            other = chance.choice(chance.choice(shown).paragraphs)
            reword(leaf, " ".join(other.split()[: len(text_of(leaf).split())]))


def telling_words(text: str) -> list[str]:
    """Return the long words of a text in lower case."""
    return [word for word in re.findall(r"\w+", text.lower()) if len(word) > SHORT_WORD]


def vary_boxes(
    tree: HtmlElement, body: set[HtmlElement], shown: Sequence[Story], chance: random.Random
) -> None:
    """Give links that are headlines other headlines, with their teasers; captions and tags, too."""
    for link in list(tree.iter("a")):
        if any(up in body for up in link.iterancestors()):
            continue
        words = len(text_of(link).split())
        if words >= MIN_HEADLINE_WORDS:
            story = chance.choice(shown)
            link.set("href", f"/{chance.randrange(10**6, 10**7)}.html")
            reword(link, story.title)
            vary_teasers(link, body, story)
        elif words and is_named(link, VARIED_NAMES):
            reword(link, chance.choice(TAGS))
    for caption in tree.iter("figcaption"):
        story = chance.choice(shown)
        count = max(3, len(text_of(caption).split()))
        reword(caption, " ".join(story.paragraphs[1].split()[:count]))


def vary_teasers(link: HtmlElement, body: set[HtmlElement], story: Story) -> None:
    """Give the running text beside a headline that of its story."""
    box = link
    for _ in range(TEASER_LEVELS):
        parent = box.getparent()
        if parent is None or any(one in body for one in parent.iter()):
            break
        box = parent
    if len(box.findall(".//a")) > TEASER_LEVELS:
        return
    for leaf in box.iter("p", "div", "span"):
        if not len(leaf) and len(text_of(leaf).split()) >= MIN_TEASER_WORDS:
            leaf.text = story.paragraphs[0]


def vary_head(tree: HtmlElement, page: LabelledPage, story: Story, url: str) -> None:
    """Let the head of a page say what it is about now."""
    summary = story.paragraphs[0][:160]
    values = {"title": story.title, "description": summary, ":url": url}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        for ending, value in values.items():
            if name.endswith(ending):
                meta.set("content", value)
    for link in tree.iterfind(".//link[@rel='canonical']"):
        link.set("href", url)
    for title in tree.iterfind("head/title"):
        title.text = f"{story.title} | {page.identifier}"
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        script.text = revised_json(script.text or "", story.title, summary)


def revised_json(source: str, title: str, summary: str) -> str:
    """Return JSON-LD with another title and description, and without the body of the article."""
    try:
        value = json.loads(source, strict=False)
    except ValueError:
        return "{}"
    return json.dumps(revised_value(value, {"headline": title, "description": summary}))


def revised_value(value: object, texts: dict[str, str]) -> object:
    """Return a value of JSON with other texts under some names."""
    if isinstance(value, list):
        return [revised_value(each, texts) for each in value]
    if isinstance(value, dict):
        return {
            name: texts.get(name, revised_value(each, texts))
            for name, each in value.items()
            if name != "articleBody"
        }
    return value


def vary_lines(tree: HtmlElement, page: LabelledPage, story: Story, chance: random.Random) -> None:
    """Change title, author and times wherever the page shows them."""
    title = " ".join((page.gold.title or "").split())
    names = {name: chance.choice(AUTHORS) for name in page.gold.authors if name}
    body = tree.find("body")
    if body is None:
        return
    for element in list(body.iter(etree.Element)):
        if element.tag == "time":
            reword(element, f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.2026")
        elif title and len(element) <= 1 and text_of(element) == title:
            reword(element, story.title)
        for old, new in names.items():
            if element.text and old in element.text:
                element.text = element.text.replace(old, new)
            if element.tail and old in element.tail:
                element.tail = element.tail.replace(old, new)
