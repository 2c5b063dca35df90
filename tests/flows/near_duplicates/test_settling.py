"""What is said of articles does not depend on how they came into the catalog."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from flows.near_duplicates.compared_texts import Change, ComparedTexts, Standing
from flows.near_duplicates.settings import NearDuplicates
from flows.near_duplicates.settling import settle
from flows.near_duplicates.signatures import signature_of
from flows.run_settings import run_settings_from
from flows.storing.catalog.near_duplicate_rows import ComparedArticle, LastLook
from tests.flows.near_duplicates.stories import edited, story, text

KEEP = run_settings_from({}).near_duplicates
LEAVE_OUT = replace(KEEP, articles="leave_out")
NEVER = LastLook()
Articles = Sequence[tuple[ComparedArticle, bytes | None]]


@lru_cache(maxsize=200)
def signature(which: int, edits: int, paragraphs: int = 6) -> bytes:
    """Return the signature of a version of a story."""
    return signature_of(text(edited(story(which, paragraphs), 0.05 * edits, edits)))


def article(key: str, day: int = 1, **known: object) -> ComparedArticle:
    """Return an article that was fetched on a day."""
    made = ComparedArticle(
        input=key,
        id=f"{key:0>64}",
        output=f"{key}.md",
        configuration="c",
        words_out=300,
        fetched_at=f"2024-01-{day:02}T00:00:00Z",
    )
    return replace(made, **known)


def settled(
    articles: Articles, options: NearDuplicates = KEEP, last: LastLook = NEVER
) -> tuple[dict[str, Standing], LastLook]:
    """Return what is said of articles, by key, and what the look came to."""
    said = {each.input: Standing(each.near_duplicate, each.output is None) for each, _ in articles}
    with ComparedTexts() as texts:
        look = settle(sorted(articles, key=lambda each: each[0].input), options, last, texts)
        said |= {change.key: change.standing for change in texts.changes()}
    return said, look


def changed(articles: Articles, options: NearDuplicates, last: LastLook) -> list[Change]:
    """Return what a look changes."""
    with ComparedTexts() as texts:
        settle(articles, options, last, texts)
        return list(texts.changes())


def as_settled(articles: Articles, said: dict[str, Standing]) -> Articles:
    """Return articles of which a look has said what it does."""
    return [
        (
            replace(
                each,
                near_duplicate=said[each.input].near_duplicate,
                output=None if said[each.input].left_out else each.output,
            ),
            body,
        )
        for each, body in articles
    ]


versions = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 5)), min_size=1, max_size=10
)


@settings(deadline=None, max_examples=25)
@given(versions, st.randoms(use_true_random=False), st.sampled_from([KEEP, LEAVE_OUT]))
def test_the_order_in_which_articles_come_does_not_matter(
    kinds: list[tuple[int, int, int]], random: Random, options: NearDuplicates
) -> None:
    articles = [
        (article(str(number), day), signature(which, edits))
        for number, (which, edits, day) in enumerate(kinds)
    ]
    said, look = settled(articles, options)
    # One after the other, each with a look of its own, as runs of every night do.
    standing: dict[str, Standing] = {}
    arrived: list[tuple[ComparedArticle, bytes | None]] = []
    last = LastLook()
    shuffled = random.sample(articles, len(articles))
    for each in shuffled:
        arrived = [*as_settled(arrived, standing), each]
        standing, last = settled(arrived, options, last)
    came_back = {key for key, each in standing.items() if each.returns}
    if not came_back:
        assert standing == said
        assert last == look


@settings(deadline=None, max_examples=20)
@given(versions, st.sampled_from([KEEP, LEAVE_OUT]))
def test_a_second_look_changes_nothing(
    kinds: list[tuple[int, int, int]], options: NearDuplicates
) -> None:
    articles = [
        (article(str(number), day), signature(which, edits))
        for number, (which, edits, day) in enumerate(kinds)
    ]
    said, look = settled(articles, options)
    again = as_settled(articles, said)
    assert changed(again, options, look) == []
    assert changed(again, options, LastLook()) == []


def test_the_first_by_fetch_time_is_the_original() -> None:
    body = signature(1, 0)
    articles = [
        (article("a", fetched_at="2024-01-02T00:30:00+02:00"), body),
        (article("b", fetched_at="2024-01-01T23:00:00Z"), body),
        (article("c", fetched_at=None, published="2024-01-03"), body),
        (article("d", fetched_at="yesterday"), body),
        (article("e", fetched_at="0001-01-01T00:00:00+14:00"), body),
    ]
    said, _ = settled(articles)
    assert {key: near_of(each) for key, each in said.items()} == {
        "a": None,
        "b": "a",
        "c": "a",
        "d": "a",
        "e": "a",
    }


def test_the_first_by_publication_is_the_original_where_no_fetch_is_known() -> None:
    body = signature(1, 0)
    articles = [
        (article("a", fetched_at=None), body),
        (article("b", fetched_at=None, published="2024-02-01"), body),
        (article("c", fetched_at=None, published="2024-01-31"), body),
    ]
    said, look = settled(articles)
    assert {key: near_of(each) for key, each in said.items()} == {"a": "c", "b": "c", "c": None}
    assert {each.near_duplicate.cluster for each in said.values() if each.near_duplicate} == {
        f"{'c':0>64}"[:16]
    }
    assert (look.found.copies, look.found.clusters) == (2, 1)


def near_of(standing: Standing) -> str | None:
    """Return the key of the original."""
    assert standing.near_duplicate is not None
    return standing.near_duplicate.of


def test_a_longer_article_is_not_left_out() -> None:
    short = (article("a", 1), signature(1, 0, 3))
    long = (article("b", 2), signature(1, 0, 9))
    said, look = settled([short, long], LEAVE_OUT)
    assert near_of(said["b"]) == "a"
    assert not said["b"].left_out
    said, look = settled([(replace(short[0], fetched_at=None), short[1]), long], LEAVE_OUT)
    assert said["a"].left_out
    assert look.found.left_out == 1


def test_what_is_left_out_comes_back_without_its_original() -> None:
    articles = [(article("a", 1), signature(1, 0)), (article("b", 2), signature(1, 1))]
    said, look = settled(articles, LEAVE_OUT)
    assert said["b"].left_out
    alone = as_settled(articles, said)[1:]
    said, look = settled(alone, LEAVE_OUT, look)
    assert said["b"] == Standing(left_out=True, returns=True)
    marked = [(replace(alone[0][0], configuration="", near_duplicate=None), alone[0][1])]
    assert changed(marked, LEAVE_OUT, look) == []


def test_what_is_not_compared_is_in_no_cluster() -> None:
    short = signature_of("Only seven words of an invented text")
    articles = [
        (article("a"), short),
        (article("b"), short),
        (article("c"), signature(1, 0)),
        (article("d"), None),
        (article("e"), b"made in another way"),
    ]
    said, look = settled(articles)
    assert set(said.values()) == {Standing()}
    assert look.found.unsigned == 2
    said, look = settled([(article("a"), signature(1, 0)), (article("b"), signature(1, 0))])
    again = as_settled([(article("a"), signature(1, 0)), (article("b"), signature(1, 0))], said)
    off = replace(KEEP, enabled=False)
    assert {each.key: each.standing for each in changed(again, off, look)} == {
        "a": Standing(),
        "b": Standing(),
    }
