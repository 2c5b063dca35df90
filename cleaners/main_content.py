"""Which blocks are main content: as an engine judges, or as the page's landmarks say."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from cleaners.detecting.landmarks import mark_outside_landmarks
from cleaners.detecting.lines import LineEngine
from cleaners.detecting.main_content import LearnedEngine
from cleaners.detecting.trafilatura_engine import TrafilaturaEngine
from cleaners.document import Document, Mark, MediaKind, PageWarning, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.learned.line_model import LineModel, shipped_line_model
from cleaners.learned.model import Model, shipped_model
from cleaners.segmenting.segment import Segmented
from cleaners.settings import MainContentSettings

MAX_LIBRARY_DEPTH = 250
"""trafilatura reads deeper trees by recursion and for minutes; real pages have 60 levels or so."""

NONE, LANDMARKS, LEARNED, TRAFILATURA = "none", "landmarks", "learned", "trafilatura"


class LearnedEngines(Struct, frozen=True):
    """What decides by what was learned: on the blocks of HTML, and on the lines of text."""

    blocks: LearnedEngine
    lines: LineEngine


Engine = LearnedEngines | TrafilaturaEngine | None
"""What decides on main content; None leaves all to the named detectors."""


class MainContent(Struct, frozen=True):
    """What is no main content, and who said so.

    Attributes:
        marks: Over the blocks that are not.
        engine: Name of the engine, ``landmarks`` where they stood in for it, or ``none``.
        confidence: The word F1 that pages judged like this one had; None where nothing is known.
        warnings: Why landmarks stood in.
    """

    marks: Sequence[Mark] = ()
    engine: str = NONE
    confidence: float | None = None
    warnings: tuple[PageWarning, ...] = ()


def engine_of(
    settings: MainContentSettings, model: Model | None = None, lines: LineModel | None = None
) -> Engine:
    """Return the engine of main content that the settings name.

    Args:
        settings: Names the engine.
        model: Of HTML, for the learned engine; None takes the one that is shipped.
        lines: Of the lines of text, likewise.
    """
    if settings.engine == LEARNED:
        return LearnedEngines(
            LearnedEngine(model or shipped_model()), LineEngine(lines or shipped_line_model())
        )
    return TrafilaturaEngine(settings) if settings.engine == TRAFILATURA else None


def needs_tree(engine: Engine) -> bool:
    """Return whether an engine reads the tree of a page, and not its blocks alone."""
    return isinstance(engine, TrafilaturaEngine)


def find_main_content(
    segmented: Segmented,
    engine: Engine,
    features: DocumentFeatures,
    claims: Sequence[Mark | Spare],
) -> MainContent:
    """Return what an engine takes for main content.

    Args:
        segmented: The page. Text is decided on only where it shows a whole page, menus and all.
            Markdown has no page around it, so no engine decides there.
        engine: What decides.
        features: What is observed of the page.
        claims: What the named detectors claim of it.
    """
    document = segmented.document
    if engine is None or not document.blocks:
        return MainContent()
    if document.media_kind is MediaKind.TEXT and isinstance(engine, LearnedEngines):
        return found_in_lines(engine.lines, features, claims)
    if document.media_kind is not MediaKind.HTML:
        return MainContent()
    if isinstance(engine, TrafilaturaEngine):
        return found_by_trafilatura(segmented, engine)
    judgement = engine.blocks.judge(features, claims)
    marks = engine.blocks.marks(features, judgement)
    return MainContent(marks, LEARNED, judgement.confidence)


def found_in_lines(
    engine: LineEngine, features: DocumentFeatures, claims: Sequence[Mark | Spare]
) -> MainContent:
    """Return what the learned engine takes for main content of a text, if it is a whole page."""
    judged = engine.judge(features, claims)
    if judged is None:
        return MainContent()
    return MainContent(judged.marks, engine.name, judged.confidence)


def found_by_trafilatura(segmented: Segmented, engine: TrafilaturaEngine) -> MainContent:
    """Return what trafilatura takes for main content; where it cannot, what the landmarks say."""
    document, tree = segmented.document, segmented.tree
    if document.depth > MAX_LIBRARY_DEPTH or tree is None:
        detail = f"elements are nested {document.depth} levels deep"
        return found_by_landmarks(document, PageWarning("too_deep_for_engine", detail))
    marks = engine(document, tree)
    if marks is not None:
        return MainContent(marks, engine.name)
    detail = f"{engine.name} found no main content"
    return found_by_landmarks(document, PageWarning("engine_found_nothing", detail))


def found_by_landmarks(document: Document, warning: PageWarning) -> MainContent:
    """Return what stands outside the page's landmarks, with the reason why they were asked."""
    marks = list(mark_outside_landmarks(document))
    return MainContent(marks, LANDMARKS, warnings=(warning,))
