"""What a text is compared with: the text as it was fed."""

from __future__ import annotations


def as_fed(raw: bytes, url: str | None) -> str:  # noqa: ARG001 - peers are given the address
    """Return a text as it is."""
    return raw.decode("utf-8")
