"""The first of two passes over the inputs of a run: read all, learn, clean none."""

from __future__ import annotations

from flows.learning.folding import fold
from flows.learning.learn_inputs import InputLearner
from flows.run_settings import Running
from flows.sources.roots import Sources
from flows.storing.catalog.catalog import Catalog
from flows.working.index import Index
from flows.working.page_work import PageWork
from flows.working.stopping import StopRequest


def learn_first(  # noqa: PLR0913 - what learning needs of a run
    index: Index,
    sources: Sources,
    catalog: Catalog,
    work: PageWork,
    running: Running,
    *,
    stop: StopRequest,
    watcher: object,
) -> None:
    """Read all new pages of a run before any is cleaned, and fold what they show.

    What cannot be read here gets its outcome when it is cleaned. Args are those of
    ``InputLearner``.
    """
    learner = InputLearner(index, sources, catalog, work, running, stop=stop, watcher=watcher)
    learner.learn()
    if not stop.is_asked:
        fold(catalog, work.settings.sites, jobs=running.jobs)
