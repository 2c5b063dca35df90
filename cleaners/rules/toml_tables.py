"""What the tables of a rules file may hold; anything else is an error."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from cleaners.reasons import Reason

Written = Annotated[str, Meta(min_length=1)]
Fingerprint = Annotated[str, Meta(pattern=r"^[0-9a-fA-F]{16}$")]
Expressions = Written | tuple[Written, ...]


class Stripped(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``strip`` that says why."""

    select: Written
    reason: Reason = Reason.BOILERPLATE
    note: str = ""


class Pardoned(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``pardoned``: a block by its text or its fingerprint."""

    text: str = ""
    fingerprint: Fingerprint | None = None
    note: str = ""


class Pinned(Pardoned, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``pinned``, which may say why."""

    reason: Reason = Reason.TEMPLATE


class Replaced(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``find_replace``."""

    find: Written
    replace: str


class Tested(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``tests``."""

    url: Written
    contains: tuple[Written, ...] = ()
    lacks: tuple[Written, ...] = ()


class RulesTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The rules for one key, as a file has them."""

    host: str = ""
    subdomains: bool = True
    generator: str = ""
    keep: Expressions = ()
    strip: Written | tuple[Written | Stripped, ...] = ()
    body: Expressions = ()
    prune: bool | None = None
    title: Expressions = ()
    authors: Expressions = ()
    published: Expressions = ()
    pinned: tuple[Pinned, ...] = ()
    pardoned: tuple[Pardoned, ...] = ()
    find_replace: tuple[Replaced, ...] = ()
    tests: tuple[Tested, ...] = ()
    note: str = ""
