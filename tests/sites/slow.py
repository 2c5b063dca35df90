"""A site whose answers do not end: they stall, drip, run on, or break off."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import msgspec

from tests.sites.messages import HTML, NOT_FOUND, Answer, Asked, page

_TYPE = (("Content-Type", HTML),)


def slow(asked: Asked) -> Answer:
    answers = {
        "/ten-seconds": Answer(headers=_TYPE, body=b"<h1>At last</h1>", wait_seconds=10),
        "/stall": Answer(headers=_TYPE, pieces=_stalling),
        "/drip": Answer(headers=_TYPE, pieces=_dripping, chunked=True),
        "/endless": Answer(headers=_TYPE, pieces=_endless, chunked=True),
        "/endless-unframed": Answer(headers=_TYPE, pieces=_endless),
        "/cut-short": Answer(headers=_TYPE, body=b"<h1>Half", declared_length=10_000),
        "/dropped": Answer(drop=True),
        "/chunked": Answer(headers=_TYPE, pieces=_three_pieces, chunked=True),
        "/until-closed": Answer(headers=_TYPE, pieces=_three_pieces),
        "/nonsense": Answer(headers=(("Bad\x00Name", "x"),), body=b"no HTTP"),
    }
    if asked.path == "/dropped-once":
        return Answer(drop=True) if asked.nth == 0 else page("<h1>The second time</h1>")
    if asked.path.startswith("/pause/"):
        return msgspec.structs.replace(page("<h1>Well ...</h1>"), wait_seconds=0.05)
    return answers.get(asked.path, NOT_FOUND)


async def _stalling() -> AsyncIterator[bytes]:
    yield b"<h1>To be continued"
    await asyncio.sleep(60)


async def _dripping() -> AsyncIterator[bytes]:
    for _ in range(2_000):
        yield b"."
        await asyncio.sleep(0.03)


async def _endless() -> AsyncIterator[bytes]:
    while True:
        yield b"<p>And another thing.</p>" * 400
        await asyncio.sleep(0)


async def _three_pieces() -> AsyncIterator[bytes]:
    for piece in (b"<h1>In ", b"three ", b"pieces</h1>"):
        yield piece
        await asyncio.sleep(0.01)
