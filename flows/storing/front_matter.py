"""The head of a Markdown article: what is known of it, as YAML."""

from __future__ import annotations

import io
from collections.abc import Mapping

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from cleaners.result import Result

FIELDS = (
    "title authors published modified site language url canonical image categories license credit"
).split()
"""Metadata in the order in which the front matter has it, each only where the page gives it."""

FENCE = "---\n"
_NO_WRAPPING = 1_000_000


def front_matter(result: Result) -> str:
    """Return the front matter of an article, between its fences.

    Every text is quoted, so that readers of YAML 1.1 and 1.2 agree (``no`` and ``2024-05-01``
    stay what they are).
    """
    values: dict[str, object] = {}
    for field in FIELDS:
        found = getattr(result.metadata, field)
        if found is not None:
            values[field] = found.value
    values["completeness"] = str(result.completeness)
    values["id"] = result.provenance.identifier
    return FENCE + _yaml(values) + FENCE


def _yaml(values: Mapping[str, object]) -> str:
    # The pure emitter, so that the bytes do not depend on whether the one in C is installed.
    yaml = YAML(typ="rt", pure=True)
    yaml.width = _NO_WRAPPING
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump({name: _quoted(value) for name, value in values.items()}, stream)
    return stream.getvalue()


def _quoted(value: object) -> object:
    if isinstance(value, str):
        return DoubleQuotedScalarString(value)
    if isinstance(value, tuple):
        return [_quoted(each) for each in value]
    return value
