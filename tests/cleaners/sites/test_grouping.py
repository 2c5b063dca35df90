"""Texts without a host, in groups by the lines of their site."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.document import Page
from cleaners.pipeline import Cleaner
from cleaners.sites.grouping import groups_of
from cleaners.sites.knowledge import knowledge_of
from cleaners.sites.observations import PageObservation
from cleaners.sites.site import Site
from cleaners.sites.statistics import merged
from tests.cleaners.sites.making import sentences

CLEANER = Cleaner()
GAZETTE = ("Find more from the quay at Harbour Gazette Plus.", "The gulls read us, too, every day")
COURIER = ("Hill Courier, printed above the clouds", "Write to the goat at our front desk")


def shown(text: tuple[str, ...]) -> PageObservation:
    return CLEANER.observe(Page("\n\n".join(text)))[0]


def site(first: int, lines: tuple[str, ...], count: int = 4) -> list[PageObservation]:
    return [shown((*sentences(first + at, 4), *lines)) for at in range(count)]


def numbers(pages: list[PageObservation]) -> frozenset[int]:
    return frozenset(page.page for page in pages)


def test_two_sites_are_two_groups() -> None:
    gazette, courier = site(0, GAZETTE), site(10, COURIER)
    others = [shown(sentences(number, 5)) for number in range(20, 24)]
    found = groups_of([*gazette, *others, *courier])
    assert set(found) == {numbers(gazette), numbers(courier)}


def test_a_wire_story_does_not_join_the_sites_that_print_it() -> None:
    story = ("Tram line reopens on Monday", "How it came about", *sentences(99, 6), "By Ada Quill")
    gazette = [*site(0, GAZETTE), shown((*story, *GAZETTE))]
    courier = [*site(10, COURIER), shown((*story, *COURIER))]
    found = groups_of([*gazette, *courier])
    assert set(found) == {numbers(gazette), numbers(courier)}


def test_lines_of_all_sites_join_none() -> None:
    everywhere = ("Leave a reply", "Share this", "Related articles")
    assert groups_of(site(0, everywhere, 6)) == []


def test_a_background_paragraph_joins_none() -> None:
    paragraph = sentences(77, 1)
    pages = [shown((*sentences(at, 4)[:2], *paragraph, *sentences(at, 8)[2:])) for at in range(6)]
    assert groups_of(pages) == []


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_order(chance: object) -> None:
    pages = [*site(0, GAZETTE), *site(10, COURIER), *site(20, (*GAZETTE[:1], COURIER[1]))]
    mixed = pages * 2
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert groups_of(mixed) == groups_of(pages)


def test_two_articles_without_host_lose_their_footer_and_keep_what_they_share() -> None:
    """As two texts of one site that share a paragraph and a footer, with some more of its kind."""
    shared = sentences(99, 1)
    bodies = [sentences(number, 5) for number in range(7)]
    bodies[0] = (*bodies[0][:3], *shared, *bodies[0][3:])
    bodies[1] = (*bodies[1][:2], *shared, *bodies[1][2:])
    pages = [Page("\n\n".join((*body, *GAZETTE))) for body in bodies]
    observed = [CLEANER.observe(page)[0] for page in pages]
    (group,) = groups_of(observed)
    assert group == numbers(observed)
    known = Site("group", knowledge_of(merged("group", observed)))
    for page, body in zip(pages[:2], bodies[:2], strict=True):
        assert CLEANER.clean(page).text == "\n\n".join((*body, *GAZETTE))
        assert CLEANER.clean(page, known).text == "\n\n".join(body)
