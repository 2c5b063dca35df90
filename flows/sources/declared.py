"""The sources that a settings file declares: the tables ``[sources.NAME]``."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Address = Annotated[str, Meta(pattern=r"^https?://[^/\s]+")]
Patterns = tuple[Annotated[str, Meta(min_length=1)], ...]
Places = Annotated[tuple[Annotated[str, Meta(min_length=1)], ...], Meta(min_length=1)]
Days = Annotated[float, Meta(gt=0)]


class _Fetched(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all sources have whose pages are fetched.

    Attributes:
        include: Only addresses that one of these patterns fits; none takes all. ``*`` stands for
            any characters, slashes too: ``*/news/*``.
        exclude: No addresses that one of these patterns fits.
        max_age_days: Nothing that was published (or, where only that is known, changed) longer
            ago; what has no date is taken. None for any age.
        max_pages: The most pages that are asked for in a run; None for any number. Those that were
            never asked for go first.
        refetch_days: A page is asked for again after so many days; 0 asks in each run. Where the
            source says when a page changed last, that decides instead.
    """

    include: Patterns = ()
    exclude: Patterns = ()
    max_age_days: Days | None = None
    max_pages: Annotated[int, Meta(ge=1)] | None = None
    refetch_days: Annotated[float, Meta(ge=0)] = 0.0


class UrlSource(_Fetched, tag_field="kind", tag="urls", frozen=True, kw_only=True):
    """A list of pages.

    Attributes:
        addresses: Addresses of pages.
        files: Text files with one address a line; blank lines and lines that begin with ``#`` are
            left out.
    """

    addresses: tuple[Address, ...] = ()
    files: tuple[Annotated[str, Meta(min_length=1)], ...] = ()


class FeedSource(_Fetched, tag_field="kind", tag="feed", frozen=True, kw_only=True):
    """RSS and Atom feeds.

    Attributes:
        addresses: Addresses of feeds.
        languages: Only what a feed says to be in one of these, such as ``de`` (which takes
            ``de-AT`` too); what it says nothing of is taken.
    """

    addresses: Annotated[tuple[Address, ...], Meta(min_length=1)]
    languages: tuple[str, ...] = ()


class SitemapSource(_Fetched, tag_field="kind", tag="sitemap", frozen=True, kw_only=True):
    """XML sitemaps, news sitemaps, and indexes of these, which are followed.

    Attributes:
        addresses: Addresses of sitemaps or of indexes, or of a robots.txt that names them.
        languages: Only what a sitemap says to be in one of these; what it says nothing of is
            taken.
    """

    addresses: Annotated[tuple[Address, ...], Meta(min_length=1)]
    languages: tuple[str, ...] = ()


class WarcSource(
    Struct, tag_field="kind", tag="warc", frozen=True, kw_only=True, forbid_unknown_fields=True
):
    """WARC files, which are cleaned where they are: nothing is fetched or copied.

    Attributes:
        paths: Files, folders, patterns such as ``crawl/*.warc.gz``, or URLs of any of these
            (``s3://``); a name that ends in ``.paths`` or ``.paths.gz`` is a list of files, as
            Common Crawl has them.
        prefix: What stands before the names of such a list, such as
            ``https://data.commoncrawl.org/``.
        max_files: The most files that are taken; None for all.
    """

    paths: Places
    prefix: str = ""
    max_files: Annotated[int, Meta(ge=1)] | None = None


class FolderSource(
    Struct, tag_field="kind", tag="folder", frozen=True, kw_only=True, forbid_unknown_fields=True
):
    """Files and folders of pages, which are cleaned where they are.

    Attributes:
        paths: Files, folders, or URLs of these.
    """

    paths: Places


FetchedSource = UrlSource | FeedSource | SitemapSource
Source = UrlSource | FeedSource | SitemapSource | WarcSource | FolderSource
