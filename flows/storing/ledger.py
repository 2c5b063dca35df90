"""The ledger: one row an input, with what became of it and why. The catalog keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from cleaners.document import PageWarning


class Status(StrEnum):
    """What became of an input. ``GONE`` is no outcome: the input is no longer there."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"
    FAILED = "failed"
    GONE = "gone"


OUTCOMES = tuple(status for status in Status if status is not Status.GONE)


class Failure(StrEnum):
    """Why cleaning an input failed."""

    TIMEOUT = "timeout"
    CRASH = "crash"
    MEMORY = "memory"
    UNREADABLE = "unreadable"
    UNWRITABLE = "unwritable"
    ERROR = "error"


# What another try may mend without any change of the page: tried again by every run.
PASSING_FAILURES = frozenset({Failure.UNREADABLE, Failure.UNWRITABLE})


NEAR_DUPLICATE = "near_duplicate"
"""The reason of a duplicate whose article was left out because it is a near copy of another."""


class NearDuplicate(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The cluster of near copies that an article is in.

    Attributes:
        cluster: Its name: the first 16 digits of the identifier of its original.
        of: Key of the first earlier article that this one is alike, mostly the original; None for
            the original itself.
        id: Identifier of that article, as in its record.
        similarity: Estimated share of the shingles of both articles that both have, 0 to 1.
        containment: Estimated share of the shorter one's shingles that the longer one has, 0 to 1.
    """

    cluster: str
    of: str | None = None
    id: str = ""
    similarity: float = 1.0
    containment: float = 1.0


class Row(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One input and what became of it.

    Attributes:
        input: The input's path as seen from the destination; ``/dev/stdin`` for standard input.
        source: The same of the folder or file that the run was given.
        status: What became of it.
        reason: Why it was rejected or failed: a name of a closed list.
        detail: The particulars, in words for a person.
        sha256: Digest of the input file's bytes as they lie there (compressed or not).
        facts: Digest of what is known of the fetching (the page's sidecar); empty for nothing.
        configuration: Digest of all that can change a result, but for the page.
        rendering: Digest of the output settings that can change a file.
        id: Identifier of the result, as in its record.
        output: The article file (or the part that holds it), relative to the destination.
        output_sha256: Digest of the article file; of the row, for an article in a part.
        record: The file of the provenance record, if it is one of its own.
        record_sha256: Digest of that file.
        superseded: Files of earlier outputs of this input that ``--prune`` removes.
        words_in: Words of the page.
        words_out: Words of the article.
        cuts: Words cut, by reason.
        completeness: How much of the article the page gives.
        confidence: How good its text is to be expected, from 0 to 1, where that is known.
        title: Title of the article.
        url: Address of the page.
        host: Host of the address.
        language: Language of the article.
        published: ISO 8601 day of publication.
        author_count: How many authors the page names.
        fetched_at: When the page was fetched (ISO 8601), where that is known.
        duplicate_of: Key of the first input with the same bytes; of a near copy that was left
            out, the key of the article that it is a copy of.
        near_duplicate: The cluster of near copies that the article is in, if it is in one.
        site: The site that it is a page of: a host, or the name of a group of texts.
        text_digest: Beginning of the digest of the article's text.
        site_digest: Digest of what was known of that site when the page was cleaned.
        warnings: What a person may want to look at.
        carried: Whether this is the outcome of an earlier run, taken over without cleaning again.
        seconds: How long cleaning took.
        time: When the page was cleaned (ISO 8601, UTC).
        run: The run that the row is of.
    """

    input: str
    source: str
    status: Status
    reason: str = ""
    detail: str = ""
    sha256: str = ""
    facts: str = ""
    configuration: str = ""
    rendering: str = ""
    id: str = ""
    output: str | None = None
    output_sha256: str = ""
    record: str | None = None
    record_sha256: str = ""
    superseded: tuple[str, ...] = ()
    words_in: int = 0
    words_out: int = 0
    cuts: Mapping[str, int] = {}
    completeness: str = ""
    confidence: float | None = None
    title: str | None = None
    url: str | None = None
    host: str | None = None
    language: str | None = None
    published: str | None = None
    author_count: int = 0
    fetched_at: str | None = None
    duplicate_of: str | None = None
    near_duplicate: NearDuplicate | None = None
    site: str = ""
    site_digest: str = ""
    text_digest: str = ""
    warnings: tuple[PageWarning, ...] = ()
    carried: bool = False
    seconds: float = 0.0
    time: str = ""
    run: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The files that hold this row's output, relative to the destination."""
        return tuple(name for name in (self.output, self.record) if name is not None)
