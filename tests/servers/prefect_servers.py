"""A Prefect server for tests, with a home of its own, on SQLite or on PostgreSQL."""

from __future__ import annotations

import json
import os
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.servers.starting import LOOPBACK, free_ports, server_process


class PrefectServer(NamedTuple):
    """A Prefect server.

    Attributes:
        api_url: Its address.
        home: The folder of its database and settings.
        log: What it printed.
    """

    api_url: str
    home: Path
    log: Path

    @property
    def environment(self) -> Mapping[str, str]:
        """What a child process reads to use this server; ours, with its address and home."""
        return {
            **_ours(self.home),
            "PREFECT_API_URL": self.api_url,
            "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
        }

    def ask(self, path: str, question: Mapping[str, object] | None = None) -> object:
        """Return the server's answer to a POST of JSON, or to a GET if there is no question."""
        body = None if question is None else json.dumps(question).encode()
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.api_url}{path}", data=body, headers={"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.loads(answer.read())

    def runs(self, deployment: str | None = None) -> list[dict[str, object]]:
        """Return the flow runs of a deployment (of all), the earliest first."""
        question: dict[str, object] = {"sort": "EXPECTED_START_TIME_ASC", "limit": 200}
        if deployment is not None:
            question["deployments"] = {"name": {"any_": [deployment]}}
        answer = self.ask("/flow_runs/filter", question)
        assert isinstance(answer, list)
        return answer


@contextmanager
def prefect_server(home: Path, *, database_url: str | None = None) -> Iterator[PrefectServer]:
    """Run a Prefect server in its own process.

    Args:
        home: A folder of its own.
        database_url: ``postgresql+asyncpg://...``; SQLite in its home if None.
    """
    home.mkdir(parents=True, exist_ok=True)
    [port] = free_ports(1)
    server = PrefectServer(f"http://{LOOPBACK}:{port}/api", home, home / "server.log")
    environment = {**_ours(home), "PREFECT_SERVER_UI_ENABLED": "false"}
    if database_url is not None:
        environment["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = database_url
    with server_process(
        [sys.executable, "-m", "prefect", "server", "start", "--host", LOOPBACK,
         "--port", str(port)],
        log=server.log,
        ready=lambda: server.ask("/health") is True,
        seconds=120,
        environment=environment,
        folder=home,
    ):  # fmt: skip
        yield server


def without_prefect_settings() -> dict[str, str]:
    """Return our environment without any setting of Prefect's."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}


def _ours(home: Path) -> dict[str, str]:
    """Return our environment without any setting of Prefect's but these."""
    return {
        **without_prefect_settings(),
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
