"""The figures of each kind of text as tables: folds 1 to 4 and fold 0 in columns of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from benchmarks.text_kinds_sets import TextKind
from flows.evaluating.labelled import HELD_BACK_FOLD, LabelledPage
from flows.evaluating.metrics import words_of
from flows.evaluating.scoring import PageScore

Scores = Sequence[PageScore]
Figure = Callable[[Scores, Mapping[str, int]], float]
"""Makes a figure of some scores and of how many words the gold of each page has."""

TITLES = {"benchmarks.text_kinds_peers:as_fed": "as fed", "none": "named only"}


def word_f1(scores: Scores, _gold: Mapping[str, int]) -> float:
    """Return the mean word F1."""
    return mean([each.text.word_f1 for each in scores])


def shingle_precision(scores: Scores, _gold: Mapping[str, int]) -> float:
    """Return the mean precision of shingles, over the pages with output."""
    found = [each.text.shingle_precision for each in scores]
    return mean([value for value in found if value is not None])


def shingle_recall(scores: Scores, _gold: Mapping[str, int]) -> float:
    """Return the mean recall of shingles, over the pages with gold."""
    found = [each.text.shingle_recall for each in scores]
    return mean([value for value in found if value is not None])


def words_kept(scores: Scores, gold: Mapping[str, int]) -> float:
    """Return which share of the words of all golds is there."""
    total = sum(gold[each.identifier] for each in scores)
    return 1.0 - sum(each.text.missing_count for each in scores) / max(1, total)


def unchanged(scores: Scores, _gold: Mapping[str, int]) -> float:
    """Return the share of the pages whose words are the gold's."""
    return mean([float(each.text.exact) for each in scores])


FIGURES: Mapping[TextKind, Mapping[str, Figure]] = {
    TextKind.VISIBLE: {"word F1": word_f1},
    TextKind.EXTRACTED: {
        "shingle precision": shingle_precision,
        "shingle recall": shingle_recall,
        "word F1": word_f1,
    },
    TextKind.GOLD: {"words kept": words_kept, "unchanged": unchanged},
}

WORST: Mapping[TextKind, Callable[[PageScore], float]] = {
    TextKind.VISIBLE: lambda score: score.text.word_f1,
    TextKind.EXTRACTED: lambda score: score.text.shingle_recall or 0.0,
    TextKind.GOLD: lambda score: -float(score.text.missing_count),
}
"""By what pages are ranked, the worst first."""


def report_of(
    set_name: str, kind: TextKind, pages: Sequence[LabelledPage], scores: Scores, *, worst: int
) -> str:
    """Return the table of a set and a kind of text, with the worst pages below it."""
    gold = {page.identifier: len(words_of(page.gold.text)) for page in pages}
    figures = FIGURES[kind]
    held_back = [each for each in scores if each.fold == HELD_BACK_FOLD]
    seen = [each for each in scores if each.fold != HELD_BACK_FOLD]
    engines = list(dict.fromkeys(sorted((each.engine for each in scores), key=rank)))
    lines = [f"{set_name}, {kind}: {count_of(seen)} texts of folds 1 to 4"]
    if held_back:
        lines[0] += f", {count_of(held_back)} of fold {HELD_BACK_FOLD}"
    header = "".join(f"{name:>20}" for name in figures)
    lines.append(f"{'':14}{header}{header if held_back else ''}")
    for engine in engines:
        groups = [seen, held_back] if held_back else [seen]
        cells = [
            f"{figure([each for each in group if each.engine == engine], gold):20.4f}"
            for group in groups
            for figure in figures.values()
        ]
        lines.append(f"{TITLES.get(engine, engine):14}{''.join(cells)}")
    failures = [
        f"{each.identifier} ({each.engine}): {each.failure}" for each in scores if each.failure
    ]
    lines += [f"failed: {line}" for line in failures]
    return "\n".join([*lines, *worst_lines(kind, seen, worst), ""])


def worst_lines(kind: TextKind, scores: Scores, count: int) -> list[str]:
    """Return the pages that came out worst with all that we have."""
    ours = sorted(
        (each for each in scores if each.engine == "learned"),
        key=lambda score: (WORST[kind](score), score.identifier),
    )
    return [
        f"  {each.identifier}: word F1 {each.text.word_f1:.3f}, missing "
        f"{each.text.missing_count}, extra {each.text.extra_count}"
        for each in ours[:count]
    ]


def rank(engine: str) -> tuple[bool, bool]:
    """Return by what engines are sorted: as fed, named only, and the others."""
    return engine == "learned", engine == "none"


def count_of(scores: Scores) -> int:
    """Return how many pages there are."""
    return len({each.identifier for each in scores})


def mean(values: Sequence[float]) -> float:
    """Return the mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0
