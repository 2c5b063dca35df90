"""Golden pages in pairs: what has to go, and beside it a near miss that has to stay.

Each folder ``tests/pages/<reason>--<what>/`` holds ``page.html`` (or ``.txt``) with the text of its
article in ``page.article.txt`` and what has to be cut in ``page.cuts.toml``, and ``near-miss.html``
(or ``.txt``) with ``near-miss.article.txt``. Other pages of their site may lie in ``site/``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleaners.document import Page
from cleaners.pipeline import Cleaner
from cleaners.reasons import Reason
from cleaners.result import Result
from cleaners.sites.knowledge import knowledge_of
from cleaners.sites.site import Site
from cleaners.sites.statistics import merged

PAGES = Path(__file__).parent / "pages"
FOLDERS = sorted(path for path in PAGES.iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner()


def cleaned(cleaner: Cleaner, folder: Path, stem: str) -> Result:
    paths = [folder / f"{stem}{ending}" for ending in (".html", ".txt")]
    (path,) = [path for path in paths if path.exists()]
    page = Page(raw=path.read_bytes(), name=path.name)
    return cleaner.clean(page, site(cleaner, folder))


def site(cleaner: Cleaner, folder: Path) -> Site | None:
    """Return what the other pages of a site show, if there are any."""
    others = sorted((folder / "site").glob("*"))
    if not others:
        return None
    pages = [Page(raw=path.read_bytes(), name=path.name) for path in others]
    shown = (cleaner.observe(page)[0] for page in pages)
    return Site(folder.name, knowledge_of(merged(folder.name, shown)))


def article(folder: Path, stem: str) -> str:
    return (folder / f"{stem}.article.txt").read_text("utf-8").strip()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_boilerplate_is_cut_for_its_reason(cleaner: Cleaner, folder: Path) -> None:
    result = cleaned(cleaner, folder, "page")
    expected = tomllib.loads((folder / "page.cuts.toml").read_text("utf-8"))["cuts"]
    named = [(str(cut.reason), " ".join(cut.text.split())) for cut in result.cuts]
    assert result.text == article(folder, "page")
    assert [(cut["reason"], cut["text"]) for cut in expected] == [
        pair for pair in named if pair[0] not in {Reason.BOILERPLATE, Reason.HIDDEN}
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_near_miss_stays(cleaner: Cleaner, folder: Path) -> None:
    assert cleaned(cleaner, folder, "near-miss").text == article(folder, "near-miss")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_is_named_by_its_reason(folder: Path) -> None:
    assert Reason(folder.name.partition("--")[0])
