from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from hypothesis import given
from hypothesis import strategies as st

from cleaners.reading.appended_soup import AppendedSoup

PIECES = st.lists(
    st.sampled_from(
        "<p>|</p>|<div>|</div>|<b>|</b>|<li>|</ul>|<ul>|one| two |<br>|<!-- three -->|"
        "<table>|<td>|</table>|</section>|<section>".split("|")
    ),
    max_size=40,
)


def told(node: PageElement) -> tuple[str, str]:
    parent = node.parent.name if node.parent is not None else ""
    return parent, node.name if isinstance(node, Tag) else str(node)


@given(PIECES)
def test_nodes_stand_in_the_order_of_the_plain_soup(pieces: list[str]) -> None:
    page = "".join(pieces)
    plain = BeautifulSoup(page, "html.parser", multi_valued_attributes=None)
    ours = AppendedSoup(page)
    assert [told(node) for node in ours.descendants] == [told(node) for node in plain.descendants]
    assert str(ours) == str(plain)


def test_open_tags_without_end_take_no_minutes() -> None:
    soup = AppendedSoup("<section>text</div>" * 30_000)
    assert sum(isinstance(node, NavigableString) for node in soup.descendants) == 30_000
