"""A site that reserves rights, in each of the ways that there are."""

from __future__ import annotations

import json

from tests.sites.messages import NOT_FOUND, Answer, Asked, page, text

_RULES = [
    {"location": "/free/", "tdm-reservation": 0},
    {
        "location": "/reserved/*.html$",
        "tdm-reservation": 1,
        "tdm-policy": "https://reserving.example/policy.json",
    },
    {"location": "/odd/", "tdm-reservation": 2},
    {"location": "/granted-by-page/", "tdm-reservation": 1},
]


def reserving(asked: Asked) -> Answer:
    if asked.path == "/.well-known/tdmrep.json":
        return text(json.dumps(_RULES), "application/json")
    if asked.path in _HEADERS:
        return page(_html(), *_HEADERS[asked.path])
    if asked.path in _METAS:
        return page(_html(_METAS[asked.path]))
    if asked.path in _PLAIN:
        return page(_html())
    return NOT_FOUND


_PLAIN = ("/plain", "/free/a.html", "/reserved/a.html", "/reserved/a.html?x=1", "/odd/a.html")
_HEADERS: dict[str, tuple[tuple[str, str], ...]] = {
    "/header-noai": (("X-Robots-Tag", "noai, noimageai"),),
    "/header-for-us": (("X-Robots-Tag", "otherbot: noindex"), ("X-Robots-Tag", "copydesk: noai")),
    "/header-for-others": (("X-Robots-Tag", "otherbot: noai, nofollow"),),
    "/header-noarchive": (("X-Robots-Tag", "noarchive, max-snippet: 50"),),
    "/header-tdm": (("tdm-reservation", "1"), ("tdm-policy", "https://reserving.example/p.json")),
    "/header-tdm-free": (("tdm-reservation", "0"),),
    "/granted-by-page/header.html": (("tdm-reservation", "0"),),
}
_METAS = {
    "/meta-noai": '<meta name="robots" content="index, NoAI">',
    "/meta-for-us": '<meta name="Copydesk" content="noai">',
    "/meta-for-others": '<meta name="otherbot" content="noai">',
    "/meta-tdm": '<meta name="tdm-reservation" content="1">'
    '<meta name="tdm-policy" content="https://reserving.example/p.json">',
    "/meta-late": "<style>" + "a{}" * 40_000 + '</style><meta name="robots" content="noai">',
    "/granted-by-page/meta.html": '<meta name="tdm-reservation" content="0">',
    "/meta-in-comment": '<!-- <meta name="robots" content="noai"> -->',
}


def _html(head: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>Rights</title>{head}</head><body><article>"
        "<h1>Rights</h1><p>A page about who may do what.</p></article></body></html>"
    )
