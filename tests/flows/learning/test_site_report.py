"""What a run has come to in what is known of sites, in words."""

from __future__ import annotations

from flows.learning.site_report import SitesReport

REPORT = SitesReport(
    learned=3,
    changed_sites=("gazette.example", "herald.example"),
    refreshable=1_200,
    refreshed=40,
    changed_articles=("../raw/a.html",),
)


def test_nothing_is_said_where_nothing_has_come_of_it() -> None:
    assert not list(SitesReport(learned=3).sentences())


def test_what_has_changed_is_told() -> None:
    refreshed, changed, refreshable = REPORT.sentences()
    assert refreshed.startswith(
        "Unchanged pages cleaned again with what is known of their sites: 40;"
    )
    assert refreshed.endswith("articles that have changed: 1.")
    assert changed.startswith("Sites whose verdicts have changed: 2 (")
    assert refreshable == "Pages that --refresh-sites would clean again: 1,200."
