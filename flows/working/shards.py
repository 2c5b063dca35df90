"""Shards: the inputs in order, cut so that a page more or less moves only what is near it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from msgspec import Struct

from flows.storing.ledger import Row
from flows.working.page_work import PageTask


class Shard(Struct, frozen=True):
    """Some inputs that are next to each other in the order of their keys.

    Attributes:
        name: What it is called in logs.
        keys: All keys, in order; those of articles of other sources in the same parts included.
        tasks: The pages that have to be cleaned.
        rows: What is known of the others, where articles are written in parts.
    """

    name: str
    keys: tuple[str, ...]
    tasks: tuple[PageTask, ...]
    rows: tuple[Row, ...] = ()


def cut_shards(keys: Iterable[str], shard_pages: int) -> Iterator[tuple[str, ...]]:
    """Cut keys into shards of about ``shard_pages``, by their content.

    A shard ends after a key whose hash says so, and no sooner than half of ``shard_pages``; with
    one hash in ``shard_pages / 2`` saying so, shards have about ``shard_pages`` on average. None
    has more than twice as many: where no hash says so by then, the shard ends after the smallest
    hash of its second half or later. So the cuts before a page that is added or removed stay, and
    those after it come together again within a few shards (content-defined chunking, as in
    Muthitacharoen, Chen and Mazières, A Low-bandwidth Network File System, 2001).

    Args:
        keys: Keys in ascending order.
        shard_pages: Count of keys aimed at, at least 1.

    Yields:
        Shards, which together are the keys, none of them empty.
    """
    shortest = max(shard_pages // 2, 1)
    longest = shard_pages * 2
    waiting: list[tuple[int, str]] = []
    for key in keys:
        number = _number(key)
        waiting.append((number, key))
        if len(waiting) >= shortest and number % shortest == 0:
            yield tuple(each for _, each in waiting)
            waiting = []
        elif len(waiting) == longest:
            end = min(range(shortest - 1, longest), key=lambda place: waiting[place][0]) + 1
            yield tuple(each for _, each in waiting[:end])
            waiting = waiting[end:]
            # What is left has been looked at: a hash that ends a shard would have ended this one.
    if waiting:
        yield tuple(each for _, each in waiting)


def _number(key: str) -> int:
    return int.from_bytes(hashlib.sha256(key.encode("utf-8")).digest()[:8])
