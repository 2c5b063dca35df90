from __future__ import annotations

import pytest

from cleaners.detecting.captions import mark_captions
from cleaners.document import Document
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


def marked(document: Document) -> list[str]:
    marks = list(mark_captions(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.CAPTION}
    assert all(mark.evidence for mark in marks)
    assert all(mark.end == len(document.blocks[mark.block].text) for mark in marks)
    return [document.blocks[mark.block].text[mark.start : mark.end] for mark in marks]


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO: Divers look at the broken quay",
        "Photo: Ilka Brenn",
        "The quay after the storm. Photo: Ilka Brenn",
        "Divers look at the foundations of the quay. (Image Credit: Harbourview/@quaywatch)",
        "Divers look at the foundations of the quay (Photo by Ilka Brenn)",
        "A ferry waits outside the harbour. (AP Photo/Ilka Brenn)",
        "Ilka Brenn/Getty Images",
        "STR/AFP via Getty Images",
        "Brenn | Shutterstock",
        "Photo courtesy of Marsh & Sons",
        "Enlarge image",
        "Foto: Ilka Brenn/dpa",
        "Der Kai nach dem Sturm Foto: Ilka Brenn/imago",
        "Taucher am Fundament des Kais. (Symbolbild)",
        "Bild vergrößern",
        "Archivbild",
        "Le quai après la tempête. (Photo Ilse Marbach)",
        "Crédit photo : Ilse Marbach",
        "Agrandir l’image",
        "El muelle tras la tormenta. Foto: Inés Roldán",
        "Imagen de archivo",
    ],
)
def test_a_caption_is_marked_by_its_wording(line: str) -> None:
    assert set(marked(text_document(PROSE, line, PROSE))) == {line}
    html = f"<body><article><p>{PROSE}</p><p>{line}</p><p>{PROSE}</p></article></body>"
    assert set(marked(document_of(html))) == {line}


@pytest.mark.parametrize(
    "line",
    [
        "The photo shows the quay after the storm.",
        "Video: 4K/30p with no crop",
        "Cost per credit: $472",
        "Credits:",
        "Bring your wallet (credit cards, cash and so on)",
        "She works for Getty Images in the harbour town, where she photographs storms.",
        "He sold the photo: a quay, a crane and a gull. Nobody had asked him to take it.",
        "Image processing",
        "Zu teuer, sagte die Bürgermeisterin (Foto).",
        "Der Kai sei verloren, schrieb das Blatt (Bild am Sonntag).",
        "Das Bild der Stadt: ein Hafen, der sich wandelt",
        "1/12",
    ],
)
def test_other_lines_with_such_words_stay(line: str) -> None:
    assert marked(text_document(PROSE, line, PROSE)) == []


def test_captions_are_marked_by_their_elements() -> None:
    html = f"""<body><article><p>{PROSE}</p>
      <figure><img src="a.jpg"><figcaption>Divers at the quay</figcaption></figure>
      <p class="photo-caption">The quay from above</p><p>3/12</p>
      <p>{PROSE}</p></article></body>"""
    assert marked(document_of(html)) == [
        "Divers at the quay",
        "The quay from above",
        "3/12",
    ]


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><blockquote>We build.</blockquote><figcaption>Ilka Brenn</figcaption></figure>",
        "<figure><pre>quay.rebuild()</pre><figcaption>Listing 1: The quay</figcaption></figure>",
        "<table><caption>Storms by year</caption><tr><td>2019</td><td>4</td></tr></table>",
    ],
)
def test_the_caption_of_a_quotation_a_listing_or_a_table_stays(figure: str) -> None:
    assert marked(document_of(f"<body><article><p>{PROSE}</p>{figure}</article></body>")) == []
