"""What a fetch gives: frozen values that stores, the catalog and WARC writers take."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """What is fetched; content types and limits differ by it. A sitemap is a feed, too."""

    PAGE = "page"
    FEED = "feed"
    POLICY = "policy"


class Outcome(StrEnum):
    """How a fetch ended."""

    FETCHED = "fetched"
    NOT_MODIFIED = "not_modified"
    REFUSED = "refused"
    FAILED = "failed"


class Reason(StrEnum):
    """Why nothing was fetched: a closed list."""

    # Refused: asking again gives the same answer until the site or a setting changes.
    INVALID_URL = "invalid_url"
    PRIVATE_ADDRESS = "private_address"
    ROBOTS = "robots"
    CRAWL_DELAY = "crawl_delay"
    CONTENT_TYPE = "content_type"
    OPT_OUT = "opt_out"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    # Failed: it should have worked and did not.
    ROBOTS_UNREACHABLE = "robots_unreachable"
    STATUS = "status"
    RETRY_LATER = "retry_later"
    REDIRECT = "redirect"
    REDIRECT_LOOP = "redirect_loop"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    TOO_SLOW = "too_slow"
    UNKNOWN_HOST = "unknown_host"
    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    PROTOCOL = "protocol"
    CONTENT_CODING = "content_coding"


REFUSALS = frozenset(
    {
        Reason.INVALID_URL,
        Reason.PRIVATE_ADDRESS,
        Reason.ROBOTS,
        Reason.CRAWL_DELAY,
        Reason.CONTENT_TYPE,
        Reason.OPT_OUT,
        Reason.TOO_LARGE,
        Reason.BOMB,
    }
)
"""The reasons whose outcome is ``refused``; that of all others is ``failed``."""


class Redirect(Struct, frozen=True):
    """One redirect that was followed, or that led to a refusal.

    Attributes:
        url: The address that answered with it.
        status: 301, 302, 303, 307 or 308.
        target: The absolute address that it names.
    """

    url: str
    status: int
    target: str


class Signal(Struct, frozen=True):
    """Something that a site says of how its pages may be used.

    Attributes:
        name: ``robots.txt``, ``x-robots-tag``, ``robots`` (the meta element, or one with the name
            of our agent), ``tdm-reservation`` or ``tdm-policy``.
        value: As received; of robots.txt the verdict: ``allowed``, ``disallowed``, ``missing`` (no
            rules, so allowed) or ``unreachable`` (so disallowed for now).
        origin: ``header``, ``meta``, ``robots.txt`` or ``tdmrep.json``.
    """

    name: str
    value: str
    origin: str


class Known(Struct, frozen=True, kw_only=True):
    """The validators of an earlier fetch, which make a request conditional.

    Attributes:
        etag: As received, with its quotation marks and ``W/``.
        last_modified: As received.
        url: The address that gave them, after redirects; None stands for the one asked for.
            Validators are sent to no other address.
    """

    etag: str | None = None
    last_modified: str | None = None
    url: str | None = None


class Fetched(Struct, frozen=True, kw_only=True):
    """How the fetch of one address ended, with everything that came.

    Attributes:
        url: The address that was asked for.
        final_url: The address that the answer is of, after redirects; of a refused redirect target
            the target.
        kind: What was asked for.
        outcome: ``fetched``, ``not_modified``, ``refused`` or ``failed``.
        reason: Why nothing was fetched; None where something was, or has not changed.
        detail: The reason in one line of plain words, for a person; may hold text of the site.
        redirects: Every redirect on the way, in order.
        status: Status code of the last answer; None without an answer.
        status_text: Its reason phrase as received.
        http_version: Such as ``HTTP/1.1``.
        headers: Response headers of the last answer as received, in order, names in the site's
            case; characters stand for bytes (Latin-1), whatever the site meant.
        body: The bytes of the answer as they came, still content-encoded, chunks joined; empty
            unless the outcome is ``fetched``.
        fetched_at: ISO 8601 time (UTC) at which the last request was sent, else at which the fetch
            was given up.
        seconds: From the first request to the end, waiting for the host's turn included.
        attempts: Requests that were sent to get the page, redirects and retries counted,
            robots.txt and tdmrep.json not.
        address: IP address of the peer that gave the last answer (a proxy's, where one is set).
        signals: What the site says of the use of the page.
        retry_at: ISO 8601 time before which the site does not want to be asked again, where the
            reason is ``retry_later``.
    """

    url: str
    final_url: str
    kind: Kind
    outcome: Outcome
    reason: Reason | None = None
    detail: str = ""
    redirects: tuple[Redirect, ...] = ()
    status: int | None = None
    status_text: str = ""
    http_version: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    fetched_at: str
    seconds: float = 0.0
    attempts: int = 0
    address: str | None = None
    signals: tuple[Signal, ...] = ()
    retry_at: str | None = None

    @property
    def etag(self) -> str | None:
        """The entity tag to ask with the next time."""
        return self.header("etag")

    @property
    def last_modified(self) -> str | None:
        """The time of change to ask with the next time, as received."""
        return self.header("last-modified")

    @property
    def known(self) -> Known:
        """The validators to give to the next fetch of the same address."""
        return Known(etag=self.etag, last_modified=self.last_modified, url=self.final_url)

    def header(self, name: str) -> str | None:
        """Return the first value of a header, whatever its case."""
        wanted = name.lower()
        return next((value for each, value in self.headers if each.lower() == wanted), None)
