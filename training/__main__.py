"""Fits the model of main content: ``python -m training DATA/news DATA/wcxb-dev``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from cleaners.learned.model import Model, model_bytes
from flows.evaluating.labelled import FOLD_COUNT, labelled_pages
from training.calibration import Calibration, calibration_of
from training.card import card_of
from training.examples import Example, examples_of
from training.fitting import FittingSettings
from training.models import Judged, calibrated, judged, model_of

SHIPPED = Path("cleaners/data/main_content.npz")
CARD = Path("training/model-card.md")
FOLDS = Path("training/out-of-fold")


def main() -> None:
    """Fit one model without each fold, calibrate on what they make of it, fit one on all pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of labelled pages")
    parser.add_argument("--model", type=Path, default=SHIPPED, help="where the model goes")
    parser.add_argument("--card", type=Path, default=CARD, help="where its card goes")
    parser.add_argument("--folds", type=Path, default=FOLDS, help="models without each fold")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    settings = FittingSettings()
    pages = [page for folder in options.folders for page in labelled_pages(folder)]
    say(f"reading {len(pages)} labelled pages")
    examples = list(examples_of(pages, options.jobs))
    say(f"{len(examples)} are HTML pages with {sum(len(e.words) for e in examples)} blocks")
    out_of_fold: dict[str, Judged] = {}
    models: dict[int, Model] = {}
    for fold in range(FOLD_COUNT):
        models[fold] = model_of([each for each in examples if each.fold != fold], settings)
        judgements = {
            each.identifier: judged(models[fold], each) for each in examples if each.fold == fold
        }
        out_of_fold |= judgements
        say(f"without fold {fold}: word F1 on it {mean_f1(judgements):.4f} (whole blocks)")
    write_fold_models(options.folds, models, examples, out_of_fold)
    model = calibrated(model_of(examples, settings), calibration_for(examples, out_of_fold, None))
    content = model_bytes(model)
    options.model.write_bytes(content)
    options.card.write_text(card_of(model, settings, examples, out_of_fold), encoding="utf-8")
    say(f"wrote {options.model} ({len(content) / 1000:.0f} kB) and {options.card}")


def write_fold_models(
    folder: Path,
    models: dict[int, Model],
    examples: list[Example],
    out_of_fold: dict[str, Judged],
) -> None:
    """Write the model that never saw each fold, for honest scores."""
    folder.mkdir(parents=True, exist_ok=True)
    for fold, model in models.items():
        calibration = calibration_for(examples, out_of_fold, fold)
        (folder / f"fold-{fold}.npz").write_bytes(model_bytes(calibrated(model, calibration)))


def calibration_for(
    examples: list[Example], out_of_fold: dict[str, Judged], without: int | None
) -> Calibration:
    """Return the calibration by all pages but those of a fold."""
    judgements = [out_of_fold[each.identifier] for each in examples if each.fold != without]
    return calibration_of(
        [each.expected for each in judgements], [each.found for each in judgements]
    )


def mean_f1(judgements: dict[str, Judged]) -> float:
    """Return the mean F1 of some pages."""
    return sum(each.found for each in judgements.values()) / max(1, len(judgements))


def say(line: str) -> None:
    """Print progress."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
