from __future__ import annotations

import pytest

from cleaners.document import Mark, Spare
from cleaners.reasons import Reason
from cleaners.revising.siblings import spare_siblings
from tests.cleaners.observed import PROSE, index_of, marked_whole, observed_page, observed_text


def prose(number: int) -> str:
    return f"{number}. {PROSE}"


def spared(html: str, reasons: dict[str, Reason]) -> list[str]:
    """Return the texts of the blocks that are spared."""
    features = observed_page(html)
    claims: list[Mark | Spare] = [
        marked_whole(features, index_of(features.document, text), reason)
        for text, reason in reasons.items()
    ]
    spares = list(spare_siblings(features, claims))
    for spare in spares:
        assert (spare.start, spare.end) == (0, len(features.blocks[spare.block].text))
    return [features.blocks[spare.block].text for spare in spares]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


ENGINE = Reason.BOILERPLATE
STORY = paragraphs(*map(prose, range(5)))


def test_a_paragraph_between_those_that_stay_is_spared() -> None:
    assert spared(f"<div>{STORY}</div>", {prose(2): ENGINE}) == [prose(2)]


def test_a_subhead_between_them_is_spared() -> None:
    html = f"<div>{paragraphs(prose(0), prose(1))}<h2>Wheel</h2>{paragraphs(prose(2))}</div>"
    assert spared(html, {"Wheel": ENGINE}) == ["Wheel"]


@pytest.mark.parametrize("missing", [2, 3])
def test_quotes_and_bold_words_stand_among_their_siblings(missing: int) -> None:
    html = (
        f"<div>{paragraphs(prose(0), prose(1))}<blockquote>{prose(2)}</blockquote>"
        f"<p><b>{prose(3)}</b></p>{paragraphs(prose(4))}</div>"
    )
    assert spared(html, {prose(missing): ENGINE}) == [prose(missing)]


@pytest.mark.parametrize(
    ("html", "reasons"),
    [
        pytest.param(f"<div>{STORY}</div>", {prose(0): ENGINE}, id="the first"),
        pytest.param(f"<div>{STORY}</div>", {prose(4): ENGINE}, id="the last"),
        pytest.param(
            f"<div>{STORY}</div>", {prose(1): ENGINE, prose(2): ENGINE}, id="too few stay"
        ),
        pytest.param(
            f"<div>{paragraphs(*map(prose, range(3)))}</div>",
            {prose(1): ENGINE},
            id="two do not make a text",
        ),
        pytest.param(
            f"<div>{paragraphs(prose(0), prose(1), 'Share this', prose(2))}</div>",
            {"Share this": ENGINE},
            id="no prose",
        ),
        pytest.param(
            f"<div>{paragraphs(prose(0), prose(1))}<aside>{paragraphs(prose(2))}</aside>"
            f"{paragraphs(prose(3))}</div>",
            {prose(2): ENGINE},
            id="in a box of its own",
        ),
        pytest.param(
            f"<div>{paragraphs(prose(0), prose(1))}<h2><a href=/a>Wheel</a></h2>"
            f"{paragraphs(prose(2))}</div>",
            {"Wheel": ENGINE},
            id="a linked headline",
        ),
        pytest.param(
            f"<div>{STORY}</div>", {prose(2): Reason.PROMO}, id="what a detector has named"
        ),
        pytest.param(f"<div>{STORY}</div>", {}, id="nothing goes"),
        pytest.param(
            f"<div>{STORY}</div>",
            {prose(number): ENGINE for number in range(5)},
            id="nothing stays",
        ),
    ],
)
def test_others_are_not_spared(html: str, reasons: dict[str, Reason]) -> None:
    assert spared(html, reasons) == []


def test_paragraphs_that_go_for_a_named_reason_hold_no_text() -> None:
    reasons = {prose(number): Reason.COMMENTS for number in (0, 1, 3, 4)}
    assert spared(f"<div>{STORY}</div>", {**reasons, prose(2): ENGINE}) == []


def test_a_named_mark_beside_the_engines_wins() -> None:
    features = observed_page(f"<div>{STORY}</div>")
    claims = [
        marked_whole(features, 2, ENGINE),
        Mark(2, 0, 10, Reason.PROMO, "test", 0.5),
    ]
    assert not list(spare_siblings(features, claims))


def test_the_spare_says_what_it_saw() -> None:
    features = observed_page(f"<div>{STORY}</div>")
    (spare,) = spare_siblings(features, [marked_whole(features, 2, ENGINE)])
    assert spare.detector == "siblings"
    assert spare.evidence == "between 4 paragraphs of its container that stay"


def test_a_text_has_no_containers() -> None:
    features = observed_text(*map(prose, range(5)))
    assert not list(spare_siblings(features, [marked_whole(features, 2, ENGINE)]))
