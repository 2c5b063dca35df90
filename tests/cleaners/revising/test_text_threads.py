from __future__ import annotations

import pytest

from cleaners.reasons import Reason
from cleaners.revising.text_threads import mark_text_threads
from tests.cleaners.observed import PROSE, observed_text

LONG = f"{PROSE} " * 4
ARTICLE = [LONG] * 10
SHORT_ARTICLE = [PROSE] * 6


def comments(*lines: str) -> list[str]:
    features = observed_text(*lines)
    found = list(mark_text_threads(features))
    assert {mark.reason for mark in found} <= {Reason.COMMENTS}
    assert all(mark.evidence for mark in found)
    return [features.blocks[mark.block].text for mark in found]


def test_lines_that_say_who_says_so_begin_a_thread() -> None:
    thread = [
        "Ann Quill says",
        "Nice weir.",
        "Jo says",
        PROSE,
        "And more.",
        "Ann Quill says",
        "Ok.",
    ]
    assert comments(*SHORT_ARTICLE, *thread) == thread


def test_greetings_begin_a_thread() -> None:
    thread = ["Hi Ann,", "I was there too.", PROSE, "Thanks for the weir!", "Hey Jo, so was I."]
    assert comments(*ARTICLE, *thread) == thread


@pytest.mark.parametrize(
    "thread",
    [
        ["Danke für den Bericht!", "Ich war dabei.", "Hallo Ann, ich auch."],
        ["Merci pour cet article", "Bonjour Ann,", "J’y étais."],
        ["¡Hola Ann!", "Gracias por el texto."],
        ["Спасибо за статью!", "Здравствуйте, Анна."],
    ],
)
def test_greetings_of_other_languages_begin_one(thread: list[str]) -> None:
    assert comments(*ARTICLE, *thread) == thread


def test_a_thread_begins_below_the_invitation_to_comment() -> None:
    end = "What do you think of the weir? Tell us in the comments."
    thread = ["I was there.", "Hi Ann,", "so was I.", "Great post!"]
    assert comments(*ARTICLE, end, *thread) == thread


@pytest.mark.parametrize(
    "lines",
    [
        [*ARTICLE, "Hi Ann,"],  # a single greeting is in any story
        [*ARTICLE, "Ann Quill says", "Nice weir."],
        ["Hi all,", *SHORT_ARTICLE, "Thanks for your help.", "Hi Jo,", PROSE],  # a forum
        [*ARTICLE, "“Hi Ann,” he called.", "“Thanks for the weir,” she said."],
        [*ARTICLE, "Hi Ann,", *ARTICLE, *ARTICLE, "Thanks for reading."],  # far apart
        [*ARTICLE, "The mill says", "The weir says", "The river says", "The sea says nothing."],
        [*ARTICLE, "Thanks for reading, and tell us more in the comments.", "Hey Jude", "A song."],
    ],
)
def test_what_only_looks_like_a_thread_stays(lines: list[str]) -> None:
    assert comments(*lines) == []
