"""The whole order of the work on one page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from cleaners.deciding import Decision
from cleaners.detection import detect, revise
from cleaners.document import (
    Block,
    BlockKind,
    Document,
    Edit,
    Page,
    Provenance,
)
from cleaners.features.document_features import DocumentFeatures
from cleaners.guarding import decide_within_guards
from cleaners.judging.completeness import Judged, judge_completeness
from cleaners.judging.page import judged_page
from cleaners.judging.rejection import judge_rejection
from cleaners.learned.line_model import LineModel
from cleaners.learned.model import Model
from cleaners.main_content import engine_of, find_main_content, needs_tree
from cleaners.metadata import (
    extract_metadata,
    extract_settled_metadata,
    metadata_from_front_matter,
)
from cleaners.metadata.dates import latest_day
from cleaners.metadata.detected_language import detect_language
from cleaners.metadata.line_values import metadata_from_lines
from cleaners.metadata.repaired import repaired_metadata
from cleaners.metadata.values import Metadata, laid_over
from cleaners.normalizing.polishing import polish
from cleaners.normalizing.repairing import repair
from cleaners.reading import Reading, read
from cleaners.reasons import Reason
from cleaners.rendering.paragraphs import Paragraph, paragraphs_of
from cleaners.result import Rejected, Result
from cleaners.rules.applying import ruled
from cleaners.rules.choosing import choose, rewritings_of
from cleaners.rules.found_metadata import with_found
from cleaners.rules.rule_book import NO_RULES, rules_from
from cleaners.segmenting.segment import Segmented, segment
from cleaners.settings import (
    NormalizingSettings,
    Settings,
    digest_of,
    settings_from,
)
from cleaners.sites.observations import PageObservation, observe, page_number
from cleaners.sites.site import Site
from cleaners.versions import library_versions, shipped_digest, tool_version

MAX_SAMPLE = 3_000
"""So many characters of an article show its script and its language."""

NOT_PROSE = frozenset({BlockKind.PREFORMATTED, BlockKind.TABLE})
"""Blocks whose quotation marks are values or code."""


class Cleaner:
    """Cleans pages under one configuration; it keeps nothing from page to page.

    Attributes:
        settings: The settings in force.
        configuration: Digest over settings, versions, lexicons and rules, in hexadecimal.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        model: Model | None = None,
        lines: LineModel | None = None,
    ) -> None:
        """Load what is loaded once.

        Args:
            settings: The defaults if None.
            model: Of main content; the shipped one if None. Another one does not show in the
                configuration, so it is for measuring only.
            lines: Of the lines of visible text, likewise.
        """
        self.settings = settings or settings_from({})
        self.configuration = digest_of(
            [self.settings, tool_version(), library_versions(), shipped_digest()]
        )
        self._engine = engine_of(self.settings.main_content, model, lines)

    def clean(self, page: Page, site: Site | None = None) -> Result:
        """Return the article of a page, and everything that was cut from it.

        Args:
            page: The page.
            site: What is known of its site.

        Raises:
            UnreadablePageError: The bytes cannot be read as a page; nothing else is raised.
        """
        rules = rules_from(site.rules) if site is not None else NO_RULES
        reading = read(page, self.settings.reading, rewritings_of(rules))
        chosen = choose(rules, reading.tree)
        url = page.final_url or page.url
        segmented = segment(reading, self.settings.reading, url=url, selectors=chosen.elements)
        document, repairs = repair(segmented.document, self.settings.normalizing)
        document, rulings = ruled(document, chosen)
        segmented = replace(segmented, document=document)
        settled = settled_metadata(segmented, page)
        if settled is not None and not needs_tree(self._engine):
            # A tree is freed in half the time while it is still near to the processor.
            reading, segmented = replace(reading, tree=None), replace(segmented, tree=None)
        features = DocumentFeatures(document, site, page_number(url, reading.raw_sha256))
        named = detect(features)
        main_content = find_main_content(segmented, self._engine, features, named)
        marks = [*main_content.marks, *rulings.marks]
        claims = revise(features, marks, [*named, *rulings.spares])
        decision, guard_warnings = decide_within_guards(
            document, marks, rulings.obeyed(claims), self.settings.deciding
        )
        raw_paragraphs = tuple(paragraphs_of(decision.kept))
        metadata = self._metadata(segmented, settled, page, decision, raw_paragraphs)
        metadata = with_found(metadata, chosen.values, page, self.settings.normalizing)
        paragraphs, polishes = polished(raw_paragraphs, metadata, self.settings.normalizing)
        judged, rejected = judge(document, decision, metadata, page)
        return Result(
            document=document,
            kept=decision.kept,
            paragraphs=paragraphs,
            metadata=metadata,
            cuts=decision.cuts,
            comment_blocks=comment_blocks(document, decision),
            edits=(*repairs, *polishes),
            completeness=judged.completeness,
            completeness_evidence=judged.evidence,
            rejected=rejected,
            confidence=main_content.confidence,
            provenance=self._provenance(reading, url, main_content.engine, site),
            warnings=(
                *reading.warnings,
                *chosen.warnings,
                *document.warnings,
                *main_content.warnings,
                *guard_warnings,
            ),
        )

    def observe(self, page: Page) -> tuple[PageObservation, Segmented]:
        """Return what a page shows of its site, without cleaning it, and the page in blocks.

        It is what ``observe_result`` gives of the page when it is cleaned.

        Raises:
            UnreadablePageError: The bytes cannot be read as a page; nothing else is raised.
        """
        reading = read(page, self.settings.reading)
        url = page.final_url or page.url
        segmented = segment(reading, self.settings.reading, url=url)
        document, _ = repair(segmented.document, self.settings.normalizing)
        number = page_number(url, reading.raw_sha256)
        observation = observe(document, page=number, seen=page.fetched_at or "")
        return observation, replace(segmented, document=document)

    def _metadata(
        self,
        segmented: Segmented,
        settled: Metadata | None,
        page: Page,
        decision: Decision,
        paragraphs: Sequence[Paragraph],
    ) -> Metadata:
        """Return what the page says of its article; front matter goes before the rest.

        Args:
            segmented: The page, with its tree if its metadata are not settled.
            settled: Its metadata, if they are.
            page: What is known of its fetching.
            decision: What stays and what goes.
            paragraphs: What stays.
        """
        settings = self.settings.metadata
        sample = beginning_of(paragraphs)
        found = settled
        if found is None:
            found = extract_metadata(segmented.tree, page, settings, text=sample)
        if segmented.front_matter:
            found = laid_over(found, metadata_from_front_matter(segmented.front_matter))
        elif not segmented.document.elements and settings.detect_language:
            found = replace(found, language=detect_language(sample))
        in_lines = metadata_from_lines(
            decision,
            language=found.language.value if found.language else None,
            latest=latest_day(page),
            is_text=not segmented.document.elements,
        )
        found = laid_over(in_lines, found)
        return repaired_metadata(found, self.settings.normalizing)

    def _provenance(
        self, reading: Reading, url: str | None, engine: str, site: Site | None
    ) -> Provenance:
        known = "" if site is None else site.digest
        identity = f"{reading.raw_sha256}\n{url or ''}\n{self.configuration}"
        if known:
            identity += f"\n{known}"
        return Provenance(
            identifier=hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest(),
            raw_sha256=reading.raw_sha256,
            raw_bytes=reading.raw_bytes,
            media_kind=reading.media_kind,
            charset=reading.charset,
            engine=engine,
            tool_version=tool_version(),
            library_versions=library_versions(),
            configuration=self.configuration,
            site=known,
        )


def observe_result(result: Result, page: Page) -> PageObservation:
    """Return what a page that was cleaned shows of its site."""
    number = page_number(page.final_url or page.url, result.provenance.raw_sha256)
    return observe(result.document, page=number, seen=page.fetched_at or "")


def settled_metadata(segmented: Segmented, page: Page) -> Metadata | None:
    """Return the metadata of a page if its article's text cannot change them.

    They are read while the tree is still near to the processor, which takes two thirds of the time.
    """
    texts = (block.text for block in segmented.document.blocks)
    return extract_settled_metadata(segmented.tree, page, texts)


def judge(
    document: Document, decision: Decision, metadata: Metadata, page: Page
) -> tuple[Judged, Rejected | None]:
    """Return how complete the article is, and why the page is none if it is not."""
    blocks = tuple({kept.block.index: kept.block for kept in decision.kept}.values())
    judged_facts = judged_page(
        document,
        blocks,
        metadata,
        status=page.status,
        declared_words=metadata.word_count.value if metadata.word_count else None,
    )
    judged = judge_completeness(judged_facts)
    return judged, judge_rejection(judged_facts, judged)


def comment_blocks(document: Document, decision: Decision) -> tuple[Block, ...]:
    """Return the blocks that were cut as readers' comments."""
    return tuple(
        document.blocks[cut.block] for cut in decision.cuts if cut.reason is Reason.COMMENTS
    )


def beginning_of(paragraphs: Iterable[Paragraph]) -> str:
    """Return the beginning of an article, enough to tell its language by."""
    pieces: list[str] = []
    missing = MAX_SAMPLE
    for paragraph in paragraphs:
        pieces.append(paragraph.text[:missing])
        missing -= len(pieces[-1])
        if missing <= 0:
            break
    return "\n".join(pieces)


def polished(
    paragraphs: Iterable[Paragraph], metadata: Metadata, settings: NormalizingSettings
) -> tuple[tuple[Paragraph, ...], list[Edit]]:
    """Return paragraphs with the quotes of prose put right, and every change."""
    language = metadata.language.value if metadata.language else None
    polished_paragraphs: list[Paragraph] = []
    edits: list[Edit] = []
    for paragraph in paragraphs:
        block = paragraph.block
        if block.kind in NOT_PROSE:
            polished_paragraphs.append(paragraph)
            continue
        text, changes = polish(paragraph.text, language, settings, block=block.index)
        polished_paragraphs.append(Paragraph(block, text) if changes else paragraph)
        edits += changes
    return tuple(polished_paragraphs), edits
