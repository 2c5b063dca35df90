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
from cleaners.reading import decompress
from cleaners.reasons import UnreadablePageError
from cleaners.result import Result
from cleaners.settings import Settings
from cleaners.words import word_count
from flows.run_settings import Output
from flows.sources.files import NotAFileError, reading_error
from flows.sources.locations import Location, fetch_bytes, page_bytes
from flows.sources.pages import page_of
from flows.sources.sidecar import Facts
from flows.storing.articles import ArticleFiles, Placed, render_article
from flows.storing.ledger import Failure, Row, Status
from flows.working.limits import alarm

NOT_A_FILE = "not_a_file"
OTHER_LANGUAGE = "other_language"
_NO_MEMORY = "the page needs more memory than run.memory_megabytes gives a worker"
_MAX_MESSAGE = 500
_DAY_CHARS = 10


class PageCleaner(Protocol):
    """What cleans pages, made once in each worker process."""

    @property
    def configuration(self) -> str:
        """Digest of all that can change a result, but for the page."""

    def clean(self, page: Page) -> Result:
        """Clean a page.

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
    """

    make_cleaner: MakeCleaner
    settings: Settings
    output: Output
    max_seconds: float
    latest_date: str | None = None


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
    """

    status: Status
    reason: str = ""
    detail: str = ""
    sha256: str = ""
    seconds: float = 0.0
    article: Article | None = None
    files: ArticleFiles | None = None
    warnings: tuple[PageWarning, ...] = ()


def clean_page(task: PageTask, work: PageWork) -> Answer:
    """Return what became of a page; whatever the page makes Python raise becomes an answer."""
    start = time.perf_counter()
    raw_digest = ""
    try:
        with alarm(work.max_seconds):
            raw = _raw(task, work.settings.reading.max_bytes)
            raw_digest = hashlib.sha256(raw).hexdigest()
            answer = _cleaned(raw, task, work)
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
    content = decompress(raw, work.settings.reading.max_bytes)
    page = page_of(content, task.name, task.facts, work.latest_date)
    result = _cleaner(work.make_cleaner, work.settings).clean(page)
    article = _article(result)
    if result.rejected is not None:
        return Answer(
            Status.REJECTED,
            reason=str(result.rejected.reason),
            detail=result.rejected.evidence,
            article=article,
            warnings=result.warnings,
        )
    if not _in_languages(article.language, work.output.languages):
        return Answer(
            Status.REJECTED,
            reason=OTHER_LANGUAGE,
            detail=article.language or "the language is not known",
            article=article,
            warnings=result.warnings,
        )
    files = render_article(
        result, page, task.placed, work.output.format, comments=work.output.comments
    )
    return Answer(Status.WRITTEN, article=article, files=files, warnings=result.warnings)


@lru_cache(maxsize=1)
def _cleaner(make_cleaner: MakeCleaner, settings: Settings) -> PageCleaner:
    return make_cleaner(settings)


def _article(result: Result) -> Article:
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
