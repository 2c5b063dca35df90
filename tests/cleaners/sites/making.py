"""Invented sites for tests: articles of made-up sentences between the lines of their site."""

from __future__ import annotations

import random
from collections.abc import Sequence

from msgspec import Struct

from cleaners.document import Page
from cleaners.pipeline import Cleaner
from cleaners.sites.knowledge import SiteKnowledge, knowledge_of
from cleaners.sites.observations import PageObservation
from cleaners.sites.site import Site
from cleaners.sites.statistics import merged

HOST = "harbour-gazette.example"
SUBJECTS = "The council,A ferry crew,The museum,Three divers,The harbour master,A baker".split(",")
VERBS = "has opened,will repair,is measuring,has painted,wants to sell,is counting".split(",")
OBJECTS = "the old pier,two lighthouses,a tram depot,the fish hall,a drawbridge".split(",")
ENDINGS = "after a long vote,before the storms come,with money from a fund,despite the rain".split(
    ","
)


class Article(Struct, frozen=True):
    """A text page: lines, of which ``body`` is the article."""

    url: str
    lines: tuple[str, ...]
    body: tuple[str, ...]

    @property
    def page(self) -> Page:
        return Page("\n\n".join(self.lines), url=self.url)

    @property
    def text(self) -> str:
        return "\n\n".join(self.body)


def sentences(number: int, count: int) -> tuple[str, ...]:
    """Return so many paragraphs that no other number has."""
    chance = random.Random(number)  # noqa: S311 - invented text
    return tuple(
        f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(OBJECTS)}"
        f" {chance.choice(ENDINGS)}, said witness {number} of hearing {at} on the quay that day."
        for at in range(count)
    )


def article(
    number: int,
    *,
    above: Sequence[str] = (),
    below: Sequence[str] = (),
    body: Sequence[str] | None = None,
    paragraphs: int = 4,
) -> Article:
    """Return an article with lines of its site around it."""
    own = tuple(sentences(number, paragraphs) if body is None else body)
    return Article(f"https://{HOST}/{number}", (*above, *own, *below), own)


def observed(articles: Sequence[Article], cleaner: Cleaner) -> list[PageObservation]:
    """Return what some articles show of their site."""
    return [cleaner.observe(each.page)[0] for each in articles]


def learned(articles: Sequence[Article], cleaner: Cleaner) -> SiteKnowledge:
    """Return what some articles teach of their site."""
    return knowledge_of(merged(HOST, observed(articles, cleaner)))


def site_of(articles: Sequence[Article], cleaner: Cleaner) -> Site:
    """Return a site as some articles show it."""
    return Site(HOST, learned(articles, cleaner))


def cleaned(each: Article, articles: Sequence[Article], cleaner: Cleaner) -> str:
    """Return the text of an article as it is cleaned with what others have shown."""
    return cleaner.clean(each.page, site_of(articles, cleaner)).text
