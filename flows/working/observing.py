"""What is seen of an input before it is decided whether it has to be cleaned."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from cleaners.document import PageWarning
from cleaners.reasons import UNREADABLE_SENTENCES, Unreadable
from flows.dumps.tables import RowProblem
from flows.sources.files import FileDigest, NotAFileError, digest_of_file, reading_error
from flows.sources.locations import Location, fetch_bytes
from flows.sources.sidecar import Facts, facts_from, read_facts, unread_sidecar
from flows.working.collecting import STANDARD_INPUT_SOURCE
from flows.working.index import Input
from flows.working.page_work import NOT_A_FILE
from flows.working.read_ahead import read_ahead


class Observed(Struct, frozen=True):
    """What is seen of an input.

    Attributes:
        digest: Size and digest of its bytes; None where they cannot be read.
        facts: What is known of its fetching.
        warning: What is wrong with the sidecar that says so.
        problem: Why it cannot be read, in words for a person.
        rejected: Why it is no page, where that is seen by now: a name of a closed list.
    """

    digest: FileDigest | None = None
    facts: Facts = Facts()
    warning: PageWarning | None = None
    problem: str = ""
    rejected: str = ""


def observations(inputs: Iterable[Input], max_bytes: int) -> Iterator[tuple[Input, Observed]]:
    """Yield each input with what is seen of it, in order; remote files are read some ahead.

    Args:
        inputs: The inputs.
        max_bytes: Largest file that is read.
    """
    yield from read_ahead(
        inputs,
        lambda found: observe(found, max_bytes),
        is_far=lambda found: found.location.is_remote and found.member is None,
    )


def observe(found: Input, max_bytes: int) -> Observed:
    """Return what is seen of an input; what keeps it from being read is no error here."""
    if found.problem:
        return Observed(problem=found.problem)
    if found.member is not None:
        member = found.member
        digest = FileDigest(size=member.size, sha256=member.sha256)
        return _judged(Observed(digest=digest, facts=member.known_facts, problem=member.problem))
    try:
        digest = _digest_of(found, max_bytes)
    except NotAFileError as error:
        return Observed(problem=str(error), rejected=NOT_A_FILE)
    except OSError as error:
        return Observed(problem=reading_error(error))
    facts, warning = _facts_of(found)
    return _judged(Observed(digest=digest, facts=facts, warning=warning))


def _judged(seen: Observed) -> Observed:
    """Say of bytes that were not digested why not."""
    if seen.digest is None or seen.digest.sha256:
        return seen
    detail = f"{UNREADABLE_SENTENCES[Unreadable.TOO_LARGE]} It has {seen.digest.size} bytes."
    return replace(seen, problem=seen.problem or detail, rejected=_reason_in(seen.problem))


def _reason_in(problem: str) -> str:
    """Return the reason that a record or a row gives; a file is only ever too large."""
    named = problem.partition(":")[0]
    known = {*Unreadable, *RowProblem}
    return named if named in known else str(Unreadable.TOO_LARGE)


def _digest_of(found: Input, max_bytes: int) -> FileDigest:
    if not found.location.is_remote:
        return digest_of_file(found.path, max_bytes)
    if found.size > max_bytes:
        return FileDigest(size=found.size, sha256="")
    content = fetch_bytes(found.location, max_bytes)
    return FileDigest(size=len(content), sha256=hashlib.sha256(content).hexdigest())


def _facts_of(found: Input) -> tuple[Facts, PageWarning | None]:
    if found.source == STANDARD_INPUT_SOURCE:
        return Facts(), None
    if not found.location.is_remote:
        return read_facts(found.path)
    if not found.sidecar:
        return Facts(), None
    name = found.sidecar.decode()
    folder = found.path.rpartition(b"/")[0]
    try:
        content = fetch_bytes(Location(folder + b"/" + found.sidecar), max_bytes=0)
    except OSError as error:
        return unread_sidecar(name, error)
    return facts_from(name, content)
