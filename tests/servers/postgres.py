"""A PostgreSQL server for tests: its own cluster in a private folder, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.servers.starting import LOOPBACK, cannot_be_had, free_ports, server_process

_USER = "copydesk"
_PASSWORD = "only-for-tests"  # noqa: S105 - of a server that lives as long as a test
_OTHER_USERS = ("postgres", "nobody")
_DEBIAN = Path("/usr/lib/postgresql")

# Nothing of it has to outlive the machine.
_OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=50")


class PostgresServer(NamedTuple):
    """Where a PostgreSQL server listens."""

    port: int
    programs: Path

    def url(self, database: str, driver: str = "") -> str:
        """Return the address of a database, for SQLAlchemy; ``driver`` such as ``psycopg``."""
        scheme = f"postgresql+{driver}" if driver else "postgresql"
        return f"{scheme}://{_USER}:{_PASSWORD}@{LOOPBACK}:{self.port}/{database}"

    def create_database(self, name: str) -> None:
        """Make an empty database."""
        self._run("createdb", name)

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever still uses it."""
        self._run("dropdb", "--force", "--if-exists", name)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.programs / program, f"--host={LOOPBACK}", f"--port={self.port}",
             f"--username={_USER}", *arguments],
            env={**os.environ, "PGPASSWORD": _PASSWORD},
            check=True,
        )  # fmt: skip


@contextmanager
def postgres() -> Iterator[PostgresServer]:
    """Run a PostgreSQL server; without its programs the test is skipped."""
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="copydesk-postgres-") as name:
        folder = Path(name)
        as_owner = _as_other_user(folder)
        data, secret, log = folder / "data", folder / "password", folder / "log"
        secret.write_text(_PASSWORD)
        secret.chmod(0o644)  # the folder is private
        subprocess.run(
            [*as_owner, programs / "initdb", "--pgdata", data, f"--username={_USER}",
             "--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8", "--locale=C",
             "--no-sync"],
            check=True, stdout=subprocess.DEVNULL, cwd=folder,
        )  # fmt: skip
        [port] = free_ports(1)
        options = [f"-c{option}" for option in (*_OPTIONS, f"unix_socket_directories={folder}")]
        with server_process(
            [*as_owner, programs / "postgres", "-D", data, "-h", LOOPBACK, "-p", str(port),
             *options],
            log=log,
            ready=lambda: _is_ready(programs, port),
            seconds=60,
            folder=folder,
            stop_signal=signal.SIGINT,
        ):  # fmt: skip
            yield PostgresServer(port, programs)


def _programs() -> Path:
    """Return the folder of the newest PostgreSQL's programs."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = [path.parent for path in _DEBIAN.glob("*/bin/initdb")]
    if not versions:
        cannot_be_had("PostgreSQL", "its programs (initdb, postgres) are neither on PATH nor in "
                      f"{_DEBIAN}; try `apt-get install postgresql`")  # fmt: skip
    return max(versions, key=lambda path: float(path.parent.name))


def _as_other_user(folder: Path) -> list[str]:
    """Return what runs a program as the folder's owner: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    user = next((user for user in pwd.getpwall() if user.pw_name in _OTHER_USERS), None)
    setpriv = shutil.which("setpriv")
    if user is None or setpriv is None:
        lacking = "setpriv" if user else f"user {' or '.join(_OTHER_USERS)}"
        cannot_be_had("PostgreSQL", f"it does not run as root, and there is no {lacking}")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return [setpriv, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]


def _is_ready(programs: Path, port: int) -> bool:
    asked = subprocess.run(
        [programs / "pg_isready", "--quiet", f"--host={LOOPBACK}", f"--port={port}"], check=False
    )
    return asked.returncode == 0
