"""Hosts whose newest pages are unlike their earlier ones: a site was redesigned, or broke.

The newest pages of a host are compared with its own earlier ones, figure by figure. Whether two
sets of values differ is told by the test of Mann and Whitney (1947), which looks at ranks only, so
that a few very long pages say nothing; whether two shares differ, by Fisher's exact test (1922).
The probability of so large a difference by chance is held to a limit for all figures of a host
together (Bonferroni). Three things keep a mere run of odd news from being reported:

- The difference has to be large in itself: of a share by its value, of values by the chance that
  one of the newer is larger than one of the earlier (Vargha and Delaney, 2000).
- Where the past has three runs or more with pages enough, the newest have to lie outside of what
  these differ among themselves: more than 3.5 times their median absolute deviation from their
  median (Iglewicz and Hoaglin, 1993). Where it has not, the difference has to be larger.
- With too few pages nothing is said.

``benchmarks/drift.py`` measures how often a host is reported that has changed, or has not.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from flows.drifting.two_samples import fisher_exact, mann_whitney
from flows.storing.catalog.host_rows import HostProfile
from flows.storing.catalog.settings import DriftLimits

_MIN_VALUES = 8  # below it the normal approximation of the test of Mann and Whitney is rough
_MIN_BATCHES = 3
_MAX_DEVIATIONS = 3.5
_MAD_TO_DEVIATION = 1.4826  # of a normal distribution


class Change(Struct, frozen=True):
    """A figure of a host that has changed.

    Attributes:
        figure: Which.
        before: Its value for the earlier pages.
        after: Its value for the newest.
        probability: Of a difference as large by chance, for all figures of the host together.
    """

    figure: str
    before: float
    after: float
    probability: float


class DriftingHost(Struct, frozen=True):
    """A host whose newest pages are unlike its earlier ones.

    Attributes:
        host: The host.
        pages: How many pages are the newest.
        past_pages: How many they were compared with.
        changes: What has changed, the surest first.
    """

    host: str
    pages: int
    past_pages: int
    changes: tuple[Change, ...]


class _Compared(Struct, frozen=True):
    """The result of a test.

    Attributes:
        before: The figure's value for the earlier pages.
        after: Its value for the newest.
        difference: How large the difference is, from 0 to 1, by the measure of the test.
        probability: Of a difference as large by chance.
    """

    before: float
    after: float
    difference: float
    probability: float


_Values = Callable[[HostProfile], Sequence[float]]
_Counts = Callable[[HostProfile], tuple[int, int]]

_VALUES: dict[str, _Values] = {
    "median words": lambda profile: profile.words,
    "median share cut": lambda profile: profile.shares_cut,
    "median confidence": lambda profile: profile.confidences,
}
_SHARES: dict[str, _Counts] = {
    "share without date": lambda profile: (profile.undated, profile.articles),
    "share without authors": lambda profile: (profile.unsigned, profile.articles),
    "share rejected": lambda profile: (profile.rejected, profile.pages),
}


def drift_of(profiles: Sequence[HostProfile], limits: DriftLimits) -> DriftingHost | None:
    """Return in what a host's newest pages differ; None where they do not, or are too few.

    Args:
        profiles: The host's profiles, the newest first; those of another configuration than the
            newest one's are left out, because they were cleaned by other rules.
        limits: How many pages are needed, and what counts as a difference.
    """
    same = [each for each in profiles if each.configuration == profiles[0].configuration]
    batches = list(_batches(same, limits.min_pages))
    newest, past = batches[0], _latest(batches[1:], limits.max_past_pages)
    earlier = [profile for batch in past for profile in batch]
    if _pages(newest) < limits.min_pages or _pages(earlier) < limits.min_past_pages:
        return None
    changes = [*_changed_values(newest, past, limits), *_changed_shares(newest, past, limits)]
    if not changes:
        return None
    return DriftingHost(
        host=profiles[0].host,
        pages=_pages(newest),
        past_pages=_pages(earlier),
        changes=tuple(sorted(changes, key=lambda change: change.probability)),
    )


def _batches(profiles: Sequence[HostProfile], min_pages: int) -> Iterator[list[HostProfile]]:
    """Yield profiles in pieces of ``min_pages`` pages or more; the last may have less."""
    batch: list[HostProfile] = []
    for profile in profiles:
        batch.append(profile)
        if _pages(batch) >= min_pages:
            yield batch
            batch = []
    if batch:
        yield batch


def _latest(past: Sequence[list[HostProfile]], max_pages: int) -> list[list[HostProfile]]:
    pages, kept = 0, []
    for batch in past:
        if pages >= max_pages:
            break
        kept.append(batch)
        pages += _pages(batch)
    return kept


def _pages(profiles: Sequence[HostProfile]) -> int:
    return sum(profile.pages for profile in profiles)


def _changed_values(
    newest: Sequence[HostProfile], past: Sequence[Sequence[HostProfile]], limits: DriftLimits
) -> Iterator[Change]:
    for figure, values in _VALUES.items():
        after = [value for profile in newest for value in values(profile)]
        batches = [[value for profile in batch for value in values(profile)] for batch in past]
        before = [value for batch in batches for value in batch]
        if min(len(before), len(after)) < _MIN_VALUES:
            continue
        chance, probability = mann_whitney(before, after)
        middle = statistics.median(after)
        compared = _Compared(statistics.median(before), middle, abs(chance - 0.5), probability)
        earlier = [statistics.median(batch) for batch in batches if len(batch) >= _MIN_VALUES]
        yield from _change(figure, compared, earlier, limits)


def _changed_shares(
    newest: Sequence[HostProfile], past: Sequence[Sequence[HostProfile]], limits: DriftLimits
) -> Iterator[Change]:
    for figure, counts in _SHARES.items():
        after = _sum(map(counts, newest))
        batches = [_sum(map(counts, batch)) for batch in past]
        before = _sum(batches)
        if not before[1] or not after[1]:
            continue
        shares = (before[0] / before[1], after[0] / after[1])
        difference = abs(shares[1] - shares[0])
        compared = _Compared(*shares, difference, fisher_exact(before, after))
        earlier = [hits / total for hits, total in batches if total >= _MIN_VALUES]
        yield from _change(figure, compared, earlier, limits)


def _change(
    figure: str, compared: _Compared, earlier: Sequence[float], limits: DriftLimits
) -> Iterator[Change]:
    """Yield a change if the difference is sure, large, and unlike those of the past."""
    probability = min(compared.probability * (len(_VALUES) + len(_SHARES)), 1.0)
    if probability > limits.max_probability:
        return
    if len(earlier) < _MIN_BATCHES:
        is_unlike = compared.difference >= limits.min_first_difference
    else:
        is_large = compared.difference >= limits.min_difference
        is_unlike = is_large and _is_outlier(compared.after, earlier)
    if not is_unlike:
        return
    yield Change(
        figure, round(compared.before, 3), round(compared.after, 3), float(f"{probability:.2g}")
    )


def _is_outlier(value: float, earlier: Sequence[float]) -> bool:
    """Return whether a value is unlike earlier ones by more than these differ."""
    middle = statistics.median(earlier)
    deviation = statistics.median(abs(each - middle) for each in earlier) * _MAD_TO_DEVIATION
    return abs(value - middle) > _MAX_DEVIATIONS * deviation


def _sum(counts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    pairs = list(counts)
    return sum(hits for hits, _ in pairs), sum(total for _, total in pairs)
