"""Pages of no known site, in groups that share lines: each group is taken for a site."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection

from cleaners.sites.grouping import groups_of
from cleaners.sites.knowledge import SiteKnowledge, Verdict
from cleaners.sites.observations import PageObservation, observation_from
from cleaners.sites.statistics import merged
from flows.learning.drawing import Drawer
from flows.learning.samples import joined
from flows.learning.site_names import UNKNOWN, group_name, is_group
from flows.learning.verdicts import knowledge_in, settle_verdicts
from flows.storing.catalog.known_site_rows import remove_sites, rename_site, site_names
from flows.storing.catalog.site_rows import (
    arrived_batches,
    arrived_pages,
    move_inputs,
    put_input_sites,
    sampled_pages,
)

MAX_GROUPED_PAGES = 5_000
"""So many pages of no known site are kept to find groups among; others join those there are."""

_READ_AT_ONCE = 500

Lines = Mapping[int, frozenset[str]]
"""The groups that have a line of their templates, by its fingerprint."""


class Groups(Struct, frozen=True):
    """The groups among the pages of no known site.

    Attributes:
        pages: Numbers of the pages of each group, by its name.
        of_page: Name of the group of each page.
    """

    pages: Mapping[str, frozenset[int]]
    of_page: Mapping[int, str]


def regroup(connection: Connection, drawer: Drawer, *, anew: bool = False) -> list[str]:
    """Find the groups among the pages of no known site, those that have arrived included.

    Which groups there are depends on the pages that are kept only, not on the order in which they
    came. A page that is not kept, since they are too many, joins the group whose lines it has.

    Args:
        connection: A connection in a transaction that writes.
        drawer: Draws the verdicts.
        anew: Whether the groups are looked for though no other pages are kept than before.

    Returns:
        The groups whose verdicts are others than before, by name.
    """
    arrived = arrived_pages(connection, UNKNOWN, 2 * MAX_GROUPED_PAGES)
    shown, is_new = joined(connection, UNKNOWN, arrived, MAX_GROUPED_PAGES)
    if not is_new and not anew:
        _place_arrivals(connection, _known_groups(connection))
        return []
    groups = _named(shown)
    _follow(connection, groups)
    statistics = [
        merged(name, (page for page in shown if page.page in numbers))
        for name, numbers in sorted(groups.pages.items())
    ]
    changed = settle_verdicts(connection, statistics, drawer)
    kept = {page.key: int(page.page, 16) for page in sampled_pages(connection, UNKNOWN)}
    put_input_sites(
        connection, {key: groups.of_page.get(number, UNKNOWN) for key, number in kept.items()}
    )
    _place_arrivals(connection, groups)
    return changed


def _named(shown: Sequence[PageObservation]) -> Groups:
    """Return the groups among some pages, each named after the smallest number in it."""
    return _groups({group_name(min(group)): frozenset(group) for group in groups_of(shown)})


def _known_groups(connection: Connection) -> Groups:
    """Return the groups that were found before, with the pages of their samples."""
    names = filter(is_group, site_names(connection))
    found = {name: knowledge_in(connection, name) for name in names}
    return _groups(
        {
            name: frozenset(knowledge.pages)
            for name, knowledge in found.items()
            if knowledge is not None
        }
    )


def _groups(pages: Mapping[str, frozenset[int]]) -> Groups:
    of_page = {number: name for name, numbers in pages.items() for number in numbers}
    return Groups(pages, of_page)


def _follow(connection: Connection, groups: Groups) -> None:
    """Give what is known of earlier groups the names that these have now; forget what has gone."""
    for old in filter(is_group, site_names(connection)):
        if old in groups.pages:
            continue
        knowledge = knowledge_in(connection, old)
        numbers = knowledge.pages if knowledge else ()
        heirs = Counter(groups.of_page[each] for each in numbers if each in groups.of_page)
        new = min(heirs, key=lambda name: (-heirs[name], name)) if heirs else UNKNOWN
        move_inputs(connection, old, new)
        if new == UNKNOWN or knowledge_in(connection, new) is not None:
            remove_sites(connection, [old])
        else:
            rename_site(connection, old, new)


def _place_arrivals(connection: Connection, groups: Groups) -> None:
    """Note of which group every input is that has arrived."""
    lines = _lines(connection, groups)
    for batch in arrived_batches(connection, UNKNOWN, _READ_AT_ONCE):
        sites = {}
        for page in batch:
            shown = observation_from(page.body)
            group = groups.of_page.get(shown.page)
            sites[page.key] = _joined_by_lines(shown, lines) if group is None else group
        put_input_sites(connection, {key: site for key, site in sites.items() if site != UNKNOWN})


def _lines(connection: Connection, groups: Groups) -> Lines:
    lines: defaultdict[int, set[str]] = defaultdict(set)
    for name in groups.pages:
        knowledge = knowledge_in(connection, name)
        for fingerprint in _template_lines(knowledge):
            lines[fingerprint].add(name)
    return {fingerprint: frozenset(names) for fingerprint, names in lines.items()}


def _template_lines(knowledge: SiteKnowledge | None) -> Iterator[int]:
    for block in knowledge.blocks if knowledge else ():
        if block.verdict is Verdict.TEMPLATE and not block.is_loose:
            yield block.fingerprint


def _joined_by_lines(shown: PageObservation, lines: Lines) -> str:
    """Return the group most of whose templates a page has; none where two have as many."""
    votes: Counter[str] = Counter()
    for fingerprint in {block.exact for block in shown.blocks}:
        votes.update(lines.get(fingerprint, ()))
    ranked = votes.most_common(2)
    is_tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return ranked[0][0] if ranked and not is_tied else UNKNOWN
