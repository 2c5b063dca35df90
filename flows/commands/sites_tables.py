"""What ``copydesk sites`` shows a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table

from flows.learning.shown_sites import ShownBlock, ShownSite, SiteLine
from flows.terminal import printable_line

_SHOWN_BLOCKS = 30


def sites_table(lines: Sequence[SiteLine], place: str) -> Iterator[RenderableType]:
    """Yield what is shown of all sites."""
    if not lines:
        yield printable_line(
            f"{place}: no site is known yet; `copydesk learn SOURCE` or the next `copydesk clean` "
            "learns from its pages"
        )
        return
    table = _table(f"{len(lines):,} sites", "pages", "recurring", "templates")
    for column in ("since", "last seen", "drifting"):
        table.add_column(column)
    for line in lines:
        table.add_row(
            printable_line(line.site),
            *(f"{count:,}" for count in (line.pages, line.recurring, line.templates)),
            line.first_seen or "-",
            line.last_seen or "-",
            printable_line(", ".join(line.drifting)),
        )
    yield from (table, "")
    yield printable_line(f"{place}: `copydesk sites HOST` shows the blocks that a site repeats")


def site_tables(shown: ShownSite, *, show_all: bool) -> Iterator[RenderableType]:
    """Yield what is shown of one site."""
    yield printable_line(_head(shown))
    blocks = shown.blocks if show_all else shown.blocks[:_SHOWN_BLOCKS]
    if not blocks:
        yield "Nothing recurs on its pages, or too few of them are known."
        return
    table = _table("verdict", "pages")
    for column in ("where", "since", "last seen", "fingerprint", "text"):
        table.add_column(column)
    for block in blocks:
        table.add_row(
            block.verdict,
            f"{block.pages:,}",
            block.place,
            block.first_seen or "-",
            block.last_seen or "-",
            block.fingerprint,
            _text(block),
        )
    yield from ("", table)
    hidden = len(shown.blocks) - len(blocks)
    if hidden:
        yield f"{hidden:,} blocks more: --all shows them."
    yield printable_line(
        f"`copydesk sites {shown.site} --pardon FINGERPRINT` keeps a block, --pin cuts it"
    )


def _head(shown: ShownSite) -> str:
    sampled = "" if shown.sampled >= shown.pages else f" (by estimate; {shown.sampled:,} are kept)"
    days = ", ".join(
        f"{word} {day}"
        for word, day in (("since", shown.first_seen), ("to", shown.last_seen))
        if day
    )
    return f"{shown.site}: {shown.pages:,} pages{sampled}{f', {days}' if days else ''}"


def _text(block: ShownBlock) -> str:
    text = block.sample or block.note
    return printable_line(f"{text} (numbers and names vary)" if block.is_loose else text)


def _table(title: str, *counts: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(title)
    for name in counts:
        table.add_column(name, justify="right")
    return table
