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
        duplicate_of: Key of the first input with the same bytes.
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
    duplicate_of: str | None = None
    warnings: tuple[PageWarning, ...] = ()
    carried: bool = False
    seconds: float = 0.0
    time: str = ""
    run: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The files that hold this row's output, relative to the destination."""
        return tuple(name for name in (self.output, self.record) if name is not None)
