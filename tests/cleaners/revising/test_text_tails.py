from __future__ import annotations

import pytest

from cleaners.reasons import Reason
from cleaners.revising.text_tails import mark_text_tails
from tests.cleaners.observed import PROSE, index_of, marked_whole, observed_text

ARTICLE = [f"{PROSE} No {number} was built in the year of the flood." for number in range(12)]
END = "Subscribe to the Weir Gazette"
PROMPT = "Write to the gate keeper for a tour of the weir and the mill, on Mondays only."


def marked(
    *lines: str, reason: Reason = Reason.NEWSLETTER, ends: tuple[str, ...] = (END,)
) -> dict[str, Reason]:
    features = observed_text(*lines)
    claims = [
        marked_whole(features, index_of(features.document, line), reason)
        for line in ends
        if line in lines
    ]
    found = list(mark_text_tails(features, claims))
    assert all(mark.evidence for mark in found)
    return {features.blocks[mark.block].text: mark.reason for mark in found}


@pytest.mark.parametrize(
    "reason", [Reason.NEWSLETTER, Reason.COMMENTS, Reason.LEGAL, Reason.RELATED, Reason.ABOUT]
)
def test_what_is_left_behind_the_end_goes_with_its_reason(reason: Reason) -> None:
    assert marked(*ARTICLE, END, PROMPT, "Opening hours", reason=reason) == {
        PROMPT: reason,
        "Opening hours": reason,
    }


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([*ARTICLE, END, *[f"{PROSE} So said no {n}." for n in range(4)]], Reason.NEWSLETTER),
        ([ARTICLE[0], END, PROMPT], Reason.NEWSLETTER),
        ([*ARTICLE, END, PROMPT], Reason.PROMO),  # stands between paragraphs as often as not
        ([*ARTICLE, END, PROMPT], Reason.CAPTION),
        ([*ARTICLE, PROMPT], Reason.NEWSLETTER),
    ],
)
def test_much_text_or_another_cut_ends_nothing(lines: list[str], reason: Reason) -> None:
    assert marked(*lines, reason=reason) == {}


def test_a_box_that_comes_again_ends_nothing() -> None:
    features = observed_text(*ARTICLE[:6], END, *ARTICLE[6:], END, PROMPT)
    claims = [marked_whole(features, index, Reason.NEWSLETTER) for index in (6, 13)]
    assert list(mark_text_tails(features, claims)) == []


TEASERS = [
    "- Mill to turn again in spring 2024-10-14 The council has voted for the wheel of oak",
    "- Weir keeper retires after the flood 2024-10-12 She had opened the gates for two winters",
]


def test_last_items_with_dates_are_teasers() -> None:
    assert marked(*ARTICLE, *TEASERS) == dict.fromkeys(TEASERS, Reason.RELATED)
    named = [f"• Seen on the weir’s own page, consulted on {day} May 2024" for day in (3, 4)]
    assert marked(*ARTICLE, *named) == dict.fromkeys(named, Reason.RELATED)


@pytest.mark.parametrize(
    "items",
    [
        TEASERS[:1],
        [teaser.removeprefix("- ") for teaser in TEASERS],
        ["- 3 May 2024: the gates are opened", "- 4 May 2024: the gates are shut"],
        ["- 2024-05-03 the gates are opened", "- 2024-05-04 the gates are shut"],
        [f"{teaser} {PROSE} {PROSE} {PROSE}" for teaser in TEASERS],
        [*TEASERS, "- The gates stay shut until the spring"],
    ],
)
def test_a_chronicle_or_a_list_stays(items: list[str]) -> None:
    assert marked(*ARTICLE, *items) == {}


def test_long_dated_items_go_below_the_heading_of_other_stories() -> None:
    items = [f"{teaser} {PROSE} {PROSE} {PROSE}" for teaser in TEASERS]
    found = marked(*ARTICLE, END, *items, reason=Reason.PROMO)
    assert found == dict.fromkeys(items, Reason.RELATED)


def test_headlines_that_say_all_twice_begin_a_list_of_teasers() -> None:
    doubled = ["Mill to turn again Mill to turn again", "Weir keeper retires Weir keeper retires"]
    tail = [doubled[0], "The council voted.", doubled[1], "She opened the gates."]
    assert marked(*ARTICLE, *tail) == dict.fromkeys(tail, Reason.RELATED)
    assert marked(*ARTICLE, doubled[0], "The council voted.") == {}
    assert marked(*ARTICLE, "Row row row Row row row", *ARTICLE) == {}


def test_notes_on_cookies_follow_the_notice() -> None:
    notice = "This website uses cookies to show you the weir."
    notes = ["Functional cookies help.", "Other cookies are counted.", *ARTICLE[:2]]
    found = marked(*ARTICLE, notice, *notes, reason=Reason.CONSENT, ends=(notice,))
    assert found == dict.fromkeys(notes[:2], Reason.CONSENT)


def test_rules_for_comments_end_a_text() -> None:
    rules = (
        "The Gazette wants a civil forum. Please keep comments relevant and respectful. We have "
        "turned on letters to you, so that you know who has answered, and where, and when."
    )
    assert marked(*ARTICLE, rules) == {rules: Reason.COMMENTS}
    assert marked(rules, *ARTICLE) == {}
