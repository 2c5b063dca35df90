"""What a person says of a block that a site repeats, written into the rules of its host."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from cleaners.rules.hosts import HostError, plain_host
from cleaners.rules.site_rules import KnownText, RulesError, SiteRules
from cleaners.rules.toml_rules import VERSION, toml_rules
from cleaners.sites.fingerprints import exact_fingerprint, written
from flows.learning.rules_folder import (
    TOML_ENDING,
    RulesFolderError,
    read_rules_file,
    rules_files,
    rules_text,
)

if TYPE_CHECKING:
    from tomlkit.container import Container
    from tomlkit.items import Table
    from tomlkit.toml_document import TOMLDocument

    Rules = TOMLDocument | Container | Table

PINNED, PARDONED = "pinned", "pardoned"
_OPPOSITE = {PINNED: PARDONED, PARDONED: PINNED}
_FINGERPRINT = re.compile(r"[0-9a-fA-F]{16}")


class JudgedBlock(Struct, frozen=True):
    """What was written of a block.

    Attributes:
        file: The rules file of its host.
        fingerprint: The block, as 16 hexadecimal digits.
        is_new: Whether anything was written; False where the file said so already.
    """

    file: Path
    fingerprint: str
    is_new: bool


def pin(folder: Path, host: str, block: str, *, note: str = "") -> JudgedBlock:
    """Write down that a block of a host always goes: ``[[pinned]]`` in ``HOST.toml``.

    The rest of the file stays as it is written, comments too. A pardon for the block goes.

    Args:
        folder: The folder of rules; it is made if it is not there.
        host: The host; its rules hold for its subdomains too.
        block: Text of the block, or its fingerprint as 16 hexadecimal digits.
        note: What to say of it in the file.

    Raises:
        RulesFolderError: The host is none, the file is no rules file or cannot be written, or
            another file says the opposite.
    """
    return _judge(folder, host, block, PINNED, note)


def pardon(folder: Path, host: str, block: str, *, note: str = "") -> JudgedBlock:
    """Write down that a block of a host always stays: ``[[pardoned]]`` in ``HOST.toml``.

    As ``pin``, the other way round.

    Raises:
        RulesFolderError: As ``pin``.
    """
    return _judge(folder, host, block, PARDONED, note)


def _judge(folder: Path, host: str, block: str, verdict: str, note: str) -> JudgedBlock:
    entry = _entry(block, note)
    fingerprint = _fingerprint_of(entry)
    try:
        key = plain_host(host)
        file = folder / f"{key}{TOML_ENDING}"
        _check_others(folder, file, key, fingerprint, _OPPOSITE[verdict])
        before = rules_text(file) if file.exists() else ""
        if before and _says(toml_rules(before, str(file)).rules, key, fingerprint, verdict):
            return JudgedBlock(file, written(fingerprint), is_new=False)
        after = _with_entry(before, key, entry, fingerprint, verdict)
        toml_rules(after, str(file))
    except (HostError, RulesError) as error:
        raise RulesFolderError(str(error)) from error
    _write(file, after)
    return JudgedBlock(file, written(fingerprint), is_new=True)


def _entry(block: str, note: str) -> dict[str, str]:
    text = block.strip()
    if not text:
        raise RulesFolderError("the block is empty; give its text or its fingerprint")
    entry = {"fingerprint": text.lower()} if _FINGERPRINT.fullmatch(text) else {"text": text}
    return {**entry, "note": note} if note else entry


def _fingerprint_of(entry: dict[str, Any]) -> int:
    """Return the fingerprint of an entry of a file."""
    given = entry.get("fingerprint")
    return int(given, 16) if given else exact_fingerprint(str(entry.get("text", "")))


def _known(rules: SiteRules, verdict: str) -> tuple[KnownText, ...]:
    return rules.pinned if verdict == PINNED else rules.pardoned


def _says(rules: tuple[SiteRules, ...], host: str, fingerprint: int, verdict: str) -> bool:
    return any(
        entry.fingerprint == fingerprint
        for each in rules
        if each.host == host
        for entry in _known(each, verdict)
    )


def _check_others(folder: Path, file: Path, host: str, fingerprint: int, opposite: str) -> None:
    """Refuse to write down the opposite of what another file says for the host.

    Raises:
        RulesFolderError: One does.
        RulesError: One is no rules file.
    """
    if not folder.is_dir():
        return
    for path in rules_files(folder):
        if path != file and _says(read_rules_file(path).rules, host, fingerprint, opposite):
            block = written(fingerprint)
            raise RulesFolderError(f"{path} has {block} as {opposite}; take it out there first")


def _with_entry(
    before: str, host: str, entry: dict[str, str], fingerprint: int, verdict: str
) -> str:
    """Return a rules file with an entry more, and without the opposite one."""
    import tomlkit  # noqa: PLC0415 - for this alone
    from tomlkit.items import AoT  # noqa: PLC0415

    document = tomlkit.parse(before)
    if not before.strip():
        document.add("version", tomlkit.item(VERSION))
        document.add("host", tomlkit.item(host))
    rules: Any = _rules_of_host(document, host)
    _remove(rules, _OPPOSITE[verdict], fingerprint)
    entries = rules.get(verdict)
    if entries is None:
        rules.add(tomlkit.nl())
        entries = tomlkit.aot()
        rules.append(verdict, entries)
    if isinstance(entries, AoT):
        table = tomlkit.table()
        table.update(entry)
        table.add(tomlkit.nl())
        entries.append(table)
    else:
        inline = tomlkit.inline_table()
        inline.update(entry)
        entries.append(inline)
    return tomlkit.dumps(document)


def _rules_of_host(document: TOMLDocument, host: str) -> Rules:
    """Return the table of a host; of a file with several tables perhaps a new one."""
    import tomlkit  # noqa: PLC0415 - for this alone

    tables: Any = document.get("rules")
    if tables is None:
        return document
    for table in tables:
        if _is_host(table.get("host"), host):
            found: Rules = table
            return found
    new = tomlkit.table()
    new.add("host", host)
    tables.append(new)
    return tables[-1]  # type: ignore[no-any-return]


def _is_host(given: object, host: str) -> bool:
    try:
        return isinstance(given, str) and plain_host(given) == host
    except HostError:
        return False


def _remove(rules: Any, verdict: str, fingerprint: int) -> None:  # noqa: ANN401 - of tomlkit
    """Take an entry out, and the list with the last of its entries."""
    entries = rules.get(verdict)
    if entries is None:
        return
    for at in reversed(range(len(entries))):
        if _fingerprint_of(entries[at]) == fingerprint:
            del entries[at]
    if not len(entries):
        del rules[verdict]


def _write(file: Path, text: str) -> None:
    from flows.storing.atomic import write_file  # noqa: PLC0415 - at need

    try:
        write_file(file, text.encode())
    except OSError as error:
        raise RulesFolderError(f"{file} cannot be written: {error.strerror}") from error
