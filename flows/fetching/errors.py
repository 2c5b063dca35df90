"""What can go wrong with a fetch, and what each error of the libraries means."""

from __future__ import annotations

import ssl

import httpcore

from cleaners.settings import SettingsError
from flows.fetching.fetched import Reason
from flows.fetching.reply import Reply


class FetchSettingsError(SettingsError):
    """The settings allow no fetching; the message is one line that says what to change."""


class FetchError(Exception):
    """Why a fetch gave nothing.

    Attributes:
        reason: Which kind of trouble.
        detail: The same in plain words, one line.
        transient: Whether another attempt may succeed.
        wait_seconds: How long the site asks to wait before that.
        reply: The answer that was the trouble, or that was being read.
    """

    def __init__(
        self,
        reason: Reason,
        detail: str,
        *,
        transient: bool = False,
        wait_seconds: float | None = None,
        reply: Reply | None = None,
    ) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.transient = transient
        self.wait_seconds = wait_seconds
        self.reply = reply


class RefusedAddressError(FetchError):
    """A host is found at no address that may be connected to."""

    def __init__(self, detail: str) -> None:
        super().__init__(Reason.PRIVATE_ADDRESS, detail)


class UnknownHostError(FetchError):
    """A host has no address."""

    def __init__(self, host: str) -> None:
        super().__init__(Reason.UNKNOWN_HOST, f"{host} has no address")


# h11 has one kind of error for what is no HTTP and for a connection that ended too early.
_ENDED_EARLY = ("peer closed connection", "server disconnected")


def fetch_error(error: Exception) -> FetchError:
    """Return what an error of httpcore means for a fetch."""
    told = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, httpcore.TimeoutException):
        connecting = isinstance(error, httpcore.ConnectTimeout)
        reason = Reason.CONNECTION if connecting else Reason.TOO_SLOW
        waited = "no connection" if connecting else "nothing more came"
        return FetchError(reason, f"{waited} in time", transient=True)
    if isinstance(error, httpcore.ProtocolError):
        if told.lower().startswith(_ENDED_EARLY):
            return FetchError(Reason.CONNECTION, told, transient=True)
        return FetchError(Reason.PROTOCOL, f"the answer is not HTTP: {told}")
    if _is_certificate_error(error):
        return FetchError(Reason.CERTIFICATE, told)
    return FetchError(Reason.CONNECTION, told, transient=True)


def _is_certificate_error(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
