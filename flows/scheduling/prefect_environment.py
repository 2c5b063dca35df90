"""What is settled before Prefect is imported: no telemetry, and libraries that it can use."""

from __future__ import annotations

import os
from importlib.metadata import requires, version

from packaging.requirements import Requirement

_PACKAGE = "copydesk"

# With a later FastAPI or SQLAlchemy the server answers, and a cron schedule creates no run.
_BOUNDED = ("prefect", "fastapi", "sqlalchemy")

_NO_TELEMETRY = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}


class UnfitLibraryError(RuntimeError):
    """A library of a version with which schedules would be kept and never started."""


def prepare_prefect() -> None:
    """Settle what Prefect reads when it is imported; to be called before its first import.

    Telemetry is off unless the environment says otherwise (``DO_NOT_TRACK=0``,
    ``PREFECT_SERVER_ANALYTICS_ENABLED=true``).

    Raises:
        UnfitLibraryError: A library is not of a version that this package allows.
    """
    check_libraries()
    for name, value in _NO_TELEMETRY.items():
        os.environ.setdefault(name, value)


def check_libraries() -> None:
    """Check what decides whether schedules start runs against the bounds of this package.

    Raises:
        UnfitLibraryError: One is out of its bounds; the message says which, and what to do.
    """
    bounds = {bound.name.lower(): bound for bound in map(Requirement, requires(_PACKAGE) or ())}
    for name in _BOUNDED:
        bound, installed = bounds[name].specifier, version(name)
        if not bound.contains(installed, prereleases=True):
            raise UnfitLibraryError(
                f"{name} {installed} is installed, but {_PACKAGE} needs {name}{bound}: schedules "
                f'might never start a run; `python -m pip install "{name}{bound}"` puts it right'
            )
