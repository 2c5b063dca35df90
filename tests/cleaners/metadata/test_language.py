from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Page
from cleaners.metadata import extract_metadata, extract_settled_metadata
from cleaners.metadata.language import dominant_script, normal_tag
from cleaners.settings import settings_from
from tests.cleaners.metadata.pages import json_ld, meta, tree_of


def language_of(
    head: str = "",
    language: str = "",
    text: str = "",
    headers: dict[str, str] | None = None,
) -> tuple[str, str] | None:
    page = Page(raw=b"", headers=headers or {})
    tree = tree_of(head, language=language)
    found = extract_metadata(tree, page, settings_from({}).metadata, text=text).language
    return (found.value, found.origin) if found else None


def test_the_page_declares_its_language() -> None:
    assert language_of(language="de-at") == ("de-AT", "dom.lang")
    assert language_of(json_ld({"@type": "Article", "inLanguage": "fr"})) == (
        "fr",
        "json_ld.inLanguage",
    )
    assert language_of(meta(og__locale="pt_BR")) == ("pt-BR", "open_graph.og:locale")
    assert language_of('<meta http-equiv="Content-Language" content="cs, sk">') == (
        "cs",
        "http_equiv.content-language",
    )
    assert language_of(headers={"Content-Language": "nl"}) == ("nl", "http.content-language")
    assert language_of() is None


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("EN", "en"),
        ("en_us", "en-US"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("de_DE.UTF-8", "de-DE"),
        ("en, de", "en"),
        ("english", None),
        ("und", None),
        ("", None),
        ("e", None),
        ("{{lang}}", None),
    ],
)
def test_tags_are_normal(written: str, tag: str | None) -> None:
    assert normal_tag(written) == tag


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("연락선이 만으로 돌아왔다고 한다", "ko"),
        ("フェリーが湾に戻ってきました", "ja"),
        ("渡輪回到海灣渡輪回到海灣", "zh"),
        ("Το πλοίο επέστρεψε στον κόλπο", "el"),
        ("המעבורת חזרה אל המפרץ", "he"),
        ("เรือข้ามฟากกลับมาที่อ่าว", "th"),
    ],
)
def test_a_script_of_one_language_overrules_a_wrong_declaration(text: str, language: str) -> None:
    head = f"<title>{text}</title>"
    assert language_of(head, language="en") == (language, "text.script")
    assert language_of(head, language=language) == (language, "dom.lang")
    assert language_of(language="en", text=text) == (language, "text.script")


@pytest.mark.parametrize(
    "text", ["Паром вернулся в залив", "عادت العبارة إلى الخليج", "नौका खाड़ी में लौट आई है"]
)
def test_a_script_of_several_languages_only_rules_out(text: str) -> None:
    head = f"<title>{text}</title>"
    assert language_of(head, language="en") is None
    other = meta(og__locale="uk_UA") if text.startswith("П") else ""
    if other:
        assert language_of(head + other, language="en") == ("uk-UA", "open_graph.og:locale")


def test_a_word_in_another_script_rules_nothing_out() -> None:
    head = "<title>The word «паром» and what it meant to the islanders of the outer bay</title>"
    assert language_of(head, language="en") == ("en", "dom.lang")


def test_a_long_latin_text_is_not_in_a_language_of_another_script() -> None:
    title = "Ferry returns to the bay after a long winter without any crossing"
    head = f"<title>{title}</title>" + meta(og__locale="en_GB")
    assert language_of(head, language="ja") == ("en-GB", "open_graph.og:locale")
    assert language_of("<title>Ferry returns</title>", language="ja") == ("ja", "dom.lang")
    assert language_of(f"<title>{title}</title>", language="sr") == ("sr", "dom.lang")


def test_a_little_kana_makes_chinese_characters_japanese() -> None:
    script = dominant_script("渡船運航再開、島民に安堵広がる")
    assert script is not None
    assert script.name == "kana"
    assert dominant_script("Petrel") is None
    assert dominant_script("Über die Fähre") is None


TEXTS = st.lists(
    st.sampled_from(
        [
            "The ferry of Marrow End was mended and carries its goats again.",
            "Паром снова ходит через реку.",
            "Το πλοίο κινείται ξανά στο ποτάμι.",
            "渡し船は再び川を渡る。",
            "渡船再次過河。",
            "Δ",
        ]
    ),
    max_size=4,
)


@given(
    st.sampled_from(["", "en", "de-at", "ru", "el", "ja", "zh", "und"]),
    st.sampled_from(["", "The ferry is mended", "Паром снова ходит", "渡船再次過河", "フェリー"]),
    TEXTS,
    st.data(),
)
def test_no_part_of_the_text_changes_metadata_that_are_settled(
    language: str, title: str, texts: list[str], data: st.DataObject
) -> None:
    page, tree = Page(raw=b""), tree_of(meta(og__title=title), language=language)
    settled = extract_settled_metadata(tree, page, texts)
    if settled is not None:
        text = "\n".join(text for text in texts if data.draw(st.booleans()))
        assert extract_metadata(tree, page, settings_from({}).metadata, text=text) == settled


def test_metadata_are_settled_where_the_declared_language_stands_alone() -> None:
    page, tree = Page(raw=b""), tree_of(language="en")
    assert extract_settled_metadata(tree, page, ["The ferry is mended.", "Δ"]) is not None
    assert extract_settled_metadata(tree, page, ["Паром снова ходит через реку."]) is None
    assert extract_settled_metadata(tree_of(language=""), page, ["The ferry is mended."]) is None
    assert extract_settled_metadata(tree_of(language="ru"), page, ["Hello"]) is None
