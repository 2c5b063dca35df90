"""HTTP/1.1 on the wire, written by hand so that it can be written wrongly."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from urllib.parse import urlsplit

from tests.sites.messages import Answer


def place_of(target: str, headers: dict[str, str]) -> tuple[str, str]:
    """Return host and path of a request; a proxy's clients send the whole address."""
    if target.startswith("/"):
        return headers.get("host", "").rpartition(":")[0] or headers.get("host", ""), target
    parts = urlsplit(target)
    query = f"?{parts.query}" if parts.query else ""
    return parts.hostname or "", (parts.path or "/") + query


async def write_answer(writer: asyncio.StreamWriter, answer: Answer) -> bool:
    """Write an answer; return whether the connection can stay open."""
    if answer.wait_seconds:
        await asyncio.sleep(answer.wait_seconds)
    writer.write(_head(answer))
    if answer.pieces is None:
        writer.write(answer.body)
    else:
        async for piece in answer.pieces():
            writer.write(b"%x\r\n%s\r\n" % (len(piece), piece) if answer.chunked else piece)
            await writer.drain()
        if answer.chunked:
            writer.write(b"0\r\n\r\n")
    await writer.drain()
    return answer.declared_length is None and (answer.pieces is None or answer.chunked)


def _head(answer: Answer) -> bytes:
    phrase = HTTPStatus(answer.status).phrase
    headers = list(answer.headers)
    if answer.chunked:
        headers.append(("Transfer-Encoding", "chunked"))
    elif answer.declared_length is not None:
        headers.append(("Content-Length", str(answer.declared_length)))
    elif answer.pieces is None and answer.status != HTTPStatus.NOT_MODIFIED:
        headers.append(("Content-Length", str(len(answer.body))))
    else:
        headers.append(("Connection", "close" if answer.pieces else "keep-alive"))
    lines = [f"HTTP/1.1 {answer.status} {phrase}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
