"""The process of a local Prefect server: one a folder, for as long as anybody uses it.

Who uses it holds a shared lock, which the system frees however a user ends. Arguments: the folder,
the host, the port.
"""

from __future__ import annotations

import fcntl
import json
import os
import runpy
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

SERVER_LOCK = "server.lock"
USERS_LOCK = "users.lock"
ADDRESS = "server.json"

_SECONDS_BETWEEN_LOOKS = 1.0


def main() -> None:
    """Run the server until it is told to stop, or until nobody uses it."""
    home, host, port = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    with home.joinpath(SERVER_LOCK).open("w") as lock:
        if not is_free(lock):
            sys.exit("another server has the folder")
        known = {"api_url": f"http://{host}:{port}/api", "pid": os.getpid()}
        home.joinpath(ADDRESS).write_text(json.dumps(known), "utf-8")
        threading.Thread(target=_end_with_the_last_user, args=(home,), daemon=True).start()
        sys.argv = ["prefect", "server", "start", "--host", host, "--port", port]
        runpy.run_module("prefect", run_name="__main__", alter_sys=True)


def is_free(lock: IO[str]) -> bool:
    """Take a lock for oneself if nobody holds it; say whether it was taken."""
    with suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _end_with_the_last_user(home: Path) -> None:
    with home.joinpath(USERS_LOCK).open("w") as users:
        while not is_free(users):
            time.sleep(_SECONDS_BETWEEN_LOOKS)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(60)  # who comes now waits until this one has gone


if __name__ == "__main__":
    main()
