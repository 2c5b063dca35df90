"""Rules in the site-config format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.rules.site_config import READERS, site_config
from cleaners.rules.site_rules import PageTest, Rewriting, RulesError, RulesFile, SiteRules

WHOLE = """\ufeff# The Quay, since its new design
title: //h1[@class='head']
title: //title
body: //div[@id='story']
body: //article
author: substring-after(//p[@class='by'], 'By: ')
date: //time/@datetime
strip: //aside | //nav
strip_id_or_class: "toolbar"
strip_image_src: /ads/
prune: no
tidy: yes
autodetect_on_failure: no
single_page_link: //a[@rel='all']
next_page_link: //a[@rel='next']
http_header(Cookie): seen=1
find_string: <br/><br/>
replace_string: </p><p>
find_string: <!-- ad -->
replace_string:
replace_string(<i>: <b>): <em>
parser: html5lib
made_up: yes
nonsense
strip:
prune: perhaps

test_contains: nothing yet
test_url: http://quay.example/a
test_contains: the first sentence
test_contains: and another one
test_url: http://quay.example/b
"""


def parsed(text: str, name: str = "rules/quay.example.txt") -> tuple[SiteRules, RulesFile]:
    file = site_config(text, name)
    [rules] = file.rules
    return rules, file


def test_what_serves_to_clean_a_page_is_taken() -> None:
    rules, _ = parsed(WHOLE)
    assert (rules.host, rules.subdomains, rules.prune) == ("quay.example", False, False)
    assert [each.xpath for each in rules.title] == ["//h1[@class='head']", "//title"]
    assert [each.xpath for each in rules.body] == ["//div[@id='story']", "//article"]
    assert rules.authors[0].xpath == "substring-after(//p[@class='by'], 'By: ')"
    assert rules.published[0].xpath == "//time/@datetime"
    assert [each.written for each in rules.strip] == [
        "//aside | //nav",
        "strip_id_or_class toolbar",
    ]
    assert rules.strip[1].xpath == "//*[contains(@class, 'toolbar') or contains(@id, 'toolbar')]"
    assert set(rules.find_replace) == {
        Rewriting("<br/><br/>", "</p><p>"),
        Rewriting("<!-- ad -->", ""),
        Rewriting("<i>: <b>", "<em>"),
    }
    assert rules.tests == (
        PageTest("http://quay.example/a", ("the first sentence", "and another one")),
        PageTest("http://quay.example/b"),
    )


def test_every_other_line_is_reported() -> None:
    _, file = parsed(WHOLE)
    lines = WHOLE.splitlines()
    assert [each.line for each in file.ignored] == [10, 12, 13, 14, 15, 16, 22, 23, 24, 25, 26, 28]
    for each in file.ignored:
        assert lines[each.line - 1].strip() == each.text
        assert each.why


def test_strings_that_make_no_pairs_are_left() -> None:
    rules, file = parsed("find_string: a\nfind_string: b\nreplace_string: c\n")
    assert rules.find_replace == ()
    assert [each.line for each in file.ignored] == [1, 2, 3]
    assert file.ignored[0].why == "2 find_string and 1 replace_string lines make no pairs"


def test_a_full_stop_before_the_host_takes_in_subdomains() -> None:
    rules, _ = parsed("title: //h1", ".quay.example.txt")
    assert (rules.host, rules.subdomains) == ("quay.example", True)


def test_rules_for_all_sites_are_reported_and_not_taken() -> None:
    file = site_config("strip: //nav\n\nstrip: //aside", "global.txt")
    assert file.rules == ()
    assert [each.line for each in file.ignored] == [1, 3]


@pytest.mark.parametrize(
    ("text", "name", "complaint"),
    [
        ("title: //h1", "a b.txt", "a b.txt: the name says no host"),
        ("# x\nstrip: //div[", "a.example.txt", "a.example.txt:2: '//div\\[' is no XPath"),
        ("body: //p[foo(.)]", "a.example.txt", "a.example.txt:1: .*function foo"),
        ("strip: div", "a.example.txt", ""),  # no CSS here: an XPath relative to the root
    ],
)
def test_what_cannot_be_taken_is_told_with_its_line(text: str, name: str, complaint: str) -> None:
    if not complaint:
        assert site_config(text, name).rules[0].strip[0].xpath == "div"
        return
    with pytest.raises(RulesError, match=complaint):
        site_config(text, name)


LINES = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.builds(
            "{}{}{}".format,
            st.sampled_from([*READERS, "tidy", "http_header(Cookie)", "replace_string(a)", "#"]),
            st.sampled_from([":", ": ", "", " :"]),
            st.sampled_from(["//p", "//p[", "", "yes", "a'b", 'a"b', "x" * 2_001, "$a"]),
        ),
    ),
    max_size=12,
).map("\n".join)


@given(LINES, st.sampled_from(["a.example.txt", ".a.example.txt", "global.txt", "a b.txt"]))
def test_any_text_gives_rules_or_the_error(text: str, name: str) -> None:
    try:
        file = site_config(text, name)
    except RulesError:
        return
    count = len(text.splitlines())
    assert all(1 <= each.line <= count for each in file.ignored)


@given(LINES)
def test_no_line_goes_unsaid(text: str) -> None:
    """Each line is a comment, empty, in effect, or reported."""
    try:
        file = site_config(text, "a.example.txt")
    except RulesError:
        return
    [rules] = file.rules
    stripped = [line.strip() for line in text.removeprefix("\ufeff").splitlines()]
    told = [line for line in stripped if line and not line.startswith("#")]
    selections = (rules.title, rules.body, rules.authors, rules.published, rules.strip)
    in_effect = sum(map(len, selections)) + len(rules.tests)
    in_effect += sum(len(test.contains) for test in rules.tests)
    one_line = sum(line.startswith("replace_string(a)") for line in told)
    pairs = len(rules.find_replace) * 2 - min(one_line, len(rules.find_replace))
    prunes = sum(line.startswith("prune") for line in told)
    assert in_effect + pairs + len(file.ignored) + prunes >= len(told)
