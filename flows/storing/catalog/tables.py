"""The tables of a catalog. A change of them needs another schema version."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA_VERSION = 1

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
