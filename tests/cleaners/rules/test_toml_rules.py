"""Rules files of our own."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.reasons import Reason
from cleaners.rules.site_rules import KnownText, PageTest, Rewriting, RulesError, SiteRules
from cleaners.rules.toml_rules import toml_rules
from cleaners.sites.fingerprints import exact_fingerprint

WHOLE = """
version = 1
host = "WWW.Quay.example."
subdomains = false
strip = [".promo", {select = "//aside", reason = "related", note = "since 2024"}]
keep = "#facts"
body = ["#story", "//article"]
prune = false
title = "h1"
authors = ["string(//a[@rel='author'])"]
published = "//time/@datetime"
find_replace = [{find = "<br><br>", replace = "<p>"}]
note = "the harbour's paper"

[[pinned]]
text = "Follow  the Quay"
reason = "promo"

[[pardoned]]
fingerprint = "00000000000000FF"

[[tests]]
url = "https://quay.example/a"
contains = ["a boat"]
lacks = ["Follow"]
"""


def rules(text: str) -> SiteRules:
    [only] = toml_rules(text, "quay.toml").rules
    return only


def test_a_file_says_all_there_is() -> None:
    found = rules(WHOLE)
    assert (found.host, found.subdomains, found.prune) == ("quay.example", False, False)
    assert [each.written for each in found.strip] == [".promo", "//aside"]
    assert [each.reason for each in found.strip] == [None, Reason.RELATED]
    assert [each.written for each in found.keep] == ["#facts"]
    assert [each.xpath for each in found.body][1] == "//article"
    assert found.title[0].xpath == "//h1"
    assert found.find_replace == (Rewriting("<br><br>", "<p>"),)
    fingerprint = exact_fingerprint("Follow the Quay")
    assert found.pinned == (KnownText(fingerprint, "Follow  the Quay", Reason.PROMO),)
    assert found.pardoned == (KnownText(255),)
    assert found.tests == (PageTest("https://quay.example/a", ("a boat",), ("Follow",)),)
    assert found.note == "the harbour's paper"


def test_a_file_may_hold_several_tables() -> None:
    text = 'version = 1\n[[rules]]\nhost = "a.example"\n[[rules]]\ngenerator = " Word  Press "'
    first, second = toml_rules(text, "all.toml").rules
    assert (first.key, second.key) == ("a.example", "Word Press")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('host = "a.example"', "f.toml: version = 1 is missing"),
        ('# new\nversion = 2\nhost = "a.example"', "f.toml:2: version 2 is not 1"),
        ("version = true", "f.toml:1: version True is not 1"),
        ("version = 1\n= 3", "f.toml:2: it is no TOML: "),
        ("version = 1\nrules = 3", r"f.toml:2: rules are tables, each headed \[\[rules\]\]"),
        ('version = 1\nhost = "a"\n[[rules]]', "f.toml:2: host stands beside"),
        ("version = 1", "needs either a host or a generator"),
        ('version = 1\nhost = "a"\ngenerator = "b"', "needs either a host or a generator"),
        ('version = 1\nhost = "https://a.example/"', "f.toml:2: 'https://a.example/' is no host"),
        ('version = 1\nhost = "a"\nstripp = "p"', "f.toml:3: .*unknown field `stripp`"),
        ('version = 1\nhost = "a"\nprune = "no"', r"bool .* at `\$.prune`"),
        ('version = 1\n[[rules]]\nhost = "a"\nstrip = [3]', r"at `\$.rules\[0\].strip\[0\]`"),
        ('version = 1\nhost = "a"\n\nstrip = ["p", "//p["]', "f.toml:4: '//p\\[' is no XPath"),
        ('version = 1\nhost = "a"\nstrip = {select = "p"}', "strip"),
        ('version = 1\nhost = "a"\nstrip = [{select = "p", reason = "bad"}]', "reason"),
        ('version = 1\nhost = "a"\npinned = [{}]', "needs its text or its fingerprint"),
        ('version = 1\nhost = "a"\npinned = [{fingerprint = "12"}]', "fingerprint"),
        (
            'version = 1\nhost = "a"\npinned = [{text = "b", fingerprint = "0123456789abcdef"}]',
            "f.toml:3: the fingerprint 0123456789abcdef is not that of the text",
        ),
        (
            'version = 1\nhost = "a"\npinned = [{text = "b"}]\npardoned = [{text = " B "}]',
            "both pinned and pardoned",
        ),
        ('version = 1\nhost = "a"\npardoned = [{text = "b", reason = "promo"}]', "reason"),
        (
            'version = 1\ngenerator = "a"\nfind_replace = [{find = "b", replace = ""}]',
            "f.toml:3: find_replace needs a host",
        ),
        ('version = 1\nhost = "a"\nfind_replace = [{find = "", replace = ""}]', "length"),
        ("a = " + "[" * 5_000, "f.toml: it is n"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, complaint: str) -> None:
    with pytest.raises(RulesError, match=complaint):
        toml_rules(text, "f.toml")


@given(st.text(max_size=300))
def test_any_text_gives_rules_or_the_error(text: str) -> None:
    for given_text in (text, f'version = 1\nhost = "a.example"\n{text}'):
        with suppress(RulesError):
            toml_rules(given_text, "f.toml")


VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.sampled_from(['"p"', '"//p["', '"template"', '""'])),
    lambda inner: st.lists(inner, max_size=3).map(
        lambda items: "[" + ", ".join(map(str, items)) + "]"
    ),
    max_leaves=4,
).map(lambda value: str(value).lower() if isinstance(value, bool) else str(value))
NAMES = st.sampled_from(
    "host subdomains generator keep strip body prune title authors published pinned pardoned tests "
    "find_replace note rules version".split()
)


@given(st.dictionaries(NAMES, VALUES, max_size=5))
def test_any_value_gives_rules_or_the_error(table: dict[str, str]) -> None:
    text = "\n".join(f"{name} = {value}" for name, value in {"version": "1", **table}.items())
    with suppress(RulesError):
        toml_rules(text, "f.toml")
