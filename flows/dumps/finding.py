"""The dumps among the files of a run."""

from __future__ import annotations

import os
from collections.abc import Sequence

from msgspec import Struct

from flows.dumps.columns import DumpColumns
from flows.dumps.heads import table_of
from flows.dumps.kinds import DumpName, dump_name, is_own_part
from flows.dumps.tables import MAX_ROW_FACTOR, DumpError, Table
from flows.sources.files import reading_error
from flows.sources.folder import Found, Root
from flows.sources.roots import SourceError


class Dumps(Struct, frozen=True):
    """Tells dumps from pages.

    Attributes:
        columns: The columns that the settings name.
        max_bytes: Largest page that is read.
    """

    columns: DumpColumns
    max_bytes: int

    def name_of(self, found: Found, roots: Sequence[Root]) -> DumpName | None:
        """Return what a file's name says of it, if it is taken for a dump; None for a page.

        A file that is a source of its own is one by its name. One in a folder is only where a
        column with pages is named, for folders hold other data, too, and never a part that
        copydesk has written.
        """
        if found.problem:
            return None
        name = os.fsdecode(found.relative)
        if not roots[found.source].is_folder:
            return dump_name(name, is_named=self.columns.names_page)
        if not self.columns.names_page or is_own_part(name):
            return None
        return dump_name(name, is_named=False)

    def table_in(self, path: bytes, name: DumpName) -> Table | None:
        """Return how a dump is written and what its columns are for; None for one without rows.

        Raises:
            DumpError: It cannot be read, or it has not the columns that are wanted.
        """
        try:
            return table_of(path, name, self.columns, MAX_ROW_FACTOR * self.max_bytes)
        except OSError as error:
            raise DumpError(reading_error(error)) from error


def refuse_unusable(dumps: Dumps, root: Root) -> DumpName | None:
    """Return what a source is by its name if it is a dump, and make sure that it can be read.

    Raises:
        SourceError: It is a dump and cannot be read, or it has not the columns that are wanted.
    """
    if root.is_folder:
        return None
    found = Found(path=root.path, source=0, relative=root.name)
    name = dumps.name_of(found, (root,))
    if name is None:
        return None
    try:
        dumps.table_in(root.path, name)
    except DumpError as error:
        raise SourceError(f"{os.fsdecode(root.path)} cannot be read as a dump: {error}") from error
    return name
