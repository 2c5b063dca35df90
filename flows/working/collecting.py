"""The inputs of a run: what the sources hold, put in order, without sidecars and own outputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from flows.sources.folder import Found, LeftOut, is_archive, walk
from flows.sources.presence import archive_of
from flows.sources.roots import STANDARD_INPUT_KEY, STANDARD_INPUT_NAME, Sources
from flows.sources.selection import Selection
from flows.sources.sidecar import sidecar_names
from flows.storing.names import input_key, path_of
from flows.storing.urls import is_url
from flows.working.index import Index, Input
from flows.working.scanned_archives import ScannedArchives

STANDARD_INPUT_SOURCE = -1
_OWN_FILES = (".copydesk", "catalog.sqlite", "ledger.", "rows.partial.jsonl")


def collect_inputs(
    sources: Sources,
    selection: Selection,
    index: Index,
    archives: ScannedArchives,
    standard_input: bytes | None = None,
) -> Counter[str]:
    """Put the inputs of a run into its index; return what was left out, by reason.

    Args:
        sources: Where to look.
        selection: Which files are taken.
        index: Where the inputs go; the rows of the destination's ledger are in it.
        archives: What adds the pages of WARC files and the rows of dumps.
        standard_input: The file that standard input was read into, if it is a source.
    """
    left_out: Counter[str] = Counter()
    for found in _found(sources, selection, left_out):
        key = input_key(found.path, sources.destination)
        if _is_own(key, index):
            left_out[LeftOut.OWN_OUTPUT] += 1
        elif is_archive(found):
            archives.add(found, _input(found, key), left_out)
        elif (name := archives.dump_name(found, sources.roots)) is not None:
            archives.add_dump(found, _input(found, key), name)
        else:
            index.add_input(_input(found, key))
    if standard_input is not None:
        index.add_input(
            Input(STANDARD_INPUT_KEY, standard_input, STANDARD_INPUT_SOURCE, STANDARD_INPUT_NAME)
        )
    for key in index.input_keys():
        if archive_of(key) is None and (names := sidecar_names(key)):
            left_out[LeftOut.SIDECAR] += index.remove_inputs(names)
    return +left_out


def _found(sources: Sources, selection: Selection, left_out: Counter[str]) -> Iterator[Found]:
    yield from walk(sources.roots, selection, skipped_folder=sources.destination, left_out=left_out)
    for source, root in enumerate(sources.roots):
        if is_url(root.path):
            from flows.sources.remote_files import walk_remote  # noqa: PLC0415 - for URLs only

            yield from walk_remote(root, source, selection, left_out)


def _input(found: Found, key: str) -> Input:
    return Input(
        key,
        found.path,
        found.source,
        found.relative,
        found.problem,
        size=found.size,
        sidecar=found.sidecar,
    )


def _is_own(key: str, index: Index) -> bool:
    """Return whether a file below the destination is one that a run has written there."""
    if key.startswith("../"):
        return False
    name = path_of(key).decode("utf-8", "replace")
    return name.startswith(_OWN_FILES) or index.owner(name) is not None
