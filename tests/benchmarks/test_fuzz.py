"""The fuzz run: it holds for a few seconds of inputs, and it would find what it looks for."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from benchmarks import fuzz
from benchmarks.fuzz_inputs import Input
from benchmarks.fuzz_promises import BrokenPromiseError, check_parts, check_result
from benchmarks.fuzz_round import (
    Finding,
    Kind,
    Outcome,
    Round,
    RoundReport,
    default_cleaner,
    outcome_of,
    reduced,
    run_round,
    shrunk,
)
from cleaners.document import Page
from cleaners.pipeline import Cleaner
from cleaners.reasons import Unreadable, UnreadablePageError
from cleaners.result import Result
from cleaners.sites.site import Site

PROSE = "The night ferry across the Brackwater runs all winter, and the fares stay as they were."
PAGE = Input("html", f"<article><h1>Ferry</h1><p>{PROSE}</p><p>{PROSE}</p></article>".encode())


class FaultyCleaner(Cleaner):
    """A cleaner with a fault of choice."""

    def __init__(self, fault: Callable[[Result], Result]) -> None:
        super().__init__()
        self.fault = fault

    def clean(self, page: Page, site: Site | None = None) -> Result:
        return self.fault(super().clean(page, site))


def round_of(folder: Path, *, seed: int, inputs: int) -> RoundReport:
    task = Round(
        seed=seed,
        inputs=inputs,
        seconds=120.0,
        limit=20.0,
        underway=folder / "underway",
        shrinking_seconds=5.0,
        most=100,
    )
    return run_round(task)


def test_a_few_seconds_of_inputs_break_no_promise(tmp_path: Path) -> None:
    report = round_of(tmp_path, seed=3, inputs=60)
    found = [(each.input, each.outcome.signature, each.outcome.detail) for each in report.findings]
    assert found == []
    total = sum(report.kinds.values(), Kind())
    assert 50 <= total.inputs <= 60
    assert 0 < total.readable <= total.inputs
    assert set(report.kinds) == {"html", "lines", "mutated", "repeated", "characters", "bytes"}
    assert report.slowest[0].seconds == total.slowest
    assert report.slowest[0].input.content
    assert list(tmp_path.iterdir()) == []


def test_a_round_is_the_same_again(tmp_path: Path) -> None:
    first, second = (round_of(tmp_path, seed=5, inputs=15) for _ in range(2))
    counts = [(name, kind.inputs, kind.readable) for name, kind in first.kinds.items()]
    assert counts == [(name, kind.inputs, kind.readable) for name, kind in second.kinds.items()]


def drop_a_part(result: Result) -> Result:
    return replace(result, kept=result.kept[1:])


def keep_a_part_twice(result: Result) -> Result:
    return replace(result, kept=(*result.kept, result.kept[-1]))


def forget_an_edit(result: Result) -> Result:
    return replace(result, edits=result.edits[1:])


def change_with_the_clock(result: Result) -> Result:
    return replace(result, completeness_evidence=str(time.perf_counter_ns()))


def fail(result: Result) -> Result:
    raise KeyError(result.provenance.raw_bytes)


@pytest.mark.parametrize(
    ("fault", "signature"),
    [
        (drop_a_part, "promise: kept and cut together are all the text"),
        (keep_a_part_twice, "promise: kept and cut lie side by side"),
        (forget_an_edit, "promise: the edits of the repair come first"),
        (change_with_the_clock, "promise: the same input twice gives the same result"),
        (fail, "error: KeyError in "),
    ],
)
def test_a_broken_promise_is_found(fault: Callable[[Result], Result], signature: str) -> None:
    page = replace(PAGE, content=PAGE.content.replace(b"night ferry", b"night \xc2\xadferry"))
    assert outcome_of(page, default_cleaner(), 20.0).signature == ""
    assert outcome_of(page, FaultyCleaner(fault), 20.0).signature.startswith(signature)


def test_the_documented_error_is_no_finding() -> None:
    outcome = outcome_of(Input("bytes", b"\x89PNG\r\n\x1a\n" + bytes(200)), default_cleaner(), 20.0)
    assert (outcome.signature, outcome.is_readable) == ("", False)


def test_an_error_that_changes_is_a_finding() -> None:
    def fault(result: Result) -> Result:
        raise UnreadablePageError(Unreadable.BINARY, str(time.perf_counter_ns()))

    outcome = outcome_of(PAGE, FaultyCleaner(fault), 20.0)
    assert outcome.signature == "promise: the same input twice gives the same error"


def test_what_takes_too_long_is_stopped_and_found() -> None:
    def fault(result: Result) -> Result:
        time.sleep(30.0)
        return result

    outcome = outcome_of(PAGE, FaultyCleaner(fault), 0.3)
    assert outcome.signature == "slow: html"
    assert 0.3 <= outcome.seconds < 20.0


def test_a_result_with_a_foreign_cut_is_refused() -> None:
    result = default_cleaner().clean(Page(f"<nav>Home</nav>{PAGE.content.decode()}"))
    check_result(default_cleaner(), Page(f"<nav>Home</nav>{PAGE.content.decode()}"), result)
    forged = tuple(replace(cut, text="x") for cut in result.cuts)
    with pytest.raises(BrokenPromiseError, match="a cut holds the text of its place"):
        check_parts(replace(result, cuts=forged))


def test_a_finding_is_made_small() -> None:
    def fault(result: Result) -> Result:
        if "ferry" in result.text:
            raise KeyError
        return result

    cleaner = FaultyCleaner(fault)
    text = Input("lines", f"{PROSE}\n\n{PROSE}".encode(), is_text=True)
    outcome = outcome_of(text, cleaner, 20.0)
    small = shrunk(Finding(text, outcome), cleaner, 20.0, time.monotonic() + 60)
    assert small.input.content == b"ferry"
    assert small.outcome.signature == outcome.signature


def test_reducing_stops_in_time() -> None:
    assert reduced("ferry" * 100, lambda _: True, time.monotonic() - 1) == "ferry" * 100
    assert reduced(b"a night ferry", lambda rest: b"f" in rest, time.monotonic() + 60) == b"f"


def test_findings_are_written_and_replayed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = Input("lines", "a\ud800b".encode("utf-8", "surrogatepass"), is_text=True, url="//")
    path = fuzz.write_finding(tmp_path, Finding(odd, Outcome(0.1, True, "promise: x", "detail")))  # noqa: FBT003
    assert msgspec.msgpack.decode(path.read_bytes(), type=Input) == odd
    assert path.with_suffix(".txt").read_text("utf-8").startswith("promise: x\n\ndetail")
    assert fuzz.replay(tmp_path, 20.0) == 0
    assert "holds" in capsys.readouterr().out


def test_an_input_that_ends_its_process_is_kept(tmp_path: Path) -> None:
    campaign = fuzz.Campaign(tmp_path)
    underway = tmp_path / "underway-0"
    underway.write_bytes(msgspec.msgpack.encode(PAGE))
    campaign.died(underway, "crashed with exit code -11")
    assert list(campaign.signatures) == ["crashed with exit code -11: html"]
    (path,) = tmp_path.glob("finding-*.content")
    assert path.read_bytes() == PAGE.content
    assert not underway.exists()
