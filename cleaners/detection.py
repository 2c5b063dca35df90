"""The named detectors and the second looks, and how they are run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cleaners.detecting.about import mark_about
from cleaners.detecting.advertisement import mark_advertisement
from cleaners.detecting.alt_texts import mark_alt_texts
from cleaners.detecting.bylines import mark_bylines
from cleaners.detecting.captions import mark_captions
from cleaners.detecting.comments import mark_comments
from cleaners.detecting.consent import mark_consent
from cleaners.detecting.datelines import mark_datelines
from cleaners.detecting.dialogs import mark_dialogs
from cleaners.detecting.embeds import mark_embeds
from cleaners.detecting.hidden import mark_hidden_spans
from cleaners.detecting.legal import mark_legal
from cleaners.detecting.link_lists import mark_link_lists
from cleaners.detecting.navigation import mark_navigation
from cleaners.detecting.newsletter import mark_newsletter
from cleaners.detecting.notices import mark_notices
from cleaners.detecting.other_headlines import mark_other_headlines
from cleaners.detecting.paywall import mark_paywall
from cleaners.detecting.promotion import mark_promotion
from cleaners.detecting.related import mark_related
from cleaners.detecting.share import mark_share
from cleaners.detecting.sources import mark_sources
from cleaners.detecting.standfirst import mark_standfirst
from cleaners.detecting.templates import mark_templates
from cleaners.detecting.titles import mark_titles
from cleaners.document import Mark, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.revising.author_notes import mark_author_notes
from cleaners.revising.first_lines import mark_first_line
from cleaners.revising.headings import mark_empty_sections
from cleaners.revising.siblings import spare_siblings
from cleaners.revising.site_spares import spare_by_site
from cleaners.text_revising import revise_text

Detector = Callable[[DocumentFeatures], Iterable[Mark | Spare]]
"""Looks at a document and claims what goes, or what stays."""

Reviser = Callable[[DocumentFeatures, Sequence[Mark | Spare]], Iterable[Mark | Spare]]
"""Looks at a document and at the claims of all detectors, and adds what follows from them."""

DETECTORS: tuple[Detector, ...] = (
    mark_templates,
    mark_hidden_spans,
    mark_advertisement,
    mark_consent,
    mark_newsletter,
    mark_paywall,
    mark_promotion,
    mark_titles,
    mark_dialogs,
    mark_embeds,
    mark_standfirst,
    mark_captions,
    mark_alt_texts,
    mark_bylines,
    mark_datelines,
    mark_sources,
    mark_navigation,
    mark_related,
    mark_link_lists,
    mark_other_headlines,
    mark_share,
    mark_comments,
    mark_notices,
    mark_legal,
    mark_about,
)
"""The named detectors; their order changes nothing."""

REVISERS: tuple[Reviser, ...] = (
    mark_first_line,
    mark_author_notes,
    revise_text,
    spare_siblings,
    spare_by_site,
    mark_empty_sections,
)
"""The second looks, in the order in which they are taken."""


def detect(features: DocumentFeatures) -> list[Mark | Spare]:
    """Return the claims of all named detectors."""
    claims: list[Mark | Spare] = []
    for detector in DETECTORS:
        claims += detector(features)
    return claims


def revise(
    features: DocumentFeatures, main_content: Sequence[Mark], claims: Sequence[Mark | Spare]
) -> list[Mark | Spare]:
    """Return the claims, with those of the revisers, who see the engine's marks too."""
    revised = [*claims]
    for reviser in REVISERS:
        revised += reviser(features, [*main_content, *revised])
    return revised
