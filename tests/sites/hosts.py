"""Which hosts there are."""

from __future__ import annotations

from tests.sites.charsets import charsets
from tests.sites.hostile import bomb, lying
from tests.sites.messages import Answer, Asked, Site, page
from tests.sites.newsrooms import newsrooms
from tests.sites.redirecting import moved
from tests.sites.reserving import reserving
from tests.sites.ruling import ruling
from tests.sites.slow import slow
from tests.sites.throttling import busy


def plain(asked: Asked) -> Answer:
    """Answer anything, and ask to be remembered."""
    html = f"<title>Plain</title><h1>{asked.path}</h1>"
    return page(html, ("Set-Cookie", "seen=yes; Path=/"))


def sites_of(crawl_delay: float) -> dict[str, Site]:
    """Return every site by its host.

    Args:
        crawl_delay: What the gazette asks for, in seconds.
    """
    return {
        **newsrooms(crawl_delay),
        "moved.example": moved,
        "busy.example": busy,
        "slow.example": slow,
        "charsets.example": charsets,
        "bomb.example": bomb,
        "lying.example": lying,
        "reserving.example": reserving,
        "plain.example": plain,
        "intranet.example": lambda _: page("<h1>Salaries</h1>"),
        **ruling(),
    }
