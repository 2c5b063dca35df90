"""A decision within guards: where too much would go, only what is sure does, with a warning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaners.deciding import Decision, decide
from cleaners.document import Document, Kept, Mark, PageWarning, Spare
from cleaners.reasons import Reason
from cleaners.settings import DecidingSettings

UNNAMED = frozenset({Reason.BOILERPLATE, Reason.HIDDEN, Reason.TEMPLATE})
"""Reasons that say nothing of the wording: what they leave is what the named ones are held to."""


def decide_within_guards(
    document: Document,
    engine_marks: Sequence[Mark],
    claims: Sequence[Mark | Spare],
    settings: DecidingSettings,
) -> tuple[Decision, tuple[PageWarning, ...]]:
    """Return what stays of a document, and a warning where the first decision was not trusted.

    The text that stays is held to that which would stay without any named reason. Where too
    little does, marks that are not sure no longer count; where still too little does, no named
    mark does. What an engine marks counts in any case, whatever it calls it.

    Args:
        document: The document.
        engine_marks: The marks of the engine of main content.
        claims: Marks and spares of all other detectors, in any order.
        settings: Which reasons stay, and the guards.
    """
    keep = settings.keep
    decision = decide(document, [*engine_marks, *claims], keep)
    kept = kept_size(decision.kept)
    if kept >= settings.min_kept_share * most_that_stays(document, engine_marks, claims):
        return decision, ()
    unnamed = decide(document, [*engine_marks, *with_names_from(claims, sure_from=None)], keep)
    whole = kept_size(unnamed.kept)
    if kept >= settings.min_kept_share * whole:
        return decision, ()
    sure = with_names_from(claims, sure_from=settings.sure_score)
    careful = decide(document, [*engine_marks, *sure], keep)
    detail = f"named reasons would cut {1 - kept / whole:.0%} of the text"
    if kept_size(careful.kept) >= settings.min_kept_share * whole:
        return careful, (PageWarning("cut_carefully", f"{detail}; only the sure ones count"),)
    return unnamed, (PageWarning("cut_carefully", f"{detail}; none of them counts"),)


def most_that_stays(
    document: Document, engine_marks: Iterable[Mark], claims: Iterable[Mark | Spare]
) -> int:
    """Return a bound on what stays without named reasons, in characters; cheaper than to decide."""
    gone = {mark.block for mark in engine_marks}
    gone -= {claim.block for claim in claims if isinstance(claim, Spare)}
    return sum(len(block.text) for block in document.blocks if block.index not in gone)


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


def kept_size(kept: Iterable[Kept]) -> int:
    """Return how many characters stay."""
    return sum(part.end - part.start for part in kept)
