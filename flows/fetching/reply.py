"""The answer to one request."""

from __future__ import annotations

import httpx
from msgspec import Struct


class Reply(Struct, frozen=True, kw_only=True):
    """An answer; the fields are those of ``Fetched``.

    Attributes:
        wire: The body as it came; empty unless the status says that the page is in it.
        head: Its first part, decoded.
    """

    url: httpx.URL
    status: int
    status_text: str
    http_version: str
    headers: httpx.Headers
    address: str | None
    wire: bytes = b""
    head: bytes = b""

    @property
    def told(self) -> str:
        """The status line in a few words."""
        return f"{self.status} {self.status_text}".strip()

    @property
    def header_pairs(self) -> tuple[tuple[str, str], ...]:
        """The headers as received, in order; characters stand for bytes."""
        return tuple(
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in self.headers.raw
        )
