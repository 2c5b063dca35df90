"""A small web on loopback: one HTTP server that plays a dozen invented sites by the Host header.

Tests use it as ``with Web() as web``; ``python -m tests.sites`` starts it for a person.
"""

from tests.sites.web import Web

__all__ = ["Web"]
