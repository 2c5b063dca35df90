"""RSS, Atom and sitemaps of the invented sites."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from tests.sites.articles import Article, Place

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def rss(host: str, articles: Sequence[Article], place: Place) -> str:
    items = "\n".join(
        f"<item><title>{escape(each.title)}</title>"
        f"<link>http://{host}{each.path}</link>"
        f'<guid isPermaLink="true">http://{host}{each.path}</guid>'
        f"<pubDate>{format_datetime(datetime.fromisoformat(each.published))}</pubDate>"
        f"<description>{escape(each.standfirst)}</description></item>"
        for each in articles
    )
    return (
        f'{_DECLARATION}<rss version="2.0"><channel><title>{escape(place.site)}</title>'
        f"<link>http://{host}/</link><description>News of {escape(place.town)}</description>"
        f"<language>en</language>\n{items}\n</channel></rss>\n"
    )


def atom(host: str, articles: Sequence[Article], place: Place) -> str:
    entries = "\n".join(
        f"<entry><title>{escape(each.title)}</title><id>http://{host}{each.path}</id>"
        f'<link rel="alternate" href="{each.path}"/>'
        f"<published>{each.published}</published><updated>{each.modified}</updated>"
        f"<author><name>{escape(each.author)}</name></author>"
        f"<summary>{escape(each.standfirst)}</summary></entry>"
        for each in articles
    )
    newest = max(each.modified for each in articles)
    return (
        f'{_DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" '
        f'xml:base="http://{host}/"><title>{escape(place.site)}</title><id>http://{host}/</id>'
        f"<updated>{newest}</updated>\n{entries}\n</feed>\n"
    )


def sitemap_index(locations: Sequence[tuple[str, str]]) -> str:
    """Return a sitemap index of addresses with their times of change."""
    entries = "\n".join(
        f"<sitemap><loc>{escape(url)}</loc><lastmod>{modified}</lastmod></sitemap>"
        for url, modified in locations
    )
    return f'{_DECLARATION}<sitemapindex xmlns="{_SITEMAP}">\n{entries}\n</sitemapindex>\n'


def sitemap(host: str, articles: Sequence[Article]) -> str:
    entries = "\n".join(
        f"<url><loc>http://{host}{each.path}</loc><lastmod>{each.modified}</lastmod></url>"
        for each in articles
    )
    return f'{_DECLARATION}<urlset xmlns="{_SITEMAP}">\n{entries}\n</urlset>\n'


def news_sitemap(host: str, articles: Sequence[Article], place: Place) -> str:
    entries = "\n".join(
        f"<url><loc>http://{host}{each.path}</loc><news:news><news:publication>"
        f"<news:name>{escape(place.site)}</news:name><news:language>en</news:language>"
        f"</news:publication><news:publication_date>{each.published}</news:publication_date>"
        f"<news:title>{escape(each.title)}</news:title></news:news></url>"
        for each in articles
    )
    return f'{_DECLARATION}<urlset xmlns="{_SITEMAP}" xmlns:news="{_NEWS}">\n{entries}\n</urlset>\n'
