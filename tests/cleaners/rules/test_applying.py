"""What rules say of a page's blocks and of its metadata, by way of the whole cleaning."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.deciding import decide
from cleaners.document import Mark, Page, Spare
from cleaners.normalizing.repairing import repair
from cleaners.pipeline import Cleaner
from cleaners.reading import read
from cleaners.reasons import Reason
from cleaners.result import Result
from cleaners.rules.applying import DETECTOR, Rulings, ruled
from cleaners.rules.choosing import choose
from cleaners.rules.rule_book import HostRules, rule_book, rules_bytes
from cleaners.rules.toml_rules import toml_rules
from cleaners.segmenting.segment import segment
from cleaners.settings import settings_from
from cleaners.sites.site import Site

SETTINGS = settings_from({})


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner()


def host_rules(rules: str, host: str = "skerrow.example") -> HostRules:
    text = rules if "[[rules]]" in rules else f'host = "skerrow.example"\n{rules}'
    return rule_book([toml_rules(f"version = 1\n{text}", "rules.toml")]).rules_for(host)


def cleaned(cleaner: Cleaner, html: str | bytes, rules: str, name: str | None = None) -> Result:
    site = Site("skerrow.example", rules=rules_bytes(host_rules(rules)))
    page = Page(raw=html, url="https://skerrow.example/a", name=name)
    return cleaner.clean(page, site)


def story(day: str) -> str:
    return (
        f"<p>The ferry council of Skerrow met on {day} and spoke for three hours about the new "
        "landing, the price of a ticket to the mainland, and the lighthouse that nobody has "
        "repaired since the storm of the year before last.</p>"
    )


ASIDE = (
    "<aside class=facts><p>The lighthouse of Skerrow was built in 1811.</p>"
    "<p class=inner>It has 211 steps, as every child of the island knows.</p></aside>"
)
PAGE = (
    "<html lang=en><head><title>Skerrow Sentinel</title>"
    "<meta name=Generator content='Pressroom 4.2'></head>"
    "<body><div class=top>Weather and tides</div><div id=story><h1 class=head>Landing</h1>"
    f"<p class=who>Reported by Ann Author and Bo Quill</p>{story('Monday')}{ASIDE}"
    f"{story('Tuesday')}<p>One <span class=x>marked</span> word.</p></div>"
    f"<div class=foot>{story('Friday')}</div></body></html>"
)


def rule_cuts(result: Result) -> list[tuple[str, Reason, str]]:
    return [
        (c.text.split()[0], c.reason, c.evidence) for c in result.cuts if c.detector == DETECTOR
    ]


def test_strip_cuts_what_lies_in_the_elements(cleaner: Cleaner) -> None:
    result = cleaned(cleaner, PAGE, "strip = ['aside', {select = '.x', reason = 'promo'}]")
    assert "211 steps" not in result.text
    assert "One word." in result.text.replace("  ", " ")
    evidence = "rule of skerrow.example: strip "
    assert rule_cuts(result) == [
        ("The", Reason.BOILERPLATE, evidence + "aside"),
        ("It", Reason.BOILERPLATE, evidence + "aside"),
        ("marked", Reason.PROMO, evidence + ".x"),
    ]


def test_the_inner_element_decides(cleaner: Cleaner) -> None:
    outer_goes = cleaned(cleaner, PAGE, "strip = 'aside'\nkeep = '.inner'")
    assert "211 steps" in outer_goes.text
    assert "1811" not in outer_goes.text
    inner_goes = cleaned(cleaner, PAGE, "strip = '.inner'\nkeep = 'aside'")
    assert "211 steps" not in inner_goes.text
    assert "1811" in inner_goes.text


def test_what_is_stripped_goes_though_a_body_is_within(cleaner: Cleaner) -> None:
    result = cleaned(cleaner, PAGE, "strip = 'aside'\nbody = '#story p'")
    assert "Monday" in result.text
    assert "1811" not in result.text
    kept = cleaned(cleaner, PAGE, "strip = 'aside'\nkeep = '.inner'\nbody = '#story p'")
    assert "211 steps" in kept.text


def test_keep_goes_before_strip_on_one_element(cleaner: Cleaner) -> None:
    assert "1811" in cleaned(cleaner, PAGE, "strip = 'aside'\nkeep = '.facts'").text


def test_the_particular_host_goes_before_the_general_one(cleaner: Cleaner) -> None:
    tables = (
        "[[rules]]\nhost = 'skerrow.example'\nkeep = 'aside'\n"
        "[[rules]]\nhost = 'news.skerrow.example'\nstrip = '.facts'\n"
    )
    site = Site("n", rules=rules_bytes(host_rules(tables, "news.skerrow.example")))
    assert "1811" not in cleaner.clean(Page(raw=PAGE), site).text
    site = Site("n", rules=rules_bytes(host_rules(tables)))
    assert "1811" in cleaner.clean(Page(raw=PAGE), site).text


def test_the_body_is_all_that_stays(cleaner: Cleaner) -> None:
    result = cleaned(cleaner, PAGE, "body = ['#none', '.foot', '#story']")
    assert "Friday" in result.text
    assert "Monday" not in result.text
    assert {cut[2] for cut in rule_cuts(result)} == {"rule of skerrow.example: outside body .foot"}


def test_detectors_go_on_in_a_body_that_is_pruned(cleaner: Cleaner) -> None:
    share = "<div class=share-buttons><a href=/s>Share this article on every network</a></div>"
    page = PAGE.replace("<p>One", f"{share}<p>One")
    assert "Share this" not in cleaned(cleaner, page, "body = '#story'").text
    assert "Share this" in cleaned(cleaner, page, "body = '#story'\nprune = false").text


def test_a_heading_over_what_stays_by_a_rule_is_not_empty(cleaner: Cleaner) -> None:
    box = (
        "<h2>Harbour notes</h2><div class=newsletter-signup><p>Sign up for our newsletter and get "
        "it in your inbox every morning.</p></div><h2>More</h2>"
    )
    page = PAGE.replace("<p>One", f"{box}<p>One")
    assert "Harbour notes" not in cleaned(cleaner, page, "note = 'x'").text
    assert "Harbour notes" in cleaned(cleaner, page, "keep = '.newsletter-signup'").text


def test_a_body_without_text_is_none(cleaner: Cleaner) -> None:
    page = PAGE.replace("<body>", "<body><div id=empty><script>var a = 'b'</script></div>")
    result = cleaned(cleaner, page, "body = '#empty'")
    assert "Monday" in result.text
    warnings = [(each.code, each.detail) for each in result.warnings]
    assert ("rule_found_nothing", "rule of skerrow.example: body #empty") in warnings


def test_pinned_and_pardoned_blocks_are_known_by_their_text(cleaner: Cleaner) -> None:
    rules = (
        "strip = 'aside'\npinned = [{text = 'one MARKED  word.', reason = 'promo'}]\n"
        "pardoned = [{text = 'The lighthouse of Skerrow was built in 1811.'}]"
    )
    result = cleaned(cleaner, PAGE, rules)
    assert "One marked word." not in result.text
    assert "1811" in result.text  # goes before the rule that strips it
    assert "211 steps" not in result.text
    assert ("One", Reason.PROMO) in [cut[:2] for cut in rule_cuts(result)]


def test_blocks_of_a_text_are_pinned_too(cleaner: Cleaner) -> None:
    text = "The ferry council met on Monday.\n\nTides and weather\n\nIt spoke for three hours."
    assert "Tides" in cleaned(cleaner, text, "strip = 'p'").text
    result = cleaned(cleaner, text, "pinned = [{text = 'tides and weather'}]")
    assert "Tides" not in result.text


def test_a_stripped_block_is_cut_whatever_detectors_spare(cleaner: Cleaner) -> None:
    """A paragraph between two that stay is spared by its siblings; a person says that it goes."""
    middle = story("Wednesday").replace("<p>", "<p class=middle>")
    page = PAGE.replace("<p>One", f"{middle}{story('Thursday')}<p>One")
    assert "Wednesday" in cleaned(cleaner, page, "note = 'x'").text
    assert "Wednesday" not in cleaned(cleaner, page, "strip = '.middle'").text


def test_rules_of_a_generator_hold_for_its_pages(cleaner: Cleaner) -> None:
    rules = "[[rules]]\ngenerator = 'pressroom'\nstrip = 'aside'"
    assert "1811" not in cleaned(cleaner, PAGE, rules).text
    other = PAGE.replace("Pressroom 4.2", "Pressroomer 4.2")
    result = cleaned(cleaner, other, rules)
    assert result.text == cleaner.clean(Page(raw=other, url="https://skerrow.example/a")).text
    assert rule_cuts(result) == []


def test_metadata_of_rules_go_first(cleaner: Cleaner) -> None:
    rules = (
        "title = ['.none', 'h1.head']\nauthors = \"substring-after(//p[@class='who'], 'by ')\"\n"
        "published = ['.top', '//meta[@name=\"d\"]']"
    )
    page = PAGE.replace("</head>", "<meta name=d content='4 March 2024'></head>")
    metadata = cleaned(cleaner, page, rules).metadata
    assert metadata.title is not None
    assert (metadata.title.value, metadata.title.origin) == ("Landing", "rule.title")
    assert metadata.authors is not None
    assert metadata.authors.value == ("Ann Author", "Bo Quill")
    assert metadata.authors.origin == "rule.authors"
    assert metadata.published is not None
    assert (metadata.published.value, metadata.published.origin) == ("2024-03-04", "rule.published")


def test_what_is_no_name_and_no_date_leaves_what_the_page_says(cleaner: Cleaner) -> None:
    page = PAGE.replace("</head>", "<meta name=author content='Cy Editor'></head>")
    metadata = cleaned(cleaner, page, "authors = '.nobody'\npublished = '.top'").metadata
    assert metadata.published is None
    assert metadata.authors is not None
    assert metadata.authors.value == ("Cy Editor",)


def test_a_source_is_replaced_before_it_is_parsed(cleaner: Cleaner) -> None:
    rules = "find_replace = [{find = '<aside class=facts>', replace = '<aside hidden>'}]"
    result = cleaned(cleaner, PAGE.encode(), rules)
    assert "1811" not in result.text
    assert [each.code for each in result.warnings if "replaced" in each.code] == ["source_replaced"]
    plain = cleaned(cleaner, PAGE.encode(), "note = 'x'")
    assert result.provenance.raw_sha256 == plain.provenance.raw_sha256
    assert result.provenance.identifier != plain.provenance.identifier


def test_an_expression_that_fails_on_a_page_is_a_warning(cleaner: Cleaner) -> None:
    result = cleaned(cleaner, PAGE, "strip = [\"//aside[count('x')]\", '.x']")
    [warning] = [each for each in result.warnings if each.code == "rule_failed"]
    assert "//aside[count('x')]" in warning.detail
    assert "marked" not in result.text


def test_text_is_no_element(cleaner: Cleaner) -> None:
    result = cleaned(cleaner, PAGE, "strip = '//aside//text()'")
    assert "1811" in result.text
    assert [each.code for each in result.warnings if "rule" in each.code] == ["rule_failed"]


def test_an_article_in_a_script_is_not_outside_the_body(cleaner: Cleaner) -> None:
    words = " ".join(f"The council of Skerrow spoke of landing number {n}." for n in range(40))
    page = (
        "<html lang=en><head><title>Landing of Skerrow</title></head><body><div id=story>Loading"
        '</div><script type="application/ld+json">{"@type": "NewsArticle", "headline": '
        f'"Landing of Skerrow", "articleBody": "{words}"}}</script></body></html>'
    )
    assert "landing number 39" in cleaned(cleaner, page, "body = '#story'").text


def test_rules_without_effect_change_nothing(cleaner: Cleaner) -> None:
    plain = cleaner.clean(Page(raw=PAGE, url="https://skerrow.example/a"))
    ruled_page = cleaned(cleaner, PAGE, "strip = '.none'\nkeep = '#none'")
    assert (ruled_page.text, ruled_page.cuts) == (plain.text, plain.cuts)
    assert ruled_page.document == plain.document
    assert plain.provenance.site == ""
    assert ruled_page.provenance.site != ""


def test_spares_end_where_a_rule_cuts() -> None:
    mark = Mark(0, 4, 6, Reason.BOILERPLATE, DETECTOR)
    spares = [Spare(0, 0, 10, "a"), Spare(0, 4, 5, "b"), Spare(1, 0, 3, "c"), Spare(0, 5, 9, "d")]
    left = Rulings(marks=(mark,)).obeyed([*spares, mark])
    places = [(c.block, c.start, c.end, c.detector) for c in left if isinstance(c, Spare)]
    assert places == [(0, 0, 4, "a"), (0, 6, 10, "a"), (1, 0, 3, "c"), (0, 6, 9, "d")]
    assert mark in left


SELECTORS = st.lists(
    st.sampled_from(["aside", ".inner", ".x", "#story", ".foot", "p", "h1", "span, aside", "body"]),
    max_size=3,
)


@settings(deadline=None)
@given(SELECTORS, SELECTORS, SELECTORS, st.booleans())
def test_kept_and_cut_together_are_all_the_text(
    keep: list[str],
    strip: list[str],
    body: list[str],
    prune: bool,  # noqa: FBT001
) -> None:
    rules = f"keep = {keep}\nstrip = {strip}\nbody = {body}\nprune = {str(prune).lower()}"
    reading = read(Page(raw=PAGE), SETTINGS.reading)
    chosen = choose(host_rules(rules), reading.tree)
    plain, _ = repair(segment(reading, SETTINGS.reading).document, SETTINGS.normalizing)
    noted = segment(reading, SETTINGS.reading, selectors=chosen.elements).document
    document, rulings = ruled(repair(noted, SETTINGS.normalizing)[0], chosen)
    assert document == plain
    claims: list[Mark | Spare] = [*rulings.marks, *rulings.spares]
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(document.blocks[claim.block].text)
    spared = {(c.block, at) for c in rulings.spares for at in range(c.start, c.end)}
    marked = {(c.block, at) for c in rulings.marks for at in range(c.start, c.end)}
    assert not spared & marked
    decision = decide(document, claims)
    kept = sum(len(part.text) for part in decision.kept)
    assert kept + sum(len(cut.text) for cut in decision.cuts) == sum(
        len(block.text) for block in document.blocks
    )
