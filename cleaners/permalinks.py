"""The signs that link a heading to itself; a browser shows them when the pointer rests on them."""

from __future__ import annotations

PERMALINK_SIGNS = frozenset({"¶", "#", "§", "🔗", "⚓", "⚓︎", "❡"})


def is_permalink(link_text: str) -> bool:
    """Return whether a link in a heading is but a sign; ``C#`` and ``§ 5`` are words."""
    return link_text.strip() in PERMALINK_SIGNS
