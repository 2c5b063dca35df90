from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from flows.fetching.fetched import Outcome, Reason
from flows.fetching.retrying import retry_after
from tests.flows.fetching.fetches import fetch, fetch_all, fetch_in_turn
from tests.sites import Web

BUSY = "http://busy.example"


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_what_is_transient_is_asked_for_again(web: Web, status: int) -> None:
    fetched = fetch(web, f"{BUSY}/{status}/2/none")
    assert (fetched.outcome, fetched.attempts) == (Outcome.FETCHED, 3)


def test_attempts_end(web: Web) -> None:
    fetched = fetch(web, f"{BUSY}/503/9/none")
    assert (fetched.outcome, fetched.reason) == (Outcome.FAILED, Reason.STATUS)
    assert (fetched.status, fetched.attempts) == (503, 3)
    assert len(web.log(path="/503/9/none")) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 500, 501])
def test_what_is_lasting_is_asked_for_once(web: Web, status: int) -> None:
    fetched = fetch(web, f"{BUSY}/{status}/1/none")
    assert (fetched.reason, fetched.status, fetched.attempts) == (Reason.STATUS, status, 1)


def test_waits_grow(web: Web) -> None:
    fetch(web, f"{BUSY}/504/9/none", max_attempts=4, backoff_seconds=0.05)
    times = [each.at for each in web.log(path="/504/9/none")]
    waits = [after - before for before, after in pairwise(times)]
    for wait, shortest in zip(waits, (0.05, 0.1, 0.2), strict=True):
        assert shortest <= wait < shortest + 0.15


@pytest.mark.parametrize("asked", ["1", "date"])
def test_retry_after_is_obeyed(web: Web, asked: str) -> None:
    fetched = fetch(web, f"{BUSY}/429/1/{asked}")
    assert fetched.outcome is Outcome.FETCHED
    first, second = web.log(path=f"/429/1/{asked}")
    # A date has whole seconds: that of the site lies half a second to one and a half ahead.
    assert second.at - first.ended >= (0.99 if asked == "1" else 0.4)
    assert fetched.seconds < 3


def test_retry_after_is_obeyed_where_only_one_page_is_in_trouble(web: Web) -> None:
    assert fetch(web, f"{BUSY}/502/1/1").outcome is Outcome.FETCHED
    first, second = web.log(path="/502/1/1")
    assert second.at - first.ended >= 0.99


def test_while_a_host_is_busy_none_of_its_pages_is_asked_for(web: Web) -> None:
    urls = [f"{BUSY}/503/1/1", f"{BUSY}/503/0/none", f"{BUSY}/429/0/none"]
    fetched = fetch_all(web, urls)
    assert all(each.outcome is Outcome.FETCHED for each in fetched)
    log = web.log("busy.example")
    [refusal] = [each for each in log if each.status == 503]
    assert min(each.at for each in log if each.at > refusal.at) - refusal.ended >= 0.99


def test_too_long_a_wait_leaves_the_host_for_this_run(web: Web) -> None:
    first, second = fetch_in_turn(web, [f"{BUSY}/503/1/7200", f"{BUSY}/429/0/none"])
    assert (first.outcome, first.reason) == (Outcome.FAILED, Reason.RETRY_LATER)
    assert first.retry_at is not None
    ahead = datetime.fromisoformat(first.retry_at) - datetime.now(UTC)
    assert timedelta(seconds=7_190) < ahead <= timedelta(seconds=7_201)
    assert first.retry_at in first.detail
    assert second.reason is Reason.RETRY_LATER
    assert second.attempts == 0
    assert web.log(path="/429/0/none") == []


def test_a_bound_can_be_set(web: Web) -> None:
    assert fetch(web, f"{BUSY}/503/1/1", max_wait_seconds=0.5).reason is Reason.RETRY_LATER


@pytest.mark.parametrize("asked", ["soon", "-1", "1.5", "٣"])
def test_nonsense_is_no_wait(web: Web, asked: str) -> None:
    assert retry_after(asked) is None


def test_dates_and_numbers_are_waits() -> None:
    assert retry_after(" 120 ") == 120
    assert retry_after(None) is None
    assert retry_after("") is None
    assert retry_after("9" * 400) == pytest.approx(10 * 365 * 86_400)
    soon = datetime.now(UTC) + timedelta(seconds=30)
    assert 28 < (retry_after(format_datetime(soon, usegmt=True)) or 0) <= 30
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert retry_after("Wednesday, 21-Oct-15 07:28:00 GMT") == 0
