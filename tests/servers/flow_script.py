"""Runs the flow ``clean`` in a process of its own: ``python -m tests.servers.flow_script JSON``."""

from __future__ import annotations

import sys

from flows.scheduling.prefect_environment import prepare_prefect

prepare_prefect()

if __name__ == "__main__":
    from flows.clean import clean
    from flows.parameters import CleanParameters

    report = clean(CleanParameters.model_validate_json(sys.argv[1]))
    sys.stdout.write(f"{dict(report.outcomes)}\n")
