"""What the columns of a dump are for: as the settings name them, else by their usual names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from msgspec import Struct

from flows.dumps.tables import DumpError

# The first that a dump has is taken. A column called "timestamp" mostly tells of the fetching.
_USUAL: Mapping[str, Sequence[str]] = {
    "text": ("text", "content", "body", "article", "document", "raw_content", "page_content"),
    "html": ("html", "raw_html", "page_html", "html_content", "content_html"),
    "url": ("url", "uri", "link", "source_url", "page_url", "address"),
    "title": ("title", "headline"),
    "date": (
        *("published", "published_at", "publication_date", "date_published", "datepublished"),
        *("publish_date", "pub_date", "pubdate", "publishdate", "date"),
    ),
}
_SHOWN = 40


class DumpColumns(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The columns of dumps as the settings name them, empty for a guess; see ``settings.toml``."""

    text_column: str
    html_column: str
    url_column: str
    title_column: str
    date_column: str

    @property
    def names_page(self) -> bool:
        """Whether a column with pages is named."""
        return bool(self.text_column or self.html_column)


class Chosen(Struct, frozen=True, kw_only=True):
    """What the columns of a dump are for.

    Attributes:
        page: The column of the pages.
        is_html: Whether a person has said that they are HTML.
        url: The column of their addresses; empty for none.
        title: The column of their titles; empty for none.
        date: The column of the days on which they were published; empty for none.
    """

    page: str
    is_html: bool = False
    url: str = ""
    title: str = ""
    date: str = ""


def choose_columns(wanted: DumpColumns, names: Sequence[str]) -> Chosen:
    """Return what the columns of a dump are for.

    Args:
        wanted: The columns that are named; the others are guessed.
        names: The columns that there are.

    Raises:
        DumpError: A column that is named is not there, or that of the pages cannot be told.
    """
    if wanted.text_column and wanted.html_column:
        raise DumpError("its pages are in one column: name it by --text-column or --html-column")
    for option in wanted.__struct_fields__:
        _refuse_missing(option, getattr(wanted, option), names)
    page = wanted.text_column or wanted.html_column or _guessed("text", names)
    page = page or _guessed("html", names)
    if not page:
        raise DumpError(
            f"none of its columns is called like one of pages; name it by --text-column or "
            f"--html-column: {_shown(names)}"
        )
    others = [name for name in names if name != page]
    return Chosen(
        page=page,
        is_html=bool(wanted.html_column),
        url=wanted.url_column or _guessed("url", others),
        title=wanted.title_column or _guessed("title", others),
        date=wanted.date_column or _guessed("date", others),
    )


def _refuse_missing(option: str, name: str, names: Sequence[str]) -> None:
    if not name or name in names:
        return
    near = get_close_matches(name, names, n=1)
    advice = f"did you mean {near[0]}? " if near else ""
    raise DumpError(
        f"it has no column {name} (--{option.replace('_', '-')}); {advice}"
        f"its columns: {_shown(names)}"
    )


def _guessed(what: str, names: Sequence[str]) -> str:
    folded = {name.casefold(): name for name in reversed(names)}
    return next((folded[each] for each in _USUAL[what] if each in folded), "")


def _shown(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return (", ".join(names[:_SHOWN]) or "none") + more
