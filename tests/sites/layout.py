"""An article as a news site shows it: with everything around it that nobody came for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from tests.sites.articles import Article, Place


def article_page(article: Article, others: Sequence[Article], place: Place, head: str = "") -> str:
    """Return the HTML of an article.

    Args:
        article: The article.
        others: Those that the page links to.
        place: Of whose site.
        head: Elements to add to the head.
    """
    body = "\n".join(f"<p>{escape(each)}</p>" for each in article.paragraphs)
    related = "\n".join(
        f'<li><a href="{each.path}">{escape(each.title)}</a></li>' for each in others[:3]
    )
    json_ld = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": article.title,
            "datePublished": article.published,
            "dateModified": article.modified,
            "author": {"@type": "Person", "name": article.author},
        }
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{escape(article.title)} | {escape(place.site)}</title>
<meta name="description" content="{escape(article.standfirst)}">
<script type="application/ld+json">{json_ld}</script>
{head}
</head>
<body>
<header><a href="/">{escape(place.site)}</a>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/weather">Weather</a></li><li><a href="/about">About us</a></li></ul></nav></header>
<div class="cookie-consent"><p>We use cookies to improve your experience.</p>
<button>Accept all</button></div>
<main><article>
<h1>{escape(article.title)}</h1>
<p class="standfirst">{escape(article.standfirst)}</p>
<p class="byline">By {escape(article.author)}</p>
<time datetime="{article.published}">{article.published[:10]}</time>
{body}
</article>
<div class="share-bar"><a href="#">Share</a> <a href="#">E-mail</a> <a href="#">Print</a></div>
<section class="newsletter"><h2>Sign up for our newsletter</h2>
<p>The best of {escape(place.town)} in your inbox every morning.</p></section>
<section class="related-articles"><h2>Read more</h2><ul>
{related}
</ul></section></main>
<footer><p>© 2026 {escape(place.site)}. All rights reserved.</p>
<a href="/imprint">Imprint</a> <a href="/privacy">Privacy policy</a></footer>
</body>
</html>
"""


def front_page(articles: Sequence[Article], place: Place) -> str:
    """Return the HTML of a site's home page: links to its articles."""
    teasers = "\n".join(
        f'<li><a href="{each.path}">{escape(each.title)}</a><p>{escape(each.standfirst)}</p></li>'
        for each in articles
    )
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(place.site)}</title></head>
<body><h1>{escape(place.site)}</h1><ul>
{teasers}
</ul></body></html>
"""
