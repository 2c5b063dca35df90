"""The files of folders: hidden ones left out, symbolic links followed, every folder read once."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from flows.sources.files import reading_error
from flows.sources.folder_queue import Folder, FolderQueue
from flows.sources.selection import Selection
from flows.storing.urls import is_url

_ARCHIVE_ENDINGS = (b".warc", b".warc.gz")


class LeftOut(StrEnum):
    """Why a file or folder below a source is no input."""

    HIDDEN = "hidden"
    NOT_SELECTED = "not_selected"
    SIDECAR = "sidecar"
    OWN_OUTPUT = "own_output"
    SEEN_FOLDER = "seen_folder"


class Root(Struct, frozen=True):
    """A source of a run.

    Attributes:
        path: Its absolute path, without symbolic links.
        name: What it is called on the way to it: the first folder of its outputs where a run has
            several sources.
        is_folder: Whether it is a folder.
    """

    path: bytes
    name: bytes
    is_folder: bool


class Found(Struct, frozen=True):
    """A file of a source, or a folder that cannot be read.

    Attributes:
        path: Absolute path.
        source: Position of the source among the sources of the run.
        relative: Path below the source, with ``/``; a file that is a source has its name.
        problem: The system's words for why a folder cannot be read; empty for files.
        size: Count of bytes, where looking at the folder told it; else -1.
        sidecar: Name of its sidecar, where looking at the folder told it.
    """

    path: bytes
    source: int
    relative: bytes
    problem: str = ""
    size: int = -1
    sidecar: bytes = b""


def is_archive(found: Found) -> bool:
    """Return whether a file is a WARC with pages of its own, by its name."""
    return not found.problem and found.relative.lower().endswith(_ARCHIVE_ENDINGS)


def walk(
    roots: Sequence[Root],
    selection: Selection,
    *,
    skipped_folder: bytes | None = None,
    left_out: Counter[str],
) -> Iterator[Found]:
    """Yield every file below the roots, in no particular order.

    Memory does not grow with the number of files or folders. Folders that symbolic links lead to
    are read after all others, in the order of paths, and no folder is read twice; so loops end,
    and what is found does not depend on the order in which the file system lists names.

    Args:
        roots: The sources.
        selection: Which files are taken.
        skipped_folder: A folder that is not read, such as the destination.
        left_out: Counts what is left out, by reason.
    """
    with FolderQueue() as queue:
        if skipped_folder is not None:
            _visit(queue, skipped_folder)
        for source, root in enumerate(roots):
            if root.is_folder and not is_url(root.path):
                queue.push(Folder(path=root.path, source=source))
        while (folder := queue.pop()) is not None:
            yield from _files_of(folder, queue, selection, left_out)
        for source, root in enumerate(roots):
            if root.is_folder or is_url(root.path):
                continue
            if selection.takes(root.name):
                yield Found(path=root.path, source=source, relative=root.name)
            else:
                left_out[LeftOut.NOT_SELECTED] += 1


def _files_of(
    folder: Folder, queue: FolderQueue, selection: Selection, left_out: Counter[str]
) -> Iterator[Found]:
    try:
        if not _visit(queue, folder.path):
            left_out[LeftOut.SEEN_FOLDER] += 1
            return
        with os.scandir(folder.path) as entries:
            for entry in entries:
                relative = folder.relative + entry.name
                if entry.name.startswith(b"."):
                    left_out[LeftOut.HIDDEN] += 1
                elif (linked := _folder_link(entry)) is not None:
                    queue.push(Folder(entry.path, folder.source, relative + b"/", linked))
                elif selection.takes(relative):
                    yield Found(path=entry.path, source=folder.source, relative=relative)
                else:
                    left_out[LeftOut.NOT_SELECTED] += 1
    except OSError as error:
        relative = folder.relative.removesuffix(b"/") or b"."
        yield Found(folder.path, folder.source, relative, problem=reading_error(error))


def _folder_link(entry: os.DirEntry[bytes]) -> bool | None:
    """Return None for what is no folder, else whether a symbolic link leads to it."""
    try:
        if not entry.is_dir():
            return None
    except OSError:  # such as a link that leads to itself: found again when the file is opened
        return None
    return entry.is_symlink()


def _visit(queue: FolderQueue, path: bytes) -> bool:
    try:
        status = os.stat(path)  # noqa: PTH116 - bytes
    except FileNotFoundError:
        return True
    if not stat.S_ISDIR(status.st_mode):
        return True
    return queue.visit(status.st_dev, status.st_ino)
