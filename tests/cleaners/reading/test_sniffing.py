import pytest

from cleaners.document import MediaKind
from cleaners.reasons import Unreadable, UnreadablePageError
from tests.cleaners.reading.building import reading_of

ARTICLE = "The ferry sails again on Monday, the harbour master said.\n\nNobody was hurt.\n"
LINE = "The ferry sails again on Monday, said the harbour master, who had waited for two winters."
WARNED = """<br />
<b>Warning</b>: a long message that the server printed, in a file on line 3<br />
<!DOCTYPE html><html><body><p>Ferry</p></body></html>"""
PARAGRAPHS = "<p>The ferry sails again.</p><p>Nobody was hurt.</p>"


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><title>Ferry</title>",
        "\n\n <HTML><BODY>Ferry",
        "<?xml version='1.0'?>\n<!-- saved -->\n<html xmlns='http://www.w3.org/1999/xhtml'></html>",
        "<head><title>Ferry</title></head>",
        "<meta charset='utf-8'>The ferry sails.",
        "<frameset cols='1,2'><frame src='a'></frameset>",
        PARAGRAPHS,
        "<div>The ferry sails again.</div>",
        "<p>The ferry sails.<p>Nobody was hurt.",
        "Lead in bare text.\n" + PARAGRAPHS * 3,
        "<pre>The ferry sails again.\nNobody was hurt.</pre>",
        "The ferry sails again.<br>\nNobody was hurt.<br>\nThe end.<br>\n",
        WARNED,
        "<!-- only a comment -->",
        "<article><h1>Ferry</h1>" + PARAGRAPHS,
    ],
)
def test_html(page: str) -> None:
    reading = reading_of(page, name="page.txt", content_type="text/plain")
    assert reading.media_kind is MediaKind.HTML
    assert reading.tree is not None


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        ARTICLE + "A <div> is a box, and </div> ends it.\n",
        ARTICLE + "One stray<br> and <b>bold</b> words.\n",
        ARTICLE + "Write to the editor <editor@harbour.example>, a < b > c.\n",
        "<div> is the element that people use too often, says the author of the book.\n",
        ARTICLE * 3 + "<p>short</p>\n" + ARTICLE * 3,
        "#ferry #harbour\n\n" + ARTICLE,
        "- " + ARTICLE,
        "[1] A footnote.\n" + ARTICLE,
        "[1]\n2015 was a good year.\n",
        "{curly} words to begin with.\n",
        "",
        " \r\n\t ",
        "# run the ferry\nsail --now\n# stop\nsail --stop\n",
        "Fares: *** five stars ***\n\n* without tax ** on Mondays\n\n*Note:* " + ARTICLE,
        "* * *\n\n" + ARTICLE + "\n* * *\n\n" + ARTICLE,
        f"{LINE}\n{LINE}\n- Monday\n- Tuesday\n| Day | Fare |\n|---|---|\n| Monday | 3 |\n{LINE}\n",
        "Title: The ferry\n\n" + ARTICLE,
        "She [sic] wrote (see below) to the harbour [1](2).\n\n" + ARTICLE,
    ],
)
def test_text(text: str) -> None:
    reading = reading_of(text, name="page.html", content_type="text/html")
    assert reading.media_kind is MediaKind.TEXT
    assert reading.tree is None
    assert reading.text == text


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Ferry\n---\n\n# The ferry\n\nSails again.\n",
        "# The ferry\n\nIt [sails](https://harbour.example/ferry) again.\n",
        "Write this:\n\n```html\n<!doctype html><p>Hello</p><p>you</p>\n```\n",
        "```html\n<html><body><p>Hello</p></body></html>\n```\n",
        "# Ferry\n\n- Monday\n- Tuesday\n",
        "## Fares\n\n| Day | Fare |\n| --- | ---: |\n| Monday | 3 |\n",
        "Title: Ferry\n\nURL Source: https://harbour.example/\n\nMarkdown Content:\nSails again.\n",
        "![the ferry](/img/ferry.jpg)\n\n" + ARTICLE,
        "[News](https://harbour.example/n)\n[Sport](https://harbour.example/s)\n" + ARTICLE,
        "Ferry\n=====\n\n- Monday\n- Tuesday\n",
        f"# Ferry\n{LINE}\n## Fares\n{LINE}\n- Monday\n- Tuesday\n",
        "The [ferry][1] sails\\.\n\n* * *\n\n  * Monday\n  * Tuesday\n\n   [1]: https://harbour.example/\n",
        f"{LINE}\n\n| Day | Fare |\n|---|---|\n| Monday | 3 |\n\n- one\n- two\n",
    ],
)
def test_markdown_by_its_content(text: str) -> None:
    assert reading_of(text).media_kind is MediaKind.MARKDOWN


@pytest.mark.parametrize("text", ["# The ferry\nSails again.\n", "Days:\n\n- Monday\n- Tuesday\n"])
def test_markdown_by_a_hint_and_some_evidence(text: str) -> None:
    assert reading_of(text).media_kind is MediaKind.TEXT
    assert reading_of(text, name="Ferry.MD.gz").media_kind is MediaKind.MARKDOWN
    hinted = reading_of(text, content_type="text/markdown; charset=utf-8")
    assert hinted.media_kind is MediaKind.MARKDOWN


def test_a_name_alone_makes_nothing_markdown() -> None:
    assert reading_of(ARTICLE, name="ferry.md").media_kind is MediaKind.TEXT
    assert reading_of(PARAGRAPHS, name="ferry.md").media_kind is MediaKind.HTML


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "Ferry"}',
        '[{"title": "Ferry"}, {"title": "Cut o',
        '{"title": "Ferry"}\n{"title": "Harbour"}\n',
        '["a", "b"]\n["c", "d"]\n{cut',
        "[1, 2, 3]",
        "[" * 50_000,
        '<?xml version="1.0"?>\n<!-- x --><rss version="2.0"><channel></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Ferry</title></feed>',
        '<?xml version="1.0"?><urlset><url><loc>https://harbour.example/</loc></url></urlset>',
        '<!DOCTYPE rss PUBLIC "-//x"><rss version="0.91"></rss>',
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>x</text></svg>',
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n",
    ],
)
def test_records(text: str) -> None:
    with pytest.raises(UnreadablePageError) as caught:
        reading_of(text, name="page.html")
    assert caught.value.reason is Unreadable.DATA_FILE


@pytest.mark.parametrize("raw", ["WARC/1.0\r\nWARC-Type: warcinfo\r\n", b"WARC/1.1\r\n"])
def test_an_archive(raw: str | bytes) -> None:
    with pytest.raises(UnreadablePageError) as caught:
        reading_of(raw)
    assert caught.value.reason is Unreadable.WARC
