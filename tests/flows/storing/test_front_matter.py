"""Front matter that every reader of YAML takes for the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cleaners.metadata.values import Metadata, Value
from flows.storing.front_matter import front_matter
from tests.flows.working.results import result_of

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    ["no", "2024-05-01", "1e3", "null", "---", "a: b # c", "'", '"', "\u2028", "x" * 500 + " y"]
)


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_values_come_back_as_they_were(title: str, authors: list[str]) -> None:
    metadata = Metadata(title=Value(title, "dom"), authors=Value(tuple(authors), "dom"))
    text = front_matter(result_of(["One."], metadata=metadata))
    head, _, rest = text.removeprefix("---\n").rpartition("---\n")
    assert not rest
    for version in ((1, 1), (1, 2)):
        yaml = YAML(typ="safe", pure=True)
        yaml.version = version
        loaded = yaml.load(head)
        assert loaded["title"] == title
        assert loaded["authors"] == authors
        assert loaded["completeness"] == "full"


def test_only_what_is_known_is_there() -> None:
    lines = front_matter(result_of(["One."])).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["---", "completeness", "id", "---"]
