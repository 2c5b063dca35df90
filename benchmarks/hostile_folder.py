"""A folder of raw pages as bad as folders get."""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import write_pages
from benchmarks.dangerous_cleaner import DANGERS

PROSE = "The reservoir above Tarn Howe was drained on Monday for the first time since 1961. " * 12
HEAD = "<!doctype html><html><head><meta charset=utf-8><title>Tarn Howe</title></head><body>"
MEGABYTE = 1024 * 1024


def write_hostile_folder(labelled: Path, folder: Path, count: int) -> int:
    """Fill a folder with pages, good ones for the most part, and return how many inputs it has.

    Some are none that a page can be: dangling links, unreadable and empty files, a 60 MB file, a
    gzip bomb, binary junk, names with line breaks and bytes that are not UTF-8, 300 and 100,000
    levels of nesting, a table of 16,000 cells with huge spans, and pages that bring
    ``DangerousCleaner`` to hang, crash or eat memory.
    """
    odd = folder / "odd"
    odd.mkdir(parents=True)
    for number, write in enumerate(ODD_FILES):
        write(odd, number)
    inputs = sum(1 for path in odd.iterdir() if not path.is_dir())
    write_pages(labelled, folder / "pages", count - inputs)
    return count


def page(body: str) -> bytes:
    """Return an HTML page."""
    return f"{HEAD}<article><h1>Tarn Howe</h1>{body}</article></body></html>".encode()


def dangling_link(folder: Path, number: int) -> None:
    """A link to a file that is not there."""
    (folder / f"{number}-dangling.html").symlink_to("nowhere.html")


def unreadable(folder: Path, number: int) -> None:
    """A file that even root cannot read from its beginning."""
    (folder / f"{number}-unreadable.html").symlink_to("/proc/self/mem")


def empty(folder: Path, number: int) -> None:
    """A file without a byte."""
    (folder / f"{number}-empty.html").touch()


def fifo(folder: Path, number: int) -> None:
    """A pipe that nobody writes to."""
    os.mkfifo(folder / f"{number}-pipe.html")


def large(folder: Path, number: int) -> None:
    """A page of 60 MB."""
    body = f"<p>{PROSE}</p>" * (60 * MEGABYTE // len(PROSE) + 1)
    (folder / f"{number}-large.html").write_bytes(page(body))


def gzip_bomb(folder: Path, number: int) -> None:
    """Ten megabytes that unpack to ten gigabytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(64 * MEGABYTE)
    with (folder / f"{number}-bomb.html.gz").open("wb") as file:
        for _ in range(160):
            file.write(packer.compress(zeros))
        file.write(packer.flush())


def broken_gzip(folder: Path, number: int) -> None:
    """A compressed page that ends too early."""
    packed = gzip.compress(page(f"<p>{PROSE}</p>"))
    (folder / f"{number}-cut.html.gz").write_bytes(packed[: len(packed) // 2])


def junk(folder: Path, number: int) -> None:
    """Bytes without meaning, the same in every run."""
    junk_bytes = b"".join(hashlib.sha256(bytes([number, n % 256])).digest() for n in range(6_000))
    (folder / f"{number}-junk.html").write_bytes(junk_bytes)


def odd_names(folder: Path, number: int) -> None:
    """Names with a line break, with bytes that are not UTF-8, and of the greatest length."""
    names = [b"line\nbreak.html", b"caf\xe9.html", b"100%.html", b"n" * 250 + b".html"]
    for name in names:
        path = os.fsencode(folder) + b"/" + name
        Path(os.fsdecode(path)).write_bytes(page(f"<p>{PROSE}{number} {name!r}</p>"))


def nested(depth: int) -> Callable[[Path, int], None]:
    """Return what writes a page with so many levels."""

    def write(folder: Path, number: int) -> None:
        body = "<div>" * depth + f"<p>{PROSE}</p>" + "</div>" * depth + f"<p>After {PROSE}</p>"
        (folder / f"{number}-nested-{depth}.html").write_bytes(page(body))

    return write


def huge_table(folder: Path, number: int) -> None:
    """A table of 16,000 cells, each to span a hundred thousand columns and rows."""
    row = "<tr>" + "<td colspan=100000 rowspan=100000>1</td>" * 20
    body = f"<p>{PROSE}</p><table>{row * 800}</table>"
    (folder / f"{number}-table.html").write_bytes(page(body))


def warc(folder: Path, number: int) -> None:
    """An archive in place of a page."""
    record = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    (folder / f"{number}-archive.warc.gz").write_bytes(gzip.compress(record))


def linked_loop(folder: Path, number: int) -> None:
    """A folder that links to itself."""
    (folder / f"{number}-loop").symlink_to(folder, target_is_directory=True)


def danger(kind: str) -> Callable[[Path, int], None]:
    """Return what writes a page that is dangerous to ``DangerousCleaner``."""

    def write(folder: Path, number: int) -> None:
        for copy in range(3):
            content = page(f"<!-- danger: {kind} --><p>{PROSE} {copy}</p>")
            (folder / f"{number}-{kind}-{copy}.html").write_bytes(content)

    return write


ODD_FILES: tuple[Callable[[Path, int], None], ...] = (
    dangling_link,
    unreadable,
    empty,
    fifo,
    large,
    gzip_bomb,
    broken_gzip,
    junk,
    odd_names,
    nested(300),
    nested(100_000),
    huge_table,
    warc,
    linked_loop,
    *(danger(kind) for kind in DANGERS),
)
