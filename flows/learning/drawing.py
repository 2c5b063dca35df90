"""Drawing the verdicts of many sites: in several processes, since each takes up to seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial

from cleaners.settings import SitesSettings
from cleaners.sites.knowledge import SiteKnowledge, knowledge_of
from cleaners.sites.statistics import SiteStatistics
from flows.working.guard import worker_count
from flows.working.worker_context import worker_context

_CLEANER_MODULE = "cleaners.pipeline"
MIN_SITES = 32
"""For fewer sites a process costs more than it saves."""


class Drawer:
    """Draws verdicts, with the help of other processes if there are any."""

    def __init__(self, settings: SitesSettings, pool: Executor | None = None) -> None:
        self.settings = settings
        self._pool = pool

    def draw(self, statistics: Iterable[SiteStatistics]) -> Iterator[SiteKnowledge]:
        """Yield what follows from the statistics of each site, in their order."""
        draw = partial(knowledge_of, settings=self.settings)
        yield from map(draw, statistics) if self._pool is None else self._pool.map(draw, statistics)


@contextmanager
def drawer_for(sites: int, settings: SitesSettings, jobs: int) -> Iterator[Drawer]:
    """Give what draws the verdicts of so many sites.

    Args:
        sites: Count of the sites.
        settings: From when on something follows.
        jobs: Processes; 0 takes one a processor.
    """
    processes = min(worker_count(jobs), sites // MIN_SITES)
    if processes < 2:  # noqa: PLR2004 - one process is this one
        yield Drawer(settings)
        return
    with ProcessPoolExecutor(processes, worker_context(_CLEANER_MODULE)) as pool:
        yield Drawer(settings, pool)
