from __future__ import annotations

import pytest

from cleaners.metadata.detected_language import detect_language

TEXTS = {
    "en": "The ferry was late again on Monday, and nobody on the quay could say when the next one "
    "would come, because the office had been closed since the spring.",
    "de": "Die Fähre kam am Montag wieder zu spät, und am Kai wusste niemand, wann die nächste "
    "kommen würde, denn das Büro ist seit dem Frühjahr geschlossen.",
    "ru": "Паром в понедельник снова опоздал, и никто на причале не мог сказать, когда придёт "
    "следующий, потому что контора с весны закрыта и телефон не отвечает.",
    "ja": "月曜日のフェリーはまた遅れ、次の便がいつ来るのか、岸壁では誰にも分からなかった。"
    "事務所は春から閉まったままだ。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_shows_its_language(language: str) -> None:
    found = detect_language(TEXTS[language])
    assert found is not None
    assert (found.value, found.origin) == (language, "py3langid")


@pytest.mark.parametrize("text", ["", "OK", "12 34 56 " * 30, "Ferry late"])
def test_a_text_without_enough_words_does_not(text: str) -> None:
    assert detect_language(text) is None
