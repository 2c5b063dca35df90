"""Which of the declared sources are meant."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from flows.sources.declared import Source
from flows.sources.roots import SourceError


def chosen_sources(names: Sequence[str], declared: Mapping[str, Source]) -> dict[str, Source]:
    """Return sources by their names, in the order of the settings.

    Args:
        names: Names; none stands for all.
        declared: The sources of the settings.

    Raises:
        SourceError: There is no source of a name, or none at all.
    """
    if not declared:
        raise SourceError(
            "no source is declared; put a table such as [sources.gazette] into copydesk.toml"
            " (`copydesk config --toml` shows an example)"
        )
    for name in names:
        if name not in declared:
            raise SourceError(f"there is no source {name}; {_advice(name, declared)}")
    return {name: source for name, source in declared.items() if not names or name in names}


def _advice(name: str, declared: Mapping[str, Source]) -> str:
    nearest = difflib.get_close_matches(name, declared, n=1)
    return f"did you mean {nearest[0]}?" if nearest else f"there are {', '.join(declared)}"
