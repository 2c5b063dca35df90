"""The server: asyncio in a thread, HTTP/1.1 by hand so that it can misbehave as sites do."""

from __future__ import annotations

import asyncio
import contextlib
import math
import ssl
import threading
import time
from collections import Counter
from types import TracebackType
from typing import Self

import msgspec
from msgspec import Struct

from flows.fetching.settings import Fetching
from flows.run_settings import run_settings_from
from tests.sites.hosts import sites_of
from tests.sites.messages import NOT_FOUND, Answer, Asked
from tests.sites.wire import place_of, write_answer

ADDRESS = "127.0.0.1"
PRIVATE_ADDRESS = "127.0.0.2"
"""Listens as well, but no test allows to connect to it."""

PRIVATE_HOST = "intranet.example"
NEXT_EDITION = "/.control/next-edition"


class Logged(Struct, frozen=True, kw_only=True):
    """A request that came.

    Attributes:
        at: When it had come, in seconds of ``time.monotonic``.
        ended: When the last byte of its answer was written; infinite until then.
        connection: Number of the connection.
        method: Such as GET.
        host: Without port.
        path: With the query.
        headers: By lower-case name.
        local_address: The address that was connected to.
        status: Of the answer; 0 where the connection was dropped.
    """

    at: float
    ended: float
    connection: int
    method: str
    host: str
    path: str
    headers: dict[str, str]
    local_address: str
    status: int


class Web:
    """The invented sites, listening on loopback while the context lasts.

    Attributes:
        port: Where they listen.
        edition: Which edition of the news they show.
    """

    def __init__(
        self, *, port: int = 0, crawl_delay: float = 0.2, tls: ssl.SSLContext | None = None
    ) -> None:
        self.port = port
        self.edition = 1
        self.sites = sites_of(crawl_delay)
        self._tls = tls
        self._log: dict[int, Logged] = {}
        self._count = 0
        self._asked: Counter[tuple[str, str]] = Counter()
        self._connections = 0
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._stopped = asyncio.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            raise self._failure
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()

    def next_edition(self) -> None:
        """Change what the news sites show: an article is rewritten, another one is new."""
        self.edition += 1

    def log(self, host: str | None = None, path: str | None = None) -> list[Logged]:
        """Return the requests so far, in the order in which they came."""
        return [
            each
            for each in list(self._log.values())
            if host in {None, each.host} and path in {None, each.path}
        ]

    def forget(self) -> None:
        """Empty the log; what the sites remember of earlier requests stays."""
        self._log.clear()

    def resolve(self) -> dict[str, str]:
        """Return where each host is found, as the setting ``fetch.resolve`` takes it."""
        places = dict.fromkeys(self.sites, f"{ADDRESS}:{self.port}")
        places[PRIVATE_HOST] = f"{PRIVATE_ADDRESS}:{self.port}"
        places["closed.example"] = f"{ADDRESS}:1"
        return places

    def options(self, **changes: object) -> dict[str, object]:
        """Return the table ``fetch`` for these sites: loopback allowed, no long waits."""
        return {
            "contact": "https://tests.example/about-our-robot",
            "delay_seconds": 0.0,
            "backoff_seconds": 0.02,
            "connect_seconds": 2.0,
            "read_seconds": 2.0,
            "total_seconds": 5.0,
            "allowed_networks": [f"{ADDRESS}/32"],
            "resolve": self.resolve(),
            **changes,
        }

    def settings(self, **changes: object) -> Fetching:
        """Return the same as settings."""
        return run_settings_from({"fetch": self.options(**changes)}).fetch

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._listen())
        except BaseException as error:  # noqa: BLE001 - told to who starts the web
            self._failure = error
        finally:
            self._ready.set()
            self._loop.close()

    async def _listen(self) -> None:
        server = await asyncio.start_server(self._converse, ADDRESS, self.port, ssl=self._tls)
        self.port = server.sockets[0].getsockname()[1]
        private = await asyncio.start_server(self._converse, PRIVATE_ADDRESS, self.port)
        self._ready.set()
        await self._stopped.wait()
        server.close()
        private.close()
        conversations = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in conversations:
            task.cancel()
        await asyncio.gather(*conversations, return_exceptions=True)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections += 1
        connection = self._connections
        # A client that goes away is none of the sites' business.
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while await self._exchange(reader, writer, connection):
                pass
        writer.close()

    async def _exchange(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, connection: int
    ) -> bool:
        """Answer one request; return whether the connection stays open."""
        request_line, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        at = time.monotonic()
        method, target, _ = request_line.split(" ", 2)
        pairs = [line.partition(":") for line in lines if line]
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        await reader.readexactly(int(headers.get("content-length", 0)))
        host, path = place_of(target, headers)
        answer = self._answer(method, host, path, headers)
        logged = Logged(
            at=at,
            ended=math.inf,
            connection=connection,
            method=method,
            host=host,
            path=path,
            headers=headers,
            local_address=writer.get_extra_info("sockname")[0],
            status=0 if answer.drop else answer.status,
        )
        self._count += 1
        number = self._count
        # Before the answer: who has it can look here at once.
        self._log[number] = logged
        try:
            return not answer.drop and await write_answer(writer, answer)
        finally:
            if number in self._log:
                ended = time.monotonic()
                self._log[number] = msgspec.structs.replace(logged, ended=ended)

    def _answer(self, method: str, host: str, path: str, headers: dict[str, str]) -> Answer:
        if method == "POST" and path == NEXT_EDITION:
            self.next_edition()
            return Answer(body=f"edition {self.edition}\n".encode())
        site = self.sites.get(host)
        if site is None:
            return NOT_FOUND
        nth = self._asked[host, path]
        self._asked[host, path] += 1
        answer = site(
            Asked(
                host=host,
                path=path,
                headers=headers,
                nth=nth,
                edition=self.edition,
                port=self.port,
            )
        )
        return answer if method != "HEAD" else msgspec.structs.replace(answer, body=b"")
