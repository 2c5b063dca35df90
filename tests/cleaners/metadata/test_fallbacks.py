from __future__ import annotations

from lxml import etree

from cleaners.document import Page
from cleaners.metadata import extract_metadata
from cleaners.settings import settings_from
from tests.cleaners.metadata.pages import ADDRESS, metadata_of, tree_of


def test_htmldate_is_asked_only_where_the_settings_allow() -> None:
    body = "<footer>© 2019</footer><div class='meta'>posted 2019-05-03</div>"
    without = metadata_of("", body).published
    found = metadata_of("", body, fallbacks=True).published
    assert without is None
    assert found is not None
    assert (found.value, found.origin) == ("2019-05-03", "htmldate")


def test_a_date_of_htmldate_is_none_after_the_fetch_or_the_last_change() -> None:
    body = "<div class='meta'>posted 2019-05-03</div>"
    early = Page(raw=b"", url=ADDRESS, latest_date="2019-05-01")
    assert metadata_of("", body, fallbacks=True, page=early).published is None
    changed = '<meta property="article:modified_time" content="2019-05-01">'
    assert metadata_of(changed, body, fallbacks=True).published is None


def test_trafilatura_names_authors_only_as_persons() -> None:
    body = '<p class="author-bio">Ann Tidewell</p><p>The ferry is back.</p>'
    assert metadata_of("", body).authors is None
    found = metadata_of("", body, fallbacks=True).authors
    assert found is not None
    assert (found.value, found.origin) == (("Ann Tidewell",), "trafilatura")
    nobody = '<p class="author-bio">Read our whole timetable here</p><p>The ferry is back.</p>'
    assert metadata_of("", nobody, fallbacks=True).authors is None


def test_what_the_page_gives_is_not_asked_for_again() -> None:
    head = (
        '<meta name="author" content="Bo Marsh"><meta name="date" content="2031-05-03">'
        "<title>Ferry returns</title>"
    )
    body = '<p class="author-bio">Ann Tidewell</p><div>posted 2019-05-03</div>'
    assert metadata_of(head, body, fallbacks=True) == metadata_of(head, body)


def test_the_tree_stays_as_it_is() -> None:
    body = "<video>Ferry</video><iframe></iframe><div class='meta'>posted 2019-05-03</div>"
    tree = tree_of("<title>Ferry</title>", body)
    before = etree.tostring(tree)
    settings = settings_from({"metadata": {"fallbacks": True}}).metadata
    found = extract_metadata(tree, Page(raw=before, url=ADDRESS), settings)
    assert found.published is not None
    assert etree.tostring(tree) == before
