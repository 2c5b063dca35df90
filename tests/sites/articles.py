"""Invented news: the same stories, told anew for each site with its own places and people."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct


class Place(Struct, frozen=True, kw_only=True):
    """What differs between the towns of two sites."""

    site: str
    town: str
    river: str
    mayor: str
    reporter: str
    club: str
    number: int


class Article(Struct, frozen=True, kw_only=True):
    """An article of a site; times are ISO 8601, of UTC."""

    slug: str
    title: str
    standfirst: str
    paragraphs: tuple[str, ...]
    author: str
    published: str
    modified: str

    @property
    def path(self) -> str:
        return f"/news/{self.slug}.html"


class _Story(Struct, frozen=True):
    slug: str
    title: str
    standfirst: str
    paragraphs: tuple[str, ...]


class _Stories(Struct, frozen=True):
    story: tuple[_Story, ...]


_ADDED = (
    "Update: after this article had appeared, the council of {town} confirmed the date and said "
    "that all residents will have a letter about it within the week."
)
_REWRITTEN = "flood-gauge"


def articles_of(place: Place, edition: int) -> tuple[Article, ...]:
    """Return a site's articles, the newest first.

    From the second edition on one article has a paragraph more, and one is new.
    """
    stories = _stories() if edition > 1 else _stories()[:-1]
    told = [_told(story, day, place, edition) for day, story in enumerate(stories, start=1)]
    return tuple(reversed(told))


def _told(story: _Story, day: int, place: Place, edition: int) -> Article:
    rewritten = edition > 1 and story.slug == _REWRITTEN
    words = {name: getattr(place, name) for name in place.__struct_fields__}
    paragraphs = (*story.paragraphs, _ADDED) if rewritten else story.paragraphs
    published = f"2026-03-{day:02}T08:30:00+00:00"
    return Article(
        slug=story.slug,
        title=story.title.format(**words),
        standfirst=story.standfirst.format(**words),
        paragraphs=tuple(" ".join(each.format(**words).split()) for each in paragraphs),
        author=place.reporter,
        published=published,
        modified="2026-03-20T17:00:00+00:00" if rewritten else published,
    )


@cache
def _stories() -> tuple[_Story, ...]:
    content = Path(__file__).with_name("stories.toml").read_bytes()
    return msgspec.toml.decode(content, type=_Stories).story
