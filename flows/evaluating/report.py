"""Sums the scores of pages up: overall and by fold, page type and language; the worst pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean

from msgspec import Struct

from flows.evaluating.labelled import HELD_BACK_FOLD
from flows.evaluating.metrics import bootstrap_interval, harmonic_mean
from flows.evaluating.scoring import MetadataScore, PageScore

MIN_GROUP_PAGES = 10
"""Languages of fewer pages are taken together."""

ALL, OPEN_FOLDS, HELD_BACK = "all", "folds 1-4", "fold 0"
UNKNOWN, OTHER = "unknown", "other"


class Summary(Struct, frozen=True):
    """Scores of an engine over a group of pages; None where no page has what it takes.

    Attributes:
        pages: How many pages.
        failed: On how many of them the engine failed.
        word_f1: Mean over pages.
        word_f1_interval: 95 % bootstrap interval of that mean, resampled by page.
        shingle_precision: Mean over pages with output.
        shingle_recall: Mean over pages with gold.
        shingle_f1: Of these two means.
        exact: Share of pages whose word sequence is the gold's.
        contained: Share of the snippets that must be in the text and are.
        not_contained: Share of the snippets that must not be in the text and are.
        title: Share of right titles among pages whose gold has one.
        authors: As ``title``.
        date: As ``title``.
        surplus_dates: How many dates are given where the gold has none.
        removed_cut: Share of the lines that the gold removes that are cut.
        removed_agreeing: Share of the lines that the gold removes that are cut for its reason.
    """

    pages: int
    failed: int
    word_f1: float
    word_f1_interval: tuple[float, float]
    shingle_precision: float | None
    shingle_recall: float | None
    shingle_f1: float | None
    exact: float
    contained: float | None
    not_contained: float | None
    title: float | None
    authors: float | None
    date: float | None
    surplus_dates: int | None
    removed_cut: float | None
    removed_agreeing: float | None


class WorstPage(Struct, frozen=True):
    """A page far from its gold, and by how many words."""

    identifier: str
    word_f1: float
    missing_count: int
    extra_count: int


class Failure(Struct, frozen=True):
    """A page on which an engine failed, and how."""

    identifier: str
    engine: str
    cause: str


Groups = Mapping[str, Mapping[str, Summary]]
"""Summaries by the name of a group, then by engine."""


class Report(Struct, frozen=True):
    """Everything that an evaluation says; engines in the order in which they were asked for.

    Attributes:
        pages: How many pages were scored, each by every engine.
        engines: Their names.
        overall: By fold: all pages, folds 1 to 4 together, fold 0 alone.
        page_types: By the type of the page, the largest group first.
        languages: As ``page_types``; small groups are taken together.
        worst: By engine, the lowest word F1 first; never a page of fold 0.
        failures: Every page on which an engine failed.
    """

    pages: int
    engines: tuple[str, ...]
    overall: Groups
    page_types: Groups
    languages: Groups
    worst: Mapping[str, tuple[WorstPage, ...]]
    failures: tuple[Failure, ...]


def report_of(scores: Iterable[PageScore], engines: Sequence[str], *, worst: int) -> Report:
    """Sum scores up; their order does not matter.

    Args:
        scores: One a page and engine.
        engines: Names in the order wanted.
        worst: How many of the worst pages to name for each engine.
    """
    ranked = sorted(scores, key=lambda score: (engines.index(score.engine), score.identifier))
    language = _languages(ranked)
    return Report(
        pages=len(language),
        engines=tuple(engines),
        overall=_by_fold(ranked),
        page_types=_grouped(ranked, lambda score: score.page_type),
        languages=_grouped(ranked, lambda score: language[score.identifier]),
        worst={engine: _worst(ranked, engine, worst) for engine in engines},
        failures=tuple(
            Failure(score.identifier, score.engine, score.failure)
            for score in ranked
            if score.failure is not None
        ),
    )


def summarise(scores: Sequence[PageScore]) -> Summary:
    """Sum up the scores of one engine over at least one page."""
    f1s = [score.text.word_f1 for score in scores]
    precision = _mean(score.text.shingle_precision for score in scores)
    recall = _mean(score.text.shingle_recall for score in scores)
    snippets = [score.snippets for score in scores]
    metadata = [score.metadata for score in scores if score.metadata]
    removed = [score.removed for score in scores if score.removed]
    lines = sum(each.lines for each in removed)
    return Summary(
        pages=len(scores),
        failed=sum(score.failure is not None for score in scores),
        word_f1=fmean(f1s),
        word_f1_interval=bootstrap_interval(f1s),
        shingle_precision=precision,
        shingle_recall=recall,
        shingle_f1=_f1(precision, recall),
        exact=_share(sum(score.text.exact for score in scores), len(scores)) or 0.0,
        contained=_share(
            sum(each.contained_found for each in snippets),
            sum(each.contained for each in snippets),
        ),
        not_contained=_share(
            sum(each.not_contained_found for each in snippets),
            sum(each.not_contained for each in snippets),
        ),
        title=_mean(each.title for each in metadata),
        authors=_mean(each.authors for each in metadata),
        date=_mean(each.date for each in metadata),
        surplus_dates=_surplus_dates(metadata),
        removed_cut=_share(sum(each.cut for each in removed), lines),
        removed_agreeing=_share(sum(each.agreeing for each in removed), lines),
    )


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _f1(precision: float | None, recall: float | None) -> float | None:
    if precision is None or recall is None:
        return None
    return harmonic_mean(precision, recall)


def _surplus_dates(metadata: Sequence[MetadataScore]) -> int | None:
    return sum(each.surplus_date for each in metadata) if metadata else None


def _grouped(scores: Iterable[PageScore], group_of: Callable[[PageScore], str]) -> Groups:
    groups: dict[str, list[PageScore]] = defaultdict(list)
    for score in scores:
        groups[group_of(score)].append(score)
    summaries = {group: _by_engine(members) for group, members in groups.items()}
    return dict(sorted(summaries.items(), key=_largest_first))


def _by_engine(scores: Iterable[PageScore]) -> dict[str, Summary]:
    by_engine: dict[str, list[PageScore]] = defaultdict(list)
    for score in scores:
        by_engine[score.engine].append(score)
    return {engine: summarise(members) for engine, members in by_engine.items()}


def _largest_first(group: tuple[str, Mapping[str, Summary]]) -> tuple[bool, int, str]:
    name, by_engine = group
    return name in {UNKNOWN, OTHER}, -max(each.pages for each in by_engine.values()), name


def _by_fold(scores: Sequence[PageScore]) -> Groups:
    columns = {
        ALL: scores,
        OPEN_FOLDS: [score for score in scores if score.fold != HELD_BACK_FOLD],
        HELD_BACK: [score for score in scores if score.fold == HELD_BACK_FOLD],
    }
    return {name: _by_engine(members) for name, members in columns.items() if members}


def _languages(scores: Sequence[PageScore]) -> dict[str, str]:
    """Return the language of every page, rather as an engine's metadata says than as declared."""
    found: dict[str, str] = {}
    for score in sorted(scores, key=lambda score: score.metadata is None):
        if score.language:
            found.setdefault(score.identifier, score.language)
    for score in scores:
        found.setdefault(score.identifier, UNKNOWN)
    sizes = Counter(found.values())
    return {
        page: language if sizes[language] >= MIN_GROUP_PAGES or language == UNKNOWN else OTHER
        for page, language in found.items()
    }


def _worst(scores: Iterable[PageScore], engine: str, count: int) -> tuple[WorstPage, ...]:
    """Return the worst pages but for fold 0, which nobody looks at."""
    ranked = sorted(
        (score for score in scores if score.engine == engine and score.fold != HELD_BACK_FOLD),
        key=lambda score: (score.text.word_f1, score.identifier),
    )
    return tuple(
        WorstPage(
            identifier=score.identifier,
            word_f1=score.text.word_f1,
            missing_count=score.text.missing_count,
            extra_count=score.text.extra_count,
        )
        for score in ranked[:count]
    )
