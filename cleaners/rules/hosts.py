"""Names of hosts, as rules are keyed by them."""

from __future__ import annotations

import re

WWW = "www."
MAX_CHARACTERS = 253  # RFC 1035

_NOT_IN_HOSTS = re.compile(r"[\s/\\:?#@\[\]*]")


class HostError(ValueError):
    """A text that is no host, with the reason."""


def plain_host(text: str) -> str:
    """Return a host in lower case, in ASCII, without ``www.`` and a full stop at its end.

    A name without a full stop is one too: the group of pages whose site is not known has such a
    name.

    Raises:
        HostError: It is none: a URL, a port, a pattern.
    """
    host = text.strip().lower()
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise HostError(f"{text!r} is no host: {error}") from error
    host = host.strip().rstrip(".").removeprefix(WWW)
    if not host or len(host) > MAX_CHARACTERS or _NOT_IN_HOSTS.search(host) or host[0] == ".":
        raise HostError(f"{text!r} is no host, such as example.org")
    return host


def hosts_above(host: str) -> list[str]:
    """Return a host and those that it is a subdomain of, the most particular first.

    A top-level domain is none of them: ``news.example.org`` gives itself and ``example.org``.
    """
    parts = host.split(".")
    return [".".join(parts[start:]) for start in range(max(len(parts) - 1, 1))]
