"""``copydesk learn`` and ``copydesk sites``: what they print, what a person says of a block."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaners.sites.fingerprints import exact_fingerprint, written
from cleaners.sites.observations import MAX_SAMPLE
from tests.flows.commands.invoking import invoke
from tests.flows.commands.running import refusal
from tests.flows.learning.made_site import BACKGROUND, FOOTER, SITE, write_site

FINGERPRINT = written(exact_fingerprint(FOOTER))


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pages, and with what was learned of them."""
    folder = tmp_path_factory.mktemp("learned")
    write_site(folder / "raw", range(12))
    write_site(folder / "raw", range(30, 32), "herald.example")
    done = invoke("learn", "raw", "--into", "clean", "-j1", folder=folder)
    assert done.returncode == 0, done.stderr.decode()
    assert b"14 inputs: 14 learned." in done.stdout
    assert b"2 sites had new pages; the verdicts of 1 have changed." in done.stdout
    return folder


@pytest.fixture
def rules(learned: Path) -> Iterator[Path]:
    """The folder of rules, empty again afterwards."""
    yield learned / "rules"
    for file in (learned / "rules").glob("*"):
        file.unlink()


def told(*arguments: str, folder: Path) -> Any:  # noqa: ANN401 - JSON
    done = invoke("sites", *arguments, "-d", "clean", "--json", folder=folder)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_learning_again_reads_nothing(learned: Path) -> None:
    done = invoke("learn", "raw", "--into", "clean", "--json", "-q", folder=learned)
    report = json.loads(done.stdout)
    assert (report["outcomes"]["unchanged"], report["outcomes"]["learned"]) == (14, 0)
    assert not done.stderr


def test_sites_are_listed(learned: Path) -> None:
    done = invoke("sites", "-d", "clean", folder=learned)
    lines = [line.split() for line in done.stdout.decode().splitlines()]
    assert [SITE, "12", "2", "1", "-", "-"] in lines
    assert ["herald.example", "2"] in [line[:2] for line in lines]
    assert [line["site"] for line in told(folder=learned)] == [SITE, "herald.example"]


def test_the_blocks_of_a_site_are_shown_with_verdicts(learned: Path) -> None:
    done = invoke("sites", f"https://www.{SITE.upper()}/a", "-d", "clean", folder=learned)
    output = done.stdout.decode()
    assert f"{SITE}: 12 pages" in output
    assert f"{FINGERPRINT}   {FOOTER[:MAX_SAMPLE].strip()}" in output
    shown = {block["sample"]: block for block in told(SITE, folder=learned)["blocks"]}
    assert shown[FOOTER[:MAX_SAMPLE]]["verdict"] == "template"
    assert shown[FOOTER[:MAX_SAMPLE]]["pages"] == 12
    assert shown[BACKGROUND[:MAX_SAMPLE]]["verdict"] == "editorial"


@pytest.mark.parametrize("block", [FINGERPRINT, FINGERPRINT[:8], FOOTER])
def test_a_block_is_pardoned_by_its_text_or_fingerprint(
    learned: Path, rules: Path, block: str
) -> None:
    done = invoke("sites", SITE, "-d", "clean", "--pardon", block, folder=learned)
    assert done.returncode == 0
    assert f"{FINGERPRINT} pardoned: rules/{SITE}.toml" in done.stderr.decode()
    assert tomllib.loads((rules / f"{SITE}.toml").read_text())["host"] == SITE
    [shown] = [b for b in told(SITE, folder=learned)["blocks"] if b["fingerprint"] == FINGERPRINT]
    assert (shown["verdict"], shown["pages"]) == ("pardoned", 12)
    again = invoke("sites", SITE, "-d", "clean", "--pardon", block, folder=learned)
    assert b"was pardoned before" in again.stderr


def test_what_no_page_has_shown_can_be_pinned(learned: Path, rules: Path) -> None:
    done = invoke(
        "sites", SITE, "-d", "clean", "--pin", "Read more in our magazine", folder=learned
    )
    assert b"no page of gazette.example has shown this block yet" in done.stderr
    blocks = told(SITE, folder=learned)["blocks"]
    assert (blocks[0]["verdict"], blocks[0]["sample"]) == ("pinned", "Read more in our magazine")
    assert rules.is_dir()


def test_a_pardon_keeps_what_a_refresh_would_cut(learned: Path, rules: Path) -> None:
    invoke("clean", "raw", "clean", "-j1", "-q", folder=learned)
    cut = invoke("trace", "clean/gazette.example/001.txt.md", "-d", "clean", folder=learned)
    assert cut.returncode == 0
    article = learned / "clean" / SITE / "001.txt.md"
    assert FOOTER not in article.read_text()
    invoke("sites", SITE, "-d", "clean", "--pardon", FINGERPRINT, folder=learned)
    assert rules.is_dir()
    done = invoke("clean", "raw", "clean", "-j1", "--refresh-sites", folder=learned)
    assert FOOTER in article.read_text()
    assert b"articles that have changed: 12." in done.stdout
    assert b"and 2 more; --json names all" in done.stdout


def test_what_is_not_known_is_told_in_a_line(learned: Path, tmp_path: Path) -> None:
    unknown = invoke("sites", "gazete.example", "-d", "clean", folder=learned)
    assert unknown.returncode == 1
    assert unknown.stderr.decode() == (
        f"copydesk: nothing is known of gazete.example; did you mean {SITE}?\n"
    )
    assert "name its host" in refusal(invoke("sites", "--pin", "x", folder=learned))
    assert "there is no folder clean" in refusal(invoke("sites", "-d", "clean", folder=tmp_path))
    assert "no file or folder nowhere" in refusal(
        invoke("learn", "nowhere", "--into", "clean", folder=tmp_path)
    )


def test_two_passes_in_one_go(learned: Path) -> None:
    done = invoke("clean", "raw", "both", "-j1", "--passes", "2", "--json", folder=learned)
    assert b"14 inputs to learn from\n14 inputs\n" in done.stderr
    report = json.loads(done.stdout)["sites"]
    assert report == {
        "learned": 2,  # the pages have shown the same once more
        "changed_sites": [],
        "refreshable": 0,
        "refreshed": 0,
        "changed_articles": [],
    }
    assert FOOTER not in (learned / "both" / SITE / "001.txt.md").read_text()
    assert "--passes" in refusal(invoke("clean", "raw", "x", "--passes", "3", folder=learned))


def test_a_page_that_cannot_be_read_makes_learning_end_with_1(tmp_path: Path) -> None:
    raw = write_site(tmp_path / "raw", range(1))
    (raw / "gone.html").symlink_to("nowhere")
    done = invoke("learn", "raw", "--into", "clean", "-j1", folder=tmp_path)
    assert done.returncode == 1
    assert b"Not learned from: 1 unreadable." in done.stdout
