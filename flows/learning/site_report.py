"""What a run has come to in what is known of sites."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct


class SitesReport(Struct, frozen=True, kw_only=True):
    """What a run has learned of sites, and what has come of what was known.

    Attributes:
        learned: Of how many sites its pages have shown something.
        changed_sites: The sites whose verdicts are others than before the run, by name.
        refreshable: How many inputs of the run were cleaned under other verdicts than those that
            hold now: so many would ``--refresh-sites`` clean again.
        refreshed: How many unchanged inputs this run has cleaned again under other verdicts.
        changed_articles: Those of them whose article has changed, by their names in the ledger.
    """

    learned: int = 0
    changed_sites: tuple[str, ...] = ()
    refreshable: int = 0
    refreshed: int = 0
    changed_articles: tuple[str, ...] = ()

    def sentences(self) -> Iterator[str]:
        """Yield in words what has come of it; nothing where nothing has."""
        if self.refreshed:
            yield (
                "Unchanged pages cleaned again with what is known of their sites: "
                f"{self.refreshed:,}; articles that have changed: {len(self.changed_articles):,}."
            )
        if self.changed_sites:
            yield (
                f"Sites whose verdicts have changed: {len(self.changed_sites):,} "
                "(`copydesk sites` shows what they repeat)."
            )
        if self.refreshable:
            yield f"Pages that --refresh-sites would clean again: {self.refreshable:,}."
