"""Reading what is far away some pages ahead: each takes a while to begin and hardly any work."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

READERS = 16
_AHEAD = 2 * READERS

Item = TypeVar("Item")
Read = TypeVar("Read")


def read_ahead(
    items: Iterable[Item], read: Callable[[Item], Read], *, is_far: Callable[[Item], bool]
) -> Iterator[tuple[Item, Read]]:
    """Yield each item with what was read of it, in order; what is near is read when its turn comes.

    Args:
        items: Taken one by one, at most ``_AHEAD`` before they are asked for.
        read: Reads an item; called in several threads for those that are far.
        is_far: Whether an item is worth a thread.
    """
    waiting: deque[tuple[Item, Future[Read]]] = deque()
    with ThreadPoolExecutor(READERS, thread_name_prefix="read-ahead") as readers:
        for item in items:
            if is_far(item):
                waiting.append((item, readers.submit(read, item)))
                yield from _taken(waiting, _AHEAD)
            else:
                yield from _taken(waiting, 0)
                yield item, read(item)
        yield from _taken(waiting, 0)


def _taken(waiting: deque[tuple[Item, Future[Read]]], left: int) -> Iterator[tuple[Item, Read]]:
    while len(waiting) > left:
        item, future = waiting.popleft()
        yield item, future.result()
