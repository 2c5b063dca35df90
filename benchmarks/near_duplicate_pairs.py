"""Pairs of texts made from the golds of labelled pages: near copies, and articles that are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from msgspec import Struct

from cleaners.words import UNSPACED_CHARACTER, words_of
from flows.evaluating.labelled import HELD_BACK_FOLD, labelled_pages

SEEDS = "seeds"
_MIN_WORDS = 60
_UNSPACED_WORD = 2
_RUN = 8
_PAIRS_A_SITE = 50

Words = list[str]


class Article(Struct, frozen=True):
    """An article as a list of words.

    Attributes:
        name: The identifier of its page.
        host: The host of its page.
        words: Its words with their punctuation; pairs of characters where nothing parts words.
        glue: What stands between them.
    """

    name: str
    host: str
    words: Words
    glue: str

    def text(self, words: Sequence[str]) -> str:
        """Return words as a text."""
        return self.glue.join(words)


class Pair(Struct, frozen=True):
    """Two texts, and in what they are alike."""

    kind: str
    texts: tuple[str, str]


def articles_of(data: Path, *, held_back: bool) -> list[Article]:
    """Return the articles of labelled pages that have some words, in the order of their names.

    Args:
        data: The folder with the folders of labelled pages.
        held_back: Whether those of the fold that is held back are taken instead of all others.
    """
    found = []
    for page in labelled_pages(data):
        if page.gold.page_type != "article" or (page.fold == HELD_BACK_FOLD) != held_back:
            continue
        article = _article(page.identifier, page.gold.url or "", page.gold.text)
        if len(article.words) >= _MIN_WORDS and SEEDS not in page.raw_path.parts:
            found.append(article)
    return found


def seed_pairs(data: Path) -> list[Pair]:
    """Return the pairs of the articles on one event, none of which is a copy of another."""
    texts = [page.gold.text for page in labelled_pages(data) if SEEDS in page.raw_path.parts]
    return [Pair("articles on one event (seeds)", pair) for pair in combinations(texts, 2)]


def near_copies(articles: Sequence[Article], random: Random) -> Iterator[Pair]:
    """Yield a pair of each kind for each article."""
    maker = _Changes(articles, random)
    changes: dict[str, Callable[[Article], Words]] = {
        "head changed": maker.head,
        "tail changed": maker.tail,
        "head and tail changed": maker.both,
        "5-20 % of words replaced": lambda each: maker.edited(each, replaced=1),
        "5-20 % of words deleted": lambda each: maker.edited(each, deleted=1),
        "5-20 % of words inserted": lambda each: maker.edited(each, inserted=1),
        "5-20 % of words changed": lambda each: maker.edited(each, 1, 1, 1),
        "shortened to 30-60 %": maker.shortened,
    }
    for article in articles:
        for kind, change in changes.items():
            changed = article.text(change(article))
            yield Pair(kind, (article.text(article.words), changed))


def different_articles(articles: Sequence[Article], random: Random) -> Iterator[Pair]:
    """Yield pairs of different articles: of one site, and any two that share some text."""
    maker = _Changes(articles, random)
    by_host = defaultdict(list)
    for article in articles:
        by_host[article.host].append(article)
    for _, each in sorted(by_host.items()):
        pairs = list(combinations(each, 2))
        for first, second in random.sample(pairs, min(len(pairs), _PAIRS_A_SITE)):
            if not _are_copies(first.words, second.words):
                texts = (first.text(first.words), second.text(second.words))
                yield Pair("articles of one site", texts)
    for first in articles:
        second = maker.other(first)
        for kind, pieces in (("a paragraph", 1), ("three quotations", 3)):
            size = min(len(first.words), len(second.words)) * random.uniform(0.1, 0.3)
            shared = [maker.filler(first, max(int(size / pieces), 1)) for _ in range(pieces)]
            texts = (
                first.text(maker.with_pieces(first, shared)),
                second.text(maker.with_pieces(second, shared)),
            )
            yield Pair(f"articles that share {kind}", texts)


class _Changes:
    """Changes articles by what stands in others."""

    def __init__(self, articles: Sequence[Article], random: Random) -> None:
        self._articles = articles
        self._random = random
        self._words = [word for article in articles for word in article.words]

    def head(self, article: Article) -> Words:
        count = self._share(article, 0.1, 0.35)
        return self.filler(article, count) + article.words[count:]

    def tail(self, article: Article) -> Words:
        count = self._share(article, 0.1, 0.35)
        return article.words[:-count] + self.filler(article, count)

    def both(self, article: Article) -> Words:
        head, tail = self._share(article, 0.05, 0.2), self._share(article, 0.05, 0.2)
        middle = article.words[head:-tail]
        return self.filler(article, head) + middle + self.filler(article, tail)

    def shortened(self, article: Article) -> Words:
        return article.words[: self._share(article, 0.3, 0.6)]

    def edited(
        self, article: Article, replaced: int = 0, deleted: int = 0, inserted: int = 0
    ) -> Words:
        share = self._random.uniform(0.05, 0.2)
        kinds = ["replace"] * replaced + ["delete"] * deleted + ["insert"] * inserted
        words: Words = []
        for word in article.words:
            kind = self._random.choice(kinds) if self._random.random() < share else ""
            if kind in ("replace", "insert"):
                words.append(self._random.choice(self._words))
            if kind in ("", "insert"):
                words.append(word)
        return words

    def other(self, article: Article) -> Article:
        while (found := self._random.choice(self._articles)) is article or (
            found.glue != article.glue or found.host == article.host
        ):
            if all(each.glue != article.glue for each in self._articles if each is not article):
                return article
        return found

    def filler(self, article: Article, count: int) -> Words:
        words: Words = []
        while len(words) < count:
            words += self.other(article).words
        start = self._random.randrange(len(words) - count + 1)
        return words[start : start + count]

    def with_pieces(self, article: Article, pieces: Sequence[Words]) -> Words:
        places = sorted(self._random.randrange(len(article.words)) for _ in pieces)
        words, last = list[str](), 0
        for place, piece in zip(places, pieces, strict=True):
            words += article.words[last:place] + piece
            last = place
        return words + article.words[last:]

    def _share(self, article: Article, least: float, most: float) -> int:
        return max(int(len(article.words) * self._random.uniform(least, most)), 1)


def _article(name: str, url: str, text: str) -> Article:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    if 2 * len(UNSPACED_CHARACTER.findall(text)) < len(words_of(text)):
        return Article(name, host, text.split(), " ")
    size = _UNSPACED_WORD
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    return Article(name, host, pieces, "")


def _are_copies(first: Words, second: Words) -> bool:
    """Return whether one text holds half of the runs of eight words of the other."""
    runs = [
        set(zip(*(each[start:] for start in range(_RUN)), strict=False)) for each in (first, second)
    ]
    return 2 * len(runs[0] & runs[1]) >= min(map(len, runs))
