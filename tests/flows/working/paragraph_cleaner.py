"""A small cleaner for tests of the run: paragraphs stay, and a page may do harm on command.

A page is text with a line feed after each paragraph. A paragraph that begins with ``ad:`` is cut.
A paragraph that begins with ``!`` names a harm of ``HARMS`` that befalls the worker process.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from cleaners.document import (
    Block,
    BlockKind,
    Charset,
    CharsetOrigin,
    Completeness,
    Cut,
    Document,
    Kept,
    MediaKind,
    Page,
    PageWarning,
    Provenance,
)
from cleaners.metadata.values import Metadata, Value
from cleaners.reasons import Reason, Rejection, Unreadable, UnreadablePageError
from cleaners.rendering.paragraphs import paragraphs_of
from cleaners.result import Rejected, Result
from cleaners.settings import Settings, digest_of
from cleaners.sites.site import Site


def hang_in_c() -> None:
    """Take for ever in a regular expression: no Python code runs meanwhile."""
    re.match(r"(a|aa)+$", "a" * 5_000 + "b")


def hang_deaf() -> None:
    """Take for ever with all signals blocked, so that only a kill helps."""
    signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
    hang_in_c()


def eat_memory() -> None:
    """Ask for more and more memory, as a tree of a hostile page does."""
    eaten = []
    while True:
        eaten.append(bytearray(50_000_000))


def recurse() -> None:
    """Nest without end."""
    recurse()


def raise_odd_error() -> None:
    """Raise an exception that cannot be sent to another process."""

    class OddError(Exception):
        pass

    raise OddError("odd", lambda: None)


HARMS: dict[str, Callable[[], object]] = {
    "hang": hang_in_c,
    "deaf": hang_deaf,
    "sleep": lambda: time.sleep(3_600),
    "abort": os.abort,
    "segfault": lambda: ctypes.string_at(0),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "exit": lambda: sys.exit(3),
    "quit": lambda: os._exit(7),
    "memory": eat_memory,
    "recursion": recurse,
    "odd": raise_odd_error,
    "interrupt": lambda: signal.raise_signal(signal.SIGINT),
}


class ParagraphCleaner:
    """Cleans pages of paragraphs."""

    def __init__(self, settings: Settings) -> None:
        self.configuration = digest_of(["paragraphs", settings])

    def clean(self, page: Page, site: Site | None = None) -> Result:
        """Return the paragraphs that stay."""
        raw = page.raw if isinstance(page.raw, bytes) else page.raw.encode()
        if b"\0" in raw:
            raise UnreadablePageError(Unreadable.BINARY, "there is a NUL")
        texts = [line for line in raw.decode("utf-8", "replace").split("\n") if line]
        for text in texts:
            if text.startswith("!"):
                do_harm(text[1:])
        blocks = tuple(
            Block(index=index, kind=BlockKind.PARAGRAPH, text=text)
            for index, text in enumerate(texts)
        )
        kept = tuple(
            Kept(block, 0, len(block.text)) for block in blocks if not block.text.startswith("ad:")
        )
        digest = hashlib.sha256(raw).hexdigest()
        return Result(
            document=Document(media_kind=MediaKind.TEXT, blocks=blocks),
            kept=kept,
            paragraphs=tuple(paragraphs_of(kept)),
            metadata=metadata_of(page, texts),
            cuts=tuple(cut_of(block) for block in blocks if block.text.startswith("ad:")),
            comment_blocks=(),
            edits=(),
            completeness=Completeness.FULL if kept else Completeness.EMPTY,
            rejected=None if kept else Rejected(Rejection.EMPTY, "no paragraph stays"),
            provenance=Provenance(
                identifier=digest_of([digest, page.url, self.configuration]),
                raw_sha256=digest,
                raw_bytes=len(raw),
                media_kind=MediaKind.TEXT,
                charset=Charset("utf-8", CharsetOrigin.VALID_UTF8),
                engine="paragraphs",
                tool_version="0",
                library_versions={},
                configuration=self.configuration,
            ),
            warnings=(PageWarning("shouting"),) if any(text.isupper() for text in texts) else (),
        )


def do_harm(words: str) -> None:
    """Do what a page commands: a harm by its name, ``wait SECONDS``, or ``note-process FILE``."""
    name, _, argument = words.partition(" ")
    if name == "wait":
        time.sleep(float(argument))
    elif name == "note-process":
        Path(argument).write_text(str(os.getpid()))
    else:
        HARMS[name]()


def metadata_of(page: Page, texts: list[str]) -> Metadata:
    """Return a title, the address, and a language if a paragraph is ``lang:xx``."""
    language = next((text[5:] for text in texts if text.startswith("lang:")), None)
    return Metadata(
        title=Value(texts[0], "first_paragraph") if texts else None,
        url=Value(page.url, "given") if page.url else None,
        language=Value(language, "paragraph") if language else None,
    )


def cut_of(block: Block) -> Cut:
    """Return the cut of a whole block."""
    return Cut(
        block=block.index,
        start=0,
        end=len(block.text),
        kind=block.kind,
        reason=Reason.ADVERTISEMENT,
        detector="paragraphs",
        score=1.0,
        evidence="ad:",
        text=block.text,
    )
