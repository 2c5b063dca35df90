"""What a person wants kept is kept by every command that cleans, and stands in the settings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.flows.commands.leftovers import ARTICLE, NEWSLETTER, PROMO, TEXT
from tests.flows.commands.running import refusal, run
from tests.flows.evaluating.pages import write_labelled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "ferry.txt").write_text(TEXT, "utf-8")
    return tmp_path


def cleaned(folder: Path, *options: str) -> tuple[str, str]:
    """Return the article, and the digest of the configuration that it was cleaned under."""
    run("clean", "raw", "clean", "-q", "-j", "1", "-f", "txt", *options, folder=folder)
    record = json.loads((folder / "clean" / "ferry.txt.json").read_bytes())
    article = (folder / "clean" / "ferry.txt.txt").read_text("utf-8")
    return article, record["process"]["configuration"]


def test_clean_keeps_what_is_named_and_cleans_again_for_it(folder: Path) -> None:
    plain, shipped = cleaned(folder)
    assert plain == ARTICLE
    kept, configuration = cleaned(folder, "--keep", "promos")
    assert f" {PROMO}\n" in kept
    assert NEWSLETTER not in kept
    assert configuration != shipped
    (folder / "copydesk.toml").write_text('[deciding]\nkeep = ["newsletter", "promo"]\n')
    assert cleaned(folder)[0] == TEXT
    assert cleaned(folder, "--keep", "promo") == (kept, configuration)


def test_explain_keeps_it_too(folder: Path) -> None:
    rows = run("explain", "raw/ferry.txt", folder=folder).stdout.decode().splitlines()
    assert any(row.startswith("- [promo, ") and row.endswith(PROMO) for row in rows)
    shown = run("explain", "raw/ferry.txt", "--keep", "promo", folder=folder).stdout.decode()
    assert "- [promo" not in shown
    assert PROMO in shown


def test_eval_scores_with_what_is_kept(folder: Path) -> None:
    write_labelled(folder / "town", "site")
    for keep, exact in (("related", 1.0), ("titles", 0.0)):
        completed = run("eval", "town", "--keep", keep, "--json", folder=folder)
        assert completed.returncode == 0, completed.stderr.decode()
        scores = json.loads(completed.stdout)["overall"]["all"]["learned"]
        assert scores["exact"] == exact


@pytest.mark.parametrize("command", [["clean", "raw", "clean"], ["eval", "raw"]])
def test_an_unknown_reason_is_refused(command: list[str], folder: Path) -> None:
    said = refusal(run(*command, "--keep", "captons", folder=folder))
    assert "--keep: there is no reason 'captons'; did you mean caption?" in said
    assert not (folder / "clean").exists()
