"""How text without markup is cleaned: whole visible pages, extracted text, and gold bodies.

Run: ``python -m benchmarks.text_kinds DATA [--cache FOLDER] [--kind extracted] [--limit 100]``

Texts are made from the labelled articles of ``DATA/wcxb-dev`` and ``DATA/news``:

- ``visible``: the whole visible text, lines as inscriptis prints them. Word F1.
- ``extracted``: what trafilatura's recall mode with comments leaves. Shingle precision and recall.
- ``gold``: the gold bodies, of which nothing should go. Share of words kept, share unchanged.

Each is scored as it was fed, with the named detectors alone (engine ``none``), and with the models
out of fold (``learned``). Fold 0 is not even read without ``--with-fold-0``.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.text_kinds_report import report_of
from benchmarks.text_kinds_sets import TextKind, text_pages
from cleaners.settings import settings_from
from flows.evaluating.engines import EngineError, check_fold_models
from flows.evaluating.labelled import (
    FOLD_COUNT,
    HELD_BACK_FOLD,
    LabelledPage,
    labelled_pages,
    sampled,
)
from flows.evaluating.scoring import PageScore, Plan, score_pages

SETS = ("wcxb-dev", "news")
AS_FED, NAMED_ONLY, WHOLE = "benchmarks.text_kinds_peers:as_fed", "none", "learned"
ENGINES = (AS_FED, NAMED_ONLY, WHOLE)
MODELS = Path("training/out-of-fold")
TIMEOUT_SECONDS, MEMORY_MEGABYTES = 60.0, 2_000


def main() -> None:
    """Make the texts, clean them, and print how it went."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder that holds wcxb-dev and news")
    parser.add_argument("--cache", type=Path, help="where the texts are kept; else thrown away")
    parser.add_argument("--kind", type=TextKind, action="append", choices=list(TextKind))
    parser.add_argument("--set", action="append", choices=SETS, dest="sets")
    parser.add_argument("--limit", type=int, help="so many pages of each set, always the same")
    parser.add_argument("--models", type=Path, default=MODELS, help="models without each fold")
    parser.add_argument("--with-fold-0", action="store_true", help="score the held back fold, too")
    parser.add_argument("--worst", type=int, default=0, help="list so many of the worst pages")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    try:
        check_fold_models(options.models, folds_of(with_held_back=options.with_fold_0))
    except EngineError as error:
        parser.error(str(error))
    with tempfile.TemporaryDirectory() as temporary:
        cache = options.cache or Path(temporary)
        for name in options.sets or SETS:
            pages = articles_of(options.data / name, with_held_back=options.with_fold_0)
            if options.limit:
                pages = sampled(pages, options.limit)
            for kind in options.kind or TextKind:
                texts = list(text_pages(pages, kind, cache, options.jobs))
                scores = scores_of(texts, options.models, options.jobs)
                print(report_of(name, kind, texts, scores, worst=options.worst), flush=True)


def articles_of(folder: Path, *, with_held_back: bool) -> list[LabelledPage]:
    """Return the labelled articles of a folder, those of the held back fold only if asked for."""
    wanted = folds_of(with_held_back=with_held_back)
    return [
        page
        for page in labelled_pages(folder)
        if page.gold.page_type == "article" and page.fold in wanted and page.gold.text.strip()
    ]


def folds_of(*, with_held_back: bool) -> list[int]:
    """Return the folds that are scored."""
    return [fold for fold in range(FOLD_COUNT) if with_held_back or fold != HELD_BACK_FOLD]


def scores_of(pages: Sequence[LabelledPage], models: Path, jobs: int) -> list[PageScore]:
    """Return the scores of all engines on some texts, in worker processes."""
    plan = Plan(
        pages=tuple(pages),
        engines=ENGINES,
        settings=settings_from({}),
        jobs=jobs,
        timeout_seconds=TIMEOUT_SECONDS,
        memory_megabytes=MEMORY_MEGABYTES,
        models=models,
    )
    return list(score_pages(plan))


if __name__ == "__main__":
    main()
