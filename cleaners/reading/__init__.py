"""Bytes to text and tree: decompression, encoding, media kind, parsing."""

from cleaners.reading.decompressing import decompress
from cleaners.reading.reading import Reading, read

__all__ = ["Reading", "decompress", "read"]
