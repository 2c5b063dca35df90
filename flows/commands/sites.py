"""``copydesk sites``: what sites repeat, and what a person says of such a block."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from flows.commands.errors import UserError, say
from flows.commands.options import AssignmentsOption, ConfigOption
from flows.configuration import Configuration, load_configuration
from flows.terminal import console_for, printable_json

if TYPE_CHECKING:
    from flows.learning.shown_sites import ShownSite, SiteLine
    from flows.storing.catalog.catalog import Catalog

NOT_FOUND = 1
_SUGGESTIONS = 5


def show_sites(  # noqa: PLR0913 - the options of a command
    site: Annotated[
        str | None,
        typer.Argument(metavar="HOST", help="The site whose blocks are shown; all if none."),
    ] = None,
    *,
    destination: Annotated[
        str | None,
        typer.Option(
            "--destination",
            "-d",
            help="Folder (or URL) of the articles.",
            show_default="storage.clean",
        ),
    ] = None,
    pinned: Annotated[
        list[str] | None,
        typer.Option("--pin", metavar="BLOCK", help="Always cut this block of HOST."),
    ] = None,
    pardoned: Annotated[
        list[str] | None,
        typer.Option("--pardon", metavar="BLOCK", help="Never cut this block of HOST."),
    ] = None,
    show_all: Annotated[
        bool, typer.Option("--all", help="Show all that recurs, not the most frequent only.")
    ] = False,
    config: ConfigOption = None,
    assignments: AssignmentsOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Show what sites repeat: all sites, or the blocks of one, with what follows from each.

    Verdicts: `template` is the site's and is cut; `editorial` recurs within the text, such as a
    paragraph of background, and stays; `undecided` recurs, and too little is known to cut it.
    `copydesk clean` and `copydesk learn` learn; a site needs a few pages before anything follows.

    A block that was judged wrongly can be pinned (always cut) or pardoned (never cut), by its text
    or by its fingerprint, of which the beginning will do. That is written to HOST.toml in the
    folder of rules (rules.folder), which goes under version control. Articles that exist are
    cleaned again with --refresh-sites.

    Examples:
      copydesk sites -d clean/
      copydesk sites gazette.example -d clean/
      copydesk sites gazette.example -d clean/ --pardon 5f1c02d9a7b4e680
      copydesk sites gazette.example -d clean/ --pin 'Read more in our magazine'
      copydesk clean pages/ clean/ --refresh-sites

    Exit codes: 0 shown; 1 nothing is known of HOST; 2 there is no catalog, or an option or a
    setting is wrong.
    """
    if site is None and (pinned or pardoned):
        raise UserError("--pin and --pardon are for the blocks of one site; name its host first")
    configuration = load_configuration(config, assignments or ())
    from flows.commands.catalogs import catalog_of

    running = configuration.running
    with catalog_of(destination or running.storage.clean, running.catalog.url) as catalog:
        if site is None:
            _print_sites(catalog, configuration, as_json=as_json)
            return
        shown = _shown(catalog, configuration, site)
        if pinned or pardoned:
            _judge(shown, configuration, pinned or (), pardoned or ())
            shown = _shown(catalog, configuration, site)
    _print_site(shown, show_all=show_all, as_json=as_json)


def _print_sites(catalog: Catalog, configuration: Configuration, *, as_json: bool) -> None:
    from flows.commands.sites_tables import sites_table
    from flows.learning.shown_sites import site_lines

    lines: list[SiteLine] = list(site_lines(catalog, configuration.running.drift))
    if as_json:
        typer.echo(printable_json(msgspec.json.format(msgspec.json.encode(lines))))
        return
    console = console_for()
    for part in sites_table(lines, catalog.place):
        console.print(part)


def _print_site(shown: ShownSite, *, show_all: bool, as_json: bool) -> None:
    from flows.commands.sites_tables import site_tables

    if as_json:
        typer.echo(printable_json(msgspec.json.format(msgspec.json.encode(shown))))
        return
    console = console_for()
    for part in site_tables(shown, show_all=show_all):
        console.print(part)


def _shown(catalog: Catalog, configuration: Configuration, site: str) -> ShownSite:
    from flows.learning.rules_folder import rule_book_of
    from flows.learning.shown_sites import near_sites, shown_site

    shown = shown_site(catalog, rule_book_of(configuration), site)
    if shown is None:
        near = near_sites(catalog, site, _SUGGESTIONS)
        known = f"; did you mean {', '.join(near)}?" if near else ""
        say(f"nothing is known of {site}{known}")
        raise typer.Exit(NOT_FOUND)
    return shown


def _judge(
    shown: ShownSite,
    configuration: Configuration,
    pinned: Sequence[str],
    pardoned: Sequence[str],
) -> None:
    from pathlib import Path

    from flows.learning.judged_blocks import pardon, pin
    from flows.learning.meant_blocks import BlockError, block_meant

    folder = Path(configuration.running.rules.folder)
    for judge, word, given in ((pin, "pinned", pinned), (pardon, "pardoned", pardoned)):
        for block in given:
            try:
                meant = block_meant(shown, block)
            except BlockError as error:
                raise UserError(str(error)) from error
            judged = judge(folder, shown.site, meant.block, note=meant.note)
            verb = word if judged.is_new else f"was {word} before"
            say(f"{judged.fingerprint} {verb}: {judged.file}")
            if not meant.is_known:
                say(f"no page of {shown.site} has shown this block yet")
