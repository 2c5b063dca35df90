"""No date after the day of the run is believed, where the time of the fetch is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.configuration import load_configuration
from flows.working.run import clean_sources

PROSE = "The mill turned again on Monday after two winters of work by the whole town of Sallow. "


@pytest.mark.parametrize(("day", "believed"), [("2099-01-02", False), ("2021-01-02", True)])
def test_a_future_date_is_dropped(tmp_path: Path, day: str, *, believed: bool) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    meta = f'<meta property="article:published_time" content="{day}T03:04:05Z">'
    page = f"<html><head>{meta}</head><body><article><p>{PROSE * 3}</p></article></body></html>"
    (raw / "a.html").write_text(page, "utf-8")
    clean_sources([str(raw)], tmp_path / "clean", load_configuration(None, ["run.jobs=1"], {}))
    assert (day in (tmp_path / "clean" / "a.html.md").read_text("utf-8")) is believed
