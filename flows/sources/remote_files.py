"""Pages in object stores and on servers, through fsspec."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator

from flows.sources.folder import Found, LeftOut, Root
from flows.sources.selection import Selection
from flows.sources.sidecar import sidecar_names
from flows.storing.remote_errors import as_system_errors
from flows.storing.urls import file_system, normal_url, scheme_of


def remote_root(given: str) -> Root | None:
    """Return a source by its URL; None where there is nothing.

    Raises:
        StorageError: Its store cannot be reached at all.
        OSError: The store does not answer.
    """
    url = normal_url(given)
    system, path = file_system(url)
    with as_system_errors(url):
        if not system.exists(path):
            return None
        is_folder = bool(system.isdir(path))
    name = posixpath.basename(url.removeprefix(scheme_of(url))) or "root"
    return Root(path=url.encode(), name=name.encode(), is_folder=is_folder)


def walk_remote(
    root: Root, source: int, selection: Selection, left_out: Counter[str]
) -> Iterator[Found]:
    """Yield the files below a URL (or at it) that are taken, each with its size and its sidecar.

    A store lists a folder with one request for a thousand files; to ask for every page whether it
    has a sidecar would cost several requests each.
    """
    url = root.path.decode()
    system, top = file_system(url)
    with as_system_errors(url):
        if not root.is_folder:
            yield from _single(root, source, selection, left_out)
            return
        for folder, folders, files in system.walk(top, detail=True):
            for name in [name for name in folders if name.startswith(".")]:
                left_out[LeftOut.HIDDEN] += 1
                del folders[name]
            below = folder.removeprefix(top).strip("/")
            for name, facts in sorted(files.items()):
                relative = f"{below}/{name}" if below else name
                if name.startswith("."):
                    left_out[LeftOut.HIDDEN] += 1
                elif not selection.takes(relative.encode()):
                    left_out[LeftOut.NOT_SELECTED] += 1
                else:
                    sidecar = next((each for each in sidecar_names(name) if each in files), "")
                    yield Found(
                        path=f"{url}/{relative}".encode(),
                        source=source,
                        relative=relative.encode(),
                        size=int(facts.get("size") or 0),
                        sidecar=sidecar.encode(),
                    )


def _single(
    root: Root, source: int, selection: Selection, left_out: Counter[str]
) -> Iterator[Found]:
    if not selection.takes(root.name):
        left_out[LeftOut.NOT_SELECTED] += 1
        return
    system, path = file_system(root.path.decode())
    folder = posixpath.dirname(path)
    beside = (posixpath.join(folder, each) for each in sidecar_names(posixpath.basename(path)))
    sidecar = next((each for each in beside if system.exists(each)), "")
    yield Found(
        path=root.path,
        source=source,
        relative=root.name,
        size=int(system.info(path).get("size") or 0),
        sidecar=posixpath.basename(sidecar).encode(),
    )


def read_remote(path: bytes, start: int = 0, length: int | None = None) -> bytes:
    """Return the bytes of a remote file, or a part of them.

    Raises:
        OSError: They cannot be read.
    """
    url = path.decode()
    system, inner = file_system(url)
    with as_system_errors(url):
        if length is None:
            return bytes(system.cat_file(inner))
        return bytes(system.cat_file(inner, start=start, end=start + length))
