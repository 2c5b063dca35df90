"""The provenance record of an article: where every word came from, and what was cut and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import msgspec
from msgspec import Struct

from cleaners.document import Block, Cut, Page
from cleaners.reasons import REASON_SENTENCES
from cleaners.rendering.paragraph_records import paragraph_records
from cleaners.rendering.recorded import digest_of_text
from cleaners.result import Result
from cleaners.words import word_count

ARTICLE_FIELDS = (
    "title authors published modified site language canonical image categories license credit "
    "description"
).split()
"""The metadata of the article itself, in the order of the record."""

RIGHTS_HEADERS = ("x-robots-tag", "tdm-reservation", "tdm-policy")
"""Response headers that reserve or grant rights (Google's robots tag; the TDM Reservation
Protocol of the W3C community group)."""


class SourceFacts(Struct, frozen=True):
    """Where a page was found.

    Attributes:
        path: Path below the folder that was cleaned; None where there is no file.
        via: How the page came in: ``file``, ``stdin``, ``fetch`` ...
        redirects: Addresses between the one asked for and the final one.
        warc: The record of a WARC file that the page was read from: ``file``, ``offset`` in bytes
            and ``record_id``; None for a page from anywhere else.
        dump: The row of a dump that the page was read from: ``file`` and ``row``, from 1; None for
            a page from anywhere else.
    """

    path: str | None = None
    via: str = "given"
    redirects: tuple[str, ...] = ()
    warc: Mapping[str, object] | None = None
    dump: Mapping[str, object] | None = None


def build_record(
    result: Result,
    page: Page,
    source: SourceFacts | None = None,
    *,
    duplicate_of: str | None = None,
    output: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """Return the record of one cleaned page, ready for JSON.

    It holds no time and no run, so that cleaning the same page again gives the same bytes.

    Args:
        result: What cleaning gave.
        page: The page that was cleaned.
        source: Where it was found.
        duplicate_of: The input whose bytes are the same, if there is one.
        output: Facts of the written file (name, sha256), where it is known.
    """
    source = source or SourceFacts()
    provenance = result.provenance
    metadata = result.metadata
    text = result.text
    return {
        "id": provenance.identifier,
        "source": {
            "uri": page.url,
            "final_uri": page.final_url,
            "redirects": list(source.redirects),
            "canonical": metadata.canonical.value if metadata.canonical else None,
            "url": plain(metadata.url),
            "path": source.path,
            "via": source.via,
            **({} if source.warc is None else {"warc": dict(source.warc)}),
            **({} if source.dump is None else {"dump": dict(source.dump)}),
        },
        "fetch": fetch_facts(result, page),
        "article": {name: plain(getattr(metadata, name)) for name in ARTICLE_FIELDS},
        "rights": rights(result, page),
        "process": {
            "tool": "copydesk",
            "version": provenance.tool_version,
            "engine": provenance.engine,
            "confidence": None if result.confidence is None else round(result.confidence, 3),
            "libraries": dict(provenance.library_versions),
            "configuration": provenance.configuration,
            **({"site": provenance.site} if provenance.site else {}),
        },
        "output": {
            **(output or {}),
            "chars": len(text),
            "words": word_count(text),
            "completeness": result.completeness,
            "completeness_evidence": result.completeness_evidence or None,
            "duplicate_of": duplicate_of,
            "near_duplicate": None,
        },
        "status": "rejected" if result.rejected else "article",
        "rejected": plain(result.rejected) if result.rejected else None,
        "paragraphs": [plain(paragraph) for paragraph in paragraph_records(result)],
        "cuts": [cut_record(cut, result.document.blocks[cut.block]) for cut in result.cuts],
        "comments": list(result.comments),
        "edits": [plain(edit) for edit in result.edits],
        "warnings": [plain(warning) for warning in result.warnings],
    }


def plain(value: object) -> object:
    """Return a value as mappings, lists and scalars."""
    return cast("object", msgspec.to_builtins(value))


def fetch_facts(result: Result, page: Page) -> dict[str, object]:
    """Return what is known of the fetch, and of the bytes that came."""
    headers = {name.lower(): value for name, value in page.headers.items()}
    provenance = result.provenance
    return {
        "at": page.fetched_at,
        "status": page.status,
        "content_type": headers.get("content-type"),
        "etag": headers.get("etag"),
        "last_modified": headers.get("last-modified"),
        "bytes": provenance.raw_bytes,
        "sha256": provenance.raw_sha256,
        "media_kind": provenance.media_kind,
        "charset": {
            "used": provenance.charset.name,
            "from": provenance.charset.origin,
            "repaired": provenance.charset.repaired_count,
        },
    }


def rights(result: Result, page: Page) -> dict[str, object]:
    """Return the signals of rights that the response and the page carry."""
    headers = {name.lower(): value for name, value in page.headers.items()}
    free = result.metadata.accessible_for_free
    return {
        "signals": [
            {"name": name, "value": headers[name], "from": "header"}
            for name in RIGHTS_HEADERS
            if name in headers
        ],
        "accessible_for_free": plain(free) if free else None,
    }


def cut_record(cut: Cut, block: Block) -> dict[str, object]:
    """Return one cut with its size and digest; its position is its block and place in it."""
    return {
        "reason": cut.reason,
        "why": REASON_SENTENCES[cut.reason],
        "detector": cut.detector,
        "score": cut.score,
        "evidence": cut.evidence,
        "chars": len(cut.text),
        "sha256": digest_of_text(cut.text),
        "position": {"block": cut.block, "start": cut.start, "end": cut.end},
        "kind": cut.kind,
        "level": block.level,
        "marker": block.marker,
        "text": cut.text,
    }
