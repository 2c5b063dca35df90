"""Records a second of a WARC file of many pages: our scan, warcio alone, FastWARC alone.

All three find each page's place, url and HTTP headers, undo its codings and take its SHA-256.

Run: ``python -m benchmarks.warc_reading [--pages 5000] [--rounds 3]``
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.sources.warc import NoPage, scan_warc

_MAX_BYTES = 20_000_000
_BODIES = 200
_SYLLABLES = "ar bel con dor est fal gon har ist jun kel lor mon nor ost pal ran sol tor ul".split()

Places = Iterator[tuple[int, str, str]]


def make_warc(path: Path, pages: int) -> None:
    """Write pages of 20 to 120 kB, half of them gzipped by their server, with their requests."""
    dice = random.Random(5)  # noqa: S311 - the same pages each time
    words = ["".join(dice.choices(_SYLLABLES, k=dice.randint(1, 4))) for _ in range(5_000)]
    bodies = [_page(dice, words, dice.randint(30, 180)) for _ in range(_BODIES)]
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "benchmark"}))
        for number in range(pages):
            url = f"https://site-{number % 40}.example/story-{number}.html"
            asked = StatusAndHeaders(f"GET {url} HTTP/1.1", [("Host", "x")], is_http_request=True)
            writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
            body = b"%s<!-- %d -->" % (bodies[number % _BODIES], number)
            headers = [("Content-Type", "text/html; charset=utf-8"), ("ETag", f'"{number}"')]
            if number % 2:
                body = gzip.compress(body, mtime=0)
                headers.append(("Content-Encoding", "gzip"))
            answered = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=answered
            )
            writer.write_record(record)


def _page(dice: random.Random, words: list[str], paragraphs: int) -> bytes:
    text = "".join(f"<p>{' '.join(dice.choices(words, k=80))}.</p>\n" for _ in range(paragraphs))
    return f"<!doctype html><title>News</title><body>{text}</body>".encode()


def with_scan_warc(path: Path) -> Places:
    """Read with ``flows.sources.warc``."""
    counts: Counter[NoPage] = Counter()
    for page in scan_warc(path, max_bytes=_MAX_BYTES, left_out=counts):
        yield page.offset, page.url, page.sha256


def with_warcio(path: Path) -> Places:
    """Read with warcio as its documentation shows."""
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        for record in records:
            if record.rec_type == "response":
                digest = hashlib.sha256(record.content_stream().read()).hexdigest()
                url = record.rec_headers.get_header("WARC-Target-URI")
                yield records.get_record_offset(), url, digest


def with_fastwarc(path: Path) -> Places:
    """Read with FastWARC as its documentation shows."""
    for record in FastIterator(str(path), record_types=WarcRecordType.response, auto_decode="all"):
        digest = hashlib.sha256(record.reader.read()).hexdigest()
        yield record.stream_pos, record.headers["WARC-Target-URI"], digest


def main() -> None:
    """Print a table of medians; the three have to find the same pages at the same places."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    readers: dict[str, Callable[[Path], Places]] = {
        "scan_warc": with_scan_warc,
        "warcio": with_warcio,
        "FastWARC": with_fastwarc,
    }
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "pages.warc.gz")
        make_warc(path, options.pages)
        found: dict[str, list[tuple[int, str, str]]] = {}
        for _ in range(options.rounds):
            for name, read in readers.items():
                start = time.perf_counter()
                found[name] = list(read(path))
                seconds[name].append(time.perf_counter() - start)
        megabytes = path.stat().st_size / 1e6
    print(f"{options.pages} pages, {megabytes:.0f} MB gzipped, median of {options.rounds} rounds\n")
    print("| reader | pages/s | records/s | seconds | same pages |")
    print("|---|---|---|---|---|")
    for name, rounds in seconds.items():
        middle = statistics.median(rounds)
        same = "yes" if found[name] == found["warcio"] else "NO"
        records = 2 * options.pages + 1
        print(
            f"| {name} | {options.pages / middle:.0f} | {records / middle:.0f}"
            f" | {middle:.1f} | {same} |"
        )


if __name__ == "__main__":
    main()
