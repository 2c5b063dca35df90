"""The card of the model of lines: what it was made from and how it did on pages not seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib.resources import files

from msgspec import Struct

from cleaners.learned.line_model import LineModel
from cleaners.learned.text_kind import WEIGHT_STEPS, TextKinds
from training.card import score_table
from training.fitting import FittingSettings
from training.kind_examples import KindExample
from training.line_examples import LineExample
from training.models import Judged

TEMPLATE = "line-model-card-template.md"
ARTICLE = "article"


class Seen(Struct, frozen=True):
    """What models made of examples that they had not seen.

    Attributes:
        examples: The visible texts.
        judged: Of each page, in the rendering that is scored.
        kind_examples: The texts of both kinds.
        logits: Of each of them being a visible page.
        rendering: Which of the visible texts is scored.
    """

    examples: Sequence[LineExample]
    judged: Mapping[str, Judged]
    kind_examples: Sequence[KindExample]
    logits: Sequence[float]
    rendering: str


def line_card_of(model: LineModel, kinds: TextKinds, settings: FittingSettings, seen: Seen) -> str:
    """Return the card as Markdown: the template with its tables filled in."""
    template = files("training").joinpath(TEMPLATE).read_text("utf-8")
    scored = [each for each in seen.examples if each.rendering == seen.rendering]
    return template.format(
        page_count=len({each.identifier for each in seen.examples}),
        text_count=len(seen.examples),
        line_count=sum(len(each.words) for each in seen.examples),
        column_count=len(model.columns),
        second_count=len(model.second.means),
        unit_count=len(model.first.weights),
        settings=", ".join(
            f"{name} {getattr(settings, name)}" for name in settings.__struct_fields__
        ),
        by_type=score_table(scored, seen.judged, lambda each: f"{each.set_name}: {each.page_type}"),
        by_fold=score_table(scored, seen.judged, lambda each: f"fold {each.fold}"),
        measure_count=len(kinds.measures),
        weights=weights_of(kinds),
        threshold=kinds.threshold,
        by_kind=kind_table(seen, kinds.threshold),
    )


def weights_of(kinds: TextKinds) -> str:
    """Return the measures with their weights, the largest first."""
    ranked = sorted(zip(kinds.measures, kinds.weights, strict=True), key=lambda pair: -abs(pair[1]))
    return ", ".join(f"{name} {weight / WEIGHT_STEPS:+.2f}" for name, weight in ranked)


def kind_table(seen: Seen, threshold: float) -> str:
    """Return for each way of making texts how many were taken for visible pages."""
    groups: defaultdict[str, dict[bool, list[bool]]] = defaultdict(lambda: {True: [], False: []})
    for each, logit in zip(seen.kind_examples, seen.logits, strict=True):
        name = f"{each.name} ({'a page' if each.is_visible_page else 'no page'})"
        groups[name][each.page_type == ARTICLE].append(logit >= threshold)
    lines = ["| texts | of articles | taken for pages | of others | taken for pages |"]
    lines.append("|---|---|---|---|---|")
    for name, taken in groups.items():
        cells = [f"{len(taken[kind])} | {sum(taken[kind])}" for kind in (True, False)]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)
