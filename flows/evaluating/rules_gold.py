"""Gold in, gold out: bodies of articles fed as plain text have to come out as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct

from cleaners.document import Cut, Page
from cleaners.pipeline import Cleaner
from cleaners.settings import Settings
from flows.evaluating.labelled import HELD_BACK_FOLD, LabelledPage
from flows.evaluating.metrics import words_of

ARTICLE = "article"


class CutLine(Struct, frozen=True):
    """A line that was cut from a gold.

    Attributes:
        page: Identifier of the page.
        reason: Why it was cut.
        detector: Which detector did.
        evidence: What it saw.
        text: The line.
        words: How many words it has.
    """

    page: str
    reason: str
    detector: str
    evidence: str
    text: str
    words: int


class GoldOut(Struct, frozen=True):
    """What came out of the gold of one page.

    Attributes:
        identifier: Of the page.
        fold: 0 to 4.
        unchanged: Whether the words are the same, in the same order.
        words: How many words the gold has.
        words_kept: How many of them came out.
        cuts: Every line that was cut.
        failure: Why nothing came out.
    """

    identifier: str
    fold: int
    unchanged: bool = False
    words: int = 0
    words_kept: int = 0
    cuts: tuple[CutLine, ...] = ()
    failure: str | None = None


class GoldSummary(Struct, frozen=True):
    """What came out of the golds of some pages.

    Attributes:
        pages: How many.
        unchanged: Share of pages whose words are the same.
        words_kept: Share of the words that came out.
        cut_lines: How many lines were cut.
        changed_otherwise: Pages that changed although nothing was cut.
    """

    pages: int
    unchanged: float
    words_kept: float
    cut_lines: int
    changed_otherwise: int


class GoldReport(Struct, frozen=True):
    """What came out of all golds.

    Attributes:
        sets: By set of pages, then folds 1 to 4 and fold 0.
        cuts: Lines that were cut on folds 1 to 4, those of the rule with most words first.
        changed_otherwise: Identifiers of pages of folds 1 to 4 that changed without a cut.
        failures: Pages of which nothing came out, with the cause.
    """

    sets: Mapping[str, Mapping[str, GoldSummary]]
    cuts: tuple[CutLine, ...]
    changed_otherwise: tuple[str, ...]
    failures: Mapping[str, str]


def has_gold_text(page: LabelledPage) -> bool:
    """Return whether the page is an article with a gold body."""
    return page.gold.page_type == ARTICLE and bool(words_of(page.gold.text))


def clean_gold(page: LabelledPage, settings: Settings) -> GoldOut:
    """Return what comes out of the gold of a page; an error is its outcome."""
    try:
        result = cleaner(settings).clean(Page(page.gold.text, name="gold.txt"))
    except Exception as error:  # noqa: BLE001 - the report lists it
        return failed_gold(page, f"{type(error).__name__}: {error}")
    return gold_out(page, result.text, result.cuts)


def failed_gold(page: LabelledPage, failure: str) -> GoldOut:
    """Return the outcome of a page of which nothing came out."""
    return GoldOut(page.identifier, page.fold, words=len(words_of(page.gold.text)), failure=failure)


def gold_out(page: LabelledPage, text: str, cuts: Iterable[Cut]) -> GoldOut:
    """Compare what came out of a gold with the gold."""
    gold, ours = words_of(page.gold.text), words_of(text)
    return GoldOut(
        identifier=page.identifier,
        fold=page.fold,
        unchanged=gold == ours,
        words=len(gold),
        words_kept=(Counter(gold) & Counter(ours)).total(),
        cuts=tuple(
            CutLine(
                page.identifier,
                str(cut.reason),
                cut.detector,
                cut.evidence,
                cut.text,
                len(words_of(cut.text)),
            )
            for cut in cuts
        ),
    )


def gold_report(outs: Iterable[GoldOut], *, detector: str | None = None) -> GoldReport:
    """Sum up; the order of the pages does not matter.

    Args:
        outs: What came out of each.
        detector: List only the lines that this detector cut.
    """
    ranked = sorted(outs, key=lambda out: out.identifier)
    listed = [out for out in ranked if out.fold != HELD_BACK_FOLD]
    cuts = [cut for out in listed for cut in out.cuts if detector in {None, cut.detector}]
    words = Counter[tuple[str, str]]()
    for cut in cuts:
        words[cut.detector, cut.reason] += cut.words
    cuts.sort(
        key=lambda cut: (
            -words[cut.detector, cut.reason],
            cut.detector,
            cut.reason,
            cut.evidence,
            cut.page,
        )
    )
    return GoldReport(
        sets=dict(summaries(ranked)),
        cuts=tuple(cuts),
        changed_otherwise=tuple(out.identifier for out in listed if is_changed_otherwise(out)),
        failures={out.identifier: out.failure for out in ranked if out.failure is not None},
    )


def summaries(outs: list[GoldOut]) -> Iterator[tuple[str, dict[str, GoldSummary]]]:
    """Yield each set of pages with what came out of it, folds 1 to 4 and fold 0 apart."""
    for name in sorted({set_of(out) for out in outs}):
        same = [out for out in outs if set_of(out) == name]
        folds = {
            "folds 1-4": [out for out in same if out.fold != HELD_BACK_FOLD],
            "fold 0": [out for out in same if out.fold == HELD_BACK_FOLD],
        }
        yield name, {fold: summarise(of_fold) for fold, of_fold in folds.items() if of_fold}


def summarise(outs: list[GoldOut]) -> GoldSummary:
    """Sum up at least one page."""
    return GoldSummary(
        pages=len(outs),
        unchanged=sum(out.unchanged for out in outs) / len(outs),
        words_kept=sum(out.words_kept for out in outs) / max(1, sum(out.words for out in outs)),
        cut_lines=sum(len(out.cuts) for out in outs),
        changed_otherwise=sum(map(is_changed_otherwise, outs)),
    )


def is_changed_otherwise(out: GoldOut) -> bool:
    """Return whether the words changed although nothing was cut."""
    return not out.unchanged and not out.cuts and out.failure is None


def set_of(out: GoldOut) -> str:
    """Return the set of pages that a page is of."""
    return out.identifier.partition("/")[0]


@cache
def cleaner(settings: Settings) -> Cleaner:
    """Return the cleaner, which is made once a process."""
    return Cleaner(settings)
