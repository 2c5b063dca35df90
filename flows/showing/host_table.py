"""The hosts of a catalog as a table: what the newest pages of each are like."""

from __future__ import annotations

import heapq
import statistics
from collections.abc import Iterator, Mapping, Sequence

from flows.drifting.drift import DriftingHost
from flows.storing.catalog.catalog import Catalog
from flows.storing.catalog.host_rows import HostProfile, profiles_by_host

MAX_HOSTS = 200


def host_table(
    catalog: Catalog, drifting: Sequence[DriftingHost], *, max_hosts: int = MAX_HOSTS
) -> list[dict[str, object]]:
    """Return a row for each of the hosts with the most pages, the drifting ones first.

    Args:
        catalog: The catalog, after a run.
        drifting: The hosts that the run found to be drifting.
        max_hosts: So many hosts are told.
    """
    changed = {host.host: host for host in drifting}
    newest = _newest_profiles(catalog)
    shown = heapq.nsmallest(
        max_hosts, newest, key=lambda each: (each.host not in changed, -each.pages, each.host)
    )
    return [dict(_row(profile, changed.get(profile.host))) for profile in shown]


def _newest_profiles(catalog: Catalog) -> Iterator[HostProfile]:
    with catalog.reading() as connection:
        for profiles in profiles_by_host(connection):
            yield profiles[0]


def _row(profile: HostProfile, drifting: DriftingHost | None) -> Mapping[str, object]:
    changes = [change.figure for change in drifting.changes] if drifting else []
    return {
        "host": profile.host or "(not known)",
        "pages": profile.pages,
        "articles": profile.articles,
        "rejected": profile.rejected,
        "without date": profile.undated,
        "without author": profile.unsigned,
        "median words": _median(profile.words),
        "median share cut": _median(profile.shares_cut),
        "drifting": ", ".join(changes),
    }


def _median(values: Sequence[float]) -> float | None:
    return round(statistics.median(values), 2) if values else None
