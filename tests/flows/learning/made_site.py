"""An invented site: stories with a newsletter footer, a third of them with the same background."""

from __future__ import annotations

import random
from pathlib import Path

from cleaners.document import Block, BlockKind, Document, MediaKind
from cleaners.sites.observations import PageObservation, observe
from flows.configuration import Configuration, load_configuration
from flows.learning.learn_run import LearnReport, learn_sources
from flows.working.report import RunReport
from flows.working.run import clean_sources

SITE = "gazette.example"
FOOTER = "Our Harbour Letter comes to you on Fridays, and it has all of the week."
BACKGROUND = (
    "The harbour bridge was closed in spring after divers found cracks in two of its seven "
    "pillars, and the council has since argued over who pays."
)
_WORDS = (
    "harbour ferry council winter bridge market school report mayor garden museum river station "
    "budget storm tide quarry library theatre parish orchard tram cyclist lantern bakery pier"
).split()


def story(number: int) -> str:
    """Return the text of a page: its own paragraphs, every third with the background."""
    chance = random.Random(number)  # noqa: S311 - the same numbers each time
    paragraphs = [_paragraph(chance) for _ in range(chance.randint(4, 6))]
    if number % 3 == 0:
        paragraphs.insert(2, BACKGROUND)
    return "\n\n".join([f"Story {number} of the {chance.choice(_WORDS)}", *paragraphs, FOOTER])


def _paragraph(chance: random.Random) -> str:
    sentences = (
        " ".join(chance.choices(_WORDS, k=chance.randint(9, 14))).capitalize()
        + f" on day {chance.randint(1, 900)}."
        for _ in range(3)
    )
    return " ".join(sentences)


def write_site(folder: Path, numbers: range, site: str = SITE) -> Path:
    """Write pages into a folder that is named after the site; return the folder above."""
    (folder / site).mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / site / f"{number:03}.txt").write_text(story(number), "utf-8")
    return folder


def observation(number: int, *texts: str, seen: str = "") -> PageObservation:
    """Return what a page of some lines shows."""
    blocks = tuple(
        Block(index=index, kind=BlockKind.PARAGRAPH, text=text) for index, text in enumerate(texts)
    )
    document = Document(media_kind=MediaKind.TEXT, blocks=blocks)
    return observe(document, page=number, seen=seen)


def configured(**tables: dict[str, object]) -> Configuration:
    """Return a configuration with one worker process."""
    return load_configuration(None, (), {"run": {"jobs": 1}, **tables})


def clean(
    raw: Path, destination: Path, *, refresh_sites: bool = False, **tables: dict[str, object]
) -> RunReport:
    """Clean a folder, and make sure that the books balance."""
    report = clean_sources(
        [str(raw)], destination, configured(**tables), refresh_sites=refresh_sites
    )
    assert report.balanced
    return report


def learn(raw: Path, destination: Path, **tables: dict[str, object]) -> LearnReport:
    """Learn from a folder, and make sure that every input is accounted for."""
    report = learn_sources([str(raw)], destination, configured(**tables))
    assert sum(report.outcomes.values()) == report.inputs
    return report
