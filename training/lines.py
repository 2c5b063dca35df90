"""Fits the model of lines of visible text: ``python -m training.lines DATA/news DATA/wcxb-dev``."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cleaners.learned.line_model import LineModel, line_model_bytes
from cleaners.learned.text_kind import TextKinds
from flows.evaluating.engines import fold_line_model
from flows.evaluating.labelled import FOLD_COUNT, labelled_pages
from training.__main__ import FOLDS, say
from training.calibration import Calibration, calibration_of
from training.fitting import FittingSettings
from training.kind_examples import KindExample, kind_examples_of
from training.kind_fitting import logits_of, text_kinds_of, threshold_of
from training.line_card import Seen, line_card_of
from training.line_examples import LineExample, line_examples_of
from training.line_models import finished, judged_lines, line_models_of
from training.models import Judged
from training.renderings import RENDERINGS

SHIPPED = Path("cleaners/data/lines.npz")
CARD = Path("training/line-model-card.md")
SCORED = next(iter(RENDERINGS))


def main() -> None:
    """Fit models without each fold, calibrate on what they make of it, fit one on all pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of labelled pages")
    parser.add_argument("--model", type=Path, default=SHIPPED, help="where the model goes")
    parser.add_argument("--card", type=Path, default=CARD, help="where its card goes")
    parser.add_argument("--folds", type=Path, default=FOLDS, help="models without each fold")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help="how often all lines are seen")
    parser.add_argument("--min-steps", type=int, default=FittingSettings().min_steps)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    settings = FittingSettings(epochs=options.epochs, min_steps=options.min_steps)
    pages = [page for folder in options.folders for page in labelled_pages(folder)]
    say(f"reading {len(pages)} labelled pages as text")
    kind_examples = list(kind_examples_of(pages, options.jobs))
    kinds, logits = kinds_out_of_fold(kind_examples)
    say(f"{len(kind_examples)} texts of both kinds, told apart at {kinds[None].threshold}")
    examples = list(line_examples_of(pages, options.jobs))
    say(f"{len(examples)} visible texts with {sum(len(e.words) for e in examples)} lines")
    models: dict[int | None, LineModel] = {}
    out_of_fold: dict[str, Judged] = {}
    for fold, model in line_models_of(examples, settings):
        models[fold] = model
        unseen = [each for each in examples if each.fold == fold and each.rendering == SCORED]
        judgements = {each.identifier: judged_lines(model, each) for each in unseen}
        out_of_fold |= judgements
        if unseen:
            found = np.mean([each.found for each in judgements.values()])
            say(f"without fold {fold}: word F1 on it {found:.4f} (whole lines)")
    options.folds.mkdir(parents=True, exist_ok=True)
    for fold, model in models.items():
        calibration = calibration_for(examples, out_of_fold, fold)
        path = options.model if fold is None else fold_line_model(options.folds, fold)
        path.write_bytes(line_model_bytes(finished(model, calibration, kinds[fold])))
    seen = Seen(examples, out_of_fold, kind_examples, logits, SCORED)
    options.card.write_text(line_card_of(models[None], kinds[None], settings, seen), "utf-8")
    say(f"wrote {options.model} ({options.model.stat().st_size / 1000:.0f} kB), {options.card}")


EPOCHS = 4


def kinds_out_of_fold(
    examples: Sequence[KindExample],
) -> tuple[dict[int | None, TextKinds], Sequence[float]]:
    """Return what tells the kinds apart, without each fold and of all (None).

    Returns:
        The regressions, and the logit of each example by the one that had not seen it. All have
        the threshold that these logits call for.
    """
    logits = np.zeros(len(examples))
    for fold in range(FOLD_COUNT):
        unseen = [at for at, each in enumerate(examples) if each.fold == fold]
        seen = [each for each in examples if each.fold != fold]
        logits[unseen] = logits_of(text_kinds_of(seen), [examples[at] for at in unseen])
    kinds: dict[int | None, TextKinds] = {}
    for without in (*range(FOLD_COUNT), None):
        seen_at = [at for at, each in enumerate(examples) if each.fold != without]
        seen = [examples[at] for at in seen_at]
        kinds[without] = text_kinds_of(seen, threshold_of(seen, logits[seen_at]))
    return kinds, logits.tolist()


def calibration_for(
    examples: Sequence[LineExample], out_of_fold: dict[str, Judged], without: int | None
) -> Calibration:
    """Return the calibration by all visible texts but those of a fold."""
    judgements = [
        out_of_fold[each.identifier]
        for each in examples
        if each.fold != without and each.rendering == SCORED
    ]
    return calibration_of(
        [each.expected for each in judgements], [each.found for each in judgements]
    )


if __name__ == "__main__":
    main()
