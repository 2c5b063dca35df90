"""All rules together, and those of one host among them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from cleaners.rules.hosts import HostError, hosts_above, plain_host
from cleaners.rules.site_rules import KnownText, RulesFile, SiteRules


class HostRules(Struct, frozen=True):
    """The rules that can hold for a page of a host.

    Attributes:
        of_host: Those of the host, the most particular first.
        of_generators: Those of generators, each for the pages that name it.
    """

    of_host: tuple[SiteRules, ...] = ()
    of_generators: tuple[SiteRules, ...] = ()

    def for_generators(self, named: Iterable[str]) -> tuple[SiteRules, ...]:
        """Return the rules for a page, those that go before others first.

        Args:
            named: What the page says that it was made by, such as ``WordPress 6.4``.
        """
        names = [" ".join(name.split()).casefold() for name in named]
        return self.of_host + tuple(
            rules
            for rules in self.of_generators
            if any(is_named(rules.generator.casefold(), name) for name in names)
        )


NO_RULES = HostRules()


def is_named(generator: str, name: str) -> bool:
    """Tell whether a name begins with that of a generator, and not in the middle of a word."""
    return name.startswith(generator) and not name[len(generator) :][:1].isalnum()


class RuleBook(Struct, frozen=True):
    """All rules of some files.

    Attributes:
        by_host: The rules of each host, in the order of their files.
        of_generators: Those of generators.
    """

    by_host: Mapping[str, tuple[SiteRules, ...]] = {}
    of_generators: tuple[SiteRules, ...] = ()

    def rules_for(self, host: str) -> HostRules:
        """Return the rules that can hold for a page of a host; a name that is none has no host's.

        Of what changes no result (notes, tests, the texts of blocks that are known by their
        fingerprint) they are free, so that equal digests mean equal results.
        """
        of_host: list[SiteRules] = []
        try:
            plain = plain_host(host)
        except HostError:
            return HostRules(of_generators=tuple(map(effective, self.of_generators)))
        for above in hosts_above(plain):
            of_host += (
                rules for rules in self.by_host.get(above, ()) if above == plain or rules.subdomains
            )
        return HostRules(tuple(map(effective, of_host)), tuple(map(effective, self.of_generators)))

    def digest(self, host: str) -> str:
        """Return a digest of the rules that can hold for a host, in hexadecimal; empty for none."""
        content = rules_bytes(self.rules_for(host))
        return hashlib.sha256(content).hexdigest() if content else ""

    @property
    def generators_digest(self) -> str:
        """Digest of the rules of generators, in hexadecimal; empty for none."""
        content = rules_bytes(HostRules(of_generators=tuple(map(effective, self.of_generators))))
        return hashlib.sha256(content).hexdigest() if content else ""


def rule_book(files: Iterable[RulesFile]) -> RuleBook:
    """Return the rules of some files; where two hold for a host, the file that comes first does."""
    by_host: defaultdict[str, list[SiteRules]] = defaultdict(list)
    of_generators: list[SiteRules] = []
    for file in files:
        for rules in file.rules:
            if rules.host:
                by_host[rules.host].append(rules)
            else:
                of_generators.append(rules)
    return RuleBook({host: tuple(each) for host, each in by_host.items()}, tuple(of_generators))


def effective(rules: SiteRules) -> SiteRules:
    """Return rules without what changes no result."""
    return replace(
        rules,
        pinned=tuple(map(by_fingerprint, rules.pinned)),
        pardoned=tuple(map(by_fingerprint, rules.pardoned)),
        tests=(),
        note="",
    )


def by_fingerprint(known: KnownText) -> KnownText:
    """Return a block as it is known by its fingerprint alone."""
    return KnownText(known.fingerprint, reason=known.reason)


def rules_bytes(rules: HostRules) -> bytes:
    """Return rules as bytes that travel to worker processes; none for no rules."""
    return b"" if rules == NO_RULES else msgspec.msgpack.encode(rules)


@lru_cache(maxsize=256)
def rules_from(content: bytes) -> HostRules:
    """Return rules from the bytes that ``rules_bytes`` gave; the latest ones are kept."""
    return msgspec.msgpack.decode(content, type=HostRules) if content else NO_RULES
