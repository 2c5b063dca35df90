from __future__ import annotations

import pytest

from cleaners.document import Completeness, Document
from cleaners.judging.completeness import judge_completeness
from cleaners.judging.page import JudgedPage, judged_page
from cleaners.judging.rejection import judge_rejection
from cleaners.metadata.values import Metadata, Value
from cleaners.reasons import Rejection
from tests.cleaners.building import document_of

SENTENCE = (
    "The council of Marrow End voted on Tuesday to mend the footbridge before the autumn floods "
    "come down the valley. "
)
LINKS = "".join(
    f"<li><h3><a href=/{n}>A headline that leads to story number {n}</a></h3>" for n in range(12)
)


def page_of(
    document: Document,
    *,
    kept: slice = slice(None),
    metadata: Metadata | None = None,
    status: int | None = None,
    declared_words: int | None = None,
) -> JudgedPage:
    return judged_page(
        document,
        document.blocks[kept],
        metadata or Metadata(),
        status=status,
        declared_words=declared_words,
    )


def completeness_of(page: JudgedPage) -> Completeness:
    return judge_completeness(page).completeness


def rejection_of(page: JudgedPage) -> Rejection | None:
    rejected = judge_rejection(page, judge_completeness(page))
    return rejected.reason if rejected else None


def test_an_article_is_full_and_not_rejected() -> None:
    page = page_of(document_of(f"<h1>Bridge</h1><p>{SENTENCE * 10}</p>"))
    assert completeness_of(page) is Completeness.FULL
    assert rejection_of(page) is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>{SENTENCE}</p><div>Subscribe to continue reading</div>", Completeness.TEASER),
        (f"<p>{SENTENCE}</p><div>Jetzt weiterlesen mit Plus</div>", Completeness.TEASER),
        (f"<p>{SENTENCE * 20}</p><div>Subscribe to continue reading</div>", Completeness.FULL),
        ("<h1>Checking your browser</h1><p>Please wait.</p>", Completeness.BLOCKED),
        (
            f"<h1>How sites go about checking your browser</h1><p>{SENTENCE * 20}</p>",
            Completeness.FULL,
        ),
        ("<p>We value your privacy</p><button>Accept</button>", Completeness.BLOCKED),
        (
            (
                "<p>Sie können Ihre Einwilligung jederzeit in den Einstellungen zum Datenschutz "
                "für die Zukunft widerrufen, ohne dass Ihnen ein Nachteil entsteht."
                "</p><button>Akzeptieren und weiter</button>"
            ),
            Completeness.BLOCKED,
        ),
        (f"<p>{SENTENCE * 6}</p><footer>We value your privacy</footer>", Completeness.FULL),
    ],
)
def test_walls_and_teasers_are_told_from_articles_that_speak_of_them(
    body: str, expected: Completeness
) -> None:
    document = document_of(body)
    kept = slice(0, 1) if expected is Completeness.BLOCKED else slice(0, -1)
    if body.startswith("<h1>How"):
        kept = slice(None)
    assert completeness_of(page_of(document, kept=kept)) is expected


def test_a_page_that_is_not_free_and_declares_more_words_is_a_teaser() -> None:
    metadata = Metadata(accessible_for_free=Value(value=False, origin="json_ld"))
    document = document_of(f"<p>{SENTENCE * 20}</p>")
    assert completeness_of(page_of(document, metadata=metadata)) is Completeness.FULL
    page = page_of(document, metadata=metadata, declared_words=2_000)
    assert completeness_of(page) is Completeness.TEASER


def test_an_excerpt_ends_with_an_ellipsis_before_a_link_to_the_rest() -> None:
    excerpt = document_of("<p>The bridge was …</p><a href=/x>Read more</a>")
    assert completeness_of(page_of(excerpt, kept=slice(0, 1))) is Completeness.TEASER
    poem = document_of("<p>The bridge was …</p><a href=/x>Imprint</a>")
    assert completeness_of(page_of(poem, kept=slice(0, 1))) is Completeness.FULL


def test_a_page_without_main_content_is_empty() -> None:
    page = page_of(document_of("<nav><a href=/>Home</a></nav>"), kept=slice(0, 0))
    assert completeness_of(page) is Completeness.EMPTY
    assert rejection_of(page) is Rejection.EMPTY


@pytest.mark.parametrize(
    ("html", "status", "expected"),
    [
        (
            "<title>Page not found - Marrow End</title><p>Try the search.</p>",
            None,
            Rejection.ERROR_PAGE,
        ),
        ("<h1>Seite nicht gefunden</h1><p>Hier ist nichts.</p>", None, Rejection.ERROR_PAGE),
        (f"<title>Page not found: a history</title><p>{SENTENCE * 20}</p>", None, None),
        (f"<h1>Bridge</h1><p>{SENTENCE * 5}</p>", 404, Rejection.ERROR_PAGE),
        (f"<h1>Bridge</h1><p>{SENTENCE * 5}</p>", 200, None),
        (f"<h1>News</h1><ul>{LINKS}</ul>", None, Rejection.INDEX_PAGE),
        (f"<h1>Bridge</h1><p>{SENTENCE * 20}</p><ul>{LINKS}</ul>", None, None),
    ],
)
def test_pages_without_an_article_are_rejected(
    html: str, status: int | None, expected: Rejection | None
) -> None:
    assert rejection_of(page_of(document_of(html), status=status)) is expected


def test_a_declared_article_of_few_words_is_no_index() -> None:
    html = f"<h1>Flash</h1><p>The bridge is open.</p><ul>{LINKS}</ul>"
    document = document_of(html)
    assert rejection_of(page_of(document, kept=slice(0, 2))) is Rejection.INDEX_PAGE
    declared = Metadata(page_types=Value(("NewsArticle",), "json_ld"))
    assert rejection_of(page_of(document, kept=slice(0, 2), metadata=declared)) is None
