"""What a worker process does with one page: read, clean, render; it writes nothing."""

from __future__ import annotations

import hashlib
import time
import traceback
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Protocol
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from cleaners.document import Page, PageWarning
from cleaners.pipeline import observe_result
from cleaners.reading import decompress
from cleaners.reasons import UnreadablePageError
from cleaners.result import Result
from cleaners.settings import Settings
from cleaners.sites.observations import observation_bytes
from cleaners.sites.site import Site, site_from
from cleaners.words import word_count
from flows.dumps.known_metadata import page_of_row, with_columns
from flows.dumps.rows import DumpRow
from flows.learning.makers import maker_of
from flows.learning.site_names import site_of_page
from flows.near_duplicates.signatures import signature_of
from flows.run_settings import Output
from flows.sources.files import NotAFileError, reading_error
from flows.sources.locations import Location, dump_row, fetch_bytes, page_bytes
from flows.sources.pages import page_of
from flows.sources.sidecar import Facts
from flows.storing.articles import ArticleFiles, Placed, render_article
from flows.storing.byproducts import NOTHING, Byproducts
from flows.storing.ledger import Failure, Row, Status
from flows.working.limits import alarm

NOT_A_FILE = "not_a_file"
OTHER_LANGUAGE = "other_language"
_NO_MEMORY = "the page needs more memory than run.memory_megabytes gives a worker"
_MAX_MESSAGE = 500
_DAY_CHARS = 10
_DIGITS = 16


class PageCleaner(Protocol):
    """What cleans pages, made once in each worker process."""

    @property
    def configuration(self) -> str:
        """Digest of all that can change a result, but for the page."""

    def clean(self, page: Page, site: Site | None = None) -> Result:
        """Clean a page with what is known of its site.

        Raises:
            UnreadablePageError: The bytes cannot be read as a page.
        """


MakeCleaner = Callable[[Settings], PageCleaner]
"""Makes a cleaner; of a module's top level, so that worker processes can import it."""


class PageWork(Struct, frozen=True):
    """What is the same for all pages of a run.

    Attributes:
        make_cleaner: Makes what cleans.
        settings: The settings of the cleaning.
        output: What is written of an article.
        max_seconds: When a worker that nobody watches any more ends itself.
        latest_date: ISO 8601 day of the run; no date after it is believed of a page of whose
            fetching no time is known.
        observe: Whether it is asked for what pages show of their sites.
    """

    make_cleaner: MakeCleaner
    settings: Settings
    output: Output
    max_seconds: float
    latest_date: str | None = None
    observe: bool = False


class PageTask(Struct, frozen=True):
    """One page to clean.

    Attributes:
        key: Its name in the ledger.
        location: Where its bytes lie.
        name: Its file name.
        facts: What is known of the fetching.
        placed: Where the article goes.
        row: What the ledger says of it by now.
        warnings: What was odd about the input before it was read.
        fetched: Its bytes as they lie there, where they were got by now.
        problem: Why they could not be got, in words for a person.
        site: What is known of its site, from ``site_bytes``; empty for nothing.
    """

    key: str
    location: Location
    name: str
    facts: Facts
    placed: Placed
    row: Row
    warnings: tuple[PageWarning, ...] = ()
    fetched: bytes | None = None
    problem: str = ""
    site: bytes = b""


class Article(Struct, frozen=True):
    """What the ledger says of a page that could be cleaned.

    Attributes are those of ``flows.storing.ledger.Row``.
    """

    id: str
    words_in: int
    words_out: int
    cuts: dict[str, int]
    completeness: str
    confidence: float | None
    title: str | None
    url: str | None
    host: str | None
    language: str | None
    published: str | None
    author_count: int
    fetched_at: str | None
    site_digest: str
    text_digest: str


class Answer(Struct, frozen=True):
    """What became of a page.

    Attributes:
        status: ``written``, ``rejected`` or ``failed``.
        reason: Why it was rejected or failed.
        detail: The particulars, in words for a person.
        sha256: Digest of the input file's bytes; empty where they were not read.
        seconds: How long it took.
        article: What is known of the article, also where it was rejected.
        files: What to write; None for a page that is not written.
        warnings: What a person may want to look at.
        byproducts: What it gives besides its article.
    """

    status: Status
    reason: str = ""
    detail: str = ""
    sha256: str = ""
    seconds: float = 0.0
    article: Article | None = None
    files: ArticleFiles | None = None
    warnings: tuple[PageWarning, ...] = ()
    byproducts: Byproducts = NOTHING


Do = Callable[[bytes, PageTask, PageWork], Answer]
"""What is done with the bytes of a page; it may raise whatever the page makes Python raise."""

DoPage = Callable[[PageTask, PageWork], Answer]
"""What a worker process does with a page; of a module's top level, and it raises nothing."""


def clean_page(task: PageTask, work: PageWork) -> Answer:
    """Return what became of a page that was cleaned."""
    return answered(task, work, _cleaned)


def answered(task: PageTask, work: PageWork, do: Do) -> Answer:
    """Return what became of a page; whatever the page makes Python raise becomes an answer."""
    start = time.perf_counter()
    raw_digest = ""
    try:
        with alarm(work.max_seconds):
            raw = _raw(task, work.settings.reading.max_bytes)
            raw_digest = hashlib.sha256(raw).hexdigest()
            answer = do(raw, task, work)
    except NotAFileError as error:
        answer = Answer(Status.REJECTED, reason=NOT_A_FILE, detail=str(error))
    except UnreadablePageError as error:
        answer = Answer(Status.REJECTED, reason=str(error.reason), detail=error.detail)
    except MemoryError:
        answer = Answer(Status.FAILED, reason=Failure.MEMORY, detail=_NO_MEMORY)
    except BaseException as error:  # noqa: BLE001 - nothing that a page does may end the worker
        answer = _failure(error, raw_digest)
    return replace(
        answer,
        sha256=raw_digest,
        seconds=round(time.perf_counter() - start, 3),
        warnings=task.warnings + answer.warnings,
    )


def _raw(task: PageTask, max_bytes: int) -> bytes:
    if task.problem:
        raise OSError(task.problem)
    fetched = task.fetched
    if fetched is None:
        fetched = fetch_bytes(task.location, max_bytes)
    return page_bytes(task.location, fetched, max_bytes)


def _cleaned(raw: bytes, task: PageTask, work: PageWork) -> Answer:
    row = row_of_task(task)
    page = page_of_task(raw, row, task, work)
    site = site_from(task.site) if task.site else None
    result = _cleaner(work.make_cleaner, work.settings).clean(page, site)
    if row is not None:
        result = with_columns(result, row, page, work.settings.normalizing)
    article = _article(result, page)
    byproducts = _byproducts(result, page, work)
    if result.rejected is not None:
        return Answer(
            Status.REJECTED,
            reason=str(result.rejected.reason),
            detail=result.rejected.evidence,
            article=article,
            warnings=result.warnings,
            byproducts=byproducts,
        )
    if not _in_languages(article.language, work.output.languages):
        return Answer(
            Status.REJECTED,
            reason=OTHER_LANGUAGE,
            detail=article.language or "the language is not known",
            article=article,
            warnings=result.warnings,
            byproducts=byproducts,
        )
    files = render_article(
        result,
        page,
        task.placed,
        work.output.format,
        comments=work.output.comments,
        columns=None if row is None else row.columns,
    )
    return Answer(
        Status.WRITTEN,
        article=article,
        files=files,
        warnings=result.warnings,
        byproducts=byproducts,
    )


def row_of_task(task: PageTask) -> DumpRow | None:
    """Return the row of a dump that a page stands in, if it does.

    Raises:
        OSError: It is not what the scan of the dump found.
    """
    if task.location.table is None:
        return None
    fetched = task.fetched
    return dump_row(task.location, fetch_bytes(task.location, 0) if fetched is None else fetched)


def page_of_task(raw: bytes, row: DumpRow | None, task: PageTask, work: PageWork) -> Page:
    """Return a page as cleaning takes it.

    Args:
        raw: Its bytes.
        row: The row of a dump that it stands in, if it does.
        task: What is known of it.
        work: What is the same for all pages.

    Raises:
        UnreadablePageError: It cannot be decompressed.
    """
    content = decompress(raw, work.settings.reading.max_bytes)
    page = page_of(content, task.name, task.facts, work.latest_date)
    if row is None or task.location.table is None:
        return page
    return page_of_row(page, row, task.location.table)


def _byproducts(result: Result, page: Page, work: PageWork) -> Byproducts:
    """Return what a page gives besides its article; one that was rejected has no signature."""
    signature = b"" if result.rejected else signature_of(result.text)
    if not work.observe:
        return Byproducts(signature=signature)
    url = result.metadata.url.value if result.metadata.url else None
    return Byproducts(
        observation=observation_bytes(observe_result(result, page)),
        maker=maker_of(work.settings),
        signature=signature,
        site=site_of_page(url, result.document),
    )


@lru_cache(maxsize=1)
def _cleaner(make_cleaner: MakeCleaner, settings: Settings) -> PageCleaner:
    return make_cleaner(settings)


def _article(result: Result, page: Page) -> Article:
    cuts: Counter[str] = Counter()
    for cut in result.cuts:
        cuts[str(cut.reason)] += word_count(cut.text)
    metadata = result.metadata
    url = metadata.url.value if metadata.url else None
    return Article(
        id=result.provenance.identifier,
        words_in=sum(word_count(block.text) for block in result.document.blocks),
        words_out=word_count(result.text),
        cuts=dict(sorted(cuts.items())),
        completeness=str(result.completeness),
        confidence=rounded(result.confidence),
        title=metadata.title.value if metadata.title else None,
        url=url,
        host=_host(url),
        language=metadata.language.value if metadata.language else None,
        published=metadata.published.value[:_DAY_CHARS] if metadata.published else None,
        author_count=len(metadata.authors.value) if metadata.authors else 0,
        fetched_at=page.fetched_at,
        site_digest=result.provenance.site,
        text_digest=hashlib.sha256(result.text.encode("utf-8", "replace")).hexdigest()[:_DIGITS],
    )


def rounded(confidence: float | None) -> float | None:
    """Return a confidence as the ledger has it."""
    return None if confidence is None else round(confidence, 3)


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:  # an address that is none, such as http://[
        return None


def _in_languages(language: str | None, wanted: tuple[str, ...]) -> bool:
    """Return whether a language is wanted: ``de`` takes ``de-AT`` too, not the other way."""
    if not wanted:
        return True
    tag = (language or "").lower()
    return any(tag == each.lower() or tag.startswith(f"{each.lower()}-") for each in wanted)


def _failure(error: BaseException, raw_digest: str) -> Answer:
    if isinstance(error, OSError) and not raw_digest:
        return Answer(Status.FAILED, reason=Failure.UNREADABLE, detail=reading_error(error))
    message = " ".join(str(error).split())[:_MAX_MESSAGE]
    detail = f"{type(error).__name__}: {message} ({_place(error.__traceback__)})"
    return Answer(Status.FAILED, reason=Failure.ERROR, detail=detail)


def _place(trace: TracebackType | None) -> str:
    """Return where in the code an exception was raised."""
    *_, (frame, line) = traceback.walk_tb(trace)
    file = "/".join(Path(frame.f_code.co_filename).parts[-3:])
    return f"{file}:{line} in {frame.f_code.co_name}"
