"""What the lines of a page say of its article: for text, the only metadata."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from cleaners.deciding import Decision
from cleaners.document import Cut, Kept
from cleaners.lexicons import entries, folded_in_place
from cleaners.metadata.dates import DateReader
from cleaners.metadata.names import name_reader
from cleaners.metadata.values import Metadata, Value
from cleaners.metadata.word_lists import word_lists
from cleaners.metadata.wording import squeezed
from cleaners.reasons import Reason
from cleaners.words import UNSPACED_CHARACTER

MAX_LINE_CHARACTERS = 300
MAX_CATEGORIES = 6
DAY = len("2025-01-01")
MAX_CATEGORY_WORDS = 4
MAX_SITE_WORDS = 5
MIN_PARAGRAPHS = 4
MAX_STANDFIRST_CHARACTERS = 400
MIN_STANDFIRST_WORDS = 6
MIN_SAID_AGAIN = 0.5
"""Share of its longer words that the next paragraph has too."""

WORD = re.compile(r"\w+")
HANGUL = re.compile(r"[\uac00-\ud7a3]")
"""Korean endings are written together with their words."""

LONG_WORD = re.compile(r"\w{4,}")

ABOVE_COMMENT_COUNT = re.compile(r"^\s*(?P<categories>[^\d\n]{2,120}?)\s+\d+\s+\w+")
"""``World, Business 3 Comments on ...``: the categories of a post stand before its counter."""

COPYRIGHT = re.compile(
    r"(?:(?:©|\(c\)|\bcopyright\b)[\s,:]*)+(?:\d{4}(?:\s*[-–—,]\s*\d{4})*)?[\s,.:]*(?:by\s+)?"
    r"(?P<name>[^\W\d][^.,|\n]{1,80})",
    re.IGNORECASE,
)
COPYRIGHT_SIGN = re.compile(r"©|\(c\)|copyright")
YEARS_BEHIND = re.compile(r"[\s(]+\d{4}(?:\s*[-–—]\s*\d{4})?\)?$")
AFTER_LABEL = re.compile(r"^\s*[^:：\n]{2,30}\s*[:：](?!//)\s*(?P<name>\S.{0,100})$", re.DOTALL)
BRACKETED = re.compile(r"^\s*[(\[（](?P<name>[^()\[\]（）]{2,80})[)\]）]\s*$")


def metadata_from_lines(
    decision: Decision, *, language: str | None, latest: date | None, is_text: bool
) -> Metadata:
    """Return what the lines of a page say: each value with the kind of line as its origin.

    Args:
        decision: What was cut, and for which reason, and what stays.
        language: BCP 47 tag of the article, to read dates and names.
        latest: The last day that a date can be; a later one is not believed.
        is_text: Whether the page is text. Of a page with markup only the credit is taken from
            its lines: its head, its markup and its JSON-LD say the rest.
    """
    cuts = decision.cuts
    credit = first_read(lines_of(cuts, Reason.SOURCE), credit_in)
    if not is_text:
        return Metadata(credit=credit)
    reader = DateReader(language, latest)
    datelines = list(lines_of(cuts, Reason.DATELINE))
    modified = reader.first(line for line in datelines if says_modified(line.value))
    published = reader.first(line for line in datelines if not says_modified(line.value))
    if modified and published and modified.value[:DAY] < published.value[:DAY]:
        modified = None
    title = next(lines_of(cuts, Reason.TITLE), None)
    return Metadata(
        title=title,
        authors=authors_of(cuts, language),
        published=published or modified,
        modified=modified if published else None,
        site=first_read(lines_of(cuts, Reason.LEGAL), site_in_copyright)
        or first_read(lines_of(cuts, Reason.PROMO), site_in_promotion),
        categories=categories_of(cuts, title.value) if title else None,
        description=standfirst_of(decision.kept),
        credit=credit,
    )


def lines_of(cuts: Iterable[Cut], reason: Reason) -> Iterator[Value[str]]:
    """Yield the short lines that were cut for a reason, with that kind of line as origin."""
    for cut in cuts:
        if cut.reason is reason and len(cut.text) <= MAX_LINE_CHARACTERS:
            yield Value(squeezed(cut.text), f"line.{reason}")


def first_read(lines: Iterable[Value[str]], read: Callable[[str], str | None]) -> Value[str] | None:
    """Return the first value that can be read out of one of the lines, with the line's origin."""
    for line in lines:
        if found := read(line.value):
            return Value(found, line.origin)
    return None


def credit_in(line: str) -> str | None:
    """Return the source that a line credits: what stands behind its label, or in brackets."""
    match = BRACKETED.match(line)
    line = match["name"] if match else line
    match = AFTER_LABEL.match(line)
    return (match["name"] if match else line).strip().rstrip(".") or None


def site_in_copyright(line: str) -> str | None:
    """Return whose copyright a line declares."""
    match = COPYRIGHT.search(line)
    if match is None:
        return None
    name = match["name"]
    rights = legal_words().search(folded_in_place(name))
    if rights is not None:
        name = name[: rights.start()]
    return YEARS_BEHIND.sub("", name.strip(" ,-–—:")) or None


@cache
def legal_words() -> re.Pattern[str]:
    """Return what matches the wording of legal lines, in folded text."""
    phrases = {entry.phrase for entry in entries() if entry.table.startswith("legal")}
    bare = {phrase for phrase in phrases if not COPYRIGHT_SIGN.search(phrase)}
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(bare, key=len)[::-1])) + ")")


def site_in_promotion(line: str) -> str | None:
    """Return the name that ends an invitation: ``Read more news from The Example``."""
    words = line.rstrip(" .!»›>").split()
    for place in range(len(words) - 1, max(0, len(words) - MAX_SITE_WORDS - 2), -1):
        if words[place].lower() in word_lists().lines.before_site:
            name = words[place + 1 :]
            is_name = name and all(word[0].isupper() or word in {"&", "of"} for word in name)
            is_other = " ".join(name).casefold() in word_lists().lines.not_sites
            return " ".join(name) if is_name and not is_other else None
    return None


def says_modified(line: str) -> bool:
    """Return whether the date of a line is that of a change."""
    folded = line.casefold()
    return any(
        word in folded
        if UNSPACED_CHARACTER.search(word) or HANGUL.search(word)
        else word in WORD.findall(folded)
        for word in word_lists().dates.update_words
    )


def authors_of(cuts: Iterable[Cut], language: str | None) -> Value[tuple[str, ...]] | None:
    """Return the names in the lines that name authors, none twice."""
    reader = name_reader(language)
    names: dict[str, str] = {}
    for line in lines_of(cuts, Reason.BYLINE):
        for name in reader.names(line.value):
            names.setdefault(name.casefold(), name)
    return Value(tuple(names.values()), f"line.{Reason.BYLINE}") if names else None


def categories_of(cuts: Iterable[Cut], title: str) -> Value[tuple[str, ...]] | None:
    """Return the categories that stand before the counter of the comments on a title."""
    for line in lines_of(cuts, Reason.COMMENTS):
        match = ABOVE_COMMENT_COUNT.match(line.value)
        if match is None or not line.value.casefold().endswith(title.casefold()):
            continue
        found = tuple(dict.fromkeys(part.strip() for part in match["categories"].split(",")))
        if len(found) <= MAX_CATEGORIES and all(map(is_category, found)):
            return Value(found, line.origin)
    return None


def standfirst_of(kept: Sequence[Kept]) -> Value[str] | None:
    """Return the first paragraph where the second one says most of it again.

    It stays in the body all the same.
    """
    if len(kept) < MIN_PARAGRAPHS or len(kept[0].text) > MAX_STANDFIRST_CHARACTERS:
        return None
    first, second = (set(LONG_WORD.findall(part.text.casefold())) for part in kept[:2])
    if len(first) < MIN_STANDFIRST_WORDS or len(first & second) < MIN_SAID_AGAIN * len(first):
        return None
    return Value(squeezed(kept[0].text), "line.standfirst")


def is_category(text: str) -> bool:
    """Return whether a text may be the name of a category."""
    words = text.split()
    return 0 < len(words) <= MAX_CATEGORY_WORDS and words[0][0].isupper()
