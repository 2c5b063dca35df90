"""Metadata: each value with where it was found."""
