"""Reading a page twice as long takes twice the work: told from what is done, not from the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from lxml import etree

from cleaners.reading import parsing, tolerant
from tests.cleaners.reading.building import SETTINGS

DEEP = "<div>" * 20
PARTS = 500
PLAIN: Mapping[str, Any] = vars(etree._Element)


class CountingElement(etree.ElementBase):
    """An element that counts the characters and children that are looked at through it."""

    work = 0

    def __len__(self) -> int:
        count: int = super().__len__()
        CountingElement.work += count
        return count

    @property
    def text(self) -> str | None:
        return counted(PLAIN["text"].__get__(self))

    @text.setter
    def text(self, text: str | None) -> None:
        PLAIN["text"].__set__(self, counted(text))

    @property
    def tail(self) -> str | None:
        return counted(PLAIN["tail"].__get__(self))

    @tail.setter
    def tail(self, text: str | None) -> None:
        PLAIN["tail"].__set__(self, counted(text))


def counted(text: str | None) -> str | None:
    CountingElement.work += 1 + len(text or "")
    return text


COUNTING = etree.ElementDefaultClassLookup(element=CountingElement)


def work_of(read: Callable[[str], object], page: str) -> int:
    CountingElement.work = 0
    read(page)
    return CountingElement.work


def grows_evenly(read: Callable[[str], object], start: str, part: str) -> bool:
    once = work_of(read, start + part * PARTS)
    return once > PARTS and work_of(read, start + part * 2 * PARTS) < 2.2 * once


@pytest.mark.parametrize("part", ["a</nav>", "<b>a</b>c", "<code><h2>a</h2>c", "<head>a</head>c"])
@pytest.mark.parametrize("start", ["", DEEP])
def test_the_tolerant_parser_sets_each_text_once(
    monkeypatch: pytest.MonkeyPatch, start: str, part: str
) -> None:
    parser = etree.HTMLParser()
    parser.set_element_class_lookup(COUNTING)
    monkeypatch.setattr(tolerant, "Element", parser.makeelement)
    assert grows_evenly(lambda page: tolerant.parse_tolerantly(page, len(DEEP) // 5), start, part)


@pytest.mark.parametrize("part", ["</html>a", "<p>a</html>c", "<p>a</p></body>c", "</html><html>a"])
def test_what_follows_the_body_is_appended_once(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    monkeypatch.setattr(parsing, "_HTML_ELEMENTS", COUNTING)
    assert grows_evenly(lambda page: parsing.parse_html(page, SETTINGS), "<html><body>", part)
