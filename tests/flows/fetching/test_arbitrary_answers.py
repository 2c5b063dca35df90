"""Whatever a server sends, a fetch ends with an outcome."""

from __future__ import annotations

import asyncio

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.fetching.fetched import Fetched, Outcome
from flows.fetching.fetcher import Fetcher
from flows.run_settings import run_settings_from

NAMES = [
    "Content-Type",
    "Content-Length",
    "Content-Encoding",
    "Transfer-Encoding",
    "Location",
    "Retry-After",
    "ETag",
    "X-Robots-Tag",
    "tdm-reservation",
    "Set-Cookie",
    "Connection",
]
VALUES = [
    "text/html",
    "gzip",
    "chunked",
    "0",
    "-1",
    "99999999999999999999",
    "/elsewhere",
    "//",
    "http://[::",
    "http://\u00fc\ud7ff.example/",
    "noai, :, copydesk:",
    "\x7f",
]
LINES = st.tuples(
    st.sampled_from(NAMES) | st.text(max_size=8), st.sampled_from(VALUES) | st.text(max_size=20)
).map(lambda pair: f"{pair[0]}: {pair[1]}\r\n".encode())
ANSWERS = st.binary(max_size=200) | st.builds(
    lambda status, lines, body: (
        f"HTTP/1.1 {status} Reason\r\n".encode() + b"".join(lines) + b"\r\n" + body
    ),
    st.sampled_from([100, 200, 203, 204, 206, 301, 302, 304, 307, 404, 429, 500, 503, 999]),
    st.lists(LINES, max_size=4),
    st.binary(max_size=60) | st.just(b"<html><head><meta name=robots content=none>"),
)


async def fetched_from(answer: bytes) -> Fetched:
    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        writer.write(missing if b"robots.txt" in head or b"tdmrep" in head else answer)
        writer.close()

    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    options = {
        "contact": "tests@tests.example",
        "delay_seconds": 0.0,
        "backoff_seconds": 0.0,
        "max_wait_seconds": 0.0,
        "max_attempts": 2,
        "total_seconds": 1.0,
        "allowed_networks": ["127.0.0.1/32"],
        "resolve": {"any.example": f"127.0.0.1:{port}"},
    }
    async with server, Fetcher(run_settings_from({"fetch": options}).fetch) as fetcher:
        return await fetcher.fetch("http://any.example/page")


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(ANSWERS)
def test_any_answer_gives_an_outcome(answer: bytes) -> None:
    fetched = asyncio.run(fetched_from(answer))
    assert (fetched.reason is None) is (fetched.outcome is Outcome.FETCHED)
    assert bool(fetched.detail) is (fetched.reason is not None)
    assert "\n" not in fetched.detail
