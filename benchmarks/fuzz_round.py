"""A round of ``benchmarks.fuzz``: some hundred inputs in one process, and what came of them."""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FrameType
from typing import TypeVar

import msgspec
from hypothesis import HealthCheck, Phase, given, seed, settings
from msgspec import Struct

from benchmarks.fuzz_inputs import TIMES, Input, encoded, inputs
from benchmarks.fuzz_promises import BrokenPromiseError, check_result, promise, same_outcome
from cleaners.pipeline import Cleaner
from cleaners.result import Result

SLOWEST = 5
CHECKS = 4
"""Checking takes about so many times as long as cleaning, and may do so."""

Piece = TypeVar("Piece", str, bytes)


class TooSlowError(BaseException):
    """An input takes longer than the limit; no ``except Exception`` may swallow it."""


class Outcome(Struct, frozen=True):
    """What came of one input.

    Attributes:
        seconds: How long cleaning took, or how long it was waited for.
        is_readable: Whether there is a result.
        signature: What was broken and where, the same for the same fault; empty if nothing was.
        detail: The error with its traceback.
    """

    seconds: float
    is_readable: bool
    signature: str = ""
    detail: str = ""


class Finding(Struct, frozen=True):
    """An input that breaks a promise, made as small as time allowed."""

    input: Input
    outcome: Outcome


class Slow(Struct, frozen=True):
    """An input with the time that it took."""

    seconds: float
    input: Input


class Round(Struct, frozen=True):
    """What a round is to do.

    Attributes:
        seed: Of its inputs.
        inputs: How many.
        seconds: After so many the rest is left.
        limit: Seconds for cleaning one input.
        underway: File that holds the input in hand, in case the process dies.
        known: Signatures that need no further example.
        shrinking_seconds: To make the findings smaller.
        most: How often something may be repeated in an input.
    """

    seed: int
    inputs: int
    seconds: float
    limit: float
    underway: Path
    known: frozenset[str] = frozenset()
    shrinking_seconds: float = 60.0
    most: int = TIMES[-1]


class Kind(Struct, frozen=True):
    """Counts of the inputs of one kind."""

    inputs: int = 0
    readable: int = 0
    seconds: float = 0.0
    slowest: float = 0.0

    def __add__(self, other: Kind) -> Kind:
        return Kind(
            self.inputs + other.inputs,
            self.readable + other.readable,
            self.seconds + other.seconds,
            max(self.slowest, other.slowest),
        )


class RoundReport(Struct, frozen=True):
    """What came of a round: counts by kind, the slowest inputs, one finding a signature."""

    kinds: dict[str, Kind]
    slowest: tuple[Slow, ...]
    findings: tuple[Finding, ...]
    broken: int


@cache
def default_cleaner() -> Cleaner:
    """Return the cleaner with the shipped settings."""
    return Cleaner()


def run_round(task: Round) -> RoundReport:
    """Clean so many inputs, check each, and return what came of them."""
    tried: list[tuple[Input, Outcome]] = []
    end = time.monotonic() + task.seconds
    cleaner = default_cleaner()

    @seed(task.seed)
    @settings(
        max_examples=task.inputs,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs(task.most))
    def attempt(drawn: Input) -> None:
        if time.monotonic() < end:
            task.underway.write_bytes(msgspec.msgpack.encode(drawn))
            outcome = outcome_of(drawn, cleaner, task.limit)
            if outcome.signature or not outcome_is_ordinary(tried, outcome):
                tried.append((drawn, outcome))
            else:
                tried.append((msgspec.structs.replace(drawn, content=b""), outcome))

    attempt()
    task.underway.unlink(missing_ok=True)
    return report_of(tried, task, cleaner)


def outcome_is_ordinary(tried: Sequence[tuple[Input, Outcome]], outcome: Outcome) -> bool:
    """Return whether there are enough slower inputs, so that the content may be forgotten."""
    return sum(other.seconds > outcome.seconds for _, other in tried) >= SLOWEST


def report_of(tried: Sequence[tuple[Input, Outcome]], task: Round, cleaner: Cleaner) -> RoundReport:
    """Sum up what came of the inputs of a round; findings are made smaller."""
    kinds: dict[str, Kind] = {}
    first: dict[str, Finding] = {}
    for drawn, outcome in tried:
        own = Kind(1, outcome.is_readable, outcome.seconds, outcome.seconds)
        kinds[drawn.kind] = kinds.get(drawn.kind, Kind()) + own
        if outcome.signature and outcome.signature not in task.known:
            first.setdefault(outcome.signature, Finding(drawn, outcome))
    slowest = sorted(tried, key=lambda pair: -pair[1].seconds)[:SLOWEST]
    end = time.monotonic() + task.shrinking_seconds
    return RoundReport(
        kinds=kinds,
        slowest=tuple(Slow(outcome.seconds, drawn) for drawn, outcome in slowest),
        findings=tuple(shrunk(finding, cleaner, task.limit, end) for finding in first.values()),
        broken=sum(bool(outcome.signature) for _, outcome in tried),
    )


def outcome_of(drawn: Input, cleaner: Cleaner, limit: float) -> Outcome:
    """Clean an input, check every promise, and return what came of it."""
    page = drawn.page()
    began = time.perf_counter()
    seconds: float | None = None
    is_readable = False
    try:
        with time_limit(limit):
            result = same_outcome(cleaner, page)
        seconds = time.perf_counter() - began
        is_readable = isinstance(result, Result)
        with time_limit(CHECKS * limit):
            if isinstance(result, Result):
                check_result(cleaner, page, result)
            else:
                again = same_outcome(cleaner, page)
                promise(again == result, "the same input twice gives the same error")
    except TooSlowError:
        return Outcome(time.perf_counter() - began, is_readable, f"slow: {drawn.kind}")
    except BrokenPromiseError as error:
        return Outcome(seconds or 0.0, is_readable, f"promise: {error}", str(error))
    except Exception as error:  # noqa: BLE001 - any error but the documented one is a finding
        return Outcome(seconds or 0.0, is_readable, signature_of(error), traceback.format_exc())
    if seconds > limit:  # in C code, where no alarm is heard
        return Outcome(seconds, is_readable, f"slow: {drawn.kind}")
    return Outcome(seconds, is_readable)


def signature_of(error: BaseException) -> str:
    """Return the type of an error and where it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/cleaners/" in frame.filename] or list(frames)
    place = f"{Path(own[-1].filename).name}, {own[-1].name}" if own else "nowhere"
    return f"error: {type(error).__name__} in {place}"


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise ``TooSlowError`` if the block takes longer, where Python is in hand."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlowError(f"{seconds:g} seconds are over")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def shrunk(finding: Finding, cleaner: Cleaner, limit: float, end: float) -> Finding:
    """Return a finding with less content that breaks the same promise; slow ones stay."""
    wanted = finding.outcome.signature
    if wanted.startswith("slow"):
        return finding
    drawn = finding.input

    def breaks(content: bytes) -> bool:
        smaller = msgspec.structs.replace(drawn, content=content)
        return outcome_of(smaller, cleaner, limit).signature == wanted

    if drawn.is_text:
        text = drawn.content.decode("utf-8", "surrogatepass")
        content = encoded(reduced(text, lambda piece: breaks(encoded(piece)), end))
    else:
        content = reduced(drawn.content, breaks, end)
    smallest = msgspec.structs.replace(drawn, content=content)
    outcome = outcome_of(smallest, cleaner, limit)
    return Finding(smallest, outcome) if outcome.signature == wanted else finding


def reduced(content: Piece, breaks: Callable[[Piece], bool], end: float) -> Piece:
    """Return as little of some content as still breaks, by leaving out ever smaller pieces.

    Args:
        content: What breaks.
        breaks: Whether a part of it does.
        end: When to stop, by the monotonic clock.
    """
    size = len(content) // 2
    while size:
        at = 0
        while at < len(content):
            if time.monotonic() > end:
                return content
            less = content[:at] + content[at + size :]
            if breaks(less):
                content = less
            else:
                at += size
        size //= 2
    return content
