"""An article's file with cuts back in it: front matter and comments stay in their places."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from cleaners.document import Block, BlockKind, Mark, Page
from cleaners.metadata.values import Metadata, Value
from cleaners.reasons import Reason
from cleaners.rendering.recorded import RecordError
from cleaners.result import Result
from flows.run_settings import Format
from flows.storing.articles import Placed, render_article
from flows.storing.restoring import StoredArticle, restore_article
from tests.cleaners.rendering.results import result_of

TEXTS = ("Photo: Lind", "The sea rose.", "It fell.", "# At last!", "About time.")


def result(*, stays: bool = True) -> Result:
    blocks = [Block(index, BlockKind.PARAGRAPH, text) for index, text in enumerate(TEXTS)]
    reasons = {0: Reason.CAPTION, 3: Reason.COMMENTS, 4: Reason.COMMENTS}
    if not stays:
        reasons |= {1: Reason.PROMO, 2: Reason.PROMO}
    marks = [Mark(index, 0, 99, reason, "test") for index, reason in reasons.items()]
    made = result_of(blocks, marks)
    metadata = Metadata(title=Value("Tides\n---\nand weirs", "dom.h1"))
    return replace(made, metadata=metadata, comment_blocks=tuple(blocks[3:]))


def stored(of: Result, file_format: Format, *, comments: bool) -> StoredArticle:
    placed = Placed(source="a.html", output=f"a.html.{file_format}")
    files = render_article(of, Page(raw=b""), placed, file_format, comments=comments)
    return StoredArticle(files.article, files.record or files.article, file_format)


def restored(article: StoredArticle, *reasons: Reason) -> str:
    return restore_article(article, reasons).decode()


@pytest.mark.parametrize("comments", [True, False])
@pytest.mark.parametrize("stays", [True, False])
@pytest.mark.parametrize("file_format", list(Format))
def test_without_reasons_nothing_changes(
    file_format: Format, *, stays: bool, comments: bool
) -> None:
    article = stored(result(stays=stays), file_format, comments=comments)
    assert restore_article(article, []) == article.article
    assert restore_article(article, [Reason.LEGAL]) == article.article


def test_comments_stay_below_until_they_come_back_themselves() -> None:
    article = stored(result(), Format.TEXT, comments=True)
    below = "Comments\n\n# At last!\n\nAbout time.\n"
    body = "The sea rose.\n\nIt fell.\n\n"
    assert restored(article, Reason.CAPTION) == f"Photo: Lind\n\n{body}{below}"
    assert restored(article, Reason.COMMENTS) == f"{body}# At last!\n\nAbout time.\n"


def test_front_matter_stays_above() -> None:
    article = stored(result(), Format.MARKDOWN, comments=True)
    head = article.article.decode().partition("\n---\n")[0]
    text = restored(article, Reason.CAPTION)
    assert text.startswith(f"{head}\n---\n\nPhoto: Lind\n\nThe sea rose.\n")
    assert text.endswith("It fell.\n\n## Comments\n\n\\# At last!\n\nAbout time.\n")
    text = restored(article, Reason.COMMENTS)
    assert text.endswith("It fell.\n\n\\# At last!\n\nAbout time.\n")
    assert "## Comments" not in text


@pytest.mark.parametrize("comments", [True, False])
def test_an_article_of_which_nothing_stayed_is_filled(*, comments: bool) -> None:
    markdown = stored(result(stays=False), Format.MARKDOWN, comments=comments)
    text = restored(markdown, Reason.PROMO)
    assert "\n---\n\nThe sea rose.\n\nIt fell.\n" in text
    assert ("## Comments" in text) is comments
    plain = stored(result(stays=False), Format.TEXT, comments=comments)
    assert restored(plain, Reason.PROMO).startswith("The sea rose.\n\nIt fell.\n")


def test_a_restored_row_says_so_and_is_not_restored_again() -> None:
    article = stored(result(), Format.JSON, comments=False)
    row = restore_article(article, [Reason.CAPTION, Reason.PROMO])
    assert json.loads(row)["restored"] == ["caption"]
    assert json.loads(row)["text"] == "Photo: Lind\n\nThe sea rose.\n\nIt fell."
    with pytest.raises(RecordError, match="put back into it before"):
        restore_article(StoredArticle(row, row, Format.JSON), [Reason.COMMENTS])


def test_a_record_without_an_article_is_no_row() -> None:
    record = stored(result(), Format.TEXT, comments=False).record
    with pytest.raises(RecordError, match="holds no article"):
        restore_article(StoredArticle(record, record, Format.JSON_LINES), [Reason.CAPTION])
