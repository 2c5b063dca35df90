"""What people have written down for a site, or for all sites of a generator, as frozen values."""

from __future__ import annotations

from msgspec import Struct

from cleaners.reasons import Reason


class Selection(Struct, frozen=True):
    """What an expression selects on a page.

    Attributes:
        xpath: The expression as XPath 1.0 without extensions; one in CSS is translated.
        written: The expression as its file has it.
        reason: Why it goes, where the rule names it.
    """

    xpath: str
    written: str
    reason: Reason | None = None


class KnownText(Struct, frozen=True):
    """A block that a person has judged once for all pages.

    Attributes:
        fingerprint: Of its text, as ``cleaners.sites.fingerprints.exact_fingerprint`` gives it.
        text: The text, if it was given.
        reason: Why it goes.
        note: What the person says of it.
    """

    fingerprint: int
    text: str = ""
    reason: Reason = Reason.TEMPLATE
    note: str = ""


class Rewriting(Struct, frozen=True):
    """Characters of the source that give way to others before it is parsed."""

    find: str
    replace: str


class PageTest(Struct, frozen=True):
    """What must come of a page if its rules are right.

    Attributes:
        url: Address of the page.
        contains: What its cleaned text, its title or its authors must contain, white space
            squeezed.
        lacks: What its text must not contain.
    """

    url: str
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


class SiteRules(Struct, frozen=True, kw_only=True):
    """The rules for one key: a host, or a generator.

    Attributes:
        host: The host, in lower case and without ``www.``; empty for a generator's rules.
        subdomains: Whether they hold for all hosts below it too; for ``www.`` they always do.
        generator: The beginning of what the page's generator calls itself, such as ``WordPress``;
            empty for a host's rules.
        keep: What stays, whatever else is said of it.
        strip: What goes.
        body: Where the main content stands: expressions that are tried one after the other.
        prune: Whether the named detectors cut within the body; None where it is not said, which
            means yes.
        title: Where the title stands: expressions that are tried one after the other.
        authors: Where the authors stand, as above.
        published: Where the date of publication stands, as above.
        pinned: Blocks that always go.
        pardoned: Blocks that always stay.
        find_replace: What is replaced in the source.
        tests: What must come of some pages.
        note: What the author of the rules says of them.
    """

    host: str = ""
    subdomains: bool = True
    generator: str = ""
    keep: tuple[Selection, ...] = ()
    strip: tuple[Selection, ...] = ()
    body: tuple[Selection, ...] = ()
    prune: bool | None = None
    title: tuple[Selection, ...] = ()
    authors: tuple[Selection, ...] = ()
    published: tuple[Selection, ...] = ()
    pinned: tuple[KnownText, ...] = ()
    pardoned: tuple[KnownText, ...] = ()
    find_replace: tuple[Rewriting, ...] = ()
    tests: tuple[PageTest, ...] = ()
    note: str = ""

    @property
    def key(self) -> str:
        """The host or the generator."""
        return self.host or self.generator


class IgnoredLine(Struct, frozen=True):
    """A line of a rules file that has no effect.

    Attributes:
        line: Its number, from 1.
        text: The line.
        why: Why it has none, in words for a person.
    """

    line: int
    text: str
    why: str


class RulesFile(Struct, frozen=True):
    """What a rules file holds.

    Attributes:
        name: Its name, for messages.
        rules: Its rules, one for each key, in order.
        ignored: Its lines that have no effect.
    """

    name: str
    rules: tuple[SiteRules, ...]
    ignored: tuple[IgnoredLine, ...] = ()


class RulesError(ValueError):
    """A rules file that cannot be taken as it is.

    Attributes:
        name: The file.
        line: Number of the line, from 1; 0 where it cannot be told.
        detail: What is wrong, in words for a person.
    """

    def __init__(self, name: str, detail: str, line: int = 0) -> None:
        self.name = name
        self.line = line
        self.detail = detail
        super().__init__(name, detail, line)

    def __str__(self) -> str:
        return (
            f"{self.name}:{self.line}: {self.detail}"
            if self.line
            else (f"{self.name}: {self.detail}")
        )
