import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from cleaners.document import CharsetOrigin
from cleaners.reading.labels import codec_of, header_codec
from cleaners.reasons import Unreadable, UnreadablePageError
from tests.cleaners.reading.building import codes, reading_of

SAMPLES = [
    pytest.param(sample["text"], codec, id=f"{sample['language']}-{codec}")
    for sample in tomllib.loads(
        files(__package__).joinpath("legacy_samples.toml").read_text("utf-8")
    )["sample"]
    for codec in sample["codecs"]
]
# Latin alphabets that charset-normalizer takes for Western; see cleaners/reading/detection.py.
CONFUSED = {"hu-cp1250", "hu-iso8859_2", "lt-cp1257", "cs-cp1250"}
LABELS = {
    **{f"cp{number}": f"windows-{number}" for number in range(1250, 1259)},
    "big5hkscs": "Big5",
    "cp874": "TIS-620",
    "cp932": "Shift_JIS",
    "cp949": "EUC-KR",
    "euc_jp": "EUC-JP",
    "gb18030": "gb2312",
    "iso2022_jp": "ISO-2022-JP",
    "iso8859_2": "ISO-8859-2",
    "iso8859_7": "ISO-8859-7",
    "koi8_r": "KOI8-R",
}
GERMAN = "Die Fähre fährt wieder, sagte Bürgermeisterin Käthe Böll: „Größer denn je.“"


@pytest.mark.parametrize(("text", "codec"), SAMPLES)
@pytest.mark.parametrize("way", ["header", "meta"])
def test_a_declared_legacy_text_comes_back_whole(text: str, codec: str, way: str) -> None:
    label = LABELS[codec]
    if way == "header":
        reading = reading_of(text.encode(codec), content_type=f"text/plain; charset={label}")
        assert reading.text == text
        assert reading.charset.origin is CharsetOrigin.HTTP
    else:
        page = f'<html><head><meta charset="{label}"></head><body><p>{text}</p></body></html>'
        reading = reading_of(page.encode(codec))
        assert reading.text == page
        assert reading.charset.origin is CharsetOrigin.DECLARED
    assert reading.charset.repaired_count == 0


@pytest.mark.parametrize(("text", "codec"), [s for s in SAMPLES if s.id not in CONFUSED])
def test_an_undeclared_legacy_text_is_detected(text: str, codec: str) -> None:
    reading = reading_of(text.encode(codec))
    assert reading.text == text
    assert reading.charset.origin is CharsetOrigin.DETECTED


@pytest.mark.parametrize(("text", "codec"), SAMPLES)
def test_utf8_that_a_header_calls_something_else_is_utf8(text: str, codec: str) -> None:
    reading = reading_of(text.encode(), content_type=f"text/html; charset={LABELS[codec]}")
    assert reading.text == text
    assert reading.charset.name == "utf-8"
    assert codes(reading) == ["charset_contradicted"]


@pytest.mark.parametrize("label", ["ISO-8859-1", "windows-1252", "us-ascii", "utf-16"])
def test_utf8_that_the_page_calls_something_else_is_utf8(label: str) -> None:
    page = f"<meta charset={label}><p>{GERMAN}</p>"
    assert reading_of(page.encode()).text == page


@pytest.mark.parametrize("label", ["UTF-8", "iso-8859-1"])
@pytest.mark.parametrize("codec", ["cp1251", "koi8_r"])
def test_a_template_that_declares_a_latin_alphabet_is_not_believed(label: str, codec: str) -> None:
    text = "Старый мост через реку закрыли во вторник, пешеходы пойдут в обход до осени. " * 3
    page = f'<html><head><meta charset="{label}"></head><body><p>{text}</p></body></html>'
    reading = reading_of(page.encode(codec), content_type="text/html; charset=ISO-8859-1")
    assert reading.text == page
    assert codes(reading) == ["charset_contradicted"]


def test_of_two_labels_that_disagree_the_cleaner_text_wins() -> None:
    text = "Świadkowie mówią, że ostrzeżenia pojawiały się już wcześniej, a wójt milczał. " * 3
    page = f'<html><head><meta charset="iso-8859-2"></head><body><p>{text}</p></body></html>'
    reading = reading_of(page.encode("iso8859_2"), content_type="text/html; charset=iso-8859-1")
    assert reading.text == page
    assert reading.charset.origin is CharsetOrigin.DECLARED


def test_a_label_that_does_not_fit_is_passed_over() -> None:
    page = f"<meta charset=windows-1252><p>{GERMAN}</p>"
    reading = reading_of(page.encode("cp1252"), content_type="text/html; charset=euc-jp")
    assert reading.text == page
    assert reading.charset.name == "cp1252"
    assert reading.charset.origin is CharsetOrigin.DECLARED


def test_a_short_gbk_text_that_happens_to_be_utf8_is_what_its_header_says() -> None:
    raw = "一".encode("gb18030") + "谩".encode("gb18030")  # D2 BB: valid as UTF-8, too
    raw = b"<p>" + raw[:2] + b"</p>"
    assert raw.decode() == "<p>һ</p>"
    assert reading_of(raw, content_type="text/html; charset=gbk").text == "<p>一</p>"


@pytest.mark.parametrize(
    "codec", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
)
def test_wide_encodings_and_marks(codec: str) -> None:
    page = f"<html><body><p>{GERMAN} Η γέφυρα έκλεισε. 😀</p></body></html>"
    reading = reading_of(page.encode(codec))
    assert reading.text == page
    has_mark = codec in ("utf-8-sig", "utf-16", "utf-32")
    assert reading.charset.origin is (CharsetOrigin.BOM if has_mark else CharsetOrigin.DETECTED)


def test_a_cut_last_character_is_repaired_without_loss_of_the_rest() -> None:
    raw = (GERMAN * 3 + "ü").encode()[:-1]
    reading = reading_of(raw)
    assert reading.text == GERMAN * 3 + "Ã"
    assert reading.charset.repaired_count == 1
    assert codes(reading) == ["bytes_repaired"]


def test_a_windows_1252_comment_in_a_utf8_page() -> None:
    before, comment = f"<p>{GERMAN}</p>" * 4, "<p>“Schön” – naïve café</p>"
    raw = before.encode() + comment.encode("cp1252") + before.encode()
    reading = reading_of(raw)
    assert reading.text == before + comment + before
    assert reading.charset.name == "utf-8"
    assert reading.charset.repaired_count == 6


def test_more_windows_1252_than_utf8_in_a_page_that_says_utf8() -> None:
    head = "<meta charset=utf-8><title>Letters – this week</title>"
    letters = "<p>I don’t mind “progress”, but it’s £40 – that’s a lot at the café.</p>"
    reading = reading_of(head.encode() + letters.encode("cp1252"))
    assert reading.text == head + letters
    assert reading.charset.name == "utf-8"


def test_surrogates_that_were_encoded_one_by_one_are_joined() -> None:
    page = "<p>Splendid 😀 day</p>"
    cesu8 = b"\xed\xa0\xbd\xed\xb8\x80"
    reading = reading_of(page.encode().replace("😀".encode(), cesu8))
    assert reading.text == page
    assert reading.charset.repaired_count == 1


def test_bytes_that_windows_1252_leaves_undefined_are_kept() -> None:
    raw = GERMAN.encode("cp1252") + b"\x81\x8d\x8f\x90\x9d"
    assert reading_of(raw).text == GERMAN + "\x81\x8d\x8f\x90\x9d"


def test_nuls_are_removed_and_counted() -> None:
    reading = reading_of(f"<p>{GERMAN}</p>".replace(" ", "\0 ").encode())
    assert reading.text == f"<p>{GERMAN}</p>"
    assert reading.charset.repaired_count == GERMAN.count(" ")
    assert codes(reading) == ["nul_characters_removed"]


def test_lone_surrogates_in_text_are_replaced_and_pairs_joined() -> None:
    reading = reading_of("<p>a\ud800b \ud83d\ude00</p>")
    assert reading.text == "<p>a\ufffdb 😀</p>"
    assert reading.charset.origin is CharsetOrigin.GIVEN
    assert reading.charset.repaired_count == 1
    assert codes(reading) == ["lone_surrogates_replaced"]


def test_line_ends_stay_as_they_are() -> None:
    assert reading_of(b"one\r\ntwo\rthree\n").text == "one\r\ntwo\rthree\n"


def test_a_declaration_in_a_comment_does_not_count() -> None:
    page = f"<!-- <meta charset=koi8-r> --><meta charset=windows-1252><p>{GERMAN}</p>"
    assert reading_of(page.encode("cp1252")).text == page


def test_an_xml_declaration_counts() -> None:
    page = '<?xml version="1.0" encoding="ISO-8859-15"?><html><body><p>Größe 5 €</p></body></html>'
    reading = reading_of(page.encode("iso8859-15"))
    assert reading.text == page
    assert reading.charset.name == "iso8859-15"


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("iso-8859-1", "cp1252"),
        ("ascii", "cp1252"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("shift_jis", "cp932"),
        ("x-sjis", "cp932"),
        ("euc-kr", "cp949"),
        ("ks_c_5601-1987", "cp949"),
        ("tis-620", "cp874"),
        ("iso-8859-9", "cp1254"),
        (" UTF8 ", "utf-8"),
        ("zlib", None),
        ("unicode_escape", None),
        ("hz-gb-2312", None),
        ("K\u212aOI8-R", None),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize(
    "value",
    [
        "text/html; charset=utf-8",
        'text/html;charset="UTF-8"',
        "text/html; foo=bar; Charset = utf-8;",
    ],
)
def test_the_header_parameter(value: str) -> None:
    assert header_codec(value) == "utf-8"


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7\n1 0 obj",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"PK\x03\x04\x14\x00",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00",
        bytes(2_000),
        bytes(range(256)) * 20,
        b"\xff\xfe" + bytes(range(256)) * 20,
    ],
)
def test_binary(raw: bytes) -> None:
    with pytest.raises(UnreadablePageError) as caught:
        reading_of(raw)
    assert caught.value.reason is Unreadable.BINARY


@pytest.mark.parametrize(
    "text", ["GIF89a is an old picture format.", "PK is short for Park.", "BZh"]
)
def test_a_text_that_begins_like_a_binary_format_is_text(text: str) -> None:
    assert reading_of(text).text == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_utf8_is_never_changed(text: str) -> None:
    body = f"{text}\n."
    try:
        reading = reading_of(body.encode())
    except UnreadablePageError:
        reject()
    assert reading.text == body.removeprefix("\ufeff")
    assert reading.charset.repaired_count == 0
