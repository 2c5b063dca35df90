from __future__ import annotations

import unicodedata
from time import perf_counter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Block, BlockKind, Document, Edit, MediaKind
from cleaners.normalizing.repairing import (
    EMPTY_BLOCK,
    RULES,
    RULES_IN_TABLE,
    has_clean_lines,
    is_clean,
    repair,
    repaired_once,
    repaired_text,
)
from cleaners.normalizing.replaying import replay_blocks
from cleaners.settings import NormalizingSettings, settings_from
from tests.cleaners.building import document_of
from tests.cleaners.normalizing.cases import Case, cases_of, parameters
from tests.cleaners.normalizing.strategies import TEXTS, documents

SECONDS = 10.0
"""Far more than it takes, far less than if time grew with the square of the length."""

SETTINGS = settings_from({}).normalizing


@pytest.mark.parametrize("case", parameters("characters"))
def test_characters_are_repaired(case: Case) -> None:
    assert repaired(case.text) == case.after


@pytest.mark.parametrize("case", cases_of("characters").negative)
def test_near_misses_make_no_edits(case: Case) -> None:
    document = page_document(case.text)
    assert repair(document, SETTINGS) == (document, ())


def test_a_document_without_faults_is_returned_itself() -> None:
    document = page_document("One", "Two\nlines", "naïve “three”")
    same, edits = repair(document, SETTINGS)
    assert same is document
    assert edits == ()


def test_edits_stand_in_their_order_with_places_in_the_text_so_far() -> None:
    _, edits = repair(page_document("fine", "a\u00a0\u200bb \u00a0c"), SETTINGS)
    assert edits == (
        Edit(1, "zero_width", "\u200b", "", 2),
        Edit(1, "exotic_spaces", "\u00a0", " ", 1),
        Edit(1, "exotic_spaces", "\u00a0", " ", 4),
        Edit(1, "white_space", "  ", " ", 3),
    )


def test_preformatted_text_stays_to_the_byte() -> None:
    text = " \tx\u00a0=\u00a01\u00ad  # cafe\u0301 donâ€™t\r\n\u200b"
    document = blocks_document(Block(0, BlockKind.PREFORMATTED, text))
    assert repair(document, SETTINGS) == (document, ())


def test_a_table_keeps_its_rows_and_cells() -> None:
    text = "Port\u00a0\t depth \tcranes\nOld\u2028quay\t\u00a0\t\nNew  quay\t12\u00a0m\t3"
    table = blocks_document(Block(0, BlockKind.TABLE, text))
    document, _ = repair(table, SETTINGS)
    assert document.blocks[0].text == "Port\tdepth\tcranes\nOld quay\t\t\nNew quay\t12 m\t3"


def test_a_block_of_which_nothing_is_left_goes() -> None:
    document, edits = repair(page_document("one\u00ad", "\u2003", "\u0001 ", "two\u00ad"), SETTINGS)
    assert [(block.index, block.text) for block in document.blocks] == [(0, "one"), (1, "two")]
    assert edits == (
        Edit(0, "soft_hyphens", "\u00ad", "", 3),
        Edit(1, EMPTY_BLOCK, "\u2003", ""),
        Edit(1, EMPTY_BLOCK, "\u0001 ", ""),
        Edit(1, "soft_hyphens", "\u00ad", "", 3),
    )


def test_a_table_without_words_goes() -> None:
    document, edits = repair(blocks_document(Block(0, BlockKind.TABLE, "\u2003\t\n\t")), SETTINGS)
    assert document.blocks == ()
    assert [edit.rule for edit in edits] == [EMPTY_BLOCK]


def test_the_title_is_repaired_without_an_edit() -> None:
    page = "<title>Cafe\u0301 &nbsp; closed</title><p>Fine.</p>"
    document, edits = repair(document_of(page), SETTINGS)
    assert document.title == "Café closed"
    assert edits == ()


def test_a_single_line_can_be_repaired() -> None:
    assert repaired_text("Ada\u00a0Quill\u200b", SETTINGS) == "Ada Quill"
    assert repaired_text("Ada Quill", SETTINGS) == "Ada Quill"
    assert repaired_text("\u2003", SETTINGS) == ""


RULES_OF_TEXT = {"character_references", "stray_tags", "line_joins"}
"""They are looked at in ``test_text_rules.py``."""

EXAMPLES = {
    "mojibake": "donâ€™t",
    "control_characters": "a\u0007b",
    "soft_hyphens": "a\u00adb",
    "direction_marks": "a\u200eb",
    "zero_width": "a\u200bb",
    "composition": "e\u0301",
    "exotic_spaces": "a\u00a0b",
    "line_breaks": "a\u2028b",
    "white_space": "a  b",
}


def test_every_kind_of_repair_has_an_example_and_a_switch() -> None:
    others = {"quote_direction", "quote_spacing", *RULES_OF_TEXT}
    assert set(EXAMPLES) | others == set(NormalizingSettings.__struct_fields__)


@pytest.mark.parametrize("rule", EXAMPLES)
def test_each_kind_of_change_can_be_turned_off(rule: str) -> None:
    document = page_document(EXAMPLES[rule])
    _, edits = repair(document, SETTINGS)
    assert {edit.rule for edit in edits} == {rule}
    turned_off = msgspec.structs.replace(SETTINGS, **{rule: False})
    assert repair(document, turned_off) == (document, ())


@given(documents())
def test_repairing_twice_gives_the_same(document: Document) -> None:
    once, _ = repair(document, SETTINGS)
    again, edits = repair(once, SETTINGS)
    assert again is once
    assert edits == ()


@given(documents())
def test_edits_can_be_replayed(document: Document) -> None:
    after, edits = repair(document, SETTINGS)
    texts = [block.text for block in document.blocks]
    assert replay_blocks(texts, edits) == [block.text for block in after.blocks]


@given(documents())
def test_blocks_are_never_empty_and_know_their_places(document: Document) -> None:
    after, edits = repair(document, SETTINGS)
    assert [block.index for block in after.blocks] == list(range(len(after.blocks)))
    assert all(
        block.text.strip() for block in after.blocks if block.kind is not BlockKind.PREFORMATTED
    )
    assert all(edit.before != edit.after for edit in edits)


@given(TEXTS)
def test_the_words_stay(text: str) -> None:
    settings = msgspec.structs.replace(SETTINGS, mojibake=False)
    document, _ = repair(page_document(text), settings)
    after = document.blocks[0].text if document.blocks else ""
    assert visible(after) == visible(text)


@given(st.sampled_from([BlockKind.PARAGRAPH, BlockKind.TABLE]), TEXTS | st.text(max_size=5))
def test_what_is_passed_over_needed_nothing(kind: BlockKind, text: str) -> None:
    block = Block(0, kind, text)
    if is_clean(text) or has_clean_lines(block):
        rules = RULES_IN_TABLE if kind is BlockKind.TABLE else RULES
        assert repaired_once(block, rules) == (block, [])


def test_every_character_that_a_rule_looks_for_is_seen() -> None:
    for rule in RULES:
        assert not any(is_clean(f"a{character}b") for character in rule.triggers or ())


@pytest.mark.parametrize(
    "piece", ["naÃ¯ve ", "a\u00a0 ", "e\u0301", " ", "\u200b", "х\u200d", "é€", "\n \n", "\u2003\n"]
)
def test_a_long_text_takes_time_by_its_length(piece: str) -> None:
    began = perf_counter()
    repaired(piece * 20_000)
    assert perf_counter() - began < SECONDS


def test_many_empty_blocks_take_time_by_their_number() -> None:
    began = perf_counter()
    document, _ = repair(page_document(*["\u2003"] * 20_000), SETTINGS)
    assert document.blocks == ()
    assert perf_counter() - began < SECONDS


def repaired(text: str) -> str:
    document, _ = repair(page_document(text), SETTINGS)
    return document.blocks[0].text if document.blocks else ""


def page_document(*paragraphs: str) -> Document:
    return blocks_document(
        *(Block(index, BlockKind.PARAGRAPH, text) for index, text in enumerate(paragraphs))
    )


def blocks_document(*blocks: Block) -> Document:
    return Document(media_kind=MediaKind.HTML, blocks=blocks)


def visible(text: str) -> str:
    """Return the characters that one sees, composed."""
    seen = (
        character
        for character in text
        if not character.isspace()
        and character != "\ufffc"
        and unicodedata.category(character) not in {"Cc", "Cf", "Cn"}
    )
    return unicodedata.normalize("NFC", "".join(seen))
