"""Sites whose robots.txt is missing, broken, somewhere else or very long."""

from __future__ import annotations

from collections.abc import Callable

from tests.sites.messages import HTML, NOT_FOUND, Answer, Asked, Site, page, redirect, text

_NOBODY = "User-agent: *\nDisallow: /\n"


def ruled_by(robots: Callable[[Asked], Answer]) -> Site:
    """Return a site with one page at any path, and this robots.txt."""

    def site(asked: Asked) -> Answer:
        if asked.path == "/robots.txt":
            return robots(asked)
        if asked.path.startswith("/.well-known/"):
            return NOT_FOUND
        return page(f"<title>{asked.path}</title><h1>A page of {asked.host}</h1>")

    return site


def _long(asked: Asked) -> Answer:
    """Return rules of which one stands before, one behind the first 500 kB."""
    filler = "# a line of a very long file that nobody reads\n" * 12_000
    return text(f"User-agent: *\nDisallow: /before\n{filler}Disallow: /behind\n")


def _once_down(asked: Asked) -> Answer:
    return Answer(status=503) if asked.nth == 0 else text("User-agent: *\nDisallow: /no\n")


def ruling() -> dict[str, Site]:
    return {
        "no-rules.example": ruled_by(lambda _: NOT_FOUND),
        "forbidden-rules.example": ruled_by(lambda _: Answer(status=403)),
        "broken-rules.example": ruled_by(lambda _: Answer(status=500)),
        "unavailable-rules.example": ruled_by(lambda _: Answer(status=503)),
        "once-unavailable-rules.example": ruled_by(_once_down),
        "dropped-rules.example": ruled_by(lambda _: Answer(drop=True)),
        "moved-rules.example": ruled_by(
            lambda _: redirect("http://nobody.example/robots.txt", 301)
        ),
        "nobody.example": ruled_by(lambda _: text(_NOBODY)),
        "looping-rules.example": ruled_by(lambda _: redirect("/robots.txt")),
        "private-rules.example": ruled_by(lambda _: redirect("http://intranet.example/robots.txt")),
        "long-rules.example": ruled_by(_long),
        "page-for-rules.example": ruled_by(
            lambda _: Answer(headers=(("Content-Type", HTML),), body=b"<h1>Welcome</h1>")
        ),
        "busy-rules.example": ruled_by(lambda _: Answer(status=429)),
        "marked-rules.example": ruled_by(lambda _: text(f"\ufeff{_NOBODY}")),
        "patient.example": ruled_by(lambda _: text("User-agent: *\nCrawl-delay: 86400\n")),
        "rated.example": ruled_by(lambda _: text("User-agent: *\nRequest-rate: 4/1\n")),
        "named.example": ruled_by(
            lambda _: text("User-agent: copydesk\nDisallow: /ours\n\nUser-agent: *\nDisallow: /\n")
        ),
    }
