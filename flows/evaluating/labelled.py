"""Labelled pages: a raw page with its gold beside it, and the fold that its host falls into."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct, field

FOLD_COUNT = 5
HELD_BACK_FOLD = 0

_RAW_SUFFIXES = (".html.gz", ".html", ".txt.gz", ".txt", ".md.gz", ".md")


class LabelledPageError(ValueError):
    """A labelled folder that cannot be used; its message is one line that says why."""


class RemovedLine(Struct, frozen=True):
    """A line of the page that the gold leaves out, with its reason."""

    text: str
    reason: str


class Gold(Struct, frozen=True):
    """What people or hand-written parsers say that a page holds.

    Attributes:
        text: The body, without title, byline, date and captions.
        url: Address of the page, if known.
        page_type: Such as ``article`` or ``listing``.
        title: Headline; empty or None where the gold does not know it.
        authors: Names; empty where the gold does not know them.
        published: ISO 8601 day, if the gold knows it.
        contained: Snippets that must be in the text.
        not_contained: Snippets that must not be in it.
        removed: Every line that is left out, if the gold lists them.
    """

    text: str
    url: str | None = None
    page_type: str = "article"
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    contained: tuple[str, ...] = field(name="with", default=())
    not_contained: tuple[str, ...] = field(name="without", default=())
    removed: tuple[RemovedLine, ...] | None = None


class LabelledPage(Struct, frozen=True):
    """A page and its gold.

    Attributes:
        identifier: Name of the folder and of the page, such as ``news/at--Zeitung_2026_01_05``.
        raw_path: The page.
        gold: What it holds.
        fold: 0 to 4, by the host.
    """

    identifier: str
    raw_path: Path
    gold: Gold
    fold: int


def labelled_pages(folder: Path) -> Iterator[LabelledPage]:
    """Yield the labelled pages of a folder and of the folders in it, in the order of their names.

    Raises:
        LabelledPageError: No such folder, none in it, a gold that cannot be read, or one without
            its page.
    """
    if not folder.is_dir():
        raise LabelledPageError(f"{folder} is no folder of labelled pages (ID.html.gz, ID.json)")
    gold_paths = sorted(folder.rglob("*.json"))
    if not gold_paths:
        raise LabelledPageError(f"{folder} holds no labelled pages: no ID.json in it")
    for path in gold_paths:
        gold = _gold(path)
        try:
            fold = fold_of(gold.url)
        except ValueError as error:
            raise LabelledPageError(f"{path}: {gold.url} is no address: {error}") from error
        name = path.relative_to(folder).with_suffix("").as_posix()
        yield LabelledPage(
            identifier=f"{folder.resolve().name}/{name}",
            raw_path=_raw_path(path),
            gold=gold,
            fold=fold,
        )


def without_gold(folder: Path) -> list[Path]:
    """Return the pages of a folder that no gold stands beside, in the order of their names."""
    return sorted(
        path
        for path in folder.rglob("*")
        if (suffix := _raw_suffix(path.name))
        and not path.with_name(path.name.removesuffix(suffix) + ".json").exists()
        and path.is_file()
        and path.stem.lower() != "readme"
    )


def fold_of(url: str | None) -> int:
    """Return the fold of a page: the first byte of sha256(host without ``www.``) modulo 5.

    A page without an address has the empty host, and so fold 2.

    Raises:
        ValueError: The url cannot be one.
    """
    host = (urlsplit(url).hostname or "") if url else ""
    return hashlib.sha256(host.removeprefix("www.").encode()).digest()[0] % FOLD_COUNT


def sampled(pages: Sequence[LabelledPage], count: int) -> list[LabelledPage]:
    """Return so many pages, always the same ones, in their order; spread over hosts by digest."""
    ranked = sorted(pages, key=lambda page: hashlib.sha256(page.identifier.encode()).digest())[
        :count
    ]
    chosen = {page.identifier for page in ranked}
    return [page for page in pages if page.identifier in chosen]


def raw_of(path: Path) -> bytes:
    """Return the bytes of a page, decompressed.

    Raises:
        OSError: The file cannot be read or is not what its name says.
    """
    raw = path.read_bytes()
    return gzip.decompress(raw) if path.suffix == ".gz" else raw


def _gold(path: Path) -> Gold:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Gold)
    except OSError as error:
        raise LabelledPageError(f"{path} cannot be read: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise LabelledPageError(f"{path} is no gold of a labelled page: {error}") from error


def _raw_path(gold_path: Path) -> Path:
    for suffix in _RAW_SUFFIXES:
        path = gold_path.with_name(gold_path.stem + suffix)
        if path.exists():
            return path
    names = ", ".join(f"{gold_path.stem}{suffix}" for suffix in (".html.gz", ".html", ".txt"))
    raise LabelledPageError(f"{gold_path} has no page beside it ({names})")


def _raw_suffix(name: str) -> str | None:
    return next((suffix for suffix in _RAW_SUFFIXES if name.endswith(suffix)), None)
