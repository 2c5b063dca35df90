"""Signatures that a page marks up: by relation, microdata, class, id or the author's address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from lxml.etree import _Element
from msgspec import Struct

from cleaners.metadata.element_text import pieces
from cleaners.metadata.marked_elements import Cue, SignedElement, is_person_address
from cleaners.metadata.names import NameReader, is_capitalised, looks_like_name
from cleaners.metadata.values import Value

MAX_SIGNATURE_PIECES = 12
MAX_SIGNATURE_LINKS = 50
MAX_SIGNATURES = 60
MAX_PEER_DISTANCE = 30
"""Signatures that are more elements apart are not those of one article's authors."""


class _Signature(Struct, frozen=True):
    """A marked element with names in it."""

    marked: SignedElement
    names: tuple[str, ...]


def find_signatures(
    marked: Sequence[SignedElement], reader: NameReader
) -> Iterator[Value[tuple[str, ...]]]:
    """Yield the names that the page shows as its authors, the surest signature first.

    Those below the headline come before those above it. Signatures of one kind side by side are
    one.
    """
    found = _signatures(marked, reader)
    for signature in sorted(found, key=_rank):
        origin = f"dom.{signature.marked.cue.name.lower()}"
        yield Value(_with_peers(signature, found), origin)


def _rank(signature: _Signature) -> tuple[bool, Cue, int]:
    marked = signature.marked
    return marked.above, marked.cue, marked.order


def _signatures(marked: Sequence[SignedElement], reader: NameReader) -> list[_Signature]:
    found: list[_Signature] = []
    for candidate in marked:
        names = _names_in(candidate.element, reader)
        if names and (candidate.cue <= Cue.NAME or all(map(is_capitalised, names))):
            found.append(_Signature(candidate, names))
            if len(found) == MAX_SIGNATURES:
                break
    return found


def _names_in(element: _Element, reader: NameReader) -> tuple[str, ...]:
    """Return the names in a signature's element.

    Where it holds links to persons' pages these are the names, else the first piece of its
    text that is one and does not follow a label of something else, such as ``Reviewed by``.
    """
    first = islice(element.iterdescendants("a"), MAX_SIGNATURE_LINKS)
    links = [link for link in first if is_person_address(_target(link))]
    linked = [name for link in links for text in pieces(link, 1) for name in reader.names(text)]
    if linked:
        return tuple(dict.fromkeys(linked))
    texts = pieces(element, MAX_SIGNATURE_PIECES + 1)
    if len(texts) > MAX_SIGNATURE_PIECES:
        return ()
    for label, text in pairwise(("", *texts)):
        names = () if reader.is_tail(label) else reader.names(text)
        if names and all(map(looks_like_name, names)):
            return names
    return ()


def _target(link: _Element) -> str:
    return link.get("href") or ""


def _with_peers(signature: _Signature, found: list[_Signature]) -> tuple[str, ...]:
    """Return the names of a signature and of those of its kind beside it."""
    names = dict.fromkeys(signature.names)
    own = signature.marked
    for other in found:
        peer = other.marked
        if (
            peer.cue is own.cue
            and peer.above is own.above
            and abs(peer.order - own.order) <= MAX_PEER_DISTANCE
            and peer.element.get("class") == own.element.get("class")
            and _home(peer.element) is _home(own.element) is not None
        ):
            names.update(dict.fromkeys(other.names))
    return tuple(names)


def _home(element: _Element) -> _Element | None:
    parent = element.getparent()
    return parent.getparent() if parent is not None else None
