"""Scores engines on labelled pages, each page in a worker process that can be killed."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Future, as_completed
from concurrent.futures import TimeoutError as PageTimeoutError
from functools import cache
from pathlib import Path

from msgspec import Struct
from pebble import ProcessExpired, ProcessPool

from cleaners.metadata.values import Metadata
from cleaners.settings import Settings
from flows.evaluating.engines import Answer, Engine, cleaning_engines, engine_named
from flows.evaluating.labelled import LabelledPage, raw_of
from flows.evaluating.metrics import (
    SnippetScore,
    TextScore,
    authors_agree,
    date_agrees,
    score_snippets,
    score_text,
    title_agrees,
)
from flows.evaluating.removed import RemovedScore, score_removed
from flows.working.limits import prepare_worker

_PRELOADED = ["flows.evaluating.scoring", "cleaners.pipeline", "trafilatura"]


class MetadataScore(Struct, frozen=True):
    """Which values are right; None where the gold has none.

    Attributes:
        title: Whether the words are the gold's.
        authors: Whether the words of all names are the gold's.
        date: Whether the day of publication is the gold's.
        surplus_date: Whether a date is given where the gold has none.
    """

    title: bool | None
    authors: bool | None
    date: bool | None
    surplus_date: bool


class PageScore(Struct, frozen=True):
    """How an engine did on a page.

    Attributes:
        identifier: Of the page.
        engine: Name of the engine.
        page_type: From the gold.
        fold: 0 to 4.
        text: How well the text matches.
        snippets: Which snippets are found.
        language: Of the page, as the engine's metadata or the page says.
        metadata: None for an engine that gives no metadata.
        removed: None where the gold lists no removed lines or the engine no cuts.
        confidence: How good the engine took its text to be, if it says so.
        failure: Why the engine gave nothing: an error, a timeout, a crash. Such a page counts as
            empty output.
    """

    identifier: str
    engine: str
    page_type: str
    fold: int
    text: TextScore
    snippets: SnippetScore
    language: str | None = None
    metadata: MetadataScore | None = None
    removed: RemovedScore | None = None
    confidence: float | None = None
    failure: str | None = None


class Plan(Struct, frozen=True, kw_only=True):
    """What is scored, and how.

    Attributes:
        pages: What to score on.
        engines: Names as :func:`flows.evaluating.engines.engine_named` takes them.
        settings: What the cleaning engines run with.
        jobs: Count of worker processes, at least 1.
        timeout_seconds: Of one page; its process is killed after that.
        memory_megabytes: Of one worker process.
        models: Folder of models of the learned engine, each made without a fold; None takes the
            shipped one.
    """

    pages: tuple[LabelledPage, ...]
    engines: tuple[str, ...]
    settings: Settings
    jobs: int
    timeout_seconds: float
    memory_megabytes: int
    models: Path | None = None


def score_pages(plan: Plan) -> Iterator[PageScore]:
    """Yield one score a page and engine, as they come in."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    with ProcessPool(
        max_workers=plan.jobs,
        context=context,
        initializer=prepare_worker,
        initargs=[plan.memory_megabytes],
    ) as pool:
        futures: dict[Future[PageScore], tuple[LabelledPage, str]] = {
            pool.schedule(
                score_page,
                args=(page, engine, plan.settings, plan.models),
                timeout=plan.timeout_seconds,
            ): (page, engine)
            for page in plan.pages
            for engine in plan.engines
        }
        try:
            for future in as_completed(tuple(futures)):
                page, engine = futures.pop(future)
                yield _outcome(future, page, engine, plan.timeout_seconds)
        finally:
            if futures:  # the caller has stopped early: what is left is not waited for
                pool.stop()  # type: ignore[no-untyped-call]


def score_page(
    page: LabelledPage, engine: str, settings: Settings, models: Path | None = None
) -> PageScore:
    """Run an engine on a page and score what it gives; an error of the engine is its outcome.

    It is caught here, in the worker, because not every error survives the way between processes.
    """
    try:
        answer = _engine(engine, settings, models)(raw_of(page.raw_path), page)
    except Exception as error:  # noqa: BLE001 - a peer may raise anything; the report lists it
        return failed(page, engine, f"{type(error).__name__}: {error}")
    return scored(page, engine, answer)


def failed(page: LabelledPage, engine: str, failure: str) -> PageScore:
    """Return the score of a page on which an engine failed: that of empty output."""
    metadata = Metadata() if engine in cleaning_engines() else None
    return scored(page, engine, Answer(text="", metadata=metadata), failure)


def scored(
    page: LabelledPage, engine: str, answer: Answer, failure: str | None = None
) -> PageScore:
    """Compare an engine's answer with the gold of the page."""
    gold = page.gold
    with_cuts = gold.removed is not None and answer.metadata is not None
    return PageScore(
        identifier=page.identifier,
        engine=engine,
        page_type=gold.page_type,
        fold=page.fold,
        text=score_text(answer.text, gold.text),
        snippets=score_snippets(answer.text, gold.contained, gold.not_contained),
        language=answer.language,
        metadata=_metadata_score(answer, page),
        removed=score_removed(answer.cuts, gold.removed or ()) if with_cuts else None,
        confidence=answer.confidence,
        failure=failure,
    )


@cache
def _engine(name: str, settings: Settings, models: Path | None) -> Engine:
    return engine_named(name, settings, models)


def _outcome(
    future: Future[PageScore], page: LabelledPage, engine: str, timeout_seconds: float
) -> PageScore:
    try:
        return future.result()
    except PageTimeoutError:
        return failed(page, engine, f"took longer than {timeout_seconds:g} s")
    except ProcessExpired as error:
        return failed(page, engine, f"its process died with exit code {error.exitcode}")


def _metadata_score(answer: Answer, page: LabelledPage) -> MetadataScore | None:
    metadata, gold = answer.metadata, page.gold
    if metadata is None:
        return None
    title = metadata.title.value if metadata.title else None
    authors = metadata.authors.value if metadata.authors else ()
    published = metadata.published.value if metadata.published else None
    return MetadataScore(
        title=title_agrees(title, gold.title) if gold.title else None,
        authors=authors_agree(authors, gold.authors) if gold.authors else None,
        date=date_agrees(published, gold.published) if gold.published else None,
        surplus_date=published is not None and not gold.published,
    )
