"""Folders of raw pages for benchmarks, made from a folder of labelled pages."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path


def raw_pages(labelled: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the raw HTML of each labelled page below a folder, sorted."""
    for file in sorted(labelled.rglob("*.html.gz")):
        yield file.name.removesuffix(".html.gz"), gzip.decompress(file.read_bytes())


def labelled_sample(labelled: Path, count: int) -> list[bytes]:
    """Return the raw HTML of so many labelled pages below a folder, always the same ones."""
    files = sorted(
        labelled.rglob("*.html.gz"), key=lambda file: sha256(file.name.encode()).digest()
    )
    return [gzip.decompress(file.read_bytes()) for file in files[:count]]


def write_pages(labelled: Path, folder: Path, count: int) -> int:
    """Write so many pages into a folder, going round the labelled pages as often as it takes.

    Copies differ by a comment with their number, so that none is a duplicate of another.

    Returns:
        The count of bytes written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for number, (name, raw) in enumerate(islice(cycle(raw_pages(labelled)), count)):
        content = raw + f"\n<!-- copy {number} -->\n".encode()
        (folder / f"{number:06d}-{name}.html").write_bytes(content)
        total += len(content)
    return total


def make_pages(labelled: Path, folder: Path, count: int) -> None:
    """Write so many pages in a process of its own.

    Linux counts what a process held when it started a command to the command's peak memory, so a
    process that measures must have read no pages.
    """
    command = [sys.executable, "-m", "benchmarks.corpus", str(labelled), str(folder), str(count)]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
