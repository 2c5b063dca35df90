import gzip
import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.document import MediaKind
from cleaners.reading import Reading
from cleaners.reasons import UnreadablePageError
from tests.cleaners.reading.building import reading_of

PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class='a'>",
        "</div>",
        "<b>",
        "<table><tr><td colspan=9999999>",
        "</html>",
        "<body>",
        "<head>",
        "<title>",
        "<script>",
        "</script>",
        "<style>",
        "<textarea>",
        "<plaintext>",
        "<frameset>",
        "<svg><path/>",
        "<template>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE html [<!ENTITY a '&a;&a;'>]>",
        "&a;",
        "&#0;",
        "&#xD800;",
        "&#99999999999;",
        "&#x1;",
        "\0",
        "\ud800",
        "\x01\x0c\x1b$",
        "\ufffe",
        "<a b='",
        "<a:b c:d=e @f=g>",
        "# h\n\n",
        "```\n",
        '{"a":',
        "\r\n",
        "<?xml version='1.0' encoding='utf-16'?>",
        "<meta charset=iso-2022-jp>",
        "text",
        "日本",
    ]
)
PAGES = st.one_of(
    st.text(),
    st.text(alphabet=st.characters()),
    st.lists(PIECES, max_size=30).map("".join),
    st.lists(PIECES, max_size=30).map(lambda pieces: "<html>" + "".join(pieces)),
)
CODECS = st.sampled_from(["utf-8", "utf-16", "utf-32", "cp1252", "cp932", "gb18030", "koi8-r"])


def check(raw: bytes | str, content_type: str | None = None) -> Reading | None:
    try:
        reading = reading_of(raw, content_type=content_type)
    except UnreadablePageError:
        return None
    assert "\0" not in reading.text
    reading.text.encode()  # no surrogates
    assert (reading.tree is not None) == (reading.media_kind is MediaKind.HTML)
    if reading.tree is not None:
        assert reading.tree.tag == "html"
        assert reading.tree.getnext() is None
        for element in reading.tree.iter():  # every text may be set again
            element.text, element.tail = element.text, element.tail
    return reading


@given(st.binary())
def test_arbitrary_bytes_raise_nothing_else(raw: bytes) -> None:
    check(raw)


@given(PAGES)
def test_arbitrary_text_raises_nothing_else(text: str) -> None:
    check(text)


@given(PAGES, CODECS, CODECS, st.binary(max_size=4))
def test_wrongly_labelled_bytes_raise_nothing_else(
    text: str, codec: str, label: str, tail: bytes
) -> None:
    raw = text.encode(codec, "replace") + tail
    check(raw, content_type=f"text/html; charset={label}")


@settings(max_examples=30)
@given(PAGES)
def test_reading_is_a_function_of_its_input(text: str) -> None:
    first, second = check(text), check(text)
    assert (first is None) == (second is None)
    if first is not None and second is not None:
        assert (first.text, first.charset, first.warnings) == (
            second.text,
            second.charset,
            second.warnings,
        )


@pytest.mark.parametrize(
    "page",
    [
        "<p a='" + "x" * 3_000_000 + "'>end</p>",
        "<" + "x" * 300_000 + ">end",
        "<p>" + "&" * 300_000 + "end</p>",
        "<p>" + "<" * 300_000 + "end</p>",
        "<html>" + "<!--" * 50_000,
        "<html>" + "</" * 50_000,
        "<html>" + "<a " * 50_000,
        "<html>" + "<table><tr><td>x" * 600,
        "<b><i><p>" * 500 + "</b></i></p>" * 500,
        "<html>" + "[" * 200_000,
        "`" * 200_000,
        "[a](" * 50_000,
        "```\n" * 50_000,
        "---\n" * 50_000,
        "**a" * 50_000,
    ],
)
def test_hostile_pages_raise_nothing_else(page: str) -> None:
    assert check(page) is not None


def test_a_page_and_its_gzipped_copy_are_the_same() -> None:
    page = "<p>Größe</p>".encode()
    plain, zipped = check(page), check(gzip.compress(page))
    assert plain is not None
    assert zipped is not None
    assert plain.raw_sha256 == zipped.raw_sha256 == hashlib.sha256(page).hexdigest()
    assert plain.raw_bytes == zipped.raw_bytes == len(page)


def test_text_has_the_digest_of_its_utf8() -> None:
    given_text = check("Größe \ud800")
    assert given_text is not None
    digest = hashlib.sha256("Größe \ud800".encode("utf-8", "surrogatepass")).hexdigest()
    assert given_text.raw_sha256 == digest


SAMPLES = Path(__file__).parents[3] / "raw" / "samples"


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.*html*")), ids=lambda path: path.name)
def test_the_sample_pages_are_read_or_refused_with_a_reason(path: Path) -> None:
    check(path.read_bytes())
