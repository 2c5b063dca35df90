"""A page is explained the way it is cleaned, on a terminal or in a pipe."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from flows.commands.explain import show_line
from flows.explaining.explanation import explanation_of
from flows.explaining.lines import lines_of
from tests.flows.commands.leftovers import BODY, NEWSLETTER, PROMO, TEXT
from tests.flows.commands.running import refusal, run
from tests.flows.evaluating.pages import PARAGRAPHS, page_html
from tests.flows.explaining.results import result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferry.html").write_text(page_html(), "utf-8")
    return tmp_path


def test_a_page_in_reading_order(folder: Path) -> None:
    completed = run("explain", "ferry.html", "--all", folder=folder)
    assert completed.returncode == 0, completed.stderr.decode()
    rows = completed.stdout.decode().splitlines()
    for paragraph in PARAGRAPHS:
        assert f"  {paragraph}" in rows
    footer = next(row for row in rows if row.endswith("Imprint and terms of the Lantern"))
    assert footer.startswith("- [")
    assert any(row.startswith("  title         Night ferry stays (") for row in rows)
    assert b"\x1b" not in completed.stdout
    assert completed.stderr == b""


def test_json_holds_every_block(folder: Path) -> None:
    completed = run("explain", "ferry.html", "--json", folder=folder)
    explanation = json.loads(completed.stdout)
    text = " ".join(part["text"] for block in explanation["blocks"] for part in block["parts"])
    for words in ("Sport", *PARAGRAPHS, "Imprint and terms"):
        assert words in text
    assert explanation["media_kind"] == "html"
    assert explanation["metadata"]["authors"]["value"] == ["Ilse Varga"]


def test_standard_input_and_compression_and_the_address(folder: Path) -> None:
    raw = gzip.compress(page_html().encode())
    completed = run(
        "explain", "-", "--url", "https://lantern.example/ferry", folder=folder, stdin=raw
    )
    assert completed.returncode == 0, completed.stderr.decode()
    assert "url           https://lantern.example/ferry (given)" in completed.stdout.decode()


def test_the_sidecar_is_read_as_in_a_run(folder: Path) -> None:
    facts = '{"url": "https://lantern.example/side", "final_uri": "https://lantern.example/moved"}'
    (folder / "ferry.json").write_text(facts, "utf-8")
    text = run("explain", "ferry.html", folder=folder).stdout.decode()
    assert "url           https://lantern.example/moved (given)" in text
    given = run("explain", "ferry.html", "--url", "https://lantern.example/x", folder=folder)
    assert "url           https://lantern.example/x (given)" in given.stdout.decode()


def test_no_date_after_the_day_of_the_run_is_believed_as_in_a_run(folder: Path) -> None:
    page = page_html().replace("2026-02-03", "2099-02-03")
    (folder / "ferry.html").write_text(page, "utf-8")
    assert "published     unknown" in run("explain", "ferry.html", folder=folder).stdout.decode()
    piped = run("explain", "-", folder=folder, stdin=page.encode()).stdout.decode()
    assert "published     unknown" in piped
    (folder / "ferry.json").write_text('{"fetched_at": "2099-03-01T00:00:00Z"}', "utf-8")
    assert "published     2099-02-03" in run("explain", "ferry.html", folder=folder).stdout.decode()


def test_a_text_is_shown_line_by_line_with_the_reason_of_each_cut(folder: Path) -> None:
    (folder / "ferry.txt").write_text(TEXT, "utf-8")
    rows = run("explain", "ferry.txt", folder=folder).stdout.decode().splitlines()
    assert "  read as       text, utf-8 (valid_utf8)" in rows
    assert "  engine        none" in rows
    assert [row for row in rows if row.strip() in BODY] == [f"  {line}" for line in BODY]
    cuts = [row for row in rows if row.startswith("- ")]
    for (start, end), row in zip(
        [("- [promo, ", PROMO), ("- [newsletter, ", NEWSLETTER)], cuts, strict=True
    ):
        assert row.startswith(start)
        assert row.endswith(f"] {end}")
    shown = json.loads(run("explain", "ferry.txt", "--json", folder=folder).stdout)
    assert [part.get("reason") for part in shown["blocks"][1]["parts"]] == [None, "promo"]


def test_the_engine_can_be_chosen(folder: Path) -> None:
    text = run("explain", "ferry.html", "--engine", "none", folder=folder).stdout.decode()
    assert "engine        none" in text
    assert "  Imprint and terms of the Lantern" in text.splitlines()


def test_a_page_that_cannot_be_read_says_why(folder: Path) -> None:
    (folder / "noise.html").write_bytes(bytes(range(256)) * 40)
    completed = run("explain", "noise.html", folder=folder)
    assert completed.returncode == 1
    assert completed.stdout == b""
    assert completed.stderr.decode().startswith("copydesk: noise.html: ")
    assert len(completed.stderr.decode().splitlines()) == 1


def test_control_characters_of_a_page_stay_off_the_terminal(folder: Path) -> None:
    page = page_html(paragraphs=(*PARAGRAPHS, "Cle\x1b[2Jar the \u009bdeck"), title="A\x1b[31mB")
    (folder / "evil.html").write_text(page, "utf-8")
    for form in ((), ("--json",)):
        completed = run("explain", "evil.html", "--all", *form, folder=folder)
        assert b"\x1b" not in completed.stdout
        assert "\u009b" not in completed.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gone.html"], "gone.html cannot be read: No such file or directory"),
        (["."], ". cannot be read: it is a folder"),
        (["ferry.html", "--engine", "gold"], "--engine: main_content.engine = 'gold' does not fit"),
    ],
)
def test_mistakes_are_told_in_one_line(arguments: list[str], said: str, folder: Path) -> None:
    assert said in refusal(run("explain", *arguments, folder=folder))


def on_terminal(*, width: int) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream, force_terminal=True, width=width, color_system="standard", highlight=False
    )
    for line in lines_of(explanation_of(result(), "page.html"), every=True):
        show_line(line, console)
    return stream.getvalue()


def test_on_a_terminal_headings_are_bold_cuts_dim_and_long_lines_hang_in() -> None:
    rows = on_terminal(width=40).splitlines()
    assert any(row.startswith("  \x1b[1m# Night ferry stays") for row in rows)
    start = next(at for at, row in enumerate(rows) if "[newsletter, landmarks" in row)
    assert rows[start].startswith("- \x1b[2m")
    assert rows[start + 1].startswith("  \x1b[2m")
    assert "\x1b[2J" not in "".join(rows)
