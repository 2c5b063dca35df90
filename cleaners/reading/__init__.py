"""Bytes to text and tree: decompression, encoding, media kind, parsing."""
