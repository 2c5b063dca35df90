"""What the columns of a dump are for."""

from __future__ import annotations

import pytest

from flows.dumps.columns import Chosen, choose_columns
from flows.dumps.tables import DumpError
from tests.flows.dumps.dumps import columns_named


def test_columns_are_guessed_by_their_usual_names() -> None:
    names = ["id", "URI", "Headline", "content", "pubdate"]
    assert choose_columns(columns_named(), names) == Chosen(
        page="content", url="URI", title="Headline", date="pubdate"
    )


def test_what_is_named_goes_before_what_is_guessed() -> None:
    chosen = choose_columns(
        columns_named(text_column="story", url_column="where"), ["text", "story", "where", "url"]
    )
    assert chosen == Chosen(page="story", url="where")


def test_a_column_of_html_is_guessed_after_text_and_named_as_such() -> None:
    assert choose_columns(columns_named(), ["raw_html", "text"]).page == "text"
    assert choose_columns(columns_named(), ["raw_html"]) == Chosen(page="raw_html")
    assert choose_columns(columns_named(html_column="raw_html"), ["raw_html", "text"]).is_html


def test_a_time_of_fetching_is_no_date_of_publication() -> None:
    assert not choose_columns(columns_named(), ["text", "timestamp"]).date


def test_a_column_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(DumpError, match=r"no column txt \(--text-column\); did you mean text\?"):
        choose_columns(columns_named(text_column="txt"), ["id", "text"])
    with pytest.raises(DumpError, match=r"no column link \(--url-column\); its columns: id, text"):
        choose_columns(columns_named(url_column="link"), ["id", "text"])


def test_pages_that_cannot_be_told_have_to_be_named() -> None:
    with pytest.raises(DumpError, match="--text-column or --html-column: id, prose"):
        choose_columns(columns_named(), ["id", "prose"])
    with pytest.raises(DumpError, match="one column"):
        choose_columns(columns_named(text_column="a", html_column="b"), ["a", "b"])
