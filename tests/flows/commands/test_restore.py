"""``copydesk restore`` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaners.reasons import Reason
from flows.storing.finding import find_article
from flows.storing.restoring import restore_article
from tests.flows.commands.leftovers import ARTICLE, BODY, NEWSLETTER, PROMO, TEXT
from tests.flows.commands.running import refusal, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    raw = tmp_path / "raw"
    (raw / "news").mkdir(parents=True)
    (raw / "news" / "ferry.txt").write_text(TEXT, "utf-8")
    (raw / "tides.txt").write_text(TEXT.replace("pier", "quay"), "utf-8")
    return tmp_path


def clean(folder: Path, file_format: str, *options: str) -> Path:
    """Clean the folder of pages and return the article of the ferry, or the part."""
    options = ("-q", "-j", "1", "-f", file_format, *options)
    completed = run("clean", "raw", "clean", *options, folder=folder)
    assert completed.returncode == 0, completed.stderr.decode()
    (article,) = [
        path.relative_to(folder)
        for path in (folder / "clean").rglob(f"*.{file_format}")
        if path.name in (f"ferry.txt.{file_format}", path.name if "part-" in path.name else "")
    ]
    return article


def restored(folder: Path, article: Path, *options: str) -> str:
    completed = run("restore", str(article), *options, folder=folder)
    assert completed.returncode == 0, completed.stderr.decode()
    assert completed.stderr == b""
    return completed.stdout.decode()


def test_a_text_is_printed_with_its_cuts_back(folder: Path) -> None:
    article = clean(folder, "txt")
    assert (folder / article).read_text("utf-8") == ARTICLE
    promo = restored(folder, article, "--reason", "promos")
    assert promo == ARTICLE.replace(BODY[1], f"{BODY[1]} {PROMO}")
    record = article.with_suffix(".json")
    assert restored(folder, record, "-r", "promo", "--reason", "newsletters") == TEXT
    assert (folder / article).read_text("utf-8") == ARTICLE


def test_it_is_what_clean_would_have_kept(folder: Path) -> None:
    figure = "<figure><img src=a.jpg><figcaption>The old_pier *before* it</figcaption></figure>"
    paragraphs = [f"<p>{each}</p>" for each in BODY]
    page = (
        "<html lang=en><head><title>Ferry stays</title></head><body><article><h1>Ferry stays</h1>"
        f"{''.join([*paragraphs[:2], figure, *paragraphs[2:]])}</article></body></html>"
    )
    (folder / "raw" / "news" / "ferry.txt").write_text(page, "utf-8")
    article = clean(folder, "md")
    record = json.loads((folder / article).with_suffix(".json").read_bytes())
    assert {cut["reason"] for cut in record["cuts"]} == {"title", "caption"}
    text = restored(folder, article, "--reason", "captions")
    assert text.startswith("---\ntitle: ")
    assert f"{BODY[1]}\n\nThe old\\_pier \\*before\\* it\n\n{BODY[2]}" in text
    assert body_of(text) != body_of((folder / article).read_text("utf-8"))
    clean(folder, "md", "--keep", "captions")
    assert body_of(text) == body_of((folder / article).read_text("utf-8"))


def body_of(article: str) -> str:
    return article.partition("\n---\n")[2]


def test_an_article_in_json_comes_back_in_json(folder: Path) -> None:
    article = clean(folder, "json")
    before = json.loads((folder / article).read_bytes())
    row = json.loads(restored(folder, article, "--reason", "newsletter"))
    assert row["text"] == row["markdown"] == f"{ARTICLE}\n{NEWSLETTER}"
    assert row["output"]["chars"] == len(row["text"])
    assert row["output"]["words"] > before["output"]["words"]
    assert row["restored"] == ["newsletter"]
    for changed in ("text", "markdown", "output", "restored"):
        row.pop(changed)
        before.pop(changed, None)
    assert row == before


@pytest.mark.parametrize("file_format", ["jsonl", "parquet"])
def test_a_row_of_a_part_is_named_by_its_page(folder: Path, file_format: str) -> None:
    part = clean(folder, file_format)
    line = restored(folder, part, "--page", "news/ferry.txt", "--reason", "promo,newsletter")
    assert line.count("\n") == 1
    row = json.loads(line)
    assert row["text"] + "\n" == TEXT
    assert row["source"]["path"] == "news/ferry.txt"
    by_name = restored(folder, part, "--page", row["id"], "--reason", "promo,newsletter")
    assert by_name == line
    said = refusal(run("restore", str(part), "--reason", "promo", folder=folder))
    assert "holds many articles; name one by --page, such as " in said
    assert "tides.txt" in said
    said = refusal(run("restore", str(part), "--page", "other.txt", "-r", "promo", folder=folder))
    assert "holds no article of the page other.txt, such as " in said


@pytest.mark.parametrize("file_format", ["md", "txt", "json", "jsonl", "parquet"])
def test_without_reasons_the_bytes_are_the_same(folder: Path, file_format: str) -> None:
    page = None if file_format in ("md", "txt", "json") else "news/ferry.txt"
    stored = find_article(folder / clean(folder, file_format, "--comments"), page)
    assert restore_article(stored, ()) == stored.article
    assert restore_article(stored, [Reason.CONSENT]) == stored.article
    assert restore_article(stored, [Reason.PROMO]) != stored.article


def test_a_file_is_written_once_and_never_over_the_article(folder: Path) -> None:
    article = clean(folder, "md")
    before = (folder / article).read_bytes()
    command = ("restore", str(article), "--reason", "promo", "--output")
    written = run(*command, "new/ferry.md", folder=folder)
    assert (written.returncode, written.stdout, written.stderr) == (0, b"", b"")
    assert PROMO in (folder / "new" / "ferry.md").read_text("utf-8")
    assert [path.name for path in (folder / "new").iterdir()] == ["ferry.md"]
    (folder / "new" / "ferry.md").write_text("mine", "utf-8")
    assert "is there already; --force" in refusal(run(*command, "new/ferry.md", folder=folder))
    assert (folder / "new" / "ferry.md").read_text("utf-8") == "mine"
    assert run(*command, "new/ferry.md", "--force", folder=folder).returncode == 0
    assert PROMO in (folder / "new" / "ferry.md").read_text("utf-8")
    (folder / "link.md").symlink_to(folder / article)
    for own in ("link.md", str(article), str(article.with_suffix(".json"))):
        said = refusal(run(*command, own, "--force", folder=folder))
        assert "is the article or its record" in said
    assert "is a folder" in refusal(run(*command, "new", "--force", folder=folder))
    assert (folder / article).read_bytes() == before


def test_a_reason_without_cuts_is_told_and_harms_nothing(folder: Path) -> None:
    article = clean(folder, "txt")
    completed = run("restore", str(article), "--reason", "captions", folder=folder)
    assert completed.returncode == 0
    assert completed.stdout.decode() == ARTICLE
    assert completed.stderr == (
        b"copydesk: nothing was cut for caption; the cuts of the article: newsletter 1, promo 1\n"
    )
    said = refusal(run("restore", str(article), folder=folder))
    assert said.endswith("put back by --reason; the cuts of the article: newsletter 1, promo 1")
    said = refusal(run("restore", str(article), "--reason", "promotion", folder=folder))
    assert "--reason: there is no reason 'promotion'; did you mean promo?" in said


def test_what_has_been_changed_or_is_not_ours_is_refused(folder: Path) -> None:
    article = folder / clean(folder, "md")
    record = article.with_suffix(".json")

    def said(path: Path, *options: str) -> str:
        return refusal(run("restore", str(path), "-r", "promo", *options, folder=folder))

    article.write_text(article.read_text("utf-8").replace("hours", "days"), "utf-8")
    assert "has been changed since it was written: its sha256 differs" in said(article)
    assert "leave --page out" in said(article, "--page", "a")
    record.write_bytes(record.read_bytes().replace(b"Also read", b"Also lead"))
    assert "cannot be restored: a cut of block 1 is damaged" in said(record)
    article.unlink()
    assert "of the record" in said(record)
    assert "No such file or directory" in said(article)
    article.write_text("mine", "utf-8")
    record.write_bytes(b"{}")
    assert "is no record of copydesk" in said(article)
    assert "is no record of copydesk" in said(record)
    record.unlink()
    assert "there is no record" in said(article)
    assert "is no article: those of copydesk end in .md, .txt" in said(Path("raw"))
    (folder / "other.parquet").write_bytes(b"PAR1")
    (folder / "other.jsonl").write_bytes(b'{"a": 1}\n')
    for part in ("other.parquet", "other.jsonl"):
        assert "of copydesk's" in said(Path(part), "--page", "a")
