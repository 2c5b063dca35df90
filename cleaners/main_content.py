"""Which blocks are main content: as an engine judges, or as the page's landmarks say."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from cleaners.detecting.landmarks import mark_outside_landmarks
from cleaners.detecting.trafilatura_engine import TrafilaturaEngine
from cleaners.document import Mark, MediaKind, PageWarning
from cleaners.segmenting.segment import Segmented

MAX_LIBRARY_DEPTH = 250
"""trafilatura reads deeper trees by recursion and for minutes; real pages have 60 levels or so."""

NONE, LANDMARKS = "none", "landmarks"


class MainContent(Struct, frozen=True):
    """What is no main content, and who said so.

    Attributes:
        marks: Over the blocks that are not.
        engine: Name of the engine, ``landmarks`` where they stood in for it, or ``none``.
        warnings: Why landmarks stood in.
    """

    marks: Sequence[Mark] = ()
    engine: str = NONE
    warnings: tuple[PageWarning, ...] = ()


def find_main_content(segmented: Segmented, engine: TrafilaturaEngine | None) -> MainContent:
    """Return what an engine takes for main content; where it cannot, what the landmarks say.

    Args:
        segmented: The page. Text and Markdown have no page around them, so no engine decides there.
        engine: None to leave all to the named detectors.
    """
    document, tree = segmented.document, segmented.tree
    if engine is None or document.media_kind is not MediaKind.HTML or tree is None:
        return MainContent()
    if document.depth > MAX_LIBRARY_DEPTH:
        detail = f"elements are nested {document.depth} levels deep"
        warning = PageWarning("too_deep_for_engine", detail)
    else:
        marks = engine(document, tree)
        if marks is not None:
            return MainContent(marks, engine.name)
        warning = PageWarning("engine_found_nothing", f"{engine.name} found no main content")
    return MainContent(list(mark_outside_landmarks(document)), LANDMARKS, (warning,))
