"""What the rules of a site find on a page: elements to keep or strip, its body, its metadata."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from lxml import etree
from lxml.etree import _Element
from msgspec import Struct

from cleaners.document import PageWarning
from cleaners.rules.expressions import compiled
from cleaners.rules.page_parts import generators, has_text, text_of
from cleaners.rules.rule_book import HostRules
from cleaners.rules.site_rules import Rewriting, Selection, SiteRules
from cleaners.segmenting.selected_blocks import Selectors

MAX_VALUES = 50
"""An expression for a value that finds more has found something else."""


class Role(StrEnum):
    """What becomes of what is selected."""

    KEEP = "keep"
    STRIP = "strip"
    BODY = "body"


class Selector(Struct, frozen=True):
    """An expression that has found something on a page.

    Attributes:
        role: What becomes of it.
        key: The host or generator whose rule it is.
        selection: The expression.
        order: Position of its rules among those of the page.
    """

    role: Role
    key: str
    selection: Selection
    order: int

    @property
    def evidence(self) -> str:
        """What it is, in words for a person."""
        return f"rule of {self.key}: {self.role} {self.selection.written}"


class FoundValues(Struct, frozen=True):
    """Texts that rules have found for metadata, those that go first first."""

    titles: tuple[str, ...] = ()
    authors: tuple[tuple[str, ...], ...] = ()
    dates: tuple[str, ...] = ()


NO_VALUES = FoundValues()


class Chosen(Struct, frozen=True):
    """What rules have found on a page.

    Attributes:
        rules: The rules that hold for it, those that go before others first.
        selectors: The expressions that have found elements, in that order.
        elements: The elements, with the positions of what has selected them.
        body: Position of the expression that has found the body; None if none has.
        prunes: Whether the named detectors cut within the body.
        values: What was found for metadata.
        warnings: What was looked for in vain, or could not be looked for.
    """

    rules: tuple[SiteRules, ...] = ()
    selectors: tuple[Selector, ...] = ()
    elements: Selectors = {}
    body: int | None = None
    prunes: bool = True
    values: FoundValues = NO_VALUES
    warnings: tuple[PageWarning, ...] = ()


NOTHING = Chosen()


class Choice:
    """What has been found on a tree so far."""

    def __init__(self, tree: _Element, rules: Sequence[SiteRules]) -> None:
        self.tree = tree
        self.rules = rules
        self.selectors: list[Selector] = []
        self.elements: dict[_Element, list[int]] = {}
        self.warnings: list[PageWarning] = []

    def evaluated(self, key: str, selection: Selection) -> list[_Element | str]:
        """Return the elements and texts that an expression selects; what fails is a warning."""
        try:
            found = compiled(selection.xpath)(self.tree)
        except etree.XPathError as error:
            detail = f"rule of {key}: {selection.written}: {error}"
            self.warnings.append(PageWarning("rule_failed", detail))
            return []
        if isinstance(found, str):
            return [found]
        items = found if isinstance(found, list) else ()
        return [each for each in items if isinstance(each, (str, _Element))]

    def select(self, role: Role, order: int, selection: Selection) -> int | None:
        """Note the elements that an expression selects, and return its position if it has any."""
        key = self.rules[order].key
        found = self.evaluated(key, selection)
        elements = [each for each in found if isinstance(each, _Element)]
        if role is Role.BODY:
            elements = [element for element in elements if has_text(element)]
        if found and len(elements) < len(found) and role is not Role.BODY:
            detail = f"rule of {key}: {role} {selection.written} selects text, not elements"
            self.warnings.append(PageWarning("rule_failed", detail))
        if not elements:
            return None
        position = len(self.selectors)
        self.selectors.append(Selector(role, key, selection, order))
        for element in elements:
            self.elements.setdefault(element, []).append(position)
        return position

    def select_blocks(self) -> None:
        """Note what is to be kept and to be stripped."""
        for order, each in enumerate(self.rules):
            for selection in each.keep:
                self.select(Role.KEEP, order, selection)
            for selection in each.strip:
                self.select(Role.STRIP, order, selection)

    def select_body(self) -> int | None:
        """Note what the first expression for the body that has any text selects."""
        tried: list[tuple[str, Selection]] = []
        for order, each in enumerate(self.rules):
            for selection in each.body:
                tried.append((each.key, selection))
                position = self.select(Role.BODY, order, selection)
                if position is not None:
                    return position
        self.miss("body", tried)
        return None

    def values(self, name: str) -> Iterator[tuple[str, ...]]:
        """Yield the texts that each expression for a value gives, but for those without any."""
        tried = [(each.key, selection) for each in self.rules for selection in getattr(each, name)]
        is_found = False
        for key, selection in tried:
            found = self.evaluated(key, selection)[:MAX_VALUES]
            texts = tuple(filter(None, map(text_of, found)))
            if texts:
                is_found = True
                yield texts
        if not is_found:
            self.miss(name, tried)

    def miss(self, name: str, tried: Sequence[tuple[str, Selection]]) -> None:
        """Note that no expression for something has found anything."""
        if tried:
            said = " or ".join(selection.written for _, selection in tried)
            detail = f"rule of {tried[0][0]}: {name} {said}"
            self.warnings.append(PageWarning("rule_found_nothing", detail))


def rewritings_of(rules: HostRules) -> tuple[Rewriting, ...]:
    """Return what the rules of a host replace in its sources."""
    return tuple(each for site in rules.of_host for each in site.find_replace)


def choose(rules: HostRules, tree: _Element | None) -> Chosen:
    """Return what the rules of a host find on one of its pages.

    Args:
        rules: The rules that can hold for it.
        tree: The page; it is not changed. None for one without markup, of which only blocks can be
            pinned or pardoned.
    """
    if not rules.of_host and not rules.of_generators:
        return NOTHING
    if tree is None:
        return Chosen(rules.of_host)
    chosen = rules.for_generators(generators(tree) if rules.of_generators else ())
    choice = Choice(tree, chosen)
    choice.select_blocks()
    body = choice.select_body()
    values = FoundValues(
        titles=tuple(text for texts in choice.values("title") for text in texts),
        authors=tuple(choice.values("authors")),
        dates=tuple(text for texts in choice.values("published") for text in texts),
    )
    return Chosen(
        rules=chosen,
        selectors=tuple(choice.selectors),
        elements=choice.elements,
        body=body,
        prunes=next((each.prune for each in chosen if each.prune is not None), True),
        values=values,
        warnings=tuple(choice.warnings),
    )
