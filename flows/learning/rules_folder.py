"""The folder of rules files: ``*.toml`` of our own, ``HOST.txt`` in the site-config format."""

from __future__ import annotations

from pathlib import Path

from cleaners.rules.rule_book import RuleBook, rule_book
from cleaners.rules.site_config import ENDING as SITE_CONFIG_ENDING
from cleaners.rules.site_config import site_config
from cleaners.rules.site_rules import RulesError, RulesFile
from cleaners.rules.toml_rules import toml_rules
from cleaners.settings import SettingsError
from flows.configuration import DEFAULT_ORIGIN, Configuration

TOML_ENDING = ".toml"
MAX_BYTES = 1_000_000
"""No rules file that a person writes is larger."""

SETTING = "rules.folder"


class RulesFolderError(SettingsError):
    """Rules that cannot be used; its message is one line that says which, where and why."""


def rule_book_of(configuration: Configuration) -> RuleBook:
    """Return all rules of the folder that the settings name; none where the default is not there.

    Raises:
        RulesFolderError: The folder was named and is not there, or a file cannot be taken.
    """
    folder = Path(configuration.running.rules.folder)
    if not folder.is_dir():
        if configuration.origins[SETTING] == DEFAULT_ORIGIN and not folder.exists():
            return RuleBook()
        raise RulesFolderError(
            f"{folder} is no folder of rules; check {SETTING} ({configuration.origins[SETTING]})"
        )
    return read_rules(folder)


def read_rules(folder: Path) -> RuleBook:
    """Return all rules of a folder.

    Raises:
        RulesFolderError: It or a file in it cannot be read, or holds what is no rule; with file
            and line.
    """
    try:
        return rule_book(read_rules_file(path) for path in rules_files(folder))
    except RulesError as error:
        raise RulesFolderError(str(error)) from error


def rules_files(folder: Path) -> list[Path]:
    """Return the rules files of a folder, in the order of their names; folders in it are not read.

    The name of a site-config file may begin with a full stop: it then holds for subdomains.

    Raises:
        RulesFolderError: The folder cannot be read.
    """
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        raise RulesFolderError(f"{folder} cannot be read: {error.strerror}") from error
    return [path for path in entries if is_rules_file(path) and path.is_file()]


def is_rules_file(path: Path) -> bool:
    """Tell by its name whether a file holds rules."""
    if path.suffix == TOML_ENDING:
        return not path.name.startswith(".")
    return path.suffix == SITE_CONFIG_ENDING


def read_rules_file(path: Path) -> RulesFile:
    """Return the rules of a file, in the format that its ending says.

    Raises:
        RulesError: It cannot be read, or holds what is no rule; with its line.
    """
    name = str(path)
    text = rules_text(path)
    if path.suffix == TOML_ENDING:
        return toml_rules(text, name)
    if path.suffix == SITE_CONFIG_ENDING:
        return site_config(text, name)
    raise RulesError(name, "rules files end in .toml, or in .txt for the site-config format")


def rules_text(path: Path) -> str:
    """Return the content of a rules file.

    Raises:
        RulesError: It cannot be read, is too large, or is no UTF-8.
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise RulesError(name, f"it has more than {MAX_BYTES:,} bytes")
        return content.decode("utf-8-sig")
    except OSError as error:
        raise RulesError(name, f"it cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise RulesError(name, "it is no UTF-8 text", line) from error
