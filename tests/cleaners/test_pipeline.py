"""The promises that hold for any page."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaners import Cleaner, Completeness, Page, Reason, Rejection, Result, UnreadablePageError
from cleaners import clean as clean_page
from cleaners.settings import settings_from
from tests.cleaners.building import tree_of

PROSE = (
    "The lock keeper of Sallow Weir has raised the gates by hand since the motor failed in March, "
    "and she says that the river has never been so quiet. "
)
PAGE = f"""<!doctype html><html lang=en><head><title>Sallow Weir | The Reach</title>
<meta property=og:site_name content="The Reach"></head><body>
<nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav>
<article><h1>Sallow Weir</h1><p>{PROSE * 2}</p>
<p>{PROSE}<span class="sr-only">(opens a map)</span></p>
<h2>By hand</h2><ul><li>{PROSE}</li><li>{PROSE}</li></ul><pre>gate  =  3
\tup</pre></article>
<footer><p>All rights reserved by The Reach, Quay Street</p></footer></body></html>"""
CLEANER = Cleaner(settings_from({"metadata": {"detect_language": False}}))


def assert_consistent(result: Result) -> None:
    """Kept and cut together are all the text, nothing twice, nothing invented."""
    for block in result.document.blocks:
        parts = [(part.start, part.end) for part in result.kept if part.block.index == block.index]
        parts += [(cut.start, cut.end) for cut in result.cuts if cut.block == block.index]
        assert "".join(block.text[start:end] for start, end in sorted(parts)) == block.text
    for cut in result.cuts:
        assert result.document.blocks[cut.block].text[cut.start : cut.end] == cut.text
    assert [part.block.index for part in result.kept] == sorted(
        part.block.index for part in result.kept
    )


def test_an_article_keeps_its_structure_and_loses_what_is_around_it() -> None:
    result = clean_page(PAGE, url="https://reach.example/news/sallow-weir")
    assert_consistent(result)
    assert result.metadata.title is not None
    assert result.metadata.title.value == "Sallow Weir"
    assert "## By hand" in result.markdown
    assert f"- {PROSE.strip()}\n- {PROSE.strip()}" in result.markdown
    assert "gate  =  3\n\tup" in result.text
    for gone in ("Home", "All rights reserved", "opens a map"):
        assert gone not in result.text
    assert {cut.reason for cut in result.cuts} == {
        *(Reason.TITLE, Reason.NAVIGATION, Reason.LEGAL, Reason.HIDDEN)
    }
    assert (result.completeness, result.rejected) == (Completeness.FULL, None)


def test_the_same_page_gives_the_same_result() -> None:
    assert clean_page(PAGE) == clean_page(PAGE)
    of_text, of_bytes = clean_page(PAGE), clean_page(PAGE.encode())
    assert of_text.provenance.identifier == of_bytes.provenance.identifier
    assert (of_text.text, of_text.cuts) == (of_bytes.text, of_bytes.cuts)


def test_identity_depends_on_page_address_and_settings() -> None:
    identifiers = {
        clean_page(PAGE).provenance.identifier,
        clean_page(PAGE + " ").provenance.identifier,
        clean_page(PAGE, url="https://reach.example/").provenance.identifier,
        CLEANER.clean(Page(PAGE)).provenance.identifier,
    }
    assert len(identifiers) == 4


def test_a_page_in_which_the_engine_finds_nothing_goes_by_its_landmarks() -> None:
    swallowed = f"<aside class=popup><nav><p>Menu</p></nav><main><p>{PROSE * 3}</p></main></aside>"
    trafilatura = Cleaner(settings_from({"main_content": {"engine": "trafilatura"}}))
    result = trafilatura.clean(Page(f"<body>{swallowed}"))
    assert_consistent(result)
    assert result.text == (PROSE * 3).strip()
    assert [warning.code for warning in result.warnings] == ["engine_found_nothing"]
    assert result.provenance.engine == "landmarks"


def test_without_an_engine_only_what_has_a_name_goes() -> None:
    named = Cleaner(settings_from({"main_content": {"engine": "none"}}))
    result = named.clean(Page(PAGE))
    assert_consistent(result)
    assert Reason.BOILERPLATE not in {cut.reason for cut in result.cuts}
    assert PROSE.strip() in result.text


def test_a_rejected_page_has_its_text_all_the_same() -> None:
    result = clean_page(PAGE, status=410)
    assert result.rejected is not None
    assert result.rejected.reason is Rejection.ERROR_PAGE
    assert PROSE.strip() in result.text


def test_a_text_keeps_its_lines_and_shows_its_language() -> None:
    result = clean_page(f"Sallow Weir\n\n{PROSE}\n\n{PROSE}")
    assert result.text == f"Sallow Weir\n\n{PROSE.strip()}\n\n{PROSE.strip()}"
    assert result.metadata.language is not None
    assert result.metadata.language.value == "en"


def test_front_matter_goes_before_what_the_text_shows() -> None:
    result = clean_page(f"---\ntitle: Weir\ntags: [a, b]\n---\n\n# Sallow\n\n{PROSE}\n")
    assert result.metadata.title is not None
    assert result.metadata.title.origin == "front_matter.title"
    assert result.metadata.categories is not None
    assert result.metadata.categories.value == ("a", "b")
    assert result.text.startswith("Sallow\n\nThe lock keeper")


def test_the_tree_is_not_changed_by_an_engine() -> None:
    before = tree_of(PAGE).text_content()
    clean_page(PAGE)
    assert tree_of(PAGE).text_content() == before


FRAGMENTS = st.sampled_from(
    [
        "<p>", "</p>", "<div class=x>", "</div>", "<table><tr><td>", "</table>", "<li>", "<nav>",
        "</nav>", "<pre>", "</pre>", "<script>", "</script>", "<!--", "-->", "<article>", "&amp;",
        "&#0;", "\0", "<h1>", "</h1>", "<br>", "<![CDATA[", "]]>", "<noscript>", PROSE, "\ud800",
        "<template>", "<a href=x>", "</a>", "---\n", "# ", "\n\n", "<body>", "<html>", "é", "漢",
    ]
)  # fmt: skip
SOURCES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=100),
    st.lists(FRAGMENTS, max_size=25).map("".join),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCES)
def test_whatever_comes_in_is_cleaned_or_called_unreadable(source: bytes | str) -> None:
    try:
        result = CLEANER.clean(Page(source))
    except UnreadablePageError:
        return
    assert_consistent(result)
    assert isinstance(result.markdown, str)
    assert result == CLEANER.clean(Page(source))
