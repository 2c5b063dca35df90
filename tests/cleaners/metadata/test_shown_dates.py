from __future__ import annotations

import pytest

from tests.cleaners.metadata.pages import metadata_of


def published_of(body: str, language: str = "en") -> tuple[str, str] | None:
    found = metadata_of("<title>Ferry returns</title>", body, language=language).published
    return (found.value, found.origin) if found else None


@pytest.mark.parametrize(
    "markup",
    [
        '<span class="post-date">3 May 2031</span>',
        '<div class="publishInfo"><b>Published</b><span>May 3, 2031</span></div>',
        '<div id="timestamp">2031/05/03</div>',
        '<div class="byline">By Ann Tidewell<br>3 May 2031</div>',
    ],
)
def test_a_date_in_an_element_that_says_so(markup: str) -> None:
    assert published_of(f"{markup}<p>The ferry is back.</p>") == ("2031-05-03", "dom.date")


@pytest.mark.parametrize(
    "markup",
    [
        '<span class="post-intro">3 May 2031</span>',
        '<div class="comments"><span class="date">3 May 2031</span></div>',
        '<div class="dates">The last crossing before that long winter was on 3 May 2031, so.</div>',
        f'<div class="date">{"<p>Quay</p>" * 12}<p>3 May 2031</p></div>',
        '<div class="date">3 May</div>',
    ],
)
def test_what_only_resembles_it(markup: str) -> None:
    assert published_of(f"{markup}<p>The ferry is back.</p>") is None


def test_a_line_below_the_headline_comes_before_a_marked_one() -> None:
    body = '<p class="date">9 May 2031</p><h1>Ferry returns</h1><p>3 May 2031</p>'
    assert published_of(body) == ("2031-05-03", "dom.line")


def test_the_lines_below_a_heading_of_another_level_that_shows_the_headline() -> None:
    body = "<div><h2>Ferry returns</h2></div><div><p>Ann Tidewell</p>3. Mai 2031</div>"
    assert published_of(body, "de") == ("2031-05-03", "dom.line")


def test_what_follows_a_menu_within_an_element_is_a_line() -> None:
    body = "<h1>Ferry returns</h1><div><nav>9 May 2031</nav> 3 May 2031</div>"
    assert published_of(body) == ("2031-05-03", "dom.line")
