"""What a run came to, as Markdown, for a person who looks at it in Prefect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from flows.ingesting.report import IngestReport, Settled, SourceReport, Trouble
from flows.terminal import printable_line
from flows.working.report import ListedPage, RunReport

_SHOWN_CAUSES = 12
_SHOWN_TROUBLES = 20
_MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>()#|~!"})


def cleaning_in_short(report: RunReport) -> str:
    """Return what a cleaning run came to, in a line for its log."""
    return f"{report.inputs:,} inputs: {_told(report.outcomes)}; articles in {report.destination}"


def ingest_in_short(report: IngestReport) -> str:
    """Return what an ingest came to, in a line for its log."""
    outcomes = {str(each): report.count(each) for each in Settled}
    return f"{len(report.sources)} sources: {_told(outcomes)}; raw pages in {report.raw}"


def cleaning_markdown(report: RunReport) -> str:
    """Return what a cleaning run came to, as Markdown."""
    return "\n".join(_cleaning_lines(report)) + "\n"


def ingest_markdown(report: IngestReport) -> str:
    """Return what an ingest came to, as Markdown."""
    return "\n".join(_ingest_lines(report)) + "\n"


def _told(outcomes: Mapping[str, int]) -> str:
    told = [f"{count:,} {name.replace('_', ' ')}" for name, count in outcomes.items() if count]
    return ", ".join(told) or "nothing"


def _cleaning_lines(report: RunReport) -> Iterator[str]:
    yield from (f"# Cleaning {_shown(report.run)}", "", _verdict(report), "")
    for host in report.drifting:
        figures = ", ".join(change.figure for change in host.changes)
        yield f"- **{_shown(host.host)} is drifting**: {_shown(figures)}"
    yield from (f"- {_shown(sentence)}" for sentence in report.sites.sentences())
    yield from (f"- {_shown(sentence)}" for sentence in report.near_duplicates.sentences())
    yield from (f"- {_shown(note)}" for note in report.notes)
    yield ""
    yield from _counts("outcome", report.outcomes, report.inputs)
    yield from _counts("rejected or failed", report.reasons, report.inputs)
    yield from _counts("words cut", report.cuts, report.words_in)
    yield from _pages("Failed", report.failures)
    yield from _pages("Most doubtful", report.doubtful)


def _verdict(report: RunReport) -> str:
    if not report.balanced:
        return f"**The ledger does not account for every input of {report.inputs:,}.**"
    state = f"stopped with {report.unreached:,} left" if report.stopped else "all accounted for"
    return (
        f"{report.inputs:,} inputs, {state}; {report.words_out:,} of {report.words_in:,} words "
        f"kept; {report.seconds:,.1f} s."
    )


def _ingest_lines(report: IngestReport) -> Iterator[str]:
    yield from (f"# Ingest {_shown(report.run)}", "")
    if not report.balanced:
        yield from ("**Not every address has an outcome.**", "")
    if report.stopped:
        yield from ("Stopped before its end.", "")
    yield from (f"- {_shown(note)}" for note in report.notes)
    yield ""
    for source in report.sources:
        yield from _source_lines(source)


def _source_lines(source: SourceReport) -> Iterator[str]:
    yield from (f"## {_shown(source.name)}", "")
    yield from (f"{source.kind}, {source.listed:,} listed, {source.bytes:,} bytes received.", "")
    yield from _counts("outcome", source.outcomes, source.listed)
    yield from _counts("refused or failed", source.reasons, source.listed)
    yield from _troubles("Feeds and sitemaps", source.unread)
    yield from _troubles("Such as", source.troubles)


def _counts(title: str, counts: Mapping[str, int], whole: int) -> Iterator[str]:
    """Yield a table of counts and of their shares, without those that are 0."""
    shown = [(name, count) for name, count in counts.items() if count][:_SHOWN_CAUSES]
    if not shown:
        return
    yield from (f"| {title} | | share |", "|---|--:|--:|")
    for name, count in shown:
        yield f"| {_shown(name.replace('_', ' '))} | {count:,} | {count / max(whole, 1):.1%} |"
    yield ""


def _pages(title: str, pages: Sequence[ListedPage]) -> Iterator[str]:
    yield from _table(title, [(page.input, ", ".join(filter(None, page.why))) for page in pages])


def _troubles(title: str, troubles: Sequence[Trouble]) -> Iterator[str]:
    told = [
        (each.url, ", ".join(filter(None, (each.reason.replace("_", " "), each.detail))))
        for each in troubles[:_SHOWN_TROUBLES]
    ]
    yield from _table(title, told)


def _table(title: str, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not rows:
        return
    yield from (f"| {title} | why |", "|---|---|")
    yield from (f"| {_shown(name)} | {_shown(why)} |" for name, why in rows)
    yield ""


def _shown(text: str) -> str:
    """Return a text as one line of Markdown that shows it as it is."""
    return printable_line(text).translate(_MARKDOWN)
