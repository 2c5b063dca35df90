"""The web of the tests is what other tests think it is."""

from __future__ import annotations

import gzip
import http.client
import subprocess
import sys
import tomllib
from collections.abc import Iterator

import feedparser
import pytest
from lxml import etree

from flows.run_settings import run_settings_from
from tests.sites import Web
from tests.sites.web import NEXT_EDITION


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web() as started:
        yield started


def get(web: Web, host: str, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=5)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers={"Host": host, **named})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, body


def locations(document: bytes) -> list[str]:
    return [element.text or "" for element in etree.fromstring(document).iterfind(".//{*}loc")]


def test_feeds_lead_to_articles(web: Web) -> None:
    for host, path in (("radio.example", "/feed.xml"), ("valley-post.example", "/atom.xml")):
        feed = feedparser.parse(get(web, host, path)[1])
        assert not feed.bozo
        assert len(feed.entries) == 6
        for entry in feed.entries:
            address = entry.link.partition(host)[2] or entry.link
            status, page = get(web, host, address)
            assert status == 200
            assert entry.title.encode() in page


def test_sitemaps_lead_to_articles(web: Web) -> None:
    host = "atlas.example"
    found: set[str] = set()
    for index in locations(get(web, host, "/sitemap_index.xml")[1]):
        body = get(web, host, index.partition(host)[2])[1]
        found |= set(locations(gzip.decompress(body) if index.endswith(".gz") else body))
    assert len(found) == 6
    for url in found:
        assert get(web, host, url.partition(host)[2])[0] == 200


def test_hosts_tell_stories_of_their_own(web: Web) -> None:
    pages = {
        get(web, host, "/news/night-train.html")[1]
        for host in ("gazette.example", "radio.example", "atlas.example", "courier.example")
    }
    assert len(pages) == 4


def test_the_next_edition_changes_one_article_and_adds_another() -> None:
    with Web() as web:
        names = ("flood-gauge", "night-train", "observatory-roof")
        paths = [f"/news/{name}.html" for name in names]
        before = [get(web, "courier.example", path) for path in paths]
        assert get(web, "courier.example", NEXT_EDITION, "POST") == (200, b"edition 2\n")
        after = [get(web, "courier.example", path) for path in paths]
        assert [status for status, _ in before] == [200, 200, 404]
        assert [status for status, _ in after] == [200, 200, 200]
        assert before[0] != after[0]
        assert before[1] == after[1]


def test_the_log_tells_what_came(web: Web) -> None:
    web.forget()
    get(web, "plain.example", "/a?b=c", X_Note="hello")
    [logged] = web.log()
    assert (logged.method, logged.host, logged.path) == ("GET", "plain.example", "/a?b=c")
    assert logged.headers["x-note"] == "hello"
    assert logged.status == 200
    assert logged.at <= logged.ended


def test_the_command_prints_settings_that_can_be_used() -> None:
    command = [sys.executable, "-u", "-m", "tests.sites", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        lines: list[str] = []
        while not lines or lines[-1].strip() or "[fetch.resolve]\n" not in lines:
            lines.append(started.stdout.readline())
        started.terminate()
    settings = run_settings_from(tomllib.loads("".join(lines))).fetch
    assert settings.contact
    assert settings.resolve["gazette.example"].startswith("127.0.0.1:")
