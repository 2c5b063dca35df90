"""Many pages for runs: our own samples again and again, each with bytes of its own."""

from __future__ import annotations

import os
from itertools import cycle, islice
from pathlib import Path

from tests.flows.working.archives import write_archive

SAMPLES = Path(__file__).parents[2] / "raw" / "samples"
_PAGES_IN_ARCHIVE = 40


def make_pages(folder: Path, count: int) -> None:
    """Write ``count`` pages into a folder, some of them into a WARC file, and a few bad ones.

    Samples in one encoding stay in it: what makes each page its own is plain ASCII.
    """
    samples = sorted(
        path
        for path in SAMPLES.rglob("*")
        if path.is_file() and path.suffix in {".html", ".txt", ".md"}
    )
    files = count - _PAGES_IN_ARCHIVE - 2
    for number, sample in enumerate(islice(cycle(samples), files)):
        name = f"{sample.stem}-{number:05d}{sample.suffix}"
        path = folder / f"site-{number % 17:02d}.example" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_made(sample, number))
    (folder / "empty.html").write_bytes(b"")
    (folder / "noise.html").write_bytes(os.urandom(0) + bytes(range(256)) * 40)
    write_archive(
        folder / "harbour.example" / "crawl.warc.gz",
        {f"https://harbour.example/news/{number}": _text(number) for number in range(40)},
    )


def _made(sample: Path, number: int) -> bytes:
    content = sample.read_bytes()
    if sample.suffix == ".html":
        return content + f"\n<!-- page {number} -->\n".encode("ascii")
    return content + f"\n\nThis is page {number} of the series.\n".encode("ascii")


def _text(number: int) -> str:
    return (
        f"The harbour council met for the {number}th time\n\n"
        f"The council of the harbour met again on Monday, and {number} boats stayed in port. "
        "Nobody could say when the pier would be mended, and the wind was from the north.\n"
    )
