"""How often a host is reported as drifting: one that has not changed, and one that has.

Run: ``python -m benchmarks.drift [--trials 1000]``. Pages are invented by their figures (words,
share cut, confidence, date, authors, rejected). In each trial those of a host are split at random
into earlier and newest ones; whoever is reported then is a false alarm. In the row with odd runs,
the pages of a run resemble one another (a day of sports, a day of elections), which chance alone
does not make; in the rows below, a figure of the newest pages really is another one.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable

from msgspec import Struct

from flows.drifting.drift import drift_of
from flows.run_settings import run_settings_from
from flows.storing.catalog.host_rows import HostProfile, PageFigures, profile_of

RUN_PAGES = 30
PAST_RUNS = (1, 5, 15)

Trial = Callable[[random.Random], list[list[PageFigures]]]
"""Invents the runs of a host, the earliest first."""


class Template(Struct, frozen=True):
    """What the pages of a site are like.

    Attributes:
        words: Median of the words.
        spread: Standard deviation of their logarithm.
        share_cut: Mean share of words that are cut.
        confidence: Mean confidence.
        undated: Share of articles without a date.
        unsigned: Share of articles without an author.
        rejected: Share of pages that are rejected.
        odd_runs: Standard deviation, from run to run, of the logarithm of the median.
    """

    words: float = 450
    spread: float = 0.6
    share_cut: float = 0.3
    confidence: float = 0.93
    undated: float = 0.03
    unsigned: float = 0.2
    rejected: float = 0.05
    odd_runs: float = 0.0


def invented_run(chance: random.Random, template: Template, count: int) -> list[PageFigures]:
    """Return the figures of the pages of a run."""
    median = template.words * 2.718 ** chance.gauss(0, template.odd_runs)
    return [
        PageFigures(
            order=chance.randbytes(8),
            is_article=chance.random() >= template.rejected,
            is_dated=chance.random() >= template.undated,
            is_signed=chance.random() >= template.unsigned,
            words=round(median * 2.718 ** chance.gauss(0, template.spread)),
            share_cut=round(_beta(chance, template.share_cut, 12), 3),
            confidence=round(_beta(chance, template.confidence, 40), 3),
        )
        for _ in range(count)
    ]


def is_reported(runs: list[list[PageFigures]]) -> bool:
    """Return whether a host is reported, of which the last run is the newest."""
    limits = run_settings_from({}).drift
    profiles = [profile_of("a.example", number, "", run) for number, run in enumerate(runs)]
    newest_first: list[HostProfile] = profiles[::-1]
    return drift_of(newest_first, limits) is not None


def rate(trials: int, trial: Trial) -> float:
    """Return the share of trials in which the host is reported."""
    chances = map(random.Random, range(trials))
    return sum(is_reported(trial(chance)) for chance in chances) / trials


def split(past_runs: int, template: Template) -> Trial:
    """Return a trial that deals the pages of one host out to its runs at random."""

    def trial(chance: random.Random) -> list[list[PageFigures]]:
        pages = invented_run(chance, template, RUN_PAGES * (past_runs + 1))
        chance.shuffle(pages)
        return [pages[start : start + RUN_PAGES] for start in range(0, len(pages), RUN_PAGES)]

    return trial


def change(past_runs: int, before: Template, after: Template) -> Trial:
    """Return a trial in which the newest run is of another template than those before."""

    def trial(chance: random.Random) -> list[list[PageFigures]]:
        templates = [before] * past_runs + [after]
        return [invented_run(chance, template, RUN_PAGES) for template in templates]

    return trial


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=1_000)
    trials = parser.parse_args().trials
    usual, odd = Template(), Template(odd_runs=0.3)
    changes = {
        "words halved": Template(words=225),
        "a third more words cut": Template(share_cut=0.42),
        "half without date": Template(undated=0.5),
        "no authors": Template(unsigned=1.0),
        "a third rejected": Template(rejected=0.38),
    }
    print(f"| runs of {RUN_PAGES} pages | 1 before | 5 before | 15 before |\n|---|---|---|---|")
    _print("split at random", trials, [split(past, usual) for past in PAST_RUNS])
    _print("odd runs", trials, [change(past, odd, odd) for past in PAST_RUNS])
    for name, after in changes.items():
        _print(name, trials, [change(past, usual, after) for past in PAST_RUNS])


def _print(name: str, trials: int, columns: list[Trial]) -> None:
    rates = [rate(trials, trial) for trial in columns]
    print(f"| {name} | {' | '.join(f'{each:.1%}' for each in rates)} |")


def _beta(chance: random.Random, mean: float, size: float) -> float:
    return chance.betavariate(mean * size, (1 - mean) * size)


if __name__ == "__main__":
    main()
