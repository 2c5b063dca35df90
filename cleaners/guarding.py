"""A decision within guards: where too much would go, only what is sure does, with a warning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaners.deciding import Decision, decide
from cleaners.document import Document, Kept, Mark, PageWarning, Spare
from cleaners.reasons import Reason
from cleaners.settings import DecidingSettings
from cleaners.words import word_count

UNNAMED = frozenset({Reason.BOILERPLATE, Reason.HIDDEN})
"""Reasons that say nothing of the wording: what they leave is what the named ones are held to."""


def decide_within_guards(
    document: Document, claims: Sequence[Mark | Spare], settings: DecidingSettings
) -> tuple[Decision, tuple[PageWarning, ...]]:
    """Return what stays of a document, and a warning where the first decision was not trusted.

    The words that stay are held to those that would stay without any named reason. Where too few
    do, marks that are not sure no longer count; where still too few do, no named mark does.

    Args:
        document: The document.
        claims: Marks and spares of all detectors, in any order.
        settings: Which reasons stay, and the guards.
    """
    keep = settings.keep
    decision = decide(document, claims, keep)
    if not any(cut.reason not in UNNAMED for cut in decision.cuts):
        return decision, ()
    unnamed = decide(document, with_names_from(claims, sure_from=None), keep)
    whole = kept_words(unnamed.kept)
    share = kept_words(decision.kept) / whole if whole else 1.0
    if share >= settings.min_kept_share:
        return decision, ()
    careful = decide(document, with_names_from(claims, sure_from=settings.sure_score), keep)
    careful_share = kept_words(careful.kept) / whole
    detail = f"named reasons would cut {1 - share:.0%} of the words"
    if careful_share >= settings.min_kept_share:
        return careful, (PageWarning("cut_carefully", f"{detail}; only the sure ones count"),)
    return unnamed, (PageWarning("cut_carefully", f"{detail}; none of them counts"),)


def with_names_from(
    claims: Iterable[Mark | Spare], *, sure_from: float | None
) -> list[Mark | Spare]:
    """Return the claims without the marks that name a reason and are less sure; all if None."""
    return [
        claim
        for claim in claims
        if isinstance(claim, Spare)
        or claim.reason in UNNAMED
        or (sure_from is not None and claim.score >= sure_from)
    ]


def kept_words(kept: Iterable[Kept]) -> int:
    """Return how many words stay."""
    return sum(word_count(part.text) for part in kept)
