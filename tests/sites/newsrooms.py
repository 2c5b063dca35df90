"""The sites with news: a gazette with rules, and others with a feed, a sitemap or validators."""

from __future__ import annotations

import gzip
from collections.abc import Callable

from tests.sites import listings
from tests.sites.articles import Article, Place, articles_of
from tests.sites.layout import article_page, front_page
from tests.sites.messages import (
    NOT_FOUND,
    XML,
    Answer,
    Asked,
    Site,
    page,
    text,
    with_etag,
    with_modified,
)

GAZETTE = Place(
    site="Harbour Gazette",
    town="Saltmere",
    river="Orrin",
    mayor="Mayor Ilse Torvald",
    reporter="Pia Lindqvist",
    club="Saltmere Rovers",
    number=31,
)
RADIO = Place(
    site="Radio Bellweather",
    town="Bellweather",
    river="Tamm",
    mayor="Mayor Jonas Okoro",
    reporter="Ruth Amsel",
    club="Bellweather United",
    number=42,
)
POST = Place(
    site="Valley Post",
    town="Dornach Mill",
    river="Lisse",
    mayor="Mayor Hanne Brück",
    reporter="Tomas Weir",
    club="Dornach Athletic",
    number=17,
)
ATLAS = Place(
    site="Atlas Daily",
    town="Quillport",
    river="Venn",
    mayor="Mayor Oda Kessler",
    reporter="Marek Halloran",
    club="Quillport Wanderers",
    number=58,
)
COURIER = Place(
    site="Etag Courier",
    town="Fennick",
    river="Alder",
    mayor="Mayor Bruno Sax",
    reporter="Wilma Corde",
    club="Fennick Town",
    number=23,
)
TIMES = Place(
    site="Modified Times",
    town="Greyhaven",
    river="Moor",
    mayor="Mayor Edda Lorne",
    reporter="Nils Barrow",
    club="Greyhaven Albion",
    number=36,
)

_GAZETTE_ROBOTS = """\
# The rules of the Harbour Gazette
User-agent: *
Disallow: /private/
Disallow: /*?print=
Crawl-delay: {delay}

User-agent: greedybot
Disallow: /

Sitemap: http://{host}/sitemap.xml
"""
_OPEN_ROBOTS = "User-agent: *\nAllow: /\n"

Listings = Callable[[Asked, tuple[Article, ...], Place], dict[str, Answer]]


def newsroom(
    place: Place,
    robots: str = _OPEN_ROBOTS,
    also: Listings | None = None,
    *,
    by_time: bool = False,
) -> Site:
    """Return a site with a front page and articles, all with validators.

    Args:
        place: Of whom it tells.
        robots: Its robots.txt; ``{host}`` is filled in.
        also: Makes what it has besides, by path.
        by_time: Validate articles by Last-Modified instead of ETag.
    """

    def site(asked: Asked) -> Answer:
        articles = articles_of(place, asked.edition)
        if asked.path == "/robots.txt":
            return with_etag(asked, text(robots.replace("{host}", asked.host)))
        if asked.path == "/":
            return with_etag(asked, page(front_page(articles, place)))
        for number, article in enumerate(articles):
            if asked.path == article.path:
                others = (*articles[:number], *articles[number + 1 :])
                answer = page(article_page(article, _steady(others), place))
                if by_time:
                    return with_modified(asked, answer, article.modified)
                return with_etag(asked, answer)
        besides = also(asked, articles, place) if also else {}
        return with_etag(asked, besides[asked.path]) if asked.path in besides else NOT_FOUND

    return site


def gazette(crawl_delay: float) -> Site:
    return newsroom(GAZETTE, _GAZETTE_ROBOTS.replace("{delay}", str(crawl_delay)), _private)


def newsrooms(crawl_delay: float) -> dict[str, Site]:
    return {
        "gazette.example": gazette(crawl_delay),
        "radio.example": newsroom(RADIO, also=_rss),
        "valley-post.example": newsroom(POST, also=_atom),
        "atlas.example": newsroom(ATLAS, also=_sitemaps),
        "courier.example": newsroom(COURIER),
        "modified-times.example": newsroom(TIMES, by_time=True),
    }


def _steady(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """Return what pages link to: the oldest, so that a new article changes no other page."""
    return tuple(sorted(articles, key=lambda each: each.published))


def _private(asked: Asked, articles: tuple[Article, ...], place: Place) -> dict[str, Answer]:
    return {
        "/private/minutes.html": page("<h1>Minutes</h1><p>Not for robots.</p>"),
        f"{articles[0].path}?print=1": page("<p>A page to print.</p>"),
        "/sitemap.xml": text(listings.sitemap(asked.host, articles), XML),
    }


def _rss(asked: Asked, articles: tuple[Article, ...], place: Place) -> dict[str, Answer]:
    return {"/feed.xml": text(listings.rss(asked.host, articles, place), "application/rss+xml")}


def _atom(asked: Asked, articles: tuple[Article, ...], place: Place) -> dict[str, Answer]:
    return {"/atom.xml": text(listings.atom(asked.host, articles, place), "application/atom+xml")}


def _sitemaps(asked: Asked, articles: tuple[Article, ...], place: Place) -> dict[str, Answer]:
    old, new = articles[3:], articles[:3]
    names = {
        "/sitemap-1.xml": old[0].modified,
        "/sitemap-2.xml.gz": new[0].modified,
        "/news-sitemap.xml": new[0].modified,
    }
    index = [(f"http://{asked.host}{name}", modified) for name, modified in names.items()]
    packed = gzip.compress(listings.sitemap(asked.host, new).encode(), mtime=0)
    return {
        "/sitemap_index.xml": text(listings.sitemap_index(index), XML),
        "/sitemap-1.xml": text(listings.sitemap(asked.host, old), XML),
        "/sitemap-2.xml.gz": Answer(headers=(("Content-Type", "application/gzip"),), body=packed),
        "/news-sitemap.xml": text(listings.news_sitemap(asked.host, new, place), XML),
    }
