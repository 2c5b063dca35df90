"""The sample pages come out as ``raw/README.md`` says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaners import Completeness, Page, Result, clean

SAMPLES = Path(__file__).parents[2] / "raw" / "samples"

WORDS = {
    "harbour-gazette.example/ferry-terminal-vote.html": (
        ["A berth that floods", "Nobody is going to Tallow Street"],
        ["Morning Tide", "Skip to main content", "Copy link", "How the rope works became"],
    ),
    "hedgerow-notes.example/laying-a-winter-hedge.html": (
        ["Clear first, cut later", "A hedge remembers who cut it"],
        ["Leave a Reply"],
    ),
    "civic-monitor.example/school-meals-audit.html": (["contract"], ["opens in a new"]),
    "signal-post.example/night-bus-trial.html": (["night"], []),
    "docs.quillqueue.example/retry-policies.html.zst": (
        ["A job that fails is not lost"],
        ["¶", "Retry policies"],
    ),
}

REJECTED = {
    "harbour-gazette.example/local-news-index.html": "index_page",
    "harbour-gazette.example/page-not-found.html": "error_page",
    "orchard-ledger.example/cider-tax-vote.html": "blocked",
    "hafenblatt.example/einwilligung.html": "blocked",
    "odd-files/empty.html": "empty",
}

LANGUAGES = {
    "wehletal-bote.example/bruecke-bleibt-gesperrt.html": ("de", "Brücke über die Wehle"),
    "diario-de-la-vega.example/regantes-ceden-agua.html": ("es", "Los regantes de Alcorza"),
    "kurier-nadwilczy.example/tramwaj-wraca.html": ("pl", "Tramwaj wraca na Podgrodzie"),
    "vestnik-zarechya.example/plavuchaya-biblioteka.html": ("ru", "Плавучая библиотека"),
    "foni-tou-limaniou.example/farofylakas.html": ("el", "Η τελευταία φαροφύλακας"),
    "sawt-almarsa.example/haris-albustan.html": ("ar", "حارس البستان"),
    "kol-hagiva.example/night-bakery.html": ("he", "המאפייה שנפתחת"),
    "jianghe-ribao.example/liuwan-dukou.html": ("zh", "百年渡口"),
    "minato-shimpo.example/tokei-ugoku.html": ("ja", "廃校の時計"),
    "saebyeok-ilbo.example/beoseu-siin.html": ("ko", "마을버스 기사가"),
    "nadi-samachar.example/saat-kuen.html.gz": ("hi", "बारिश का पानी"),
}


def cleaned(name: str) -> Result:
    file = SAMPLES / name
    sidecar = file.with_suffix(".json")
    facts = json.loads(sidecar.read_text("utf-8")) if sidecar.exists() else {}
    return clean(
        file.read_bytes(),
        url=facts.get("url"),
        headers=facts.get("headers"),
        status=facts.get("status"),
        fetched_at=facts.get("fetched_at"),
    )


@pytest.mark.parametrize("name", WORDS)
def test_the_article_stays_and_the_rest_goes(name: str) -> None:
    text = cleaned(name).text
    stays, goes = WORDS[name]
    assert [words for words in stays if words not in text] == []
    assert [words for words in goes if words in text] == []


@pytest.mark.parametrize("name", REJECTED)
def test_what_is_no_article_is_rejected(name: str) -> None:
    rejected = cleaned(name).rejected
    assert rejected is not None
    assert rejected.reason == REJECTED[name]


@pytest.mark.parametrize("name", LANGUAGES)
def test_legacy_encodings_and_other_scripts_are_read(name: str) -> None:
    metadata = cleaned(name).metadata
    language, title = LANGUAGES[name]
    assert metadata.language is not None
    assert metadata.language.value.partition("-")[0] == language
    assert metadata.title is not None
    assert metadata.title.value.startswith(title)


def test_a_paywalled_page_is_a_teaser() -> None:
    result = cleaned("harbour-gazette.example/canal-report-subscribers.html")
    assert result.completeness is Completeness.TEASER
    assert result.rejected is None


def test_a_thread_below_an_article_is_kept_apart() -> None:
    result = cleaned("gridlamp.example/parts-register-for-repair-cafes.html")
    assert result.comments
    assert not any(comment in result.text for comment in result.comments if len(comment) > 40)


def test_pages_hold_no_state_for_one_another() -> None:
    name = "harbour-gazette.example/ferry-terminal-vote.html"
    first = cleaned(name)
    cleaned("hedgerow-notes.example/laying-a-winter-hedge.html")
    assert cleaned(name) == first
    assert Page(b"").headers == {}
