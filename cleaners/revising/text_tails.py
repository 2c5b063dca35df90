"""What stands behind the end of the article of a text, known by what ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from cleaners.document import Mark, Spare
from cleaners.features.date_lines import NUMERIC, Word, date_words
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import found_whole, whole
from cleaners.features.sentences import is_quoted, sentence_start
from cleaners.reasons import Reason

DETECTOR = "text_tails"
SURE, LIKELY = 0.9, 0.7

ENDS = frozenset(
    {
        *(Reason.COMMENTS, Reason.LEGAL, Reason.CONSENT, Reason.ABOUT, Reason.NEWSLETTER),
        *(Reason.SHARE, Reason.RELATED, Reason.NAVIGATION, Reason.PAYWALL),
    }
)
"""Reasons for a cut behind which an article seldom goes on, if little is left."""

MAX_REST = 0.1
"""Share of the words that stay behind which nothing belongs to the article."""

MIN_BEFORE = 0.3
"""Share of the blocks above the end."""

MIN_BLOCKS = 5

MIN_DATED = 2
MAX_DATED_WORDS = 60
"""Longer items count only below a line that goes, such as the heading of other stories."""

LATE_WORDS = range(12, 121)
"""A notice may be as long at the end of a text."""

MAX_SUBJECT = 60
"""Characters that may stand in a sentence before what makes it a notice."""

LATE_BLOCKS = 8
LATE_TABLES = {
    "comments": Reason.COMMENTS,
    "reader_rules": Reason.COMMENTS,
    "consent": Reason.CONSENT,
}

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
TOKEN = re.compile(r"\d+|[^\W\d_]+")
DATE_REACH = 3
"""So many words before a year, or behind it, name the month of a date."""

MIN_LEAD = 12
"""So many characters stand before a date that an item does not begin with."""

MIN_DOUBLED, MIN_DOUBLED_WORDS = 2, 3
MAX_BEHIND_DOUBLED = 4
"""So many blocks, with the last doubled line itself, end such a list."""

Claims = Sequence[Mark | Spare]


def mark_text_tails(features: DocumentFeatures, claims: Claims) -> Iterator[Mark]:
    """Yield marks for long notices at the end of a text, dated teasers, and for what is behind.

    Where something ends the page (a form for comments, a newsletter, legal lines) and at most a
    tenth of the words is left, nothing of it is the article. A notice that stands there more than
    once, as a box between paragraphs does, ends nothing.
    """
    if len(features.blocks) < MIN_BLOCKS:
        return
    marks = [*late_notices(features), *doubled_headlines(features)]
    gone = gone_blocks(features, [*claims, *marks])
    marks += [*dated_teasers(features, gone), *cookie_notes(features, gone)]
    yield from marks
    yield from rest_behind(features, [*claims, *marks])


def gone_blocks(features: DocumentFeatures, claims: Claims) -> dict[int, Mark]:
    """Return the blocks that are marked as a whole, each with a mark."""
    return {
        claim.block: claim
        for claim in claims
        if isinstance(claim, Mark)
        and claim.start == 0
        and claim.end == len(features.blocks[claim.block].text)
    }


def late_notices(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each notice on comments or cookies that is long and ends the text."""
    late = len(features.blocks) - LATE_BLOCKS
    for table, reason in LATE_TABLES.items():
        for found in features.found(table):
            block, shape = features.blocks[found.block], features.shapes[found.block]
            is_late = found.block >= max(late, MIN_BEFORE * len(features.blocks))
            is_early = found.start - sentence_start(block.text, found.start) <= MAX_SUBJECT
            is_notice = is_late and is_early and shape.word_count in LATE_WORDS
            if is_notice and not is_quoted(block.text, found.start):
                yield found_whole(features, found, reason, DETECTOR, LIKELY)


def dated_teasers(features: DocumentFeatures, gone: Mapping[int, Mark]) -> Iterator[Mark]:
    """Yield a mark for each of the last items of a text if all of them give a full date.

    They are teasers of other stories, or the days on which sources were read. A chronicle has no
    bullets, or begins its items with the date.
    """
    dated: list[int] = []
    bullet = ""
    for index in range(len(features.blocks) - 1, 0, -1):
        if index in gone:
            continue
        text = features.blocks[index].text
        bullet = bullet or text[:2]
        is_item = text[:2] == bullet and not bullet[0].isalnum() and bullet.endswith(" ")
        if not (is_item and has_date(features.shapes[index].folded)):
            break
        dated.append(index)
    if len(dated) < MIN_DATED:
        return
    longest = max(features.shapes[index].word_count for index in dated)
    if longest > MAX_DATED_WORDS and dated[-1] - 1 not in gone:
        return
    for index in dated:
        evidence = "the last items all give a date"
        yield whole(features.blocks[index], Reason.RELATED, DETECTOR, LIKELY, evidence)


def has_date(folded: str) -> bool:
    """Return whether a folded text gives a day with its year, and not with its first words."""
    words = TOKEN.findall(folded)
    if NUMERIC.search(folded, MIN_LEAD):
        return True
    known = date_words()
    return any(
        YEAR.fullmatch(word)
        and any(
            known.get(near, 0) & Word.MONTHS
            for near in words[max(0, at - DATE_REACH) : at + DATE_REACH]
        )
        for at, word in enumerate(words)
        if at > DATE_REACH
    )


def doubled_headlines(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each block from the first of the last lines that say all they say twice.

    A teaser has its headline as the text of its picture and by itself.
    """
    doubled = [
        block.index
        for block in features.blocks[int(MIN_BEFORE * len(features.blocks)) :]
        if is_doubled(block.text)
    ]
    if len(doubled) < MIN_DOUBLED or len(features.blocks) - doubled[-1] > MAX_BEHIND_DOUBLED:
        return
    for block in features.blocks[doubled[0] :]:
        evidence = "behind a line that says all it says twice"
        yield whole(block, Reason.RELATED, DETECTOR, LIKELY, evidence)


def is_doubled(text: str) -> bool:
    """Return whether a line consists of the same words, twice."""
    words = text.split()
    half = len(words) // 2
    return half >= MIN_DOUBLED_WORDS and len(words) == 2 * half and words[:half] == words[half:]


def cookie_notes(features: DocumentFeatures, gone: Mapping[int, Mark]) -> Iterator[Mark]:
    """Yield a mark for each block on cookies that follows a notice about them at the end."""
    topics = {found.block for found in features.found("consent_topic")}
    ends = [index for index, mark in gone.items() if mark.reason is Reason.CONSENT]
    for index in ends:
        if index < MIN_BEFORE * len(features.blocks):
            continue
        for block in features.blocks[index + 1 :]:
            if block.index not in gone:
                if block.index not in topics:
                    break
                evidence = "on cookies, behind a notice about them"
                yield whole(block, Reason.CONSENT, DETECTOR, LIKELY, evidence)


def rest_behind(features: DocumentFeatures, claims: Claims) -> Iterator[Mark]:
    """Yield a mark for each block behind the first end of the text with little behind it."""
    gone = gone_blocks(features, claims)
    counts = [
        0 if block.index in gone else features.shapes[block.index].word_count
        for block in features.blocks
    ]
    before = [0, *accumulate(counts)]
    for index in sorted(gone):
        end = gone[index]
        if index < MIN_BEFORE * len(counts) or end.reason not in ENDS:
            continue
        rest = before[-1] - before[index + 1]
        if rest > MAX_REST * before[-1]:
            continue
        text = features.blocks[index].text
        if any(block.text == text for block in features.blocks[:index]):
            return
        for block in features.blocks[index + 1 :]:
            if block.index not in gone:
                evidence = f"behind the end of the article: {end.evidence}"
                yield whole(block, end.reason, DETECTOR, LIKELY, evidence)
        return
