"""The tables of a catalog. A change of them needs another schema version."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA_VERSION = 2

# Ordered by code points in every database, whatever its language is.
_Key = Text().with_variant(Text(collation="C"), "postgresql")

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("value", Text, nullable=False),
)
"""``schema_version``; ``identity`` and ``destination``, for which see ``binding.py``."""

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", String(100), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("started", String(40), nullable=False),
    Column("ended", String(40), nullable=False),
    Column("machine", Text, nullable=False),
    Column("process", Integer, nullable=False),
    Column("configuration", Text, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("parts", Text, nullable=False),
    Column("report", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""One row a run; ``parts`` are the files that rows named when it began, as a list in JSON."""

outcomes = Table(
    "outcomes",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("status", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("host", Text),
    Column("url", _Key),
    Column("id", String(16), nullable=False),
    Column("output", _Key),
    Column("sha256", String(64), nullable=False),
    Column("published", Text),
    Column("author_count", Integer, nullable=False),
    Column("words_in", BigInteger, nullable=False),
    Column("words_out", BigInteger, nullable=False),
    Column("words_cut", BigInteger, nullable=False),
    Column("completeness", String(20), nullable=False),
    Column("confidence", Float),
    Column("doubts", Text, nullable=False),
    Column("carried", Boolean, nullable=False),
    Column("time", String(40), nullable=False),
    Column("run", String(100), nullable=False),
    Column("since", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Index("outcomes_url", "url"),
    Index("outcomes_output", "output"),
    Index("outcomes_id", "id"),
)
"""One row an input. ``status``, ``carried`` and ``run`` go before what the body says of them;
``since`` is the number of the run in which the input got the content that it has; ``id`` is the
beginning of the identifier."""

waiting = Table(
    "waiting",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("body", Text, nullable=False),
)
"""Outcomes of a run that goes on (or was killed) whose articles are in no part yet."""

hosts = Table(
    "hosts",
    metadata,
    Column("host", _Key, primary_key=True),
    Column("run", Integer, primary_key=True),
    Column("configuration", String(100), primary_key=True),
    Column("pages", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("median_words", Float),
    Column("share_cut", Float),
    Column("share_undated", Float),
    Column("share_unsigned", Float),
    Column("median_confidence", Float),
    Column("body", Text, nullable=False),
)
"""What the pages of a host are like that came with a run, under a configuration."""

pages = Table(
    "pages",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("host", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("first_seen", String(40), nullable=False),
    Column("fetched_at", String(40), nullable=False),
    Column("status", Integer),
    Column("outcome", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("file", _Key, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("pages_file", "file", "offset"),
)

fetches = Table(
    "fetches",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("key", _Key, nullable=False),
    Column("run", String(100), nullable=False),
    Column("at", String(40), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("fetches_key", "key"),
)

archives = Table(
    "archives",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("body", Text, nullable=False),
)

archived_pages = Table(
    "archived_pages",
    metadata,
    Column("archive", _Key, primary_key=True),
    Column("offset", BigInteger, primary_key=True, autoincrement=False),
    Column("record_id", Text, nullable=False),
    Column("url", _Key, nullable=False),
    Column("body", Text, nullable=False),
    Index("archived_pages_url", "url"),
)

site_pages = Table(
    "site_pages",
    metadata,
    Column("site", _Key, primary_key=True),
    Column("page", String(16), primary_key=True),
    Column("key", _Key, nullable=False),
    Column("maker", String(16), nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""The sample of a site's pages: those with the smallest numbers, each with what it shows. Only
what was folded stands here, so it is the same from the beginning of a run to its end."""

site_arrivals = Table(
    "site_arrivals",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("site", _Key, nullable=False),
    Column("page", String(16), nullable=False),
    Column("maker", String(16), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("site_arrivals_site", "site", "page"),
)
"""What pages have shown that are not folded into the samples yet: a run does so at its end."""

input_sites = Table(
    "input_sites",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("site", _Key, nullable=False),
    Column("state", String(32), nullable=False),
    sqlite_with_rowid=False,
)
"""The inputs that were learned from: of which site each is, and in which state it was read."""

sites = Table(
    "sites",
    metadata,
    Column("site", _Key, primary_key=True),
    Column("pages", BigInteger, nullable=False),
    Column("recurring", Integer, nullable=False),
    Column("templates", Integer, nullable=False),
    Column("first_seen", String(40), nullable=False),
    Column("last_seen", String(40), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""What follows from a site's sample: ``digest`` of the verdicts, ``body`` all of it."""

signatures = Table(
    "signatures",
    metadata,
    Column("key", _Key, primary_key=True),
    Column("id", String(16), nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""By which the texts of articles are compared; ``id`` is the beginning of the article's."""

NEW_TABLES = {2: (site_pages, site_arrivals, input_sites, sites, signatures)}
"""Tables that a schema version has brought, by that version; older catalogs get them."""
