"""Pages of an invented news site in two designs; the news differ from page to page."""

from __future__ import annotations

import json
import random

_SUBJECTS = (
    "The harbour council",
    "The mayor of Osterby",
    "A group of residents",
    "The regional hospital",
    "The ferry company",
    "A teacher from the northern school",
    "The fire brigade",
)
_VERBS = ("announced", "rejected", "explained", "delayed", "presented", "defended")
_OBJECTS = (
    "a plan to rebuild the old fish market",
    "the budget for the coming winter",
    "new rules for boats on the inner canal",
    "a report about the storm of last autumn",
    "the closure of two bus lines in the hills",
    "the results of the water tests",
)
_CIRCUMSTANCES = (
    "on Tuesday evening, after a debate of more than four hours",
    "while some two hundred people waited outside in the rain",
    "although the engineers had asked for another month",
    "because the prices of timber and steel have nearly doubled since spring",
    "and promised to answer every letter before the end of the year",
)
_TEASERS = tuple(
    f"{subject} {verb} {thing}"
    for subject, verb, thing in zip(_SUBJECTS, _VERBS, _OBJECTS, strict=False)
)


def old_design(host: str, number: int) -> str:
    """Return a page that says who wrote it and when, in an article of its own."""
    chance = random.Random(f"{host} {number}")  # noqa: S311
    title, paragraphs = _title(chance), _paragraphs(chance)
    day = f"2026-{1 + number % 9:02}-{1 + number % 28:02}"
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": f"{day}T08:00:00Z",
        "author": {"@type": "Person", "name": f"Marta Lindqvist-{chance.choice('ABCDE')}erg"},
    }
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>"
        f'<link rel="canonical" href="https://{host}/news/{number}">'
        f'<script type="application/ld+json">{json.dumps(data)}</script></head><body>'
        "<nav><a href=/>Home</a> <a href=/sport>Sport</a> <a href=/weather>Weather</a></nav>"
        f"<main><article><h1>{title}</h1>{body}</article></main>"
        "<footer>All rights reserved. <a href=/imprint>Imprint</a></footer></body></html>"
    )


def new_design(host: str, number: int) -> str:
    """Return a page of plain boxes: no date, no author, and the first paragraphs only."""
    chance = random.Random(f"{host} {number}")  # noqa: S311
    title, paragraphs = _title(chance), _paragraphs(chance)
    body = "".join(f"<div class=b>{text}</div>" for text in paragraphs[:2])
    teasers = "".join(f"<li><a href=/{each}>{text}</a>" for each, text in enumerate(_TEASERS))
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>"
        f'<link rel="canonical" href="https://{host}/news/{number}"></head><body>'
        f"<div class=x><ul>{teasers}</ul></div><div class=y><h1>{title}</h1>{body}</div>"
        f"<div class=z><ul>{teasers}</ul></div></body></html>"
    )


def _title(chance: random.Random) -> str:
    return f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} {chance.choice(_OBJECTS)}"


def _paragraphs(chance: random.Random) -> list[str]:
    return [
        " ".join(
            f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} {chance.choice(_OBJECTS)} "
            f"{chance.choice(_CIRCUMSTANCES)}."
            for _ in range(chance.randint(2, 4))
        )
        for _ in range(chance.randint(5, 14))
    ]
