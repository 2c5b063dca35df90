"""A site as a page is cleaned with it: what is known of it, and the rules that people wrote."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import msgspec
from msgspec import Struct

from cleaners.sites.knowledge import SiteKnowledge


class Site(Struct, frozen=True):
    """What goes into cleaning a page besides the page and the settings.

    Attributes:
        host: The site.
        knowledge: What its pages have shown; None where nothing is known.
        rules: What people have written down for it, encoded by ``cleaners.rules``; empty for none.
    """

    host: str
    knowledge: SiteKnowledge | None = None
    rules: bytes = b""

    @property
    def digest(self) -> str:
        """Digest of all that may change a result, in hexadecimal; empty where nothing does."""
        known = self.knowledge.digest if self.knowledge is not None else ""
        if not known and not self.rules:
            return ""
        return hashlib.sha256(known.encode() + b"\0" + self.rules).hexdigest()


def site_bytes(site: Site) -> bytes:
    """Return a site as bytes that travel to worker processes and machines."""
    return msgspec.msgpack.encode(site)


@lru_cache(maxsize=16)
def site_from(content: bytes) -> Site:
    """Return a site from the bytes that ``site_bytes`` gave; the latest ones are kept."""
    return msgspec.msgpack.decode(content, type=Site)
