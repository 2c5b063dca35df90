"""Metadata: each value with where it was found."""

from cleaners.metadata.extracting import extract_metadata, extract_settled_metadata
from cleaners.metadata.front_matter import metadata_from_front_matter
from cleaners.metadata.json_ld import JsonLd, read_json_ld
from cleaners.metadata.values import Metadata, Value

__all__ = [
    "JsonLd",
    "Metadata",
    "Value",
    "extract_metadata",
    "extract_settled_metadata",
    "metadata_from_front_matter",
    "read_json_ld",
]
