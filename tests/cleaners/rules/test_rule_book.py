"""Which rules hold for a host."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.rules.hosts import HostError, plain_host
from cleaners.rules.rule_book import RuleBook, is_named, rule_book, rules_bytes, rules_from
from cleaners.rules.toml_rules import toml_rules


def book(*tables: str) -> RuleBook:
    text = "version = 1\n" + "\n".join(f"[[rules]]\n{table}" for table in tables)
    return rule_book([toml_rules(text, "all.toml")])


BOOK = book(
    'host = "quay.example"\nstrip = ".a"',
    'host = "news.quay.example"\nstrip = ".b"',
    'host = "pier.example"\nsubdomains = false\nstrip = ".c"',
    'host = "example"\nstrip = ".d"',
    'generator = "WordPress"\nstrip = ".e"',
)


def strips(host: str) -> list[str]:
    return [each.strip[0].written for each in BOOK.rules_for(host).of_host]


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("quay.example", [".a"]),
        ("www.quay.example", [".a"]),
        ("Quay.Example.", [".a"]),
        ("deep.news.quay.example", [".b", ".a"]),  # the most particular first
        ("www.pier.example", [".c"]),
        ("m.pier.example", []),
        ("myquay.example", []),  # ends like it, and is another one
        ("example", [".d"]),  # a name without a full stop is itself alone
        ("", []),
    ],
)
def test_rules_hold_for_a_host_and_those_below_it(host: str, found: list[str]) -> None:
    assert strips(host) == found


def test_rules_of_generators_hold_where_a_page_names_one() -> None:
    rules = BOOK.rules_for("quay.example")
    named = rules.for_generators(["Elementor 3.1", "  wordpress   6.4"])
    assert [each.key for each in named] == ["quay.example", "WordPress"]
    assert [each.key for each in rules.for_generators(["WordPressLike 1"])] == ["quay.example"]


@pytest.mark.parametrize(
    ("generator", "name", "is_it"),
    [("hugo", "hugo 0.1", True), ("hugo", "hugo", True), ("hugo", "hugoboss", False)],
)
def test_a_generator_is_known_by_its_first_words(generator: str, name: str, is_it: bool) -> None:  # noqa: FBT001
    assert is_named(generator, name) is is_it


def test_a_digest_changes_with_what_can_change_a_result_only() -> None:
    before = book('host = "a.example"\nstrip = "p"')
    noted = book('host = "a.example"\nstrip = "p"\nnote = "x"\n[[rules.tests]]\nurl = "u"')
    changed = book('host = "a.example"\nstrip = "q"')
    assert before.digest("a.example") == noted.digest("a.example") != ""
    assert before.digest("a.example") != changed.digest("a.example")
    assert before.digest("b.example") == ""
    assert before.generators_digest == ""
    assert BOOK.generators_digest == BOOK.digest("b.org") != ""


def test_a_text_and_its_fingerprint_are_the_same_rule() -> None:
    text = book('host = "a.example"\npinned = [{text = "Follow us"}]')
    fingerprint = book('host = "a.example"\npinned = [{fingerprint = "1bc02a840a987b67"}]')
    assert text.digest("a.example") == fingerprint.digest("a.example")


def test_rules_travel_as_bytes() -> None:
    rules = BOOK.rules_for("news.quay.example")
    assert rules_from(rules_bytes(rules)) == rules
    assert rules_bytes(RuleBook().rules_for("quay.example")) == b""


@given(st.text(max_size=80))
def test_any_name_of_a_host_is_looked_up(host: str) -> None:
    BOOK.rules_for(host)
    try:
        plain = plain_host(host)
    except HostError:
        return
    assert plain_host(plain) == plain or plain.startswith("www.")
