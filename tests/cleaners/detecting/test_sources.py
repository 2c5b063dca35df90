from __future__ import annotations

import pytest

from cleaners.detecting.sources import mark_sources
from cleaners.document import Document
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


def marked(document: Document) -> list[str]:
    marks = list(mark_sources(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.SOURCE}
    assert all(mark.evidence for mark in marks)
    return [document.blocks[mark.block].text[mark.start : mark.end] for mark in marks]


@pytest.mark.parametrize(
    "line",
    [
        "Source: Norrvik Courier",
        "Quelle: dpa",
        "(Quelle: APA/sda/dpa)",
        "Quelle: norrvik.example, ibr/dpa",
        "(dpa/afp)",
        "mit dpa",
        "avec AFP",
        "Source : AFP",
        "Fuente: EFE",
        "With reports from Norrvik Courier and Tidal Radio",
        "Mit Material von dpa",
    ],
)
def test_a_source_behind_the_article_is_marked(line: str) -> None:
    assert set(marked(text_document(PROSE, PROSE, line))) == {line}
    html = f"<body><article><p>{PROSE}</p><p>{PROSE}</p><p>{line}</p></article></body>"
    assert set(marked(document_of(html))) == {line}


@pytest.mark.parametrize(
    "lines",
    [
        ["Source: Norrvik Courier", PROSE, PROSE],
        [PROSE, "Source: my grandmother’s kitchen", PROSE, PROSE],
        [PROSE, PROSE, "Sources:"],
        [PROSE, PROSE, "Source: the board says that it has never seen a storm like that one"],
        [PROSE, PROSE, "und"],
        [PROSE, PROSE, "With reports from three harbours the picture is clear at last."],
        [PROSE, PROSE, "Mit Informationen der Polizei ging der Rat sparsam um."],
        [PROSE, PROSE, "Sources of the river"],
    ],
)
def test_other_lines_stay(lines: list[str]) -> None:
    assert marked(text_document(*lines)) == []


def test_the_source_of_a_table_stays() -> None:
    table = "<table><tr><th>Year</th><th>Storms</th></tr><tr><td>2019</td><td>4</td></tr></table>"
    html = f"<body><p>{PROSE}</p>{table}<p>Source: Harbour Board</p><p>{PROSE}</p></body>"
    assert marked(document_of(html)) == []
