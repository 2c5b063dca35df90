"""Line breaks and spaces: one kind of each, one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.normalizing.characters import SPACES
from cleaners.normalizing.replacements import Replacement, matches_replaced, neighbours

LINE_BREAKS = frozenset("\r\x0b\x0c\x85\u2028\u2029")
LINE_BREAK = re.compile(f"\r\n|[{''.join(sorted(LINE_BREAKS))}]")
EXOTIC_SPACE = re.compile(f"[{SPACES}]")
RUN = re.compile(r"[ \t\n](?:[ \t\n]+|(?<=\t)|\Z|(?<=\A.))", re.DOTALL)
RUN_IN_TABLE = re.compile(r" (?: +|(?=[\t\n])|\Z|(?<=[\t\n].)|(?<=\A.))")
CELL_EDGES = frozenset({"", "\t", "\n"})


def unify_line_breaks(text: str) -> Iterator[Replacement]:
    """Find line breaks of other systems, form feeds and Unicode's separators."""
    return matches_replaced(LINE_BREAK, text, "\n")


def unify_line_breaks_in_table(text: str) -> Iterator[Replacement]:
    r"""Find the same within the cells of a table; there ``\n`` would begin a row."""
    return matches_replaced(LINE_BREAK, text, " ")


def unify_spaces(text: str) -> Iterator[Replacement]:
    """Find spaces that are not the plain one: no-break, narrow, thin, ideographic ...

    Their width and whether a line may break there are matters of typesetting: ``10 000`` and
    ``Quoi ?`` are the same words with any of them. Characters of no width are no spaces.
    """
    return matches_replaced(EXOTIC_SPACE, text, " ")


def squeeze(text: str) -> Iterator[Replacement]:
    """Find runs of white space, tabs, and white space at the edges; a single line break stays."""
    for run in RUN.finditer(text):
        if run.start() == 0 or run.end() == len(text):
            after = ""
        else:
            after = "\n" if "\n" in run[0] else " "
        yield Replacement(run.start(), run.end(), after)


def squeeze_in_table(text: str) -> Iterator[Replacement]:
    """Find runs of spaces, and spaces at the edges of cells; tabs and line breaks stay."""
    for run in RUN_IN_TABLE.finditer(text):
        within_cell = CELL_EDGES.isdisjoint(neighbours(text, run))
        yield Replacement(run.start(), run.end(), " " if within_cell else "")
