"""Texts in the forms that content systems keep them in, as HTML.

A body is one string, of HTML or with line breaks, or a list with an object a paragraph: Arc
(``content_elements``), Contentful, Sanity, ProseMirror, Slate, Lexical, Draft.js and Editor.js
differ in their keys and agree in that.
"""

from __future__ import annotations

import html
import re

from cleaners.segmenting.text import segment_text

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
BLOCK_TAG = re.compile(r"<(?:p|div|br|h[1-6]|li|section|article|blockquote|table)\b", re.IGNORECASE)
TYPE_KEYS = ("type", "_type", "nodeType")
TEXT_KEYS = ("text", "value", "content", "children", "html", "data", "model", "blocks")
HEADING_TYPE = re.compile(r"head(?:er|ing)|h[1-6]\b", re.IGNORECASE)
MAX_DEPTH = 6
MIN_PARAGRAPHS = 3
MIN_PARAGRAPH_CHARACTERS = 60
MIN_STRINGS_SHARE = 0.8


def as_html(text: str) -> str:
    """Return a text as HTML: as it is, unescaped once if its tags are, or a paragraph a line."""
    if not TAG.search(text):
        text = html.unescape(text)
        if not TAG.search(text):
            return paragraphs_html(html.escape(text, quote=False))
    return text if BLOCK_TAG.search(text) else paragraphs_html(text)


def paragraphs_html(text: str) -> str:
    """Return HTML without block-level elements with its lines as paragraphs."""
    return "".join(f"<p>{block.text}</p>" for block in segment_text(text).blocks)


def rich_html(items: list[object]) -> str:
    """Return a list of paragraphs as HTML; empty if it is none, such as a list of teasers.

    Its items are strings, most of them long, or objects that name their type and hold text.
    """
    if len(items) < MIN_PARAGRAPHS:
        return ""
    strings = [item for item in items if isinstance(item, str)]
    if strings and sum(
        len(text) >= MIN_PARAGRAPH_CHARACTERS for text in strings
    ) < MIN_STRINGS_SHARE * len(items):
        return ""
    paragraphs = [paragraph_html(item) for item in items]
    if sum(len(text) >= MIN_PARAGRAPH_CHARACTERS for text in paragraphs) < MIN_PARAGRAPHS:
        return ""
    return "".join(paragraphs)


def paragraph_html(item: object) -> str:
    """Return an item of a list as a paragraph or heading; empty if it is neither."""
    if isinstance(item, str):
        return as_html(item)
    if not isinstance(item, dict):
        return ""
    kind = next((item[key] for key in TYPE_KEYS if isinstance(item.get(key), str)), None)
    if kind is None:
        return ""
    text = text_within(item, MAX_DEPTH).strip()
    if not text or BLOCK_TAG.search(text):
        return text
    tag = "h2" if HEADING_TYPE.match(f"{item.get('style') or kind}") else "p"
    return f"<{tag}>{text}</{tag}>"


def text_within(value: object, depth: int) -> str:
    """Return the texts of a paragraph's parts, joined as HTML."""
    if isinstance(value, str):
        return value if TAG.search(value) else html.escape(html.unescape(value), quote=False)
    if not depth:
        return ""
    if isinstance(value, list):
        return "".join(text_within(item, depth - 1) for item in value)
    if isinstance(value, dict):
        texts = (text_within(value[key], depth - 1) for key in TEXT_KEYS if key in value)
        return next(filter(None, texts), "")
    return ""
