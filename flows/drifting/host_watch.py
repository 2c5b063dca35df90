"""What a run has learned of its hosts, and which of them are drifting."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from flows.drifting.drift import DriftingHost, drift_of
from flows.storing.catalog.catalog import Catalog
from flows.storing.catalog.host_rows import (
    new_profiles,
    profiles_by_host,
    put_profiles,
    trim_profiles,
)
from flows.storing.catalog.run_rows import Begun
from flows.storing.catalog.settings import DriftLimits

_BATCH = 200
_KEPT = 2  # times the pages that are compared


def watch_hosts(catalog: Catalog, run: Begun, limits: DriftLimits) -> tuple[DriftingHost, ...]:
    """Keep the profiles of the pages that a run has cleaned; return what hosts are drifting.

    Args:
        catalog: The catalog, in which all outcomes of the run stand.
        run: The run.
        limits: How many pages are needed, and what counts as a difference.

    Returns:
        Of the hosts that this run has got new pages of, those that are unlike before.
    """
    kept_pages = _KEPT * (limits.min_pages + limits.max_past_pages)
    arrived = {run.number, *(each.number for each in run.unfinished)}
    drifting: list[DriftingHost] = []
    with catalog.reading() as reading:
        profiles = new_profiles(reading, run)
        while batch := list(islice(profiles, _BATCH)):
            hosts = sorted({profile.host for profile in batch})
            with catalog.writing() as connection:
                put_profiles(connection, batch)
                for host in hosts:
                    trim_profiles(connection, host, run.configuration, kept_pages)
            news = [profile.host for profile in batch if profile.run in arrived]
            drifting += drifting_hosts(catalog, limits, news)
    return tuple(drifting)


def drifting_hosts(
    catalog: Catalog, limits: DriftLimits, hosts: list[str] | None = None
) -> Iterator[DriftingHost]:
    """Yield the hosts that are drifting, by name; of some hosts, or of all."""
    with catalog.reading() as connection:
        for profiles in profiles_by_host(connection, hosts):
            found = drift_of(profiles, limits)
            if found is not None:
                yield found
