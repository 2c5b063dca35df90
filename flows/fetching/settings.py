"""How pages are fetched: the table ``fetch`` of the settings. Imported by every command: light."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from cleaners.settings import PositiveInt

Seconds = Annotated[float, Meta(gt=0)]
Delay = Annotated[float, Meta(ge=0)]
Count = Annotated[int, Meta(ge=0)]
ProductToken = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9_-]*(/[A-Za-z0-9._-]+)?$")]


class OptOut(StrEnum):
    """Signals of a site against some use of its pages, which may be obeyed."""

    TDM_RESERVATION = "tdm-reservation"
    NO_AI = "noai"
    NO_IMAGE_AI = "noimageai"
    NO_ARCHIVE = "noarchive"
    NO_CACHE = "nocache"
    NO_INDEX = "noindex"
    NO_SNIPPET = "nosnippet"


class Fetching(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who asks, how often, how much is taken, and what is refused; see ``settings.toml``."""

    user_agent: ProductToken
    contact: str
    delay_seconds: Delay
    max_delay_seconds: Delay
    connections: PositiveInt
    connections_per_host: PositiveInt
    connect_seconds: Seconds
    read_seconds: Seconds
    total_seconds: Seconds
    max_attempts: PositiveInt
    backoff_seconds: Delay
    max_wait_seconds: Delay
    max_redirects: Count
    max_page_bytes: PositiveInt
    max_feed_bytes: PositiveInt
    max_plain_bytes: PositiveInt
    page_types: tuple[str, ...]
    feed_types: tuple[str, ...]
    policy_hours: Delay
    read_tdm_policy: bool
    obey_opt_out: tuple[OptOut, ...]
    allowed_networks: tuple[str, ...]
    resolve: Mapping[str, str]
    proxy: str
    ca_file: str
