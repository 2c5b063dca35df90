"""Labelled pages for the tests; the site, the people and the events are invented."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

PARAGRAPHS = (
    (
        "The harbour council of Brackwater voted on Monday to keep the night ferry running through "
        "the winter, after eleven hours of debate and two walkouts."
    ),
    (
        "Mayor Odalys Trent said the boats would leave every ninety minutes, and that fares for "
        "pupils and nurses would stay where they were."
    ),
    (
        "Opponents of the plan had argued that the line loses money on every crossing between "
        "midnight and five in the morning."
    ),
)
TITLE = "Night ferry stays"


def page_html(*, paragraphs: tuple[str, ...] = PARAGRAPHS, title: str = TITLE) -> str:
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title} - Brackwater Lantern</title>
<meta property="og:title" content="{title}"><meta name="author" content="Ilse Varga">
<meta property="article:published_time" content="2026-02-03T08:00:00+00:00"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>{title}</h1>
{body}
</article><footer><p>Imprint and terms of the Lantern</p></footer></body></html>"""


def write_labelled(folder: Path, name: str, *, html: str | None = None, **gold: object) -> None:
    """Write a page and its gold; without any options both hold the same article."""
    folder.mkdir(parents=True, exist_ok=True)
    raw = (page_html() if html is None else html).encode("utf-8")
    (folder / f"{name}.html.gz").write_bytes(gzip.compress(raw, mtime=0))
    record: dict[str, object] = {
        "url": f"https://www.{name}.example/ferry",
        "page_type": "article",
        "title": TITLE,
        "authors": ["Ilse Varga"],
        "published": "2026-02-03",
        "text": "\n\n".join(PARAGRAPHS),
        "with": [PARAGRAPHS[0][:40]],
        "without": ["Imprint and terms"],
        **gold,
    }
    (folder / f"{name}.json").write_text(json.dumps(record), "utf-8")
