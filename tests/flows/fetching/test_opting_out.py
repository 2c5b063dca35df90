"""Signals against the use of pages: recorded always, obeyed by setting."""

from __future__ import annotations

import pytest

from flows.fetching.fetched import Fetched, Kind, Outcome, Reason, Signal
from flows.fetching.opting_out import objection
from flows.fetching.settings import OptOut
from tests.flows.fetching.fetches import fetch
from tests.sites import Web

HOST = "http://reserving.example"
NOTHING: list[str] = []


def signals(fetched: Fetched) -> list[tuple[str, str, str]]:
    return [
        (each.name, each.value, each.origin)
        for each in fetched.signals
        if each.origin != "robots.txt"
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/plain", []),
        ("/header-noai", [("x-robots-tag", "noai, noimageai", "header")]),
        (
            "/header-for-us",
            [
                ("x-robots-tag", "otherbot: noindex", "header"),
                ("x-robots-tag", "copydesk: noai", "header"),
            ],
        ),
        (
            "/header-tdm",
            [
                ("tdm-reservation", "1", "header"),
                ("tdm-policy", "https://reserving.example/p.json", "header"),
            ],
        ),
        ("/meta-noai", [("robots", "index, NoAI", "meta")]),
        ("/meta-for-us", [("copydesk", "noai", "meta")]),
        ("/meta-for-others", []),
        (
            "/meta-tdm",
            [
                ("tdm-reservation", "1", "meta"),
                ("tdm-policy", "https://reserving.example/p.json", "meta"),
            ],
        ),
        ("/meta-late", [("robots", "noai", "meta")]),
        ("/meta-in-comment", []),
        ("/free/a.html", [("tdm-reservation", "0", "tdmrep.json")]),
        (
            "/reserved/a.html",
            [
                ("tdm-reservation", "1", "tdmrep.json"),
                ("tdm-policy", "https://reserving.example/policy.json", "tdmrep.json"),
            ],
        ),
        ("/reserved/a.html?x=1", []),
        ("/odd/a.html", []),
        (
            "/granted-by-page/meta.html",
            [("tdm-reservation", "1", "tdmrep.json"), ("tdm-reservation", "0", "meta")],
        ),
    ],
)
def test_signals_are_recorded(web: Web, path: str, expected: list[tuple[str, str, str]]) -> None:
    fetched = fetch(web, HOST + path, obey_opt_out=NOTHING)
    assert fetched.outcome is Outcome.FETCHED
    assert signals(fetched) == expected


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("/header-noai", "noai (x-robots-tag in header)"),
        ("/header-for-us", "noai (x-robots-tag in header)"),
        ("/header-tdm", "tdm-reservation (header)"),
        ("/meta-noai", "noai (robots in meta)"),
        ("/meta-for-us", "noai (copydesk in meta)"),
        ("/meta-tdm", "tdm-reservation (meta)"),
        ("/reserved/a.html", "tdm-reservation (tdmrep.json)"),
    ],
)
def test_signals_are_obeyed(web: Web, path: str, detail: str) -> None:
    fetched = fetch(web, HOST + path)
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, Reason.OPT_OUT)
    assert fetched.detail == detail
    assert fetched.body == b""
    assert signals(fetched)


@pytest.mark.parametrize(
    "path",
    ["/plain", "/header-for-others", "/header-noarchive", "/header-tdm-free", "/meta-for-others"],
)
def test_what_is_not_meant_or_not_obeyed_is_no_refusal(web: Web, path: str) -> None:
    assert fetch(web, HOST + path).outcome is Outcome.FETCHED


def test_other_signals_can_be_obeyed(web: Web) -> None:
    fetched = fetch(web, f"{HOST}/header-noarchive", obey_opt_out=["noarchive"])
    assert fetched.reason is Reason.OPT_OUT


def test_what_the_site_s_file_reserves_is_not_even_asked_for(web: Web) -> None:
    fetch(web, f"{HOST}/reserved/a.html")
    assert [each.path for each in web.log()] == ["/robots.txt", "/.well-known/tdmrep.json"]


def test_the_file_is_not_asked_for_where_the_settings_say_so(web: Web) -> None:
    fetched = fetch(web, f"{HOST}/reserved/a.html", read_tdm_policy=False)
    assert fetched.outcome is Outcome.FETCHED
    assert web.log(path="/.well-known/tdmrep.json") == []


def test_feeds_are_no_content_of_their_own(web: Web) -> None:
    fetched = fetch(web, f"{HOST}/header-noai", kind=Kind.FEED)
    assert fetched.outcome is Outcome.FETCHED
    assert signals(fetched)


def tag(value: str) -> Signal:
    return Signal("x-robots-tag", value, "header")


@pytest.mark.parametrize(
    ("value", "obeyed", "objects"),
    [
        ("noindex", OptOut.NO_INDEX, True),
        ("NoIndex , nofollow", OptOut.NO_INDEX, True),
        ("none", OptOut.NO_INDEX, True),
        ("none", OptOut.NO_AI, False),
        ("all", OptOut.NO_INDEX, False),
        ("otherbot: noindex", OptOut.NO_INDEX, False),
        ("otherbot: noindex, noarchive", OptOut.NO_ARCHIVE, False),
        ("otherbot: nofollow, copydesk: noarchive", OptOut.NO_ARCHIVE, True),
        ("*: noarchive", OptOut.NO_ARCHIVE, True),
        ("max-snippet: 50, noarchive", OptOut.NO_ARCHIVE, True),
        ("unavailable_after: Friday, 25-Jun-10 15:00:00 GMT, noarchive", OptOut.NO_ARCHIVE, True),
        ("noindexing", OptOut.NO_INDEX, False),
        ("", OptOut.NO_INDEX, False),
    ],
)
def test_directives_of_the_header(value: str, obeyed: OptOut, *, objects: bool) -> None:
    assert (objection([tag(value)], [obeyed], "copydesk") is not None) is objects


@pytest.mark.parametrize(
    ("values", "objects"),
    [
        (["1"], True),
        (["0"], False),
        (["0", "1"], True),
        (["1", "0"], False),
        (["1", "2"], True),
        (["true"], False),
        ([], False),
    ],
)
def test_the_last_valid_reservation_counts(values: list[str], *, objects: bool) -> None:
    given = [Signal("tdm-reservation", value, "header") for value in values]
    found = objection(given, [OptOut.TDM_RESERVATION], "copydesk")
    assert (found is not None) is objects
