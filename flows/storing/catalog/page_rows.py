"""What the catalog keeps of pages that were fetched and of archives that were scanned."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Redirect(Struct, frozen=True):
    """A redirect on the way to a page.

    Attributes:
        url: The address that answered with it.
        status: HTTP status code.
        target: The address that it named, made absolute.
    """

    url: str
    status: int
    target: str


class Signal(Struct, frozen=True):
    """What a site says on the use of a page.

    Attributes:
        name: What kind of signal it is, such as ``x-robots-tag``.
        value: What it says, as received.
        origin: Where it stands: ``robots.txt``, ``header``, ``meta``, ``tdmrep.json``.
    """

    name: str
    value: str
    origin: str


class PageRow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One address and the newest that is known of it.

    Attributes:
        url: The normalised address; the key.
        host: Host of the address.
        source: Name of the declared source that it was found in.
        first_seen: When it was first found (ISO 8601, UTC); kept when the row is put again.
        fetched_at: When it was last asked for; empty for one that never was.
        status: HTTP status code of the last answer.
        outcome: ``fetched``, ``not_modified``, ``same`` (the bytes that are kept came again),
            ``refused`` or ``failed``; empty before a fetch.
        reason: Why it was refused or failed: a name of a closed list.
        detail: The particulars, in words for a person.
        etag: Validator of the last payload, as received.
        last_modified: Validator of the last payload, as received.
        content_type: As received.
        bytes: Size of the decoded payload.
        sha256: Digest of the decoded payload, in hexadecimal.
        final_url: The address after redirects.
        redirects: The redirects on the way there, in order.
        signals: What the site says on the use of the page.
        file: The WARC file of the raw record, relative to the raw store; empty for none.
        offset: Where the record's gzip member begins in that file, in bytes.
        length: Length of that member, in bytes.
        record_id: ``WARC-Record-ID`` of the record, with its angle brackets.
        title: Title as the source said.
        published: Time of publication as the source said (ISO 8601).
        modified: Time of the last change as the source said (ISO 8601) when it was last asked for.
        language: Language as the source said.
    """

    url: str
    host: str
    source: str = ""
    first_seen: str = ""
    fetched_at: str = ""
    status: int | None = None
    outcome: str = ""
    reason: str = ""
    detail: str = ""
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    bytes: int = 0
    sha256: str = ""
    final_url: str = ""
    redirects: tuple[Redirect, ...] = ()
    signals: tuple[Signal, ...] = ()
    file: str = ""
    offset: int = 0
    length: int = 0
    record_id: str = ""
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None


class FetchRow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One fetch of a page; these are only ever added.

    Attributes:
        run: Name of the run.
        url: The normalised address, as in its ``PageRow``.
        at: When it was asked for (ISO 8601, UTC).
        outcome: As in ``PageRow``.
        reason: As in ``PageRow``.
        status: HTTP status code of the answer.
        bytes: Size of the payload as received.
        seconds: How long it took, waiting for the host's turn not counted.
        attempts: How many requests it took.
        file: The WARC file of the record that was written for it; empty for none.
        offset: Where that record begins.
    """

    run: str
    url: str
    at: str
    outcome: str
    reason: str = ""
    status: int | None = None
    bytes: int = 0
    seconds: float = 0.0
    attempts: int = 0
    file: str = ""
    offset: int = 0


class ArchiveRow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A WARC file that was scanned; one of the same size, time and digest is not scanned again.

    Attributes:
        path: The file's key, as inputs are called in the ledger.
        size: In bytes.
        modified: Modification time, in nanoseconds where it is a file, else as the store gives it.
        digest: ETag of the store or another digest, where there is one.
        records: How many records it holds.
        pages: How many of them are pages.
        left_out: How many records are no pages.
        kinds: The same by kind of record.
        max_bytes: Above how many bytes a page was not read.
        problem: Why it could not be read to its end; empty where it could.
        table: How it was read, of a dump: ``flows.dumps.tables.Table`` as JSON.
    """

    path: str
    size: int
    modified: str = ""
    digest: str = ""
    records: int = 0
    pages: int = 0
    left_out: int = 0
    kinds: Mapping[str, int] = {}
    max_bytes: int = 0
    problem: str = ""
    table: str = ""


class ArchivedPage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A page in a WARC file, or in a dump.

    Attributes:
        archive: ``path`` of its ``ArchiveRow``.
        offset: Where its gzip member (or record) begins, in bytes; of a dump which row it is.
        length: Length of that member, in bytes.
        record_id: ``WARC-Record-ID``, with its angle brackets.
        url: Its address as the record has it.
        sha256: Digest of the decoded payload, in hexadecimal.
        size: Size of the decoded payload, in bytes.
        facts: ``flows.sources.sidecar.Facts`` as JSON.
        problem: Why it cannot be read; empty where it can.
        row: Which row of a dump it is, from 1; 0 for a record of a WARC file.
        start: Where that row begins, in (decompressed) bytes.
        rest: Digest of all that the row holds besides its page and address.
    """

    archive: str
    offset: int
    length: int
    record_id: str
    url: str
    sha256: str
    size: int
    facts: str = "{}"
    problem: str = ""
    row: int = 0
    start: int = 0
    rest: str = ""
