"""Runs the command line in this process: many times quicker than ``running.run``."""

from __future__ import annotations

import io
import subprocess
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from flows.cli import main


def invoke(*arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run ``copydesk`` in a folder, without a terminal; return what a process of its own would."""
    outputs = [io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2)]
    code: object = 0
    with (
        chdir(folder),
        patch("sys.argv", ["copydesk", *arguments]),
        redirect_stdout(outputs[0]),
        redirect_stderr(outputs[1]),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
    for output in outputs:
        output.flush()
    stdout, stderr = (output.detach().getvalue() for output in outputs)
    return subprocess.CompletedProcess(arguments, int(str(code or 0)), stdout, stderr)
