"""Texts made from labelled pages: what is visible of them, what trafilatura leaves, their golds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from enum import StrEnum
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from trafilatura import extract

from flows.evaluating.labelled import LabelledPage, raw_of
from training.renderings import text_browser_lines


class TextKind(StrEnum):
    """Which text of a page."""

    VISIBLE = "visible"  # menus and all, as inscriptis prints it
    EXTRACTED = "extracted"  # what trafilatura's recall mode leaves, comments included
    GOLD = "gold"  # the body, as the gold has it


def text_of(page: LabelledPage, kind: TextKind) -> str | None:
    """Return one of the texts of a page; None where there is none."""
    if kind is TextKind.GOLD:
        return page.gold.text
    return MAKERS[kind](raw_of(page.raw_path), page.gold.url)


def visible(raw: bytes, _url: str | None) -> str | None:
    """Return the whole visible text of a page."""
    return text_browser_lines(raw)


def extracted(raw: bytes, url: str | None) -> str | None:
    """Return what trafilatura leaves of a page where it is asked for as much as possible."""
    text: str | None = extract(raw, url=url, favor_recall=True, include_comments=True)
    return text


MAKERS: dict[TextKind, Callable[[bytes, str | None], str | None]] = {
    TextKind.VISIBLE: visible,
    TextKind.EXTRACTED: extracted,
}


def text_pages(
    pages: Sequence[LabelledPage], kind: TextKind, cache: Path, jobs: int
) -> Iterator[LabelledPage]:
    """Yield the pages with their text of a kind in the place of their HTML, where there is one.

    Args:
        pages: Labelled pages.
        kind: Which text.
        cache: Folder that texts are kept in; those that are there already are not made again.
        jobs: Count of processes.
    """
    with ProcessPoolExecutor(jobs) as pool:
        made = pool.map(partial(written, kind=kind, cache=cache), pages, chunksize=4)
        for page, path in zip(pages, made, strict=True):
            if path.stat().st_size:
                yield replace(page, raw_path=path)


def written(page: LabelledPage, *, kind: TextKind, cache: Path) -> Path:
    """Return the file with the text of a page, which is made if it is not there; empty for none."""
    path = cache / kind / f"{page.identifier}.txt"
    if not path.exists():
        text = text_of(page, kind) or ""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        part.write_text(text, encoding="utf-8", errors="replace", newline="")
        part.replace(path)
    return path
