"""Keys of inputs and names of outputs: one to one with paths, safe on every file system."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import unicodedata

from flows.storing.urls import is_url, scheme_of

# What stands encoded everywhere: controls, line separators, marks that turn the direction of
# text or cannot be seen, bytes that are not UTF-8 (lone surrogates here), and the percent sign.
_UNPRINTABLE = (
    "%\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\udc80-\udcff"
)
_IN_KEYS = re.compile(f"[{_UNPRINTABLE}]")
# What Windows refuses in a name, besides.
_IN_NAMES = re.compile(f'[{_UNPRINTABLE}<>:"\\\\|?*]')
_ENCODED = re.compile(rb"%([0-9A-F]{2})")

# Names that a folder must not end in, so that no folder stands where an article has to.
_ARTICLE_ENDING = re.compile(r"\.(?=(?:md|txt|json|jsonl|csv|parquet)$)", re.IGNORECASE)
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)", re.IGNORECASE
)
# What a shortened name or a second claim ends in; no name ends so by itself.
_HASH_ENDING = re.compile(r"~(?=[0-9a-f]{8,64}$)")

# NAME_MAX is 255 bytes nearly everywhere; an extension and a mark of a second claim have to fit.
_MAX_COMPONENT_BYTES = 230
# Well below PATH_MAX (4,096 bytes on Linux), the destination included.
_MAX_PATH_BYTES = 2_000
_SHORT_HASH = 16


def path_text(path: bytes) -> str:
    """Return a path as text that can be read, kept and turned back: the form of ledger keys.

    Characters that do not show and bytes that are not UTF-8 are percent-encoded, and so is ``%``;
    two paths never have the same text.
    """
    return _IN_KEYS.sub(_percent, path.decode("utf-8", "surrogateescape"))


def path_of(text: str) -> bytes:
    """Return the path that ``path_text`` made the text of."""
    return _ENCODED.sub(lambda found: bytes.fromhex(found[1].decode("ascii")), text.encode("utf-8"))


def input_key(path: bytes, destination: bytes) -> str:
    """Return the name of an input in the ledger: its path as seen from the destination.

    An input in another store than the destination is named by its URL or absolute path.

    Args:
        path: Absolute path or URL of the input.
        destination: Absolute path of the destination, without symbolic links, or its URL.
    """
    if is_url(path) or is_url(destination):
        return path_text(_seen_from_url(path, destination))
    try:
        relative = os.path.relpath(path, destination)
    except ValueError:  # another drive of a Windows machine
        relative = path
    if os.sep != "/":
        relative = relative.replace(os.fsencode(os.sep), b"/")
    return path_text(relative)


def input_path(key: str, destination: bytes) -> bytes:
    """Return the absolute path or the URL of an input of the ledger."""
    path = path_of(key)
    if is_url(path) or not is_url(destination):
        return path if is_url(path) else os.path.normpath(os.path.join(destination, path))  # noqa: PTH118 - bytes
    if path.startswith(b"/"):
        return path
    scheme, below = _parted(destination)
    return scheme + posixpath.normpath(below + b"/" + path)


def _seen_from_url(path: bytes, destination: bytes) -> bytes:
    """Return an input's path relative to a destination of the same store, else as it is."""
    if not (is_url(path) and is_url(destination)):
        return path
    scheme, below = _parted(path)
    other, root = _parted(destination)
    # A key of an object store may hold what a path may not, such as an empty component.
    if scheme != other or posixpath.normpath(below) != below:
        return path
    return posixpath.relpath(b"/" + below, b"/" + root)


def _parted(url: bytes) -> tuple[bytes, bytes]:
    scheme = scheme_of(url.decode("utf-8", "surrogateescape")).encode("ascii")
    return scheme, url.removeprefix(scheme)


def output_stem(relative: bytes) -> str:
    """Return the path of an output below its destination, without extension.

    One to one with the input's path: what a file system may refuse is percent-encoded, what is too
    long is shortened and given a hash of the whole. No stem plus extension is ever a folder of
    another.

    Args:
        relative: Path of the input below its source, with ``/`` and without ``.`` and ``..``.
    """
    *folders, file = relative.split(b"/")
    components = [_folder(component) for component in folders] + [_component(file)]
    stem = "/".join(components)
    if len(stem.encode("utf-8")) <= _MAX_PATH_BYTES:
        return stem
    return _shortened_path(components, stem)


def folder_name(name: bytes) -> str:
    """Return the name of a folder of the destination, as in ``output_stem``."""
    return _folder(name)


def second_claim(stem: str, key: str, digits: int) -> str:
    """Return another stem for an input whose own belongs to somebody else."""
    return f"{stem}~{hashlib.sha256(key.encode('utf-8')).hexdigest()[:digits]}"


def folded(name: str) -> str:
    """Return what two names have in common that some file systems take for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogateescape"))


def _component(name: bytes) -> str:
    text = _IN_NAMES.sub(_percent, name.decode("utf-8", "surrogateescape"))
    text = _HASH_ENDING.sub("%7E", text)
    if text.startswith("."):
        text = "%2E" + text[1:]
    if text.endswith((".", " ")):
        text = f"{text[:-1]}%{ord(text[-1]):02X}"
    if _DEVICE.match(text):
        text = f"%{ord(text[0]):02X}{text[1:]}"
    return _shortened(text)


def _folder(name: bytes) -> str:
    return _ARTICLE_ENDING.sub("%2E", _component(name))


def _shortened(text: str) -> str:
    encoded = text.encode("utf-8")
    if len(encoded) <= _MAX_COMPONENT_BYTES:
        return text
    kept = encoded[: _MAX_COMPONENT_BYTES - _SHORT_HASH - 1].decode("utf-8", "ignore")
    return f"{kept}~{hashlib.sha256(encoded).hexdigest()[:_SHORT_HASH]}"


def _shortened_path(components: list[str], stem: str) -> str:
    digest = hashlib.sha256(stem.encode("utf-8")).hexdigest()
    kept: list[str] = []
    for component in components[:-1]:
        if len("/".join([*kept, component]).encode("utf-8")) > _MAX_PATH_BYTES - len(digest) - 2:
            break
        kept.append(component)
    return "/".join([*kept, f"~{digest}"])
