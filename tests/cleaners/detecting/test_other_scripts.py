"""Texts in Russian, Turkish, Arabic, Chinese, Japanese and Korean: what is cut, and near misses."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleaners.document import Page
from cleaners.pipeline import Cleaner

CASES = tomllib.loads((Path(__file__).parent / "other_scripts.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner()


def page_of(*lines: str) -> Page:
    return Page(raw="\n\n".join(lines).encode(), name="page.txt")


@pytest.mark.parametrize("language", CASES)
def test_the_lines_around_an_article_are_cut_for_their_reasons(
    cleaner: Cleaner, language: str
) -> None:
    case = CASES[language]
    above = [("title", case["title"]), ("title", case["title"]), ("dateline", case["dateline"])]
    below = list(case["below"].items())
    lines = [text for _, text in above] + case["prose"] + [text for _, text in below]
    result = cleaner.clean(page_of(*lines))
    assert [(str(cut.reason), cut.text) for cut in result.cuts] == above + below
    assert result.text == "\n\n".join(case["prose"])


@pytest.mark.parametrize("language", CASES)
def test_sentences_that_only_speak_of_such_things_stay(cleaner: Cleaner, language: str) -> None:
    prose, misses = CASES[language]["prose"], CASES[language]["near_misses"]
    result = cleaner.clean(page_of(*prose[:2], misses[0], *prose[2:], *misses[1:]))
    assert [cut.text for cut in result.cuts] == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Фото: Алла Северцева / Вестник Речного", "caption"),
        ("Источник: Вестник Речного", "source"),
        ("Поделиться", "share"),
        ("Реклама", "advertisement"),
        ("Материал доступен только подписчикам", "paywall"),
        ("Мы используем файлы cookie, чтобы сайт работал лучше.", "consent"),
        ("Fotoğraf: Kemal Taşdelen", "caption"),
        ("Haberin devamı için tıklayın", "promo"),
        ("HABERİ PAYLAŞ", "share"),
        ("Bu içerik abonelere özel", "paywall"),
        ("شارك المقال", "share"),
        ("إعلان", "advertisement"),
        ("المصدر: وكالات", "source"),
        ("العودة إلى الأعلى", "navigation"),
        ("责任编辑：林秋禾", "notice"),
        ("来源：河口日报", "source"),
        ("廣告", "advertisement"),
        ("分享到微信", "share"),
        ("圖片來源：河口日報", "caption"),
        ("本文僅代表作者個人觀點，不代表本報立場。", "about"),
        ("この記事は有料会員限定です。", "paywall"),
        ("ページトップへ戻る", "navigation"),
        ("写真：川口新聞", "caption"),
        ("スポンサーリンク", "advertisement"),
        ("当サイトではCookieを使用しています。", "consent"),
        ("この記事をシェアする", "share"),
        ("[사진=강마을신문]", "caption"),
        ("글자크기 설정", "share"),
        ("이 기사는 유료회원 전용입니다.", "paywall"),
        ("출처: 강마을신문", "source"),
        ("본문 바로가기", "navigation"),
        ("개인정보처리방침", "legal"),
    ],
)
def test_a_line_below_an_article_is_cut(cleaner: Cleaner, line: str, reason: str) -> None:
    language = language_of(line)
    result = cleaner.clean(page_of(*CASES[language]["prose"], line))
    assert [(str(cut.reason), cut.text) for cut in result.cuts] == [(reason, line)]


def language_of(line: str) -> str:
    """Return the language of the article that a line stands below."""
    first_and_last = {
        "ko": ("\uac00", "\ud7a3"),
        "ja": ("\u3040", "\u30ff"),
        "zh": ("\u4e00", "\u9fff"),
        "ar": ("\u0600", "\u06ff"),
        "ru": ("\u0400", "\u04ff"),
    }
    for language, (first, last) in first_and_last.items():
        if any(first <= letter <= last for letter in line):
            return language
    return "tr"
