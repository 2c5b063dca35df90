"""Tags of HTML that were left in a text: ``One<br>`` and ``<b>two</b>``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaners.normalizing.entities import ON_MARKUP
from cleaners.normalizing.replacements import Replacement

TAG = re.compile(r"<(/?)([a-zA-Z][\w.:-]*)((?:\s[^<>]*)?)/?>")
COMMENT = re.compile(r"<!--(?:(?!<!--|-->).){0,2000}-->", re.DOTALL)
ADDRESS = re.compile(r"[@/]|^www\.", re.IGNORECASE)

INLINE = frozenset("a abbr b big cite em font i mark s small span strike strong sub sup u".split())
"""They have a start and an end, with words close by."""

BREAKS = frozenset("br p wbr".split())
"""They may stand alone."""

SPACE_BEHIND = re.compile(r"\s|\Z")
CODE = re.compile(r"[-=]-?>|[{;]\s*$|</?[\w.-]+[/>]\s*[;{}]", re.MULTILINE)
"""Signs of program code, in which a tag is meant."""


def has_stray_tags(texts: Sequence[str]) -> bool:
    """Return whether the tags of a text are leftovers, and not what it speaks of.

    They are if all are known to stand within running text, have their other half in the same
    block, and touch the words that they are for. So ``use <b> and </b>``, ``vector<int>``,
    ``git push <remote>`` and an article that shows ``<div>`` are not, nor is any text that says
    HTML or XML.
    """
    found_any = False
    for text in texts:
        if ON_MARKUP.search(text):
            return False
        if "<" in text:
            found_any = found_any or COMMENT.search(text) is not None
            shown = COMMENT.sub("", text)
            tags = [tag for tag in TAG.finditer(shown) if not ADDRESS.search(tag[2])]
            found_any = found_any or bool(tags)
            if CODE.search(shown) or not all_in_place(shown, tags):
                return False
    return found_any


def all_in_place(text: str, tags: Sequence[re.Match[str]]) -> bool:
    """Return whether the tags of a block are paired, with words right behind and before them."""
    opened: list[str] = []
    for tag in tags:
        name = tag[2].lower()
        if text[tag.start() - 1 : tag.start()] == "`":
            return False
        if name in BREAKS:
            continue
        if name not in INLINE:
            return False
        if tag[1]:
            if not opened or opened.pop() != name or text[tag.start() - 1].isspace():
                return False
        elif SPACE_BEHIND.match(text, tag.end()):
            return False
        else:
            opened.append(name)
    return not opened


def remove_tags(text: str) -> Iterator[Replacement]:
    """Find the tags and comments of a text whose tags are strays.

    A line break between two words becomes a space. Left alone are ``a < b`` and an address
    between angle brackets.
    """
    if "<" not in text:
        return
    found = [*COMMENT.finditer(text)]
    covered = [(each.start(), each.end()) for each in found]
    for tag in TAG.finditer(text):
        inside = any(start <= tag.start() < end for start, end in covered)
        if tag[2].lower() in INLINE | BREAKS and not inside:
            found.append(tag)
    for each in sorted(found, key=lambda match: match.start()):
        is_break = each.re is TAG and each[2].lower() in {"br", "p"}
        yield Replacement(each.start(), each.end(), " " if is_break else "")
