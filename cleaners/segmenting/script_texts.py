"""Which strings in the data of a page's scripts may be its article, and what speaks for each."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from cleaners.segmenting.rich_text import TAG, as_html, rich_html
from cleaners.segmenting.running_text import SENTENCE_END
from cleaners.segmenting.script_values import MIN_CHARACTERS, ScriptValue, json_values
from cleaners.words import word_count

MAX_VALUES = 300_000
MAX_TEXT_CHARACTERS = 2_000_000
MAX_JSON_IN_JSON = 2

MIN_SENTENCES = 3
MAX_SENTENCE_WORDS = 80
MAX_CODE_SHARE = 0.01
CODE_CHARACTERS = "{};="
MIN_TITLE_SHARE = 0.5
"""A string that is so much of the page's title is its headline, not the name of its site."""

BODY_KEY = re.compile(r"(?:body|content|contents|html|text row|cooked|rendered|elements)\Z")
OTHER_KEY = re.compile(
    r"terms|privacy|policy|cookie|consent|legal|disclaimer|license|style|css|script|template"
    r"|query|translation|message|i18n|config|comment|review|transcript|withdrawal|answer|faq|question|alt\b"
)

MAX_PATH = 80

WEIGHT_OF_BODY_KEY = 2.0
WEIGHT_OF_TITLE = 4.0
WEIGHT_OF_MARKUP = 1.25


class ScriptText(Struct, frozen=True, gc=False):
    """A text in a script that may be the article.

    Attributes:
        markup: The text as HTML.
        words: How many words it has.
        weight: How much speaks for it.
        origin: Which script holds it, and under which key.
    """

    markup: str
    words: int
    weight: float
    origin: str


class Place(Struct, frozen=True, gc=False):
    """Where a value stands.

    Attributes:
        key: The innermost key.
        path: The innermost keys that are near, for a person and for what they tell.
        titled: Whether the object it belongs to has the page's headline.
        depth: In how many strings of JSON it stands.
    """

    key: str = ""
    path: str = ""
    titled: bool = False
    depth: int = 0

    def below(self, key: str, *, titled: bool) -> Place:
        """Return the place of a value under a key."""
        path = f"{self.key}.{key}" if self.key else key
        return Place(key, path, titled, self.depth)


def script_texts(values: Iterable[ScriptValue], title: str) -> Iterator[ScriptText]:
    """Yield the texts that may be the article.

    Args:
        values: What the scripts hold.
        title: What the page calls itself; empty if it does not.
    """
    left = MAX_VALUES
    folded_title = folded(title)
    for held in values:
        stack: list[tuple[object, Place]] = [(held.value, Place())]
        while stack and left:
            left -= 1
            value, place = stack.pop()
            if isinstance(value, str):
                if len(value) < MIN_CHARACTERS:
                    continue
                if value[0] in "{[" and place.depth < MAX_JSON_IN_JSON:
                    inner = msgspec.structs.replace(place, depth=place.depth + 1)
                    stack.extend((item, inner) for item in json_values(value))
                elif text := text_at(place, as_html(value), held.origin):
                    yield text
            elif isinstance(value, list):
                if (markup := rich_html(value)) and (text := text_at(place, markup, held.origin)):
                    yield text
                plain = msgspec.structs.replace(place, titled=False)
                stack.extend((item, plain) for item in value)
            elif isinstance(value, dict):
                titled = place.titled or has_title(value, folded_title)
                stack.extend((item, place.below(key, titled=titled)) for key, item in value.items())


def text_at(place: Place, markup: str, origin: str) -> ScriptText | None:
    """Return a text with its weight, if it is running text and its key names nothing else."""
    key = place.key.casefold()
    if len(markup) > MAX_TEXT_CHARACTERS or OTHER_KEY.search(place.path.casefold()):
        return None
    plain = html.unescape(TAG.sub(" ", markup))
    words = word_count(plain)
    sentences = len(SENTENCE_END.findall(plain))
    if sentences < MIN_SENTENCES or words > MAX_SENTENCE_WORDS * sentences:
        return None
    if sum(map(plain.count, CODE_CHARACTERS)) > MAX_CODE_SHARE * len(plain):
        return None
    weight = float(words)
    weight *= WEIGHT_OF_BODY_KEY if BODY_KEY.search(key) else 1
    weight *= WEIGHT_OF_TITLE if place.titled else 1
    weight *= WEIGHT_OF_MARKUP if markup.count("<p") > 1 else 1
    return ScriptText(markup, words, weight, f"{origin}: {place.path[:MAX_PATH] or 'no key'}")


def has_title(node: dict[str, object], title: str) -> bool:
    """Tell whether an object, or one right below it, has the page's headline (casefolded)."""
    for value in node.values():
        inner = value.values() if isinstance(value, dict) else (value,)
        for text in inner:
            if (
                isinstance(text, str)
                and MIN_TITLE_SHARE * len(title) <= len(text) <= 2 * len(title)
                and folded(text) in title
            ):
                return bool(title)
    return False


def folded(text: str) -> str:
    """Return a text as titles are compared."""
    return " ".join(html.unescape(text).casefold().split())
