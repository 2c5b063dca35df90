"""What a worker process does with a page that is learned from: it reads it and cleans nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

from cleaners.document import Page
from cleaners.metadata import extract_metadata, metadata_from_front_matter
from cleaners.metadata.values import laid_over
from cleaners.segmenting.segment import Segmented
from cleaners.settings import MetadataSettings, Settings
from cleaners.sites.observations import PageObservation, observation_bytes
from flows.learning.makers import maker_of
from flows.learning.site_names import site_of_page
from flows.storing.byproducts import Byproducts
from flows.storing.ledger import Status
from flows.working.page_work import Answer, PageTask, PageWork, answered, page_of_task, row_of_task


class PageObserver(Protocol):
    """What reads pages, made once in each worker process."""

    def observe(self, page: Page) -> tuple[PageObservation, Segmented]:
        """Return what a page shows of its site, and the page in blocks.

        Raises:
            UnreadablePageError: The bytes cannot be read as a page.
        """


def observe_page(task: PageTask, work: PageWork) -> Answer:
    """Return what a page shows of its site, as a byproduct without an article."""
    return answered(task, work, _observed)


def _observed(raw: bytes, task: PageTask, work: PageWork) -> Answer:
    page = page_of_task(raw, row_of_task(task), task, work)
    observation, segmented = _observer(work.make_cleaner, work.settings).observe(page)
    site = task.row.site or site_told(segmented, page, work.settings.metadata)
    byproducts = Byproducts(
        observation=observation_bytes(observation), maker=maker_of(work.settings), site=site
    )
    return Answer(Status.WRITTEN, byproducts=byproducts)


def site_told(segmented: Segmented, page: Page, settings: MetadataSettings) -> str:
    """Return the site that a page itself tells, the same as when it is cleaned."""
    found = extract_metadata(segmented.tree, page, settings)
    if segmented.front_matter:
        found = laid_over(found, metadata_from_front_matter(segmented.front_matter))
    return site_of_page(found.url.value if found.url else None, segmented.document)


@lru_cache(maxsize=1)
def _observer(make: Callable[[Settings], object], settings: Settings) -> PageObserver:
    made = make(settings)
    if not hasattr(made, "observe"):
        raise TypeError(f"{type(made).__name__} cannot read pages without cleaning them")
    return made
