"""The site of a single page as its rules alone make it, where no catalog is at hand."""

from __future__ import annotations

from cleaners.rules.rule_book import rules_bytes
from cleaners.sites.site import Site
from flows.configuration import Configuration
from flows.learning.rules_folder import rule_book_of
from flows.learning.site_names import site_of_address


def ruled_site(configuration: Configuration, *addresses: str | None) -> Site | None:
    """Return a site with the rules that hold for it; None where none do.

    Args:
        configuration: Says where the rules are.
        addresses: Addresses of the page, the one that counts first; None for one not known.

    Raises:
        RulesFolderError: The rules cannot be used.
    """
    host = site_of_address(next(filter(None, addresses), None))
    rules = rules_bytes(rule_book_of(configuration).rules_for(host))
    return Site(host, rules=rules) if rules else None
