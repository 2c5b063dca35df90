"""What a person reads of an explanation, and what never reaches the terminal."""

from __future__ import annotations

import unicodedata

from msgspec.structs import replace

from cleaners.document import Edit, MediaKind
from cleaners.metadata.values import Value
from cleaners.result import Result
from flows.explaining.explanation import explanation_of
from flows.explaining.lines import lines_of
from tests.flows.explaining.results import BLOCKS, REJECTED, result


def shown(of: Result, *, every: bool = False) -> str:
    lines = lines_of(explanation_of(of, "page.html"), every=every)
    return "\n".join(line.gutter + line.text for line in lines)


def test_every_block_is_told_once_with_all_its_parts() -> None:
    explanation = explanation_of(result(), "page.html")
    assert [block.index for block in explanation.blocks] == list(range(len(BLOCKS)))
    for explained, block in zip(explanation.blocks, BLOCKS, strict=True):
        assert "".join(part.text for part in explained.parts) == block.text
    assert [part.reason for part in explanation.blocks[7].parts] == [None, "promo", None]
    assert explanation.blocks[11].is_cut
    assert not explanation.blocks[7].is_cut


def test_the_head_tells_metadata_with_origins_and_what_the_page_was_read_as() -> None:
    text = shown(result(rejected=REJECTED))
    assert "title         Night ferry␛ stays (json_ld.headline)" in text
    assert "authors       Ilse Varga, Odo Lind (meta.author)" in text
    assert "published     unknown" in text
    assert "read as       html, utf-8 (declared, 2 repaired)" in text
    assert "completeness  full" in text
    assert "rejected      index_page: 23 teasers" in text
    assert "warning       deep_nesting: flattened below 2000" in text
    assert "navigation 6, newsletter 1, promo 1" in text
    assert "rejected" not in shown(result())


def test_kept_blocks_stand_as_they_are_and_cuts_say_why() -> None:
    rows = shown(result()).split("\n")
    assert "  # Night ferry stays" in rows
    assert "  The boats leave hourly." in rows
    assert "- [promo, landmarks 0.75: in <nav>␇] Read more here." in rows
    assert "  Fares stay." in [row.rstrip() for row in rows]
    assert "    - pupils pay half" in rows
    assert "  From | To" in rows
    assert "  > We will not give in␛[2J to the tide\\x9b." in rows


def test_runs_of_cut_blocks_are_folded_unless_all_are_asked_for() -> None:
    folded = shown(result())
    assert "- 6 blocks cut (navigation 6; --all shows them); the longest: Section 0" in folded
    assert "Section 3" not in folded
    every = shown(result(), every=True)
    assert "- [navigation, landmarks 0.75: in <nav>␇] Section 3" in every
    assert "blocks cut" not in every


def test_leftovers_of_a_text_are_not_folded() -> None:
    page = result()
    text = replace(page, provenance=replace(page.provenance, media_kind=MediaKind.TEXT))
    rows = shown(text).split("\n")
    for number in range(6):
        assert f"- [navigation, landmarks 0.75: in <nav>␇] Section {number}" in rows


def test_rare_metadata_is_told_only_where_it_is_known() -> None:
    assert "credit" not in shown(result())
    page = result()
    credited = replace(page, metadata=replace(page.metadata, credit=Value("Ambrosia", "line")))
    assert "credit        Ambrosia (line)" in shown(credited)


def test_long_cuts_are_shortened_unless_all_is_asked_for() -> None:
    assert shown(result()).count("and again") < 25
    assert shown(result(), every=True).count("and again") == 40


def test_edits_stand_below_their_block_with_what_cannot_be_seen_escaped() -> None:
    edits = tuple(Edit(8, "spaces", f"pupils\u00a0{n}\u00ad", f"pupils {n}") for n in range(5))
    text = shown(result(edits=edits))
    assert text.index("pupils pay half") < text.index('~ spaces: "pupils\\xa00\\xad" → "pupils 0"')
    assert "2 more edits (--all shows them)" in text
    assert "pupils 4" not in text
    assert '"pupils 4"' in shown(result(edits=edits), every=True)


def test_no_control_character_of_the_page_is_shown() -> None:
    for every in (True, False):
        controls = {
            character
            for character in shown(result(rejected=REJECTED), every=every)
            if unicodedata.category(character) == "Cc"
        }
        assert controls <= {"\n"}
