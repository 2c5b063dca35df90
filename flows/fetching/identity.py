"""Who asks: an honest name, and where the people behind it can be reached."""

from __future__ import annotations

import re
from importlib.metadata import version

from flows.fetching.errors import FetchSettingsError
from flows.fetching.settings import Fetching

_E_MAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+")
_ADDRESS = re.compile(r"https?://[^\s<>()]+")


def product_token(settings: Fetching) -> str:
    """Return the name by which robots.txt and X-Robots-Tag may call us, in lower case."""
    return settings.user_agent.partition("/")[0].lower()


def request_headers(settings: Fetching) -> dict[str, str]:
    """Return the headers that every request has.

    Raises:
        FetchSettingsError: No contact is given, or one that is no address.
    """
    contact = settings.contact.strip()
    is_e_mail = _E_MAIL.fullmatch(contact) is not None
    if not contact.isascii() or not (is_e_mail or _ADDRESS.fullmatch(contact)):
        given = f"{contact!r} is no address" if contact else "it is not set"
        raise FetchSettingsError(
            f"fetch.contact: {given}; put an e-mail or web address where the sites that you fetch "
            'can reach you into copydesk.toml, as contact = "..." under [fetch]'
        )
    name = settings.user_agent
    product = name if "/" in name else f"{name}/{version('copydesk')}"
    headers = {"User-Agent": f"{product} (+{contact})", "Accept-Encoding": "gzip"}
    return headers | ({"From": contact} if is_e_mail else {})
