"""The model card: what the model was made from and how it did on pages that it had not seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import TypeVar

from cleaners.learned.model import Model
from training.examples import Example
from training.fitting import FittingSettings
from training.line_examples import LineExample
from training.models import Judged

Labelled = TypeVar("Labelled", Example, LineExample)

MIN_GROUP = 5
"""Smaller groups of pages are taken together."""

TEMPLATE = "model-card-template.md"


def card_of(
    model: Model,
    settings: FittingSettings,
    examples: Sequence[Example],
    out_of_fold: Mapping[str, Judged],
) -> str:
    """Return the card as Markdown: the template with its tables filled in."""
    template = files("training").joinpath(TEMPLATE).read_text("utf-8")
    return template.format(
        page_count=len(examples),
        host_count=len({each.host for each in examples}),
        block_count=sum(len(each.words) for each in examples),
        sets=set_lines(examples),
        column_count=len(model.columns),
        token_count=len(model.odds),
        unit_count=len(model.network.weights),
        settings=", ".join(
            f"{name} {getattr(settings, name)}" for name in settings.__struct_fields__
        ),
        by_type=score_table(
            examples, out_of_fold, lambda each: f"{each.set_name}: {each.page_type}"
        ),
        by_fold=score_table(examples, out_of_fold, lambda each: f"fold {each.fold}"),
        by_language=score_table(
            examples, out_of_fold, lambda each: each.language or "not declared", rest="others"
        ),
        reliability=reliability_table(model, examples, out_of_fold),
    )


def set_lines(examples: Sequence[Example]) -> str:
    """Return how many pages and hosts each set has."""
    hosts: defaultdict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for each in examples:
        hosts[each.set_name].add(each.host)
        counts[each.set_name] += 1
    return "\n".join(
        f"- `{name}`: {count} pages of {len(hosts[name])} hosts" for name, count in counts.items()
    )


def score_table(
    examples: Sequence[Labelled],
    out_of_fold: Mapping[str, Judged],
    group_of: Callable[[Labelled], str],
    rest: str | None = None,
) -> str:
    """Return mean precision, recall and F1 by group, the largest group first."""
    sizes = Counter(map(group_of, examples))
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for each in examples:
        name = group_of(each)
        if rest is not None and sizes[name] < MIN_GROUP:
            name = rest
        groups[name].append(out_of_fold[each.identifier])
    lines = ["| | pages | precision | recall | F1 |", "|---|---|---|---|---|"]
    for name in sorted(groups, key=lambda name: (-len(groups[name]), name)):
        same = groups[name]
        means = [
            sum(values) / len(same)
            for values in (
                [each.precision for each in same],
                [each.recall for each in same],
                [each.found for each in same],
            )
        ]
        cells = " | ".join(f"{mean:.3f}" for mean in means)
        lines.append(f"| {name} | {len(same)} | {cells} |")
    return "\n".join(lines)


def reliability_table(
    model: Model, examples: Sequence[Example], out_of_fold: Mapping[str, Judged]
) -> str:
    """Return for each tenth of confidence how many pages have it and the F1 that they had."""
    groups: defaultdict[int, list[float]] = defaultdict(list)
    for each in examples:
        judged = out_of_fold[each.identifier]
        groups[min(9, int(model.confidence(judged.expected) * 10))].append(judged.found)
    lines = ["| confidence | pages | mean F1 |", "|---|---|---|"]
    for tenth, found in sorted(groups.items()):
        mean = sum(found) / len(found)
        lines.append(f"| {tenth / 10:.1f} to {tenth / 10 + 0.1:.1f} | {len(found)} | {mean:.3f} |")
    return "\n".join(lines)
