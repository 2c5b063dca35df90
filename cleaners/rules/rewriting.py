"""What rules replace in the source of a page before it is parsed."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.document import PageWarning
from cleaners.rules.site_rules import Rewriting

MAX_SHOWN = 60


def rewritten_source(
    text: str, rewritings: Sequence[Rewriting], max_characters: int
) -> tuple[str, tuple[PageWarning, ...]]:
    """Return a source after all replacements, one after the other, and a warning for each.

    Args:
        text: The source.
        rewritings: What is replaced, as it stands there: no patterns.
        max_characters: A replacement that would make the source longer is not made.

    Returns:
        The same text where nothing was found. The warnings are ``source_replaced`` with the count,
        or ``source_not_replaced`` for one that was not made.
    """
    warnings: list[PageWarning] = []
    for each in rewritings:
        count = text.count(each.find)
        if not count or each.find == each.replace:
            continue
        detail = f"{count} times {shown(each.find)} by {shown(each.replace)}"
        if len(text) + count * (len(each.replace) - len(each.find)) > max_characters:
            warnings.append(PageWarning("source_not_replaced", f"{detail}: it grows too large"))
            continue
        text = text.replace(each.find, each.replace)
        warnings.append(PageWarning("source_replaced", detail))
    return text, tuple(warnings)


def shown(text: str) -> str:
    """Return a text in quotes, shortened where it is long."""
    return repr(text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…")
