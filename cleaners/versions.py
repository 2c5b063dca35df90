"""The versions of everything that can change a result."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from lxml import etree

LIBRARIES = (
    "beautifulsoup4",
    "charset-normalizer",
    "courlan",
    "ftfy",
    "justext",
    "lxml",
    "markdown-it-py",
    "numpy",
    "py3langid",
    "pyahocorasick",
    "rapidfuzz",
    "trafilatura",
    "webencodings",
)
"""Libraries whose versions can change what a page is cleaned to."""


@cache
def tool_version() -> str:
    """Return the version of copydesk, ``0+unknown`` where it runs without being installed."""
    try:
        return version("copydesk")
    except PackageNotFoundError:
        return "0+unknown"


@cache
def library_versions() -> dict[str, str]:
    """Return the versions of the libraries that can change a result, by name."""
    versions = {name: version(name) for name in LIBRARIES}
    versions["libxml2"] = ".".join(map(str, etree.LIBXML_VERSION))
    return dict(sorted(versions.items()))


@cache
def shipped_digest() -> str:
    """Return a digest over the lexicons, rules and weights that the package ships."""
    digest = hashlib.sha256()
    for name, content in shipped_files(files("cleaners").joinpath("data"), ""):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def shipped_files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file below a folder, in the order of their names."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = prefix + entry.name
        if entry.is_dir():
            yield from shipped_files(entry, name + "/")
        else:
            yield name, entry.read_bytes()
