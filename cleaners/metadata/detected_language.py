"""The language of a text by its letters, for pages that do not declare one."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Protocol, cast

from cleaners.metadata.values import Value
from cleaners.words import word_count

MIN_WORDS = 20
"""A shorter text does not show its language."""

SAMPLE_CHARACTERS = 3_000
"""So many characters show it as well as a whole article."""

MIN_PROBABILITY = 0.9
"""Below it no language is given; none is better than a wrong one."""


class Identifier(Protocol):
    """The part of py3langid's identifier that is used here."""

    def classify(self, text: str) -> tuple[str, float]:
        """Return the likeliest language and its probability."""


@cache
def identifier() -> Identifier:
    """Return the identifier; its model is loaded late because that takes a while."""
    module = import_module("py3langid.langid")
    return cast(
        "Identifier", module.LanguageIdentifier.from_model_file(module.MODEL_FILE, norm_probs=True)
    )


def detect_language(text: str) -> Value[str] | None:
    """Return the language of a text, if it shows one (py3langid, after Lui and Baldwin 2012)."""
    sample = text[:SAMPLE_CHARACTERS]
    if word_count(sample) < MIN_WORDS:
        return None
    language, probability = identifier().classify(sample)
    return Value(language, "py3langid") if probability >= MIN_PROBABILITY else None
