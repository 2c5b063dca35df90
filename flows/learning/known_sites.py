"""What a run knows of the sites of its pages: a snapshot that nothing changes until its end."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from msgspec import Struct

from cleaners.rules.rule_book import RuleBook, rules_bytes
from cleaners.sites.site import Site, site_bytes
from flows.learning.site_names import UNKNOWN, site_of_address, site_of_folder
from flows.learning.verdicts import knowledge_in
from flows.sources.sidecar import Facts
from flows.storing.catalog.catalog import Catalog
from flows.storing.catalog.site_rows import LearnedInput, learned_inputs

_KEPT_SITES = 256
NO_RULES = RuleBook()


class KnownSite(Struct, frozen=True):
    """A site as pages are cleaned with it.

    Attributes:
        name: Its name.
        digest: Digest of all that may change a result; empty where nothing does.
        content: The site, encoded; empty where nothing of it can change a result.
    """

    name: str
    digest: str
    content: bytes


class KnownSites:
    """The sites of a catalog, as they were when the run began.

    What a run learns is folded into the catalog at its end, so what is read here meanwhile is the
    same for its first page and its last.
    """

    def __init__(self, catalog: Catalog | None, rules: RuleBook = NO_RULES) -> None:
        """Begin with nothing read.

        Args:
            catalog: What knows the sites; None for one that is not there yet.
            rules: What people have written down for sites.
        """
        self._catalog = catalog
        self._rules = rules
        self._kept: OrderedDict[str, KnownSite] = OrderedDict()
        self._learned: dict[str, LearnedInput | None] = {}

    def look_up(self, keys: Sequence[str]) -> None:
        """Read what is known of some inputs, in place of those before."""
        self._learned = dict.fromkeys(keys)
        if self._catalog is not None:
            with self._catalog.reading() as connection:
                self._learned |= learned_inputs(connection, keys)

    def site_of(self, key: str, path: bytes, facts: Facts) -> str:
        """Return the site of an input, as far as it is known before the input is read.

        Args:
            key: The input's name in the ledger.
            path: Its path, with ``/``.
            facts: What is known of its fetching.
        """
        given = site_given(path, facts)
        learned = None if given else self.learned(key)
        return given if learned is None else learned.site

    def learned(self, key: str) -> LearnedInput | None:
        """Return what is known of an input; None for one that nothing was learned from."""
        if key not in self._learned:
            self.look_up([key])
        return self._learned[key]

    def known(self, site: str) -> KnownSite:
        """Return what is known of a site."""
        if site in self._kept:
            self._kept.move_to_end(site)
            return self._kept[site]
        found = self._read(site)
        self._kept[site] = found
        if len(self._kept) > _KEPT_SITES:
            self._kept.popitem(last=False)
        return found

    def _read(self, name: str) -> KnownSite:
        knowledge = None
        if self._catalog is not None and name != UNKNOWN:
            with self._catalog.reading() as connection:
                knowledge = knowledge_in(connection, name)
        site = Site(name, knowledge, rules_bytes(self._rules.rules_for(name)))
        digest = site.digest
        return KnownSite(name, digest, site_bytes(site) if digest else b"")


def site_given(path: bytes, facts: Facts) -> str:
    """Return the site that the fetching of a page tells, or else a folder's name."""
    return site_of_address(facts.final_uri or facts.url) or site_of_folder(path)
